"""Papers are published in time or late with reason, and revised by new papers; clearances are recorded by office."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from plan.clearances import may_record, record_clearance, standing, take_back_clearance, waiting
from plan.clock import standing_at
from plan.locking import Stale
from plan.meetings import NotPossible, cancel_meeting
from plan.models import AgendaItem, BackgroundPaper, Clearance, Event, Meeting, Paper, TimetableStep
from plan.papers import publish_paper, revise_paper, take_back_paper
from plan.roles import CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER, NotYours
from tests.factories import make_board_member, make_body, make_item_on, make_meeting, make_paper, make_user

pytestmark = pytest.mark.django_db
MEETING = date(2021, 9, 6)
IN_TIME = date(2021, 8, 26)


@pytest.fixture(autouse=True)
def in_august():
    with standing_at(datetime(2021, 8, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def clerk():
    return make_user(DEMOCRATIC_SERVICES)


@pytest.fixture
def paper():
    return make_paper(make_item_on(make_meeting(make_body(name="Fen Committee"), MEETING)), "Care Home Quality")


@pytest.fixture
def finance():
    return TimetableStep.objects.create(name="Finance", key="finance", working_days=12, office="Director of Finance")


def test_a_paper_is_published_in_time(paper, clerk):
    publish_paper(paper, by=clerk, on=IN_TIME)
    paper.refresh_from_db()
    assert (paper.published_on, paper.late_reason, paper.version) == (IN_TIME, "", 2)
    with pytest.raises(NotPossible, match="published already"):
        publish_paper(paper, by=clerk)
    event = Event.objects.get()
    assert (event.verb, event.detail) == ("paper.published", {"on": "2021-08-26"})


@pytest.mark.parametrize(("reason", "agreed"), [("", ""), ("Figures came late", " "), ("", "Chair")])
def test_a_late_paper_needs_its_reason_and_agreement(reason, agreed, paper, clerk):
    with pytest.raises(NotPossible, match=r"by 26 August 2021\. Say why"), transaction.atomic():
        publish_paper(paper, by=clerk, on=date(2021, 8, 27), late_reason=reason, agreed_by=agreed)
    paper.refresh_from_db()
    assert paper.published_on is None


def test_a_late_paper_is_recorded_and_not_blocked(paper, clerk):
    publish_paper(paper, by=clerk, on=MEETING, late_reason="Figures came late", agreed_by="Chair of the Committee")
    paper.refresh_from_db()
    assert (paper.late_reason, paper.late_agreed_by) == ("Figures came late", "Chair of the Committee")
    assert Event.objects.get().detail["agreed_by"] == "Chair of the Committee"


def test_reasons_for_a_paper_in_time_are_not_dropped_unseen(paper, clerk):
    with pytest.raises(NotPossible, match="is in time"):
        publish_paper(paper, by=clerk, on=IN_TIME, late_reason="x", agreed_by="y")


def test_nothing_is_published_for_a_meeting_that_is_over_by_then(paper, clerk):
    with pytest.raises(NotPossible, match="is over by 7 September 2021"):
        publish_paper(paper, by=clerk, on=date(2021, 9, 7))


def test_a_revised_paper_is_a_new_one_that_says_why(paper, clerk):
    BackgroundPaper.objects.create(paper=paper, title="The report before", date_words="May 2014")
    with pytest.raises(NotPossible, match="not published yet"):
        revise_paper(paper, by=clerk, why="x")
    publish_paper(paper, by=clerk, on=IN_TIME)
    paper.refresh_from_db()
    new = revise_paper(paper, by=clerk, why="A table was wrong", title="Care Home Quality (revised)")
    assert (new.revises, new.revision_reason, new.title) == (paper, "A table was wrong", "Care Home Quality (revised)")
    assert (new.published_on, new.agenda_item) == (None, paper.agenda_item)
    assert [(row.title, row.when) for row in new.background.all()] == [("The report before", "May 2014")]
    assert list(Paper.objects.unrevised()) == [new]
    assert Event.objects.latest("sequence").detail == {"revises": paper.pk}
    paper.refresh_from_db()
    with pytest.raises(NotPossible, match="revised already"):
        revise_paper(paper, by=clerk, why="Again")
    with pytest.raises(NotPossible, match="Take back the revision first"):
        take_back_paper(paper, by=clerk, why="x")


def test_a_paper_published_by_mistake_is_taken_back(paper, clerk):
    publish_paper(paper, by=clerk, on=MEETING, late_reason="x", agreed_by="Chair")
    with pytest.raises(NotPossible, match="Say why"), transaction.atomic():
        take_back_paper(paper, by=clerk, why="", seen=2)
    paper.refresh_from_db()
    take_back_paper(paper, by=clerk, why="Wrong file")
    paper.refresh_from_db()
    assert (paper.published_on, paper.late_reason, paper.late_agreed_by) == (None, "", "")


def test_somebody_elses_change_is_not_published_unseen(paper, clerk):
    Paper.objects.filter(pk=paper.pk).update(version=4, title="Changed")
    with pytest.raises(Stale):
        publish_paper(paper, by=clerk, on=IN_TIME, seen=1)


@pytest.mark.parametrize("role", [CMT, CONTRIBUTOR])
def test_others_publish_nothing(role, paper):
    user = make_user(role)
    for verb, words in ((publish_paper, {}), (revise_paper, {"why": "x"}), (take_back_paper, {"why": "x"})):
        with pytest.raises(NotYours), transaction.atomic():
            verb(paper, by=user, **words)


def test_who_sees_what_before_it_is_published(paper, clerk, finance):
    board = make_paper(make_item_on(make_meeting(make_body("board"), MEETING)), "Of the board", published_on=IN_TIME)
    out = make_paper(paper.agenda_item, "Out", published_on=date(2021, 8, 20))
    make_paper(paper.agenda_item, "Tomorrow's", published_on=date(2021, 8, 21))

    def titles(user) -> set[str]:
        return set(Paper.objects.visible_to(user).values_list("title", flat=True))

    every = {"Care Home Quality", "Of the board", "Out", "Tomorrow's"}
    assert titles(AnonymousUser()) == titles(make_user()) == {"Out"}
    assert titles(make_user(CONTRIBUTOR)) == {"Out"}
    for user in (
        clerk,
        make_user(POLICY_OFFICER),
        make_user(CMT),
        make_user(CONTRIBUTOR, office="director of finance"),
    ):
        assert titles(user) == every
    with standing_at(datetime(2021, 8, 26, 12, tzinfo=UTC)):
        assert titles(AnonymousUser()) == {"Out", "Tomorrow's"}
        assert titles(make_user(CONTRIBUTOR)) == {"Out", "Tomorrow's"}
        member = make_board_member(board.agenda_item.meeting.body, CONTRIBUTOR)
        assert titles(member) == {"Out", "Tomorrow's", "Of the board"}
    assert (board.pk, out.pk) != (None, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"letter": "A"}, {"late_reason": "x"}, {"late_agreed_by": "x"}, {"revision_reason": "x"},
        {"subject_to_note": "on Tuesday"},
    ],
)  # fmt: skip
def test_the_database_refuses_half_a_fact(fields, paper):
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(**fields)


def test_a_paper_is_revised_once_and_within_its_meeting(paper):
    make_paper(paper.agenda_item, revises=paper, revision_reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_paper(paper.agenda_item, revises=paper, revision_reason="y")
    elsewhere = make_item_on(make_meeting(make_body(), MEETING))
    with pytest.raises(ValidationError, match="same meeting"):
        Paper(agenda_item=elsewhere, title="x", revises=paper, revision_reason="x").clean()


def test_the_database_keeps_the_words_of_a_published_paper(paper, clerk):
    publish_paper(paper, by=clerk, on=IN_TIME)
    for fields in ({"title": "Other"}, {"kind": "other"}, {"author_office": "x"}):
        with pytest.raises(DatabaseError, match="published paper does not change"), transaction.atomic():
            Paper.objects.filter(pk=paper.pk).update(**fields)
    Paper.objects.filter(pk=paper.pk).update(link="https://fen.example/report.pdf")


# Clearances


def test_who_keeps_meetings_records_for_any_office(paper, clerk, finance):
    made = record_clearance(paper, finance, by=clerk, note="With a caveat")
    assert (made.office, made.on, made.by) == ("Director of Finance", date(2021, 8, 20), clerk)
    event = Event.objects.get()
    assert (event.verb, event.subject_id, event.detail["step"]) == ("paper.cleared", str(paper.pk), "finance")
    with pytest.raises(NotPossible, match="recorded already"):
        record_clearance(paper, finance, by=clerk)


def test_the_holder_of_the_office_records_their_own_and_nobody_elses(paper, finance):
    legal = TimetableStep.objects.create(name="Legal", key="legal", working_days=12, office="Director of Law")
    director = make_user(CONTRIBUTOR, office="Director of Finance")
    made = record_clearance(paper, finance, by=director, office="Chief Executive")
    assert made.office == "Director of Finance"
    assert may_record(director, legal) is False
    with pytest.raises(NotYours, match="or whoever is Director of Law"):
        record_clearance(paper, legal, by=director)
    with pytest.raises(NotYours):
        take_back_clearance(made, by=director, why="x")


def test_a_deactivated_holder_clears_nothing(paper, finance):
    director = make_user(CONTRIBUTOR, office="Director of Finance", is_active=False)
    with pytest.raises(NotYours):
        record_clearance(paper, finance, by=director)


def test_what_cannot_be_cleared(paper, clerk, finance):
    minutes = make_paper(paper.agenda_item, kind=Paper.Kind.MINUTES)
    cabinet = TimetableStep.objects.create(name="Cabinet", key="cabinet", working_days=3, body_kinds=["cabinet"])
    nameless = TimetableStep.objects.create(name="Department", key="department", working_days=15)
    for found, step, words, says in (
        (minutes, finance, {}, "does not go through"), (paper, cabinet, {"office": "x"}, "does not go through"),
        (paper, nameless, {}, "Say which office"), (paper, finance, {"on": date(2021, 8, 21)}, "still to come"),
    ):  # fmt: skip
        with pytest.raises(NotPossible, match=says), transaction.atomic():
            record_clearance(found, step, by=clerk, **words)
    assert not Clearance.objects.exists()


def test_a_clearance_is_taken_back_until_the_paper_is_published(paper, clerk, finance):
    made = record_clearance(paper, finance, by=clerk)
    with pytest.raises(NotPossible, match="Say why"), transaction.atomic():
        take_back_clearance(made, by=clerk, why=" ")
    take_back_clearance(made, by=clerk, why="The paper changed")
    assert not Clearance.objects.exists()
    made = record_clearance(paper, finance, by=clerk)
    publish_paper(paper, by=clerk, on=IN_TIME)
    made = Clearance.objects.select_related("paper", "step").get()
    with pytest.raises(NotPossible, match="so it stays"):
        take_back_clearance(made, by=clerk, why="x")


def test_what_is_outstanding_and_overdue(paper, clerk, finance):
    TimetableStep.objects.create(name="Briefing", key="briefing", working_days=3)
    steps = standing(Paper.objects.select_related("agenda_item__meeting__body"), today=date(2021, 8, 20))[paper.pk]
    assert [(one.step.key, one.due, one.outstanding, one.overdue) for one in steps] == [
        ("finance", date(2021, 8, 10), True, True), ("briefing", date(2021, 8, 23), True, False),
    ]  # fmt: skip
    record_clearance(paper, finance, by=clerk)
    ((found, left),) = waiting(on=date(2021, 8, 20))
    assert (found, [one.step.key for one in left]) == (paper, ["briefing"])
    cancel_meeting(paper.agenda_item.meeting, by=clerk, why="x")
    assert waiting(on=date(2021, 8, 20)) == []


@pytest.mark.parametrize("many", [1, 5])
def test_waiting_costs_three_queries(many, finance, django_assert_num_queries):
    meeting = make_meeting(make_body(), MEETING)
    for _ in range(many):
        make_paper(make_item_on(meeting))
    with django_assert_num_queries(3):
        found = waiting(on=date(2021, 8, 20))
    assert len(found) == many


# What cannot be


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_nothing_is_published_for_a_meeting_that_is_off(status, paper, clerk):
    Meeting.objects.update(status=status)
    with pytest.raises(NotPossible, match="so nothing is published for it"), transaction.atomic():
        publish_paper(paper, by=clerk, on=IN_TIME)
    paper.refresh_from_db()
    assert paper.published_on is None


def test_a_day_years_ago_does_not_beat_the_rule_on_late_papers(paper, clerk):
    with pytest.raises(NotPossible, match="more than a year before"), transaction.atomic():
        publish_paper(paper, by=clerk, on=date(1999, 1, 1))
    with standing_at(datetime(2021, 9, 1, 12, tzinfo=UTC)):
        with pytest.raises(NotPossible, match="Say why it is recorded only now that it was on 26 August"):
            publish_paper(paper, by=clerk, on=IN_TIME)
        publish_paper(paper, by=clerk, on=IN_TIME, why="Nobody was at the desk")
    assert Event.objects.get().why == "Nobody was at the desk"


def test_a_revision_is_not_published_before_what_it_takes_the_place_of(paper, clerk):
    publish_paper(paper, by=clerk, on=date(2021, 8, 20))
    paper.refresh_from_db()
    new = revise_paper(paper, by=clerk, why="A table was wrong")
    with pytest.raises(NotPossible, match="was published on 20 August 2021"), transaction.atomic():
        publish_paper(new, by=clerk, on=date(2021, 8, 19))
    publish_paper(new, by=clerk, on=date(2021, 8, 20))


def test_a_clearance_is_not_of_another_age(paper, clerk, finance):
    with pytest.raises(NotPossible, match="more than a year before the meeting"):
        record_clearance(paper, finance, by=clerk, on=date(1990, 1, 1))
    assert not Clearance.objects.exists()


def test_the_address_of_a_published_paper_stays_but_may_be_filled_in(paper, clerk):
    publish_paper(paper, by=clerk, on=IN_TIME)
    Paper.objects.update(link="https://fen.example/a")
    for other in ("https://fen.example/b", ""):
        with pytest.raises(DatabaseError, match="published paper does not change"), transaction.atomic():
            Paper.objects.update(link=other)


def test_an_item_with_a_published_paper_stays_on_its_agenda(paper, clerk):
    elsewhere = make_meeting(make_body(), MEETING)
    AgendaItem.objects.filter(pk=paper.agenda_item_id).update(meeting=elsewhere)  # nothing is out yet
    publish_paper(paper, by=clerk, on=IN_TIME)
    with pytest.raises(DatabaseError, match="stays on its agenda"), transaction.atomic():
        AgendaItem.objects.update(meeting=make_meeting(make_body(), MEETING))


@pytest.mark.parametrize(("status", "published", "expected"), [
    ("confirmed", None, (True, False)), ("cancelled", None, (False, False)), ("moved", None, (False, False)),
    ("held", None, (False, True)), ("confirmed", IN_TIME, (False, True)),
])  # fmt: skip
def test_nothing_is_overdue_for_a_meeting_that_is_over_or_off(status, published, expected, paper, finance):
    Meeting.objects.update(status=status)
    Paper.objects.update(published_on=published)
    rows = Paper.objects.select_related("agenda_item__meeting__body")
    (one,) = standing(rows, today=date(2021, 9, 20))[paper.pk]
    assert (one.overdue, one.without) == expected
