"""Versions are built, cleared, published: every stage, role and door against the table, and what is shown before."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from outcomes.framework.links import ItemBoard
from outcomes.models import Pack, PackVersion
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.checklist import before_clearing
from outcomes.packs.content import Content
from outcomes.packs.publishing import clear, erase, publish, withdraw
from plan import clock, roles
from plan.models import AgendaItem, Body, Event
from tests.factories import make_meeting, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
IN_TIME, LATE = datetime(2022, 10, 28, 12, tzinfo=UTC), datetime(2022, 10, 31, 12, tzinfo=UTC)
# stage -> role -> the steps it may take. Whoever is not named may take none.
TABLE = {
    "queued": {},
    "building": {},
    "failed": {"policy-officer": {"build"}},
    "built": {"policy-officer": {"build", "clear"}},
    "cleared": {"policy-officer": {"build", "publish"}},
    "published": {"policy-officer": {"build", "withdraw"}},
    "withdrawn": {"policy-officer": {"build"}, "administrator": {"erase"}},
    "erased": {"policy-officer": {"build"}},
}
STEPS = ("build", "clear", "publish", "withdraw", "erase")
PEOPLE = (*(role.slug for role in roles.ROLES), "superuser")
INSIDE = ("policy-officer", "cmt", "democratic-services", "superuser")  # see packs and all their versions
PUBLIC_READERS = ("administrator", "board-member")  # see the versions that everybody may read
PUBLIC = ("published", "withdrawn", "erased")
EVENTS = {
    "build": ["pack.build_asked"], "clear": ["pack.cleared"], "publish": ["pack.published"],
    "withdraw": ["pack.withdrawn"], "erase": ["pack.erased"],
}  # fmt: skip
WORDS = {"reason": "A breach.", "what_changed": "A figure.", "note": "Read."}


def person(who: str):
    if who == "superuser":
        return make_user(is_superuser=True)
    return make_user(next(role for role in roles.ROLES if role.slug == who))


def at_stage(stage: str, world) -> PackVersion:
    """The world's pack with a version at this stage, brought there by the verbs."""
    officer = make_user(roles.POLICY_OFFICER)
    version = request_build(world.pack, by=officer, queued=False)
    if stage in ("building", "failed"):
        PackVersion.objects.update(state=stage)
    elif stage != "queued":
        build(version.pk)
        verbs = {
            "cleared": lambda: clear(version, by=officer),
            "published": lambda: publish(version, by=officer),
            "withdrawn": lambda: withdraw(version, by=officer, reason="A breach."),
            "erased": lambda: erase(version, by=make_user(roles.ADMINISTRATOR), reason="A breach."),
        }
        for reached, verb in verbs.items():
            if list(TABLE).index(reached) <= list(TABLE).index(stage):
                verb()
    return PackVersion.objects.select_related("pack").get()


def by_verb(step: str, version: PackVersion, user) -> None:
    {
        "build": lambda: request_build(version.pack, by=user, what_changed=WORDS["what_changed"]),
        "clear": lambda: clear(version, by=user, note=WORDS["note"]),
        "publish": lambda: publish(version, by=user),
        "withdraw": lambda: withdraw(version, by=user, reason=WORDS["reason"]),
        "erase": lambda: erase(version, by=user, reason=WORDS["reason"]),
    }[step]()


def address(step: str, version: PackVersion) -> str:
    if step == "build":
        return reverse("admin:outcomes_pack_build", args=[version.pack_id])
    return reverse(f"admin:outcomes_packversion_{step}", args=[version.pk])


def standing() -> list:
    return list(PackVersion.objects.order_by("pk").values())


@pytest.mark.parametrize("stage", TABLE)
def test_every_step_by_everyone_by_its_verb(stage, world):
    version = at_stage(stage, world)
    for who in PEOPLE:
        user = person(who)
        for step in STEPS:
            before, rows = Event.objects.count(), standing()
            with transaction.atomic():
                if step in TABLE[stage].get(who, set()):
                    by_verb(step, version, user)
                    made = Event.objects.order_by("sequence")[before:]
                    assert [event.verb for event in made] == EVENTS[step], (who, step)
                    assert [event.by for event in made] == [user], (who, step)
                    assert step in ("withdraw", "build") or standing() != rows, (who, step)
                else:
                    with pytest.raises(NotAllowed):
                        by_verb(step, version, user)
                    assert (Event.objects.count(), standing()) == (before, rows), (who, step)
                transaction.set_rollback(True)


