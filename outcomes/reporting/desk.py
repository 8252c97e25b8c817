"""What waits for somebody on My desk: reports to write, to approve, to publish, commitments without news."""

from datetime import date as Date
from typing import Any

from django.db.models import F, Q
from django.urls import reverse, reverse_lazy

from plan.models import Plan
from plan.slots import DeskLine, DeskTask, slots
from plan.wording import day

from .due import due_reports, due_words, outcome_titles, periods_to_open
from .models import DeliveryUpdate, HighlightReport
from .silence import SILENT_AFTER, open_commitments
from .transitions import BOARD, MANAGEMENT, OFFICER

LIMIT = 8


def furnish() -> None:
    add = slots.desk_tasks.add
    add(DeskTask("reports-due", "Highlight reports to write", reports_to_write, order=10, limit=LIMIT))
    add(DeskTask("reports-approve", "Highlight reports to approve", reports_to_approve, order=11, limit=LIMIT))
    add(
        DeskTask("reports-publish", "Highlight reports to clear and publish", reports_to_publish, order=12, limit=LIMIT)
    )
    add(DeskTask("periods-open", "Reporting periods to open", periods, order=13, limit=LIMIT))
    wanted, mine = "Commitments that want an update", reverse_lazy("admin:outcomes_deliveryupdate_mine")
    add(DeskTask("updates-silent", wanted, silent_commitments, order=14, more_url=mine, limit=LIMIT))


def reports_to_write(user, today: Date) -> list[DeskLine]:
    """Draft and returned reports: all of them for policy officers, one's own boards' for members."""
    if not user.has_role(OFFICER, BOARD):
        return []
    due = due_reports(today, among=HighlightReport.objects.editable_by(user))[: LIMIT + 1]
    return [
        DeskLine(f"{row} ({due_words(row, today)})", _change(row.report), due=row.due, overdue=row.overdue)
        for row in due
    ]


def reports_to_approve(user, today: Date) -> list[DeskLine]:
    if not user.has_role(MANAGEMENT):
        return []
    return _lines(HighlightReport.objects.filter(status=HighlightReport.Status.SUBMITTED), "submitted")


def reports_to_publish(user, today: Date) -> list[DeskLine]:
    if not user.has_role(OFFICER):
        return []
    approved = HighlightReport.objects.filter(status=HighlightReport.Status.APPROVED)
    return _lines(approved, "approved")


def periods(user, today: Date) -> list[DeskLine]:
    if not user.has_role(OFFICER):
        return []
    return [
        DeskLine(
            f"{period}, reports due {day(period.due)}",
            reverse("admin:outcomes_reportingperiod_change", args=[period.pk]),
            due=period.due,
            overdue=period.due < today,
        )
        for period in periods_to_open(today)[: LIMIT + 1]
    ]


def silent_commitments(user, today: Date) -> list[DeskLine]:
    """One's own commitments in the plan in force, of which nothing was said for six months, longest silence first."""
    if not user.has_role("contributor"):
        return []
    edition = Plan.objects.in_force(today).first()
    if edition is None:
        return []
    rows: Any = (
        open_commitments(edition)
        .filter(item__in=DeliveryUpdate.objects.items_of(user))
        .filter(Q(last__isnull=True) | Q(last__lte=today - SILENT_AFTER))
        .order_by(F("last").asc(nulls_first=True), "position", "pk")[: LIMIT + 1]
    )
    add = reverse("admin:outcomes_deliveryupdate_add")
    return [DeskLine(f"{row} ({_silence(row.last)})", f"{add}?item={row.item_id}") for row in rows]


def _silence(last: Date | None) -> str:
    return f"last update {day(last)}" if last else "no update yet"


def _lines(reports, word: str) -> list[DeskLine]:
    rows = list(reports.select_related("board", "period").order_by("period__due", "board__name", "pk")[: LIMIT + 1])
    titles = outcome_titles(rows)
    cleared = {row.pk: ", public words cleared" if row.cleared_at else "" for row in rows}
    return [
        DeskLine(f"{row.board.short}: {titles[row.pk]}, {row.period} ({word}{cleared[row.pk]})", _change(row))
        for row in rows
    ]


def _change(report: HighlightReport) -> str:
    return reverse("admin:outcomes_highlightreport_change", args=[report.pk])
