"""Priorities come forward and must be answered, over periods, revisions and changes of board."""

from datetime import date

import pytest
import time_machine

from outcomes.framework.models import ItemBoard
from outcomes.reporting import editing, workflow
from outcomes.reporting.models import HighlightReport, PriorityAnswer
from outcomes.reporting.transitions import Incomplete
from plan.models import BodyKind, Event
from tests.factories import make_body, make_outcome

from .world import make_period, write_fully

pytestmark = pytest.mark.django_db


@pytest.fixture
def periods(world):
    """The first three half-years: the world's own and two more."""
    return [
        world.period,
        make_period("October 2022 to March 2023", date(2022, 10, 1), date(2023, 3, 31), due=date(2023, 4, 30)),
        make_period("April to September 2023", date(2023, 4, 1), date(2023, 9, 30), due=date(2023, 10, 31)),
    ]


@time_machine.travel("2023-11-07 12:00Z")
def decide(world, report, to="published"):
    workflow.submit(report, by=world.member)
    workflow.approve(report, by=world.cmt, **world.decision(date=date(2023, 11, 7)))
    if to == "published":
        workflow.clear(report, by=world.officer)
        workflow.publish(report, by=world.officer)


def priorities_to_answer(report) -> list[str]:
    return [row.priority.text for row in report.answers.select_related("priority").order_by("priority_id")]


def with_priorities(world, report, *texts):
    write_fully(report, world.member)
    report.entries.filter(kind="priority").delete()
    for text in texts:
        editing.add_entry(report, by=world.member, kind="priority", text=text, public_text=f"{text} (public)")
    return report


def test_the_first_report_has_nothing_to_answer(world):
    assert priorities_to_answer(world.open()) == []


@pytest.mark.parametrize("to", ["approved", "published"])
def test_the_last_reports_priorities_must_be_answered(to, world, periods):
    decide(world, with_priorities(world, world.open(), "Open the depot", "Hire drivers"), to)
    report = world.open(periods[1])
    assert priorities_to_answer(report) == ["Open the depot", "Hire drivers"]
    for row in report.judgements.all():
        editing.judge(report, row.item, by=world.member, status="on_track")
    for kind in ("achievement", "challenge", "priority"):
        editing.add_entry(report, by=world.member, kind=kind, text="Something.", public_text="Something.")
    first, second = report.answers.all()
    editing.answer(first, by=world.member, answer="done")
    with pytest.raises(Incomplete) as found:
        workflow.submit(report, by=world.member)
    assert found.value.missing == ["Say what became of the last report's priority “Hire drivers”."]
    editing.answer(second, by=world.member, answer="dropped")
    with pytest.raises(Incomplete) as found:
        workflow.submit(report, by=world.member)
    assert found.value.missing == ["Say why, for management: the priority “Hire drivers” was dropped."]
    editing.answer(second, by=world.member, answer="dropped", text="No money.")
    decide(world, report, "approved")
    with time_machine.travel("2023-11-08 12:00Z"), pytest.raises(Incomplete) as found:
        workflow.clear(report, by=world.officer)
    assert found.value.missing == ["Say why, for the public: the priority “Hire drivers (public)” was dropped."]


def test_a_submitted_report_passes_nothing_on(world, periods):
    workflow.submit(with_priorities(world, world.open(), "Open the depot"), by=world.member)
    assert priorities_to_answer(world.open(periods[1])) == []


def test_a_late_approval_reaches_the_report_that_was_opened_meanwhile(world, periods):
    late = with_priorities(world, world.open(), "Open the depot")
    report = world.open(periods[1])
    assert priorities_to_answer(report) == []
    decide(world, late, "approved")
    assert priorities_to_answer(report) == ["Open the depot"]
    workflow.return_report(late, by=world.cmt, note="Not yet.")
    assert priorities_to_answer(report) == []


def test_what_continues_comes_forward_again_until_it_is_done(world, periods):
    decide(world, with_priorities(world, world.open(), "Open the depot", "Hire drivers"))
    second = world.open(periods[1])
    depot, drivers = second.answers.all()
    editing.answer(depot, by=world.member, answer="continuing")
    editing.answer(drivers, by=world.member, answer="done")
    decide(world, with_priorities(world, second, "Buy vans"))
    third = world.open(periods[2])
    assert priorities_to_answer(third) == ["Open the depot", "Buy vans"]


