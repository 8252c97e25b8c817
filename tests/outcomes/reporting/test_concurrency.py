"""A double click, or two people at once: one transition, one event."""

import threading
from functools import partial

import pytest
from django.db import connection, connections

from outcomes.reporting import editing, workflow
from outcomes.reporting.models import HighlightReport, ReportEntry
from outcomes.reporting.transitions import NotAllowed
from plan.models import Decision, Event
from plan.roles import CMT
from tests.factories import make_user

from .world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4


@pytest.fixture
def world(transactional_db):
    return make_world()


def at_once(*acts) -> list[str]:
    """Run acts at the same moment, each on a connection of its own; what each came to."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads need a database that several connections can open; run this on PostgreSQL")
    start, results = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place, act):
        try:
            start.wait(timeout=10)
            act()
            results[place] = "done"
        except NotAllowed:
            results[place] = "refused"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(results)


def stale(report) -> HighlightReport:
    return HighlightReport.objects.get(pk=report.pk)


def test_two_approvals_at_once_are_one(world):
    report = world.advance(world.written(), "submitted")
    people = [make_user(CMT) for _ in range(THREADS)]
    acts = [partial(workflow.approve, stale(report), by=by, **world.decision()) for by in people]
    assert at_once(*acts) == ["done"] + ["refused"] * (THREADS - 1)
    assert Decision.objects.count() == 1
    assert Event.objects.filter(verb="report.approved").count() == 1


@pytest.mark.parametrize(
    ("stage", "move", "event"),
    [("draft", "submit", "report.submitted"), ("cleared", "publish", "report.published"),
     ("published", "revise", "report.revised"), ("draft", "discard", "report.discarded")],
)  # fmt: skip
def test_a_double_click_is_one_move(stage, move, event, world):
    report = world.advance(world.written(), stage)
    extra = {"reason": "A figure was wrong."} if move in ("revise", "discard") else {}
    verb = getattr(workflow, move)
    acts = [partial(verb, stale(report), by=world.officer, **extra) for _ in range(THREADS)]
    assert at_once(*acts) == ["done"] + ["refused"] * (THREADS - 1)
    assert Event.objects.filter(verb=event).count() == 1


def test_a_period_opened_by_two_officers_has_each_report_once(world):
    acts = [lambda: workflow.open_period(type(world.period).objects.get(), by=world.officer)] * THREADS
    assert at_once(*acts) == ["done"] * THREADS
    assert HighlightReport.objects.count() == 1
    assert Event.objects.filter(verb="period.opened").count() == 1


def test_words_are_written_before_the_submission_or_not_at_all(world):
    report = world.written()
    writing = [
        lambda place=place: editing.add_entry(
            stale(report), by=world.member, kind="achievement", text=f"Added at the last moment {place}."
        )
        for place in range(THREADS)
    ]
    results = at_once(*writing, lambda: workflow.submit(stale(report), by=world.member))
    submitted = Event.objects.get(verb="report.submitted")
    late = Event.objects.filter(verb="reportentry.written", sequence__gt=submitted.sequence)
    assert not late.exists()
    assert ReportEntry.objects.filter(text__startswith="Added").count() == results.count("done") - 1


def test_the_second_of_two_moves_is_refused_on_a_stale_page(world):
    """The same without threads, on every database: two people hold the same page."""
    report = world.advance(world.written(), "submitted")
    first, second = stale(report), stale(report)
    workflow.approve(first, by=world.cmt, **world.decision())
    with pytest.raises(NotAllowed):
        workflow.return_report(stale(report), by=world.member, note="No.")
    with pytest.raises(NotAllowed, match="waits for its public words"):
        workflow.approve(second, by=make_user(CMT), **world.decision())
    assert Event.objects.filter(verb="report.approved").count() == 1
