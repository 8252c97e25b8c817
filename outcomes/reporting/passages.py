"""The words for the public of reports and delivery updates, each with what it is about and where it is changed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.urls import reverse

from plan.clock import local_day

from .addresses import about_address
from .cited import Parts
from .models import DeliveryUpdate, HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement
from .points import Passage

Heading = Mapping[str, Any]
HEADING = ("pk", "outcome_id", "board__name", "board__short_name", "public_summary", "submitted_at", "status")


def of_reports(reports: QuerySet[HighlightReport], parts: Parts, *, updates: bool = True) -> list[Passage]:
    """All that these reports say to the public, with or without their updates on commitments. Five queries, six where
    one of them is still being written."""
    headings = {row["pk"]: row for row in reports.values(*HEADING)}
    written = _written(headings)

    def passage(pk: int, about: UUID | None, text: str, status: str = "") -> Passage:
        heading = headings[pk]
        item = about or heading["outcome_id"]
        board = heading["board__short_name"] or heading["board__name"]
        part = parts.of(item)
        return Passage(
            about=parts.item(item), name=f"{board} on {part.name}" if part.name else board, text=text,
            indicators=part.indicators, url=reverse("admin:outcomes_highlightreport_change", args=[pk]),
            board=heading["board__name"], status=status, written=written.get(pk),
        )  # fmt: skip

    found = [passage(pk, None, row["public_summary"]) for pk, row in headings.items()]
    found += [passage(*row) for row in _lines(list(headings), updates)]
    return [one for one in found if one.text.strip() or one.status]


def _lines(reports: Collection[int], with_updates: bool) -> Iterator[tuple]:
    """Report, item, words and, of a judgement, status."""
    judgements = SubOutcomeJudgement.objects.filter(report__in=reports).order_by("report", "pk")
    yield from judgements.values_list("report_id", "item_id", "public_text", "status")
    entries = ReportEntry.objects.filter(report__in=reports).order_by("report", "kind", "position", "pk")
    yield from entries.values_list("report_id", "item_id", "public_text")
    answers = PriorityAnswer.objects.filter(report__in=reports).order_by("report", "pk")
    yield from answers.exclude(priority__public_text="").values_list("report_id", "priority__item_id", "public_text")
    updates = DeliveryUpdate.objects.filter(report__in=reports if with_updates else ()).order_by("report", "date", "pk")
    for report, item, text, evidence in updates.values_list("report_id", "item_id", "public_text", "evidence"):
        yield report, item, f"{text}\n{evidence}"


def _written(headings: Mapping[int, Heading]) -> dict[int, date]:
    """The last day on which each report's words were changed: they stand still once it is submitted, and until then
    every change of a part is one of the report."""
    still = {pk: local_day(row["submitted_at"]) for pk, row in headings.items() if row["submitted_at"]}
    rest = [pk for pk in headings if pk not in still]
    if not rest:
        return still
    history: Any = HighlightReport.history
    last = history.filter(id__in=rest).order_by().values_list("id").annotate(Max("history_date"))
    return {**still, **{pk: local_day(at) for pk, at in last}}


def of_updates(updates: QuerySet[DeliveryUpdate], parts: Parts) -> list[Passage]:
    """What updates say of their commitments. A published one is mended by a newer one. One query."""
    columns = ("pk", "item_id", "public_text", "evidence", "date", "published_at", "report_id", "report__board__name")
    found = []
    for pk, item, text, evidence, on, published, report, board in updates.values_list(*columns):
        part = parts.of(item)
        found.append(
            Passage(
                about=parts.item(item), name=f"Update on {part.name}", text=f"{text}\n{evidence}", written=on,
                indicators=part.indicators, url=_where(pk, item, report, bool(published)), board=board or "",
            )
        )  # fmt: skip
    return found


def _where(pk: int, item: UUID, report: int | None, published: bool) -> str:
    if published:
        return f"{reverse('admin:outcomes_deliveryupdate_add')}?item={item}"
    if report:
        return about_address(report, item)
    return reverse("admin:outcomes_deliveryupdate_change", args=[pk])
