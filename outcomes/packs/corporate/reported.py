"""What a board's report says of itself in a paper for management: whose, of when, and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from outcomes.reporting.due import due_reports
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.reading import Report
from outcomes.reporting.sent import how_sent
from plan.models import Body
from plan.periods import Period
from plan.wording import day


@dataclass(frozen=True)
class Said:
    """A report's heading: `stands` is "Approved by … on …" or "Submitted on …, not approved yet"."""

    board: str
    period: str
    stands: str
    is_approved: bool
    summary: str
    illustrative: bool


@dataclass(frozen=True)
class Owed:
    """A report that a board has not sent yet. What stands in it so far is nobody else's business."""

    board: str
    outcome: str
    due: str
    is_overdue: bool


def said_of(reports: Iterable[Report], *, on: date) -> dict[int, Said]:
    """By the report's key. One query."""
    reports = list(reports)
    sent = how_sent([report.pk for report in reports], on=on)
    found = {}
    for report in reports:
        submitted, body, approved = sent[report.pk]
        if approved:
            stands = f"Approved by {body} on {day(approved)}" if body else f"Approved on {day(approved)}"
        else:
            stands = f"Submitted on {day(submitted)}, not approved yet" if submitted else "Not approved yet"
        revised = f", revision {report.revision}" if report.revision > 1 else ""
        found[report.pk] = Said(
            report.board, f"{report.period}{revised}", stands, approved is not None, report.summary,
            report.illustrative,
        )  # fmt: skip
    return found


def owed(period: Period | None = None, *, on: date, board: Body | None = None) -> list[Owed]:
    """Reports that were not with management on a day: about a half-year, or about any that had ended by then. Two
    queries."""
    rows = HighlightReport.objects.filter(supersedes__isnull=True)  # a revision that is written is owed to nobody
    rows = rows.filter(period__ends__lte=period.end if period else on)
    rows = rows.filter(period__ends__gte=period.start) if period else rows
    due = due_reports(on, among=rows.filter(board=board) if board else rows)
    return [Owed(str(one.report.board), one.outcome, day(one.due), one.overdue) for one in due]