@pytest.mark.parametrize("stage", TABLE)
def test_every_step_by_everyone_by_its_button(stage, world):
    version = at_stage(stage, world)
    for who in PEOPLE:
        client, user = Client(), person(who)
        client.force_login(user)
        finds = who in INSIDE or (who in PUBLIC_READERS and stage in PUBLIC)
        for step in STEPS:
            may, before, rows = step in TABLE[stage].get(who, set()), Event.objects.count(), standing()
            with transaction.atomic():
                response = client.post(address(step, version), WORDS)
                made = [(event.verb, event.by) for event in Event.objects.order_by("sequence")[before:]]
                where = (who, step, response.status_code)
                if may:
                    assert response.status_code == 302, where
                    assert made == [(verb, user) for verb in EVENTS[step]], where
                else:
                    told = 404 if not finds or (step == "build" and who in PUBLIC_READERS) else None
                    owner = "administrator" if step == "erase" else "policy-officer"
                    told = told or (422 if who == owner else 403)
                    assert response.status_code == told, where
                    assert (made, standing()) == ([], rows), where
                transaction.set_rollback(True)


@pytest.mark.parametrize("stage", TABLE)
def test_the_page_offers_just_the_steps_that_are_allowed(stage, world):
    version = at_stage(stage, world)
    for who in (*INSIDE, *(["administrator"] if stage in PUBLIC else [])):
        client = Client()
        client.force_login(person(who))
        page = client.get(reverse("admin:outcomes_packversion_change", args=[version.pk])).content.decode()
        offered = {step for step in STEPS[1:] if address(step, version) in page}
        assert offered == TABLE[stage].get(who, set()) - {"build"}, who


@pytest.mark.parametrize("stage", TABLE)
def test_no_other_door_moves_a_version(stage, world):
    """Its page, its list, its delete page and actions that do not exist, with every field that a stage rests on."""
    version = at_stage(stage, world)
    rows, events = standing(), Event.objects.count()
    crafted = {
        "state": "built", "cleared_at_0": "2022-10-28", "cleared_at_1": "12:00", "cleared_by": 1,
        "cleared_office": "Chief Executive", "published_at_0": "2022-10-28", "published_at_1": "12:00",
        "published_by": 1, "number": 9, "action": "publish", "index": 0, "_selected_action": version.pk, "post": "yes",
        "late_reason": "x", "late_agreed_by": "x", "_save": "Save",
    }  # fmt: skip
    doors = [reverse(f"admin:outcomes_packversion_{page}", args=[version.pk]) for page in ("change", "delete")]
    posts = [(door, "publish") for door in (*doors, reverse("admin:outcomes_packversion_add"))]
    # Only a list acts on what `action` says.
    listed = reverse("admin:outcomes_packversion_changelist")
    posts += [(listed, action) for action in ("publish", "clear", "publish_ticked", "delete_selected")]
    for who in PEOPLE:
        client = Client()
        client.force_login(person(who))
        for door, action in posts:
            client.post(door, {**crafted, "action": action})
    assert (standing(), Event.objects.count()) == (rows, events)


def test_the_unsigned_take_no_step(world):
    version = at_stage("cleared", world)
    for step in STEPS:
        response = Client().post(address(step, version), WORDS)
        assert (response.status_code, "/login/" in response.url) == (302, True)
    assert not PackVersion.objects.published().exists()


# The verb


@pytest.fixture
def built(world) -> PackVersion:
    return at_stage("built", world)


def test_clearing_says_who_in_which_office_when_and_why(built):
    officer = make_user(roles.POLICY_OFFICER, office="Head of Policy")
    with clock.standing_at(IN_TIME):
        clear(built, by=officer, note=" Read by two of us. ")

    version = PackVersion.objects.get()
    assert (version.cleared_at, version.cleared_by, version.cleared_office, version.clearing_note) == (
        IN_TIME, officer, "Head of Policy", "Read by two of us.",
    )  # fmt: skip
    event = Event.objects.get(verb="pack.cleared")
    assert (event.by, event.why, event.detail["office"]) == (officer, "Read by two of us.", "Head of Policy")
    assert event.detail["content"] == version.content_sha256
    assert not version.is_published
    officer.office = "Somewhere else"
    officer.save()
    assert PackVersion.objects.get().cleared_office == "Head of Policy"


def test_a_new_build_is_cleared_anew(built, world):
    officer = make_user(roles.POLICY_OFFICER)
    clear(built, by=officer)
    again = build(request_build(world.pack, by=officer, queued=False).pk)

    assert not again.is_cleared
    with pytest.raises(NotAllowed, match="is not cleared yet"):
        publish(again, by=officer)


