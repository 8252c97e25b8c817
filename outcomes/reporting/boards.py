"""Reports that a board has open, when the board is closed or merged into another."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from plan import clock, events
from plan.models import Body
from plan.slots import BodyEnding, slots
from plan.wording import count

from .models import HighlightReport
from .saving import put


def open_reports(body: Body, on: date) -> QuerySet[HighlightReport]:
    """Reports it would still have to write once it is gone: drafts, and what was returned to it."""
    rows = HighlightReport.objects.filter(board=body, status__in=HighlightReport.OPEN).order_by("pk")
    return rows if on <= clock.today() else rows.filter(period__due__gte=on)


def is_taken(report: HighlightReport, into: Body) -> bool:
    """Whether the other board has its own report on the same outcome for the same period."""
    same = HighlightReport.objects.filter(period=report.period_id, outcome=report.outcome_id, board=into)
    return same.exists()


def told(body: Body, *, on: date, into: Body | None) -> list[str]:
    return in_words(list(open_reports(body, on)), into)


def in_words(reports: list[HighlightReport], into: Body | None) -> list[str]:
    if not reports:
        return ["It has no open report."]
    if into is None:
        return [f"{count(len(reports), 'open report')} of it can only be finished by a policy officer."]
    taken = [report for report in reports if is_taken(report, into)]
    passed = len(reports) - len(taken)
    found = [f"{count(passed, 'open report')} {'passes' if passed == 1 else 'pass'} to {into}."] if passed else []
    return found + [f"{report} stays: {into} has a report of its own on that." for report in taken]


def end(body: Body, *, on: date, into: Body | None, by: Any, why: str) -> list[str]:
    """Hand open reports over to the board that takes over. What was submitted stays the word of the board it was."""
    reports = list(open_reports(body, on).select_for_update())
    done = in_words(reports, into)
    for report in reports:
        if into is not None and not is_taken(report, into):
            report.board = into
            put(report, by=by, why=why)
            detail = {"from": body.name, "to": into.name}
            events.record(verb="report.handed_over", subject=report, by=by, why=why, detail=detail)
    return done


def furnish() -> None:
    slots.body_endings.add(BodyEnding("reports", told, end, order=20))
