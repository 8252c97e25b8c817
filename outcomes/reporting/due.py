"""What boards still owe: reports that are due, and periods to open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date

from django.db.models import Q, QuerySet

from outcomes.framework.models import Outcome
from plan.wording import count, day

from .models import HighlightReport, ReportingPeriod


@dataclass(frozen=True)
class DueReport:
    """A report that a board still owes corporate management."""

    report: HighlightReport
    outcome: str
    due: Date
    overdue: bool

    def __str__(self) -> str:
        return f"{self.report.board.short}: {self.outcome}, {self.report.period}"


def due_reports(on: Date, *, among: QuerySet[HighlightReport] | None = None) -> list[DueReport]:
    """Reports not submitted by a day, by due date, board and outcome. Two queries. `among` narrows them."""
    reports = HighlightReport.objects.all() if among is None else among
    rows = list(
        reports.filter(Q(status__in=HighlightReport.OPEN) | Q(submitted_at__date__gt=on))
        .select_related("period", "board")
        .order_by("period__due", "board__name", "pk")
    )
    titles = outcome_titles(rows)
    return [DueReport(row, titles[row.pk], row.period.due, row.period.due < on) for row in rows]


def due_words(due: DueReport, on: Date) -> str:
    """How soon it is due: "due 31 October 2022", "3 days overdue"."""
    return f"{count((on - due.due).days, 'day')} overdue" if due.overdue else f"due {day(due.due)}"


def outcome_titles(reports: Iterable[HighlightReport]) -> dict[int, str]:
    """By report's id: number and title of its outcome in the report's edition. One query."""
    reports = list(reports)
    rows = Outcome.objects.filter(
        plan__in={report.plan_id for report in reports}, item__in={report.outcome_id for report in reports}
    ).values_list("plan", "item", "number", "title")
    titles = {(plan, item): f"{number} {title}" for plan, item, number, title in rows}
    return {report.pk: titles.get((report.plan_id, report.outcome_id), "an outcome") for report in reports}


def periods_to_open(on: Date) -> QuerySet[ReportingPeriod]:
    """Periods that have ended and for which nobody has opened the reports."""
    return ReportingPeriod.objects.filter(ends__lt=on, reports__isnull=True).order_by("due")
