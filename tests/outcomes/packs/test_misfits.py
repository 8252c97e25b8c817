"""A pack is for one quarter that has ended, and goes to a meeting of its own committee: nothing else is accepted."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from outcomes.models import Pack, PackVersion
from outcomes.packs.building import NotAllowed, request_build
from outcomes.packs.opening import open_pack
from outcomes.packs.quarters import quarter
from plan import clock, roles
from plan.models import AgendaItem, Event
from plan.periods import Period
from tests.factories import make_body, make_meeting, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/outcomes/pack/add/"
Q3 = Period.parse("2022-Q3")
DURING_Q3 = datetime(2022, 12, 31, 12, tzinfo=UTC)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def form(world, **fields) -> dict:
    return {
        "kind": "quarterly",
        "body": world.committee.pk,
        "covers": "2022-Q3",
        "appendix": "A",
        "detail": "full",
        "arranged": "outcome",
        "_save": "Save",
        **fields,
    }


def errors(response) -> dict[str, list[str]]:
    return dict(response.context["adminform"].form.errors)


# The code of the quarter


@pytest.mark.parametrize("typed", ["2022-q3", " 2022-Q3 ", "Q3 2022/23"])
def test_a_quarter_is_stored_by_its_code_however_it_is_typed(world, signed_in, typed):
    assert signed_in.post(ADD, form(world, covers=typed)).status_code == 302

    assert sorted(Pack.objects.values_list("covers", flat=True)) == ["2022-Q2", "2022-Q3"]
    assert Pack.objects.get(covers="2022-q3").covers == "2022-Q3"


def test_the_same_quarter_in_other_letters_is_the_same_pack(world, signed_in):
    response = signed_in.post(ADD, form(world, covers="2022-q2"))

    assert [message for lines in errors(response).values() for message in lines] == [
        "There is such a pack already. Build a new version of it."
    ]
    assert Pack.objects.get() == world.pack
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.create(body=world.committee, covers="q2 2022/23")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2022/23", "2022/23 is a financial year. A pack is for a quarter, such as 2022-Q2."),
        ("2022-07", "July 2022 is a month. A pack is for a quarter, such as 2022-Q2."),
        ("2022-Q5", "2022-Q5 is no quarter. Give it like 2022-Q2, for July to September 2022."),
        ("soon", "soon is no quarter. Give it like 2022-Q2, for July to September 2022."),
    ],
)
def test_what_is_no_quarter_is_refused_in_words(world, signed_in, typed, said):
    assert errors(signed_in.post(ADD, form(world, covers=typed))) == {"covers": [said]}
    with pytest.raises(ValueError, match="quarter"):
        quarter(typed)
    assert Pack.objects.get() == world.pack


@pytest.mark.parametrize("code", ["2022/23", "2022-q3", "2022-Q5", "20x2-Q1", "1822-Q1", "2022-Q33", ""])
def test_the_database_keeps_codes_of_quarters_only(world, code):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE outcomes_pack SET covers = %s", [code])
    assert Pack.objects.get().covers == "2022-Q2"


# A quarter that has not ended


@pytest.mark.parametrize("code", ["2022-Q3", "2030-Q1"])
def test_a_quarter_that_has_not_ended_has_no_pack(world, officer, signed_in, code):
    period = Period.parse(code)
    said = f"{period.label} has not ended yet."
    with clock.standing_at(DURING_Q3):
        with pytest.raises(NotAllowed, match=r"has not ended yet. Its pack can be made after 31 December 2022\.|June"):
            open_pack(world.committee, period, by=officer)
        (message,) = errors(signed_in.post(ADD, form(world, covers=code)))["covers"]
        assert message.startswith(said)
        slipped_in = Pack.objects.create(body=world.committee, covers=code)
        with pytest.raises(NotAllowed, match="has not ended yet"):
            request_build(slipped_in, by=officer)

    assert not PackVersion.objects.exists()
    assert not Event.objects.filter(verb="pack.opened").exists()


def test_it_has_one_from_the_day_after(world, officer):
    with clock.standing_at(datetime(2023, 1, 1, 0, 30, tzinfo=UTC)):
        assert open_pack(world.committee, Q3, by=officer).covers == "2022-Q3"


# Meeting and agenda item


@pytest.fixture
def strangers(world):
    other = make_body(name="Works Committee")
    meeting = make_meeting(other, date(2023, 1, 20))
    return {
        "other": meeting,
        "early": make_meeting(world.committee, date(2022, 12, 31)),
        "item": AgendaItem.objects.create(meeting=meeting, number=3, title="Roads"),
    }


def cases(world, strangers) -> dict[str, tuple[dict, dict]]:
    agenda = world.pack.agenda_item
    return {
        "another body's meeting": (
            {"meeting": strangers["other"]},
            {"meeting": ["Works Committee, 20 January 2023, is a meeting of another body. Choose one of Environment"
                         " Committee."]},
        ),
        "a meeting before the quarter's end": (
            {"meeting": strangers["early"]},
            {"meeting": ["Environment, 31 December 2022, is before the end of Quarter 3 2022/23 (October to December"
                         " 2022). Choose a later meeting."]},
        ),
        "another meeting's item": (
            {"meeting": make_meeting(world.committee, date(2023, 2, 6)), "agenda_item": agenda},
            {"agenda_item": ["Item 9: How the plan is going, is on the agenda of Environment, 7 November 2022. Choose"
                             " an item of the meeting that the pack goes to."]},
        ),
    }  # fmt: skip


CASES = ("another body's meeting", "a meeting before the quarter's end", "another meeting's item")


@pytest.mark.parametrize("case", CASES)
def test_a_new_pack_goes_to_a_meeting_of_its_own(world, strangers, signed_in, officer, case):
    given, said = cases(world, strangers)[case]
    response = signed_in.post(ADD, form(world, **{name: row.pk for name, row in given.items()}))

    assert errors(response) == said
    with pytest.raises(NotAllowed) as refused:
        open_pack(world.committee, Q3, by=officer, **given)
    assert [str(refused.value)] == next(iter(said.values()))
    assert Pack.objects.get() == world.pack


def test_a_pack_that_is_there_keeps_to_its_committee(world, strangers, signed_in):
    page = reverse("admin:outcomes_pack_change", args=[world.pack.pk])
    posted = {
        "seen_version": 1,
        "appendix": "A",
        "detail": "full",
        "arranged": "outcome",
        "meeting": strangers["other"].pk,
        "agenda_item": strangers["item"].pk,
    }

    assert list(errors(signed_in.post(page, posted))) == ["meeting"]
    assert Pack.objects.get().meeting == world.meeting


def test_a_meeting_moved_before_the_quarters_end_is_found_when_building(world, officer):
    type(world.meeting).objects.filter(pk=world.meeting.pk).update(date=date(2022, 9, 30))

    with pytest.raises(NotAllowed, match="is before the end of Quarter 2 2022/23"):
        request_build(world.pack, by=officer)
    assert not PackVersion.objects.exists()


# The desk's door is the verb


def test_the_desk_opens_a_pack_by_its_verb(world, signed_in, officer):
    meeting = make_meeting(world.committee, date(2023, 1, 16))
    signed_in.post(ADD, form(world, appendix="B", change_reason="For January."))

    pack = Pack.objects.get(covers="2022-Q3")
    assert (pack.meeting, pack.appendix) == (meeting, "B")
    events = Event.objects.filter(subject_type="outcomes.pack")
    assert [(event.verb, event.by, event.why) for event in events] == [("pack.opened", officer, "For January.")]
    history = pack.history.get()
    assert (history.history_user, history.history_change_reason) == (officer, "For January.")


def test_a_meeting_that_was_chosen_stays(world, signed_in):
    make_meeting(world.committee, date(2023, 1, 16))
    chosen = make_meeting(world.committee, date(2023, 3, 6))
    item = AgendaItem.objects.create(meeting=chosen, number=4, title="How the plan is going")

    signed_in.post(ADD, form(world, meeting=chosen.pk, agenda_item=item.pk))

    pack = Pack.objects.get(covers="2022-Q3")
    assert (pack.meeting, pack.agenda_item) == (chosen, item)


@pytest.mark.parametrize("who", [role for role in roles.ROLES if role != roles.POLICY_OFFICER], ids=lambda r: r.slug)
def test_nobody_else_opens_one(world, client, who):
    by = make_user(who)
    client.force_login(by)

    assert client.post(ADD, form(world)).status_code == 403
    with pytest.raises(NotAllowed, match="Packs are made by policy officers"):
        open_pack(world.committee, Q3, by=by)
    assert Pack.objects.get() == world.pack


def test_nor_does_a_superuser_without_the_role(world, client):
    client.force_login(make_user(is_superuser=True))
    response = client.post(ADD, form(world))

    assert response.status_code == 403
    assert "Packs are made by policy officers" in response.content.decode()
    assert Pack.objects.get() == world.pack


def test_opening_twice_opens_once(world, officer):
    first = open_pack(world.committee, Q3, by=officer)

    assert open_pack(world.committee, Q3, by=officer) == first
    assert Event.objects.filter(verb="pack.opened").count() == 1