def test_what_continues_and_is_written_down_anew_comes_forward_once(world, periods):
    decide(world, with_priorities(world, world.open(), "Open the depot"))
    second = world.open(periods[1])
    depot = second.answers.get()
    editing.answer(depot, by=world.member, answer="continuing")
    with_priorities(world, second)
    editing.add_entry(
        second, by=world.member, kind="priority", text="Open the depot by May", carried_from=depot.priority
    )  # fmt: skip
    decide(world, second)
    assert priorities_to_answer(world.open(periods[2])) == ["Open the depot by May"]
    revision = workflow.revise(second, by=world.officer, reason="A typing error.")
    decide(world, revision)
    third = HighlightReport.objects.get(period=periods[2])
    assert priorities_to_answer(third) == ["Open the depot by May"]
    assert third.answers.get().priority.report == revision


def test_a_revision_moves_answers_to_its_wording_and_keeps_what_was_written(world, periods):
    first = with_priorities(world, world.open(), "Open the depot", "Hire drivers", "Plant trees")
    decide(world, first)
    second = world.open(periods[1])
    depot, drivers, _trees = second.answers.all()
    editing.answer(depot, by=world.member, answer="done", text="It is open.")
    editing.answer(drivers, by=world.member, answer="done", text="All are hired.")
    revision = workflow.revise(first, by=world.member, reason="Two were not agreed.")
    entry = revision.entries.get(text="Open the depot")
    entry.text = "Open the north depot"
    entry.save()
    revision.entries.exclude(pk=entry.pk).filter(kind="priority").delete()
    editing.add_entry(revision, by=world.member, kind="priority", text="Mend the roof")
    assert priorities_to_answer(second) == ["Open the depot", "Hire drivers", "Plant trees"]
    decide(world, revision)
    found = {row.priority.text: (row.answer, row.text) for row in second.answers.all()}
    assert found == {
        "Open the north depot": ("done", "It is open."),
        "Hire drivers": ("done", "All are hired."),  # answered before it was dropped: the words stay
        "Mend the roof": ("", ""),
    }


def test_a_closed_boards_priorities_pass_to_the_one_that_took_over(world, periods):
    decide(world, with_priorities(world, world.open(), "Open the depot"))
    successor = make_body(BodyKind.BOARD, "Places and People Board")
    ItemBoard.objects.filter(item=world.outcome.item).update(ends=date(2022, 12, 1))
    ItemBoard.objects.create(item=world.outcome.item, board=successor, starts=date(2022, 12, 1))
    workflow.open_period(periods[1], by=world.officer)
    report = HighlightReport.objects.get(period=periods[1])
    assert report.board == successor
    assert priorities_to_answer(report) == ["Open the depot"]


def test_another_boards_priorities_stay_its_own(world, periods):
    decide(world, with_priorities(world, world.open(), "Open the depot"))
    beside = make_body(BodyKind.BOARD, "A Board Beside")
    ItemBoard.objects.create(item=world.outcome.item, board=beside, starts=date(2022, 12, 1))
    workflow.open_period(periods[1], by=world.officer)
    report = HighlightReport.objects.get(period=periods[1], board=beside)
    assert priorities_to_answer(report) == []


def test_opening_twice_makes_nothing_twice(world, periods):
    decide(world, with_priorities(world, world.open(), "Open the depot"))
    assert len(workflow.open_period(periods[1], by=world.officer).reports) == 1
    again = workflow.open_period(periods[1], by=world.officer)
    assert again.reports == []
    assert str(again) == "Every report is open already."
    assert HighlightReport.objects.filter(period=periods[1]).count() == 1
    assert PriorityAnswer.objects.count() == 1
    assert Event.objects.filter(verb="period.opened", subject_id=str(periods[1].pk)).count() == 1


def test_an_outcome_without_a_board_is_named(world):
    from plan import records

    with records.lifted():
        orphan = make_outcome(world.plan, "Clean Air")
    opened = workflow.open_period(world.period, by=world.officer)
    assert opened.without_board == [orphan]
    assert str(opened) == (
        "1 report opened. No board is named for: 2 Clean Air. Name one, then open the period again."
    )  # fmt: skip


def test_boards_and_edition_are_those_of_the_periods_last_day(world):
    from outcomes.reporting.transitions import NotAllowed

    earlier = make_period("October 2021 to March 2022", date(2021, 10, 1), date(2022, 3, 31), due=date(2022, 4, 30))
    with pytest.raises(NotAllowed, match=r"No version of the plan is in force on 31 March 2022. Put one in force"):
        workflow.open_period(earlier, by=world.officer)
    assert not HighlightReport.objects.exists()
    with pytest.raises(NotAllowed, match="opened by policy officers"):
        workflow.open_period(world.period, by=world.member)
