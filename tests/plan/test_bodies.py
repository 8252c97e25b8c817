"""Boards are closed and merged; nothing of them is deleted, and what they looked after is ended or handed over."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from outcomes.models import HighlightReport, ItemBoard, Remit, ReportingPeriod
from plan.bodies import CannotClose, close_board, merge_boards, what_will_happen
from plan.locking import Stale
from plan.models import Body, BodyMembership, Event
from plan.roles import BOARD_MEMBER, CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER, NotYours
from tests.factories import make_board_member, make_body, make_outcome, make_plan, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 10, 1)


@pytest.fixture
def boards():
    return make_body("board", "Old Board"), make_body("board", "New Board")


def make_report(board, outcome, *, status="draft", due=date(2022, 11, 1)):
    period, _ = ReportingPeriod.objects.get_or_create(
        name="April to September 2022", defaults={"starts": date(2022, 4, 1), "ends": date(2022, 9, 30), "due": due}
    )
    return HighlightReport.objects.create(
        period=period, board=board, plan=outcome.plan, outcome=outcome.item, status=status
    )


def test_a_merged_board_ends_with_its_memberships_and_says_who_took_over(boards, policy_officer):
    old, new = boards
    member = make_board_member(old, BOARD_MEMBER)
    BodyMembership.objects.create(body=old, office="From next year", starts=date(2023, 1, 1))
    merge_boards(old, into=new, on=DAY, by=policy_officer, why="Fewer boards")
    old.refresh_from_db()
    assert (old.ends, old.merged_into) == (DAY, new)
    assert list(Body.objects.with_member(member, date(2022, 9, 30))) == [old]
    assert list(Body.objects.with_member(member, DAY)) == []
    assert BodyMembership.objects.count() == 1
    event = Event.objects.get(verb="body.merged")
    assert (event.why, event.detail["on"], event.detail["into"]) == ("Fewer boards", "2022-10-01", "new-board")
    assert event.detail["done"] == [
        "2 memberships end on 1 October 2022.", "It looks after no part of the plan.", "It has no open report.",
    ]  # fmt: skip


def test_what_it_looks_after_passes_to_the_board_that_takes_over(boards, policy_officer):
    old, new = boards
    plan = make_plan()
    first, second, both = (make_outcome(plan) for _ in range(3))
    ItemBoard.objects.create(item=first.item, board=old, starts=date(2020, 1, 1), illustrative=True)
    ItemBoard.objects.create(item=second.item, board=old, starts=date(2020, 1, 1), ends=date(2022, 6, 1))
    ItemBoard.objects.create(item=both.item, board=old)
    ItemBoard.objects.create(item=both.item, board=new)
    told = what_will_happen(old, on=DAY, into=new)
    assert told[1] == "2 parts of the plan that it looks after pass to New Board, from 1 October 2022."
    assert merge_boards(old, into=new, on=DAY, by=policy_officer, why="Fewer boards") == told
    links = ItemBoard.objects.order_by("board__name", "item__outcomes__number")
    assert [(link.board, link.item, link.starts, link.ends, link.illustrative) for link in links] == [
        (new, first.item, DAY, None, True),
        (new, both.item, None, None, False),
        (old, first.item, date(2020, 1, 1), DAY, True),
        (old, second.item, date(2020, 1, 1), date(2022, 6, 1), False),
        (old, both.item, None, DAY, False),
    ]


def test_open_reports_are_handed_over_and_what_was_submitted_stays(boards, policy_officer):
    old, new = boards
    plan = make_plan()
    draft, returned, submitted, taken = (make_outcome(plan) for _ in range(4))
    drafted, given_back = make_report(old, draft), make_report(old, returned, status="returned")
    said = HighlightReport.objects.bulk_create(
        [HighlightReport(period=drafted.period, board=old, plan=plan, outcome=taken.item)]
    )[0]
    make_report(new, taken)
    before = what_will_happen(old, on=DAY, into=new)
    assert before[2:] == [
        "2 open reports pass to New Board.",
        f"{said} stays: New Board has a report of its own on that.",
    ]
    assert merge_boards(old, into=new, on=DAY, by=policy_officer, why="Fewer boards") == before
    boards_now = [HighlightReport.objects.get(pk=row.pk).board for row in (drafted, given_back, said)]
    assert boards_now == [new, new, old]
    assert Event.objects.filter(verb="report.handed_over").count() == 2
    assert submitted.item.highlight_reports.count() == 0


def test_closing_leaves_links_without_successor_and_says_so(boards, policy_officer):
    old, _new = boards
    outcome = make_outcome(make_plan())
    ItemBoard.objects.create(item=outcome.item, board=old)
    make_report(old, outcome)
    assert close_board(old, on=DAY, by=policy_officer, why="No longer needed") == [
        "no memberships end on 1 October 2022.",
        "1 part of the plan that it looks after has no board any more; name another, from 1 October 2022.",
        "1 open report of it can only be finished by a policy officer.",
    ]
    assert not ItemBoard.objects.on(DAY).exists()
    assert Event.objects.get(verb="body.closed").why == "No longer needed"


def test_a_merged_committees_remit_passes_on(policy_officer):
    old, new = make_body("committee", "Old Committee"), make_body("committee", "New Committee")
    outcome = make_outcome(make_plan())
    Remit.objects.create(committee=old, item=outcome.item, starts=date(2020, 1, 1))
    merge_boards(old, into=new, on=DAY, by=policy_officer, why="Fewer committees")
    assert list(Remit.objects.order_by("starts").values_list("committee__name", "starts", "ends")) == [
        ("Old Committee", date(2020, 1, 1), DAY), ("New Committee", DAY, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "options", "says"),
    [
        ({}, {"why": " "}, "Say why"),
        ({"ends": date(2022, 1, 1)}, {}, "ended already"),
        ({"starts": date(2023, 1, 1)}, {}, "began after that day"),
        ({"kind": "council"}, {}, "does not end"),
    ],
)
def test_a_closing_that_makes_no_sense_is_refused(fields, options, says, policy_officer):
    body = make_body(fields.pop("kind", "board"), **fields)
    with pytest.raises(CannotClose, match=says):
        close_board(body, by=policy_officer, **{"on": DAY, "why": "x", **options})
    assert not Event.objects.exists()


def test_a_board_cannot_be_merged_into_itself_or_one_that_has_ended_or_a_committee(policy_officer):
    body, gone, committee = make_body("board"), make_body("board", ends=date(2021, 1, 1)), make_body("committee")
    for other in (body, gone, committee):
        with pytest.raises(CannotClose, match="cannot take over"):
            merge_boards(body, into=other, on=DAY, by=policy_officer, why="x")
    body.refresh_from_db()
    assert (body.ends, body.version) == (None, 1)


def test_the_database_refuses_a_body_merged_into_itself_or_without_an_end():
    body, other = make_body("board"), make_body("board")
    for fields in ({"merged_into": body, "ends": DAY}, {"merged_into": other}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Body.objects.filter(pk=body.pk).update(**fields)


def test_a_board_that_somebody_changed_meanwhile_is_not_closed(boards, policy_officer):
    old, _new = boards
    Body.objects.filter(pk=old.pk).update(version=2)
    with pytest.raises(Stale):
        close_board(old, on=DAY, by=policy_officer, why="x", seen=1)
    assert Body.objects.get(pk=old.pk).ends is None


# The door


def address(body):
    return reverse("admin:plan_body_end", args=[body.pk])


@pytest.mark.parametrize("role", [POLICY_OFFICER, DEMOCRATIC_SERVICES])
def test_the_desk_asks_shows_and_then_merges(client, boards, role):
    old, new = boards
    ItemBoard.objects.create(item=make_outcome(make_plan()).item, board=old)
    client.force_login(make_user(role))
    assert address(old) in client.get(reverse("admin:plan_body_change", args=[old.pk])).content.decode()
    chosen = f"{address(old)}?on=2022-10-01&into={new.pk}"
    text = client.get(chosen).content.decode()
    assert "1 part of the plan that it looks after passes to New Board, from 1 October 2022." in text
    assert Body.objects.get(pk=old.pk).ends is None
    assert client.post(chosen, {"why": "", "seen_version": "1"}).status_code == 200
    assert client.post(chosen, {"why": "Fewer boards", "seen_version": "9"}).status_code == 409
    assert client.post(chosen, {"why": "Fewer boards", "seen_version": "1"}).status_code == 302
    assert Body.objects.get(pk=old.pk).merged_into == new
    assert address(old) not in client.get(reverse("admin:plan_body_change", args=[old.pk])).content.decode()


def test_neither_field_is_typed_by_hand(client, boards, policy_officer):
    old, _new = boards
    client.force_login(policy_officer)
    text = client.get(reverse("admin:plan_body_change", args=[old.pk])).content.decode()
    assert 'name="merged_into"' not in text
    assert 'name="ends"' not in text


@pytest.mark.parametrize("role", [CMT, BOARD_MEMBER])
def test_others_neither_find_nor_use_the_door(client, boards, role):
    old, new = boards
    user = make_user(role)
    client.force_login(user)
    assert client.post(f"{address(old)}?on=2022-10-01", {"why": "x", "seen_version": "1"}).status_code in (403, 404)
    with pytest.raises(NotYours, match="policy officer or democratic services"):
        merge_boards(old, into=new, on=DAY, by=user, why="x")
    assert Body.objects.get(pk=old.pk).ends is None
