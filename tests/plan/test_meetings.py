"""Meetings are confirmed, moved, put off, cancelled and held by verbs that keep what was before."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plan.clock import standing_at
from plan.locking import Stale
from plan.meetings import (
    NotPossible,
    cancel_meeting,
    confirm_meeting,
    move_meeting,
    publish_agenda,
    record_held,
    reinstate_meeting,
    take_back_agenda,
)
from plan.models import AgendaItem, BodyMembership, Decision, Event, Meeting, MeetingMove
from plan.roles import (
    ADMINISTRATOR,
    BOARD_MEMBER,
    CMT,
    CONTRIBUTOR,
    DEMOCRATIC_SERVICES,
    POLICY_OFFICER,
    SCRUTINY_MEMBER,
    NotYours,
)
from tests.factories import make_board_member, make_body, make_item_on, make_meeting, make_paper, make_user

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 3)
NOON = datetime(2022, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def clerk():
    return make_user(DEMOCRATIC_SERVICES)


@pytest.fixture
def meeting():
    return make_meeting(make_body(name="Fen Committee"), MARCH)


def stands(meeting: Meeting) -> tuple:
    meeting.refresh_from_db()
    return meeting.status, meeting.date, meeting.version


def test_a_meeting_is_confirmed_once(meeting, clerk):
    confirm_meeting(meeting, by=clerk, why="Room booked")
    assert stands(meeting) == ("confirmed", MARCH, 2)
    with pytest.raises(NotPossible, match="is confirmed, so it cannot be confirmed"):
        confirm_meeting(meeting, by=clerk)
    event = Event.objects.get()
    assert (event.verb, event.why, event.by) == ("meeting.confirmed", "Room booked", clerk)


def test_a_moved_meeting_keeps_the_earlier_day_and_what_belongs_to_it(meeting, clerk):
    paper = make_paper(make_item_on(meeting))
    confirm_meeting(meeting, by=clerk)
    meeting.refresh_from_db()
    move_meeting(meeting, to=date(2022, 3, 10), by=clerk, why="The hall floods")
    assert stands(meeting) == ("confirmed", date(2022, 3, 10), 3)
    assert str(meeting.moves.get()) == "moved from 3 March 2022 to 10 March 2022: The hall floods"
    assert meeting.marks == ["moved"]
    paper.refresh_from_db()
    assert paper.agenda_item.meeting == meeting
    event = Event.objects.latest("sequence")
    assert (event.verb, event.detail) == ("meeting.moved", {"from": "2022-03-03", "to": "2022-03-10"})


def test_a_meeting_put_off_gets_its_day_later(meeting, clerk):
    move_meeting(meeting, to=None, by=clerk, why="Snow")
    assert stands(meeting) == ("moved", MARCH, 2)
    assert meeting.marks == ["put_off"]
    assert str(meeting.moves.get()) == "put off from 3 March 2022, new date to follow: Snow"
    with pytest.raises(NotPossible, match="put off already"):
        move_meeting(meeting, to=None, by=clerk, why="More snow")
    move_meeting(meeting, to=date(2022, 4, 7), by=clerk, why="Thaw")
    assert stands(meeting) == ("provisional", date(2022, 4, 7), 3)
    assert [str(move) for move in meeting.moves.all()] == [
        "put off from 3 March 2022, new date to follow: Snow", "moved from 3 March 2022 to 7 April 2022: Thaw",
    ]  # fmt: skip


def test_one_put_off_may_be_held_on_its_old_day_after_all(meeting, clerk):
    move_meeting(meeting, to=None, by=clerk, why="Snow")
    meeting.refresh_from_db()
    move_meeting(meeting, to=MARCH, by=clerk, why="No snow")
    assert stands(meeting) == ("provisional", MARCH, 3)
    assert meeting.moves.count() == 1


@pytest.mark.parametrize(("to", "why", "says"), [
    (MARCH, "x", "on that day already"), (date(2022, 3, 17), "x", "meets on 17 March 2022 already"),
    (date(2022, 3, 18), "  ", "Say why"),
])  # fmt: skip
def test_a_move_that_makes_no_sense_is_refused(to, why, says, meeting, clerk):
    make_meeting(meeting.body, date(2022, 3, 17))
    make_meeting(make_body(), date(2022, 3, 18))  # another body's is no hindrance
    with pytest.raises(NotPossible, match=says), transaction.atomic():
        move_meeting(meeting, to=to, by=clerk, why=why)
    assert stands(meeting) == ("provisional", MARCH, 1)
    assert not MeetingMove.objects.exists()
    assert not Event.objects.exists()


def test_a_cancelled_meeting_says_why_and_can_be_reinstated(meeting, clerk):
    cancel_meeting(meeting, by=clerk, why="Too few members")
    assert stands(meeting)[0] == "cancelled"
    assert (meeting.called_off_because, meeting.marks) == ("Too few members", ["cancelled"])
    for verb in (confirm_meeting, record_held):
        with pytest.raises(NotPossible, match="is cancelled"), transaction.atomic():
            verb(meeting, by=clerk)
    reinstate_meeting(meeting, by=clerk, why="Members found")
    assert stands(meeting)[0] == "confirmed"
    assert meeting.called_off_because == ""


def test_a_meeting_is_held_on_its_day_with_whom(meeting, clerk):
    with standing_at(datetime(2022, 3, 2, 12, tzinfo=UTC)), pytest.raises(NotPossible, match="still to come"):
        record_held(meeting, by=clerk)
    with standing_at(NOON):
        record_held(meeting, by=clerk, chaired_by=" Vice-Chair ", attended="Head of Roads\n\n Cabinet Lead Member ")
    assert stands(meeting)[0] == "held"
    assert (meeting.chaired_by, meeting.attended) == ("Vice-Chair", "Head of Roads\nCabinet Lead Member")
    Decision.objects.create(body=meeting.body, meeting=meeting, text="Noted.", date=MARCH)
    with pytest.raises(NotPossible, match="so it was held"):
        reinstate_meeting(meeting, by=clerk, why="A slip")


def test_somebody_elses_change_is_not_overwritten(meeting, clerk):
    Meeting.objects.filter(pk=meeting.pk).update(version=5)
    with pytest.raises(Stale):
        confirm_meeting(meeting, by=clerk, seen=1)
    assert stands(meeting) == ("provisional", MARCH, 5)


@pytest.mark.parametrize("role", [CMT, CONTRIBUTOR, BOARD_MEMBER, SCRUTINY_MEMBER, ADMINISTRATOR])
def test_only_those_who_keep_meetings_may(role, meeting):
    user = make_user(role)
    for verb, words in ((confirm_meeting, {}), (move_meeting, {"to": None}), (cancel_meeting, {}), (record_held, {}),
                        (reinstate_meeting, {}), (publish_agenda, {}), (take_back_agenda, {})):  # fmt: skip
        with pytest.raises(NotYours, match="democratic services or policy officer"), transaction.atomic():
            verb(meeting, by=user, why="x", **words)
    assert stands(meeting) == ("provisional", MARCH, 1)


def test_the_database_refuses_a_move_to_where_it_was_or_without_reason(meeting):
    for fields in ({"moved_to": MARCH, "why": "x"}, {"moved_to": None, "why": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingMove.objects.create(meeting=meeting, moved_from=MARCH, **fields)


def test_boards_meetings_are_seen_by_officers_and_by_those_who_sit_on_them():
    public, board, management = (
        make_meeting(make_body(kind), MARCH) for kind in ("committee", "board", "management_team")
    )
    members, outsider = make_user(SCRUTINY_MEMBER), make_user(SCRUTINY_MEMBER)
    BodyMembership.objects.create(body=board.body, office="Adviser", user=members)
    BodyMembership.objects.create(body=management.body, office="Once", user=outsider, ends=date(2020, 1, 1))

    def seen(user) -> set:
        return set(Meeting.objects.visible_to(user))

    assert seen(AnonymousUser()) == seen(outsider) == {public}
    assert seen(members) == {public, board}
    for role in (DEMOCRATIC_SERVICES, POLICY_OFFICER, CMT):
        assert seen(make_user(role)) == {public, board, management}
    for role in (CONTRIBUTOR, BOARD_MEMBER, ADMINISTRATOR):
        assert seen(make_user(role)) == {public}
    assert seen(make_board_member(board.body, BOARD_MEMBER)) == {public, board}


# What is recorded at a meeting, and what waits for it


def test_a_meeting_with_decisions_is_neither_moved_nor_cancelled(meeting, clerk):
    Decision.objects.create(body=meeting.body, meeting=meeting, text="Noted.", date=MARCH)
    for verb, words in ((move_meeting, {"to": date(2022, 3, 10)}), (move_meeting, {"to": None}), (cancel_meeting, {})):
        with pytest.raises(NotPossible, match="Decisions are recorded at Fen Committee, 3 March 2022"):
            verb(meeting, by=clerk, why="x", **words)
    assert stands(meeting) == ("provisional", MARCH, 1)


def test_no_decision_is_taken_at_a_meeting_that_is_off(meeting, clerk):
    cancel_meeting(meeting, by=clerk, why="Snow")
    meeting.refresh_from_db()
    with pytest.raises(ValidationError, match="is cancelled, so nothing came of it"):
        Decision(body=meeting.body, meeting=meeting, text="Noted.", date=MARCH).clean()


# Days that cannot be


@pytest.mark.parametrize(("to", "says"), [
    (date(2022, 2, 1), "1 February 2022 is over"), (date(1, 1, 3), "Give a day between 1 April 1889"),
    (date(9999, 12, 31), "and 31 December 2199"),
])  # fmt: skip
def test_a_meeting_is_not_moved_to_a_day_that_is_over_or_that_nobody_counts_with(to, says, meeting, clerk):
    with standing_at(datetime(2022, 2, 14, 12, tzinfo=UTC)), pytest.raises(NotPossible, match=says):
        move_meeting(meeting, to=to, by=clerk, why="x")
    assert stands(meeting) == ("provisional", MARCH, 1)


def test_a_move_may_be_recorded_after_both_days(meeting, clerk):
    with standing_at(datetime(2022, 3, 14, 12, tzinfo=UTC)):
        move_meeting(meeting, to=date(2022, 3, 10), by=clerk, why="Snow")
    assert stands(meeting)[1] == date(2022, 3, 10)


@pytest.mark.parametrize("when", [date(1, 1, 3), date(9999, 12, 31)])
def test_the_database_refuses_a_meeting_on_a_day_nobody_counts_with(when, meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_meeting(meeting.body, when)


def test_a_meeting_to_come_is_not_entered_as_held(meeting):
    with standing_at(datetime(2022, 3, 2, 12, tzinfo=UTC)), pytest.raises(ValidationError, match="still to come"):
        Meeting(body=meeting.body, date=MARCH, status="held").clean()
    with standing_at(datetime(2022, 3, 3, 12, tzinfo=UTC)):
        Meeting(body=meeting.body, date=MARCH, status="held").clean()


# Papers that a nearer day makes late


def test_moving_a_meeting_nearer_asks_why_its_papers_are_late(meeting, clerk):
    paper = make_paper(make_item_on(meeting), "Eels", published_on=date(2022, 2, 21))
    nearer = {"to": date(2022, 2, 24), "by": clerk, "why": "The hall is free"}
    with standing_at(datetime(2022, 2, 22, 12, tzinfo=UTC)):
        for half in ({}, {"late_reason": "Moved"}, {"agreed_by": "Chair"}):
            with pytest.raises(NotPossible, match=r"by 16 February 2022\. “Eels” came out later"), transaction.atomic():
                move_meeting(meeting, **nearer, **half)
        assert stands(meeting) == ("provisional", MARCH, 1)
        with pytest.raises(NotPossible, match="No paper becomes late"), transaction.atomic():
            move_meeting(meeting, to=date(2022, 3, 10), by=clerk, why="x", late_reason="y", agreed_by="Chair")
        move_meeting(meeting, **nearer, late_reason="Moved nearer.", agreed_by="Chair")
    paper.refresh_from_db()
    assert (paper.late_reason, paper.late_agreed_by, paper.version) == ("Moved nearer.", "Chair", 2)
    assert Event.objects.get().detail["agreed_by"] == "Chair"


def test_a_paper_is_not_left_to_come_out_after_the_meeting(meeting, clerk):
    make_paper(make_item_on(meeting), "Eels", published_on=date(2022, 2, 24))
    with standing_at(datetime(2022, 2, 14, 12, tzinfo=UTC)), pytest.raises(NotPossible, match="only after that"):
        move_meeting(meeting, to=date(2022, 2, 23), by=clerk, why="x", late_reason="y", agreed_by="Chair")


# Agendas


def seen_items(user) -> list[str]:
    return [item.title for item in AgendaItem.objects.visible_to(user).order_by("number")]


def test_an_agenda_is_a_draft_until_it_is_published_on_its_day(meeting, clerk):
    make_item_on(meeting, "CANARY")
    others = (AnonymousUser(), make_user(CONTRIBUTOR), make_user(SCRUTINY_MEMBER))
    with standing_at(datetime(2022, 2, 14, 12, tzinfo=UTC)):
        assert [seen_items(user) for user in others] == [[], [], []]
        assert seen_items(clerk) == seen_items(make_user(CMT)) == ["CANARY"]
        publish_agenda(meeting, by=clerk, on=date(2022, 2, 22))
        assert seen_items(others[0]) == []
        meeting.refresh_from_db()
        with pytest.raises(NotPossible, match="was published on 22 February 2022"), transaction.atomic():
            publish_agenda(meeting, by=clerk)
    with standing_at(datetime(2022, 2, 22, 12, tzinfo=UTC)):
        assert [seen_items(user) for user in others] == [["CANARY"]] * 3
        take_back_agenda(meeting, by=clerk, why="Wrong agenda")
        assert seen_items(others[0]) == []
    verbs = list(Event.objects.order_by("sequence").values_list("verb", "detail"))
    assert verbs == [("meeting.agenda_published", {"on": "2022-02-22"}),
                     ("meeting.agenda_taken_back", {"on": "2022-02-22"})]  # fmt: skip


def test_an_agenda_is_known_with_a_published_paper_and_when_the_meeting_was_held(meeting, clerk):
    make_item_on(meeting, "Draft")
    make_paper(make_item_on(meeting, "Eels"), published_on=date(2022, 2, 20))
    with standing_at(datetime(2022, 2, 22, 12, tzinfo=UTC)):
        assert seen_items(AnonymousUser()) == ["Eels"]
    Meeting.objects.update(status="held")
    assert seen_items(AnonymousUser()) == ["Draft", "Eels"]


@pytest.mark.parametrize(
    ("day", "says"), [(date(2022, 3, 4), "is over by 4 March"), (date(1999, 1, 1), "more than a year")]
)
def test_an_agenda_is_published_on_a_day_that_can_be(day, says, meeting, clerk):
    with standing_at(datetime(2022, 2, 14, 12, tzinfo=UTC)):
        with pytest.raises(NotPossible, match="nothing on the agenda"), transaction.atomic():
            publish_agenda(meeting, by=clerk)
        make_item_on(meeting)
        with pytest.raises(NotPossible, match=says), transaction.atomic():
            publish_agenda(meeting, by=clerk, on=day)


def test_only_of_an_exempt_item_is_something_untold(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, number=1, title="Contract", title_for_officers="CANARY")
