"""What others read of reports: published judgements and updates as of a day, and what is due.

Candour: nothing here but `management` previews in `account.py` ever carries the words for management.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from outcomes.framework.models import Outcome
from plan.clock import LONDON, local_day
from plan.wording import count, day

from .models import DeliveryStatus, DeliveryUpdate, HighlightReport, ReportingPeriod, SubOutcomeJudgement


def published_judgements(items: Iterable[UUID], on: Date) -> dict[UUID, dict[str, Any]]:
    """The newest published judgement of each sub-outcome as it could be read at the end of the day `on`.

    By item: status, word, public_text, report, period, board, published_on, illustrative. An item nobody has judged
    in public is absent. One query.
    """
    rows = (
        SubOutcomeJudgement.objects.filter(item__in=list(items), report__in=readable_reports(on))
        .order_by("report__period__starts", "report__published_at", "id")
        .values_list(
            "item", "status", "public_text", "report", "report__period__name", "report__board__name",
            "report__published_at", "report__illustrative",
        )
    )  # fmt: skip
    return {
        item: {
            "status": status,
            "word": DeliveryStatus(status).label,
            "public_text": text,
            "report": report,
            "period": period,
            "board": board,
            "published_on": _published_day(published_at),
            "illustrative": illustrative,
        }
        for item, status, text, report, period, board, published_at, illustrative in rows
    }


def _published_day(published_at: datetime | None) -> Date:
    assert published_at is not None  # only what is published is read here
    return local_day(published_at)


def published_updates(items: Iterable[UUID], on: Date) -> dict[UUID, dict[str, Any]]:
    """The newest published update of each commitment as it could be read at the end of the day `on`.

    By item: status, word, public_text, date (the day it describes), evidence, published_on, illustrative. Updates of
    a report that a published revision replaced no longer count. One query.
    """
    rows = (
        readable_updates(on)
        .filter(item__in=list(items))
        .order_by("date", "published_at", "id")
        .values_list("item", "status", "public_text", "date", "evidence", "published_at", "illustrative")
    )
    return {
        item: {
            "status": status,
            "word": DeliveryStatus(status).label,
            "public_text": text,
            "date": describes,
            "evidence": evidence,
            "published_on": _published_day(published_at),
            "illustrative": illustrative,
        }
        for item, status, text, describes, evidence, published_at, illustrative in rows
    }


def readable_reports(on: Date) -> QuerySet[HighlightReport]:
    """Reports that were published, and replaced by no published revision, at the end of the day `on`."""
    until = end_of(on)
    replaced = HighlightReport.objects.published().filter(supersedes=OuterRef("pk"), published_at__lt=until)
    return HighlightReport.objects.published().filter(published_at__lt=until).exclude(Exists(replaced))


def readable_updates(on: Date) -> QuerySet[DeliveryUpdate]:
    """Updates that were published, and whose report was not replaced, at the end of the day `on`."""
    until = end_of(on)
    replaced = HighlightReport.objects.published().filter(supersedes=OuterRef("report"), published_at__lt=until)
    return DeliveryUpdate.objects.published().filter(published_at__lt=until, date__lte=on).exclude(Exists(replaced))


def latest_reports(outcomes: Iterable[UUID], on: Date) -> dict[UUID, HighlightReport]:
    """The newest readable report on each outcome at the end of the day `on`. One query."""
    rows = readable_reports(on).filter(outcome__in=list(outcomes)).select_related("period", "board", "plan")
    return {row.outcome_id: row for row in rows.order_by("period__starts", "published_at", "id")}


def end_of(on: Date) -> datetime:
    """The first moment after the day, in Europe/London."""
    return datetime.combine(on + timedelta(days=1), time.min, tzinfo=LONDON)


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
    """Reports not yet submitted, by due date, board and outcome. Two queries. `among` narrows them."""
    reports = HighlightReport.objects.all() if among is None else among
    rows = list(
        reports.filter(status__in=HighlightReport.OPEN)
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