@pytest.mark.parametrize("what", ["meeting", "meeting's date", "agenda item", "item's number", "appendix"])
@pytest.mark.parametrize("stage", ["built", "cleared"])
def test_a_paper_whose_place_on_the_agenda_changed_is_built_again(world, stage, what):
    version = at_stage(stage, world)
    officer = make_user(roles.POLICY_OFFICER)
    meeting = make_meeting(world.committee, date(2022, 12, 5))
    {
        "meeting": lambda: Pack.objects.update(meeting=meeting, agenda_item=None),
        "meeting's date": lambda: type(meeting).objects.filter(pk=world.meeting.pk).update(date=date(2022, 11, 14)),
        "agenda item": lambda: Pack.objects.update(agenda_item=None),
        "item's number": lambda: AgendaItem.objects.update(number=10),
        "appendix": lambda: Pack.objects.update(appendix="B"),
    }[what]()

    with pytest.raises(NotAllowed, match="Meeting, agenda item, appendix or page changed since"):
        (clear if stage == "built" else publish)(version, by=officer)
    assert not PackVersion.objects.published().exists()


@pytest.mark.parametrize(
    "half",
    [
        {"published_at": IN_TIME},
        {"cleared_at": IN_TIME},
        {"cleared_office": "Head of Policy"},
        {"cleared_at": IN_TIME, "cleared_office": "Head of Policy", "state": "failed"},
    ],
    ids=str,
)
def test_the_database_keeps_no_half_of_it(built, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        PackVersion.objects.update(**half)


# What is shown before


@pytest.fixture
def boards(world) -> None:
    """Two boards report on the first outcome, of which one did; nobody reports on the second."""
    other = Body.objects.create(kind="board", name="Blue Board", slug="blue-board")
    for board in (Body.objects.get(name="Green Board"), other):
        ItemBoard.objects.create(item=world.watched.outcome.item, board=board)


def test_what_is_worth_knowing_is_shown_before_it_is_cleared(boards, built):
    client = Client()
    client.force_login(make_user(roles.POLICY_OFFICER))

    with clock.standing_at(LATE):
        lines = before_clearing(built, today=LATE.date())
        page = unescape(client.get(address("clear", built)).content.decode())

    assert lines == [
        "It is late. Papers for 7 November 2022 were to be published by 28 October 2022.",
        "It has no covering report.",
        "No published report of Blue Board on outcome 1, Green Fenbrook.",
        "No board reports on outcome 2, Fair Fenbrook.",
        "1 of 3 actions without a status.",
        "Some of it is marked illustrative.",
        "It shows 1 sub-outcome, 3 actions and 2 indicators, as at 28 October 2022.",
    ]
    for line in lines:
        assert f"<li>{line}</li>" in page


def test_where_boards_said_nothing_that_is_said(boards, built):
    """The same version, had no board reported."""
    content = Content.from_dict(built.content)
    first, second = content.outcomes
    (sub,) = first.sub_outcomes
    silent = replace(first, reports=(), sub_outcomes=(replace(sub, standings=()),))
    built.content = replace(content, outcomes=(silent, second)).to_dict()

    assert before_clearing(built, today=IN_TIME.date()) == [
        "It has no covering report.",
        "No published report of Blue Board and Green Board on outcome 1, Green Fenbrook.",
        "No board reports on outcome 2, Fair Fenbrook.",
        "1 sub-outcome without a board's status: 1.1.",
        "1 of 3 actions without a status.",
        "1 figure that got worse or missed the target, without a word from a board: Rivers in good health (1.1).",
        "Some of it is marked illustrative.",
        "It shows 1 sub-outcome, 3 actions and 2 indicators, as at 28 October 2022.",
    ]


def test_in_good_time_nothing_is_said_of_the_day(built):
    lines = before_clearing(built, today=IN_TIME.date())
    assert not [line for line in lines if "late" in line or "meeting" in line.lower()]
    assert "The meeting it is for was on 7 November 2022." in before_clearing(built, today=date(2022, 11, 8))


def test_content_of_an_earlier_system_is_built_again(built):
    built.content = {**built.content, "schema": 0}
    assert before_clearing(built, today=IN_TIME.date()) == [
        "It has no covering report.",
        "It was built before this system last changed. Build it again.",
    ]


def test_my_desk_has_what_to_clear_and_what_to_publish_apart(built):
    from outcomes.packs import desk

    officer, today = make_user(roles.POLICY_OFFICER), date(2022, 10, 20)
    assert [line.text for line in desk.packs_to_clear(officer, today)] == [str(built)]
    assert desk.packs_to_publish(officer, today) == []
    clear(built, by=officer)
    assert desk.packs_to_clear(officer, today) == []
    (line,) = desk.packs_to_publish(officer, today)
    assert (line.text, line.due, line.overdue) == (str(built), date(2022, 10, 28), False)
    assert desk.packs_to_clear(make_user(roles.CMT), today) == []
