"""Loads an example council's reporting periods and highlight reports (`reports.toml`), all of them illustrative.

The reports go through the same verbs as anybody's, on the days the file gives; numbers are those of the draft.
"""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from outcomes.framework.models import Outcome, PlanItem
from outcomes.framework.numbers import Numbers
from plan.clock import LONDON, standing_at
from plan.examples import MADE_UP, read
from plan.models import Body, Meeting, Plan
from plan.wording import count

from . import workflow
from .models import DeliveryUpdate, HighlightReport, PriorityAnswer, ReportEntry, ReportingPeriod, SubOutcomeJudgement
from .updates import publish_update, record_update

SOURCED: dict[str, Any] = {"source": MADE_UP, "illustrative": True}


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=LONDON)


@transaction.atomic
def load_reports(folder: Path, by) -> list[str]:
    """Every period with its reports, if there is no reporting period yet."""
    data = read(folder, "reports.toml")
    if not data or ReportingPeriod.objects.exists():
        return []
    loader = ReportLoader(by)
    for period in data["periods"]:
        loader.open(period)
        for row in data["reports"]:
            if row["period"] == period["slug"]:
                loader.load(row)
    loader.load_lone_updates(data.get("updates", ()))
    return [f"{count(HighlightReport.objects.count(), 'highlight report')}, marked illustrative"]


class ReportLoader:
    def __init__(self, by) -> None:
        self.by = by
        self.plan = Plan.objects.get(slug="2022-26")
        self.numbers = Numbers(Plan.objects.get(slug="2022-26-draft"))
        self.bodies = {body.slug: body for body in Body.objects.all()}
        self.priorities: dict[str, ReportEntry] = {}  # by the key that later answers name
        self.periods: dict[str, ReportingPeriod] = {}

    def open(self, row: dict[str, Any]) -> None:
        """The boards began half a year before the plan took effect, so their first drafts are opened one by one."""
        period = self.periods[row["slug"]] = ReportingPeriod.objects.create(
            name=row["title"], starts=row["starts"], ends=row["ends"], due=row["due"], **SOURCED
        )
        with standing_at(at_noon(row["ends"])):
            for outcome in Outcome.objects.filter(plan=self.plan, kind=Outcome.Kind.OUTCOME):
                for board in self.boards(outcome, row["ends"]):
                    workflow.open_report(period, outcome, board, self.by)

    def boards(self, outcome: Outcome, day: date) -> list[Body]:
        links = outcome.item.itemboards.on(day).select_related("board")
        return [link.board for link in links]

    def load(self, row: dict[str, Any]) -> None:
        report = HighlightReport.objects.get(period=self.periods[row["period"]], board=self.bodies[row["board"]])
        with standing_at(at_noon(row["submitted"])):
            self.write(report, row)
            if row["state"] != "draft":
                workflow.submit(report, by=self.by)
        if row["state"] in ("approved", "published"):
            self.approve(report, row)
        if row["state"] == "published":
            with standing_at(at_noon(row["published"])):
                workflow.clear(report, by=self.by)
                workflow.publish(report, by=self.by)

    def approve(self, report: HighlightReport, row: dict[str, Any]) -> None:
        body = self.bodies[row["approved_by"]]
        meeting, _ = Meeting.objects.get_or_create(
            body=body, date=row["approved"],
            defaults={"status": Meeting.Status.HELD, "considered": "Highlight reports", **SOURCED},
        )  # fmt: skip
        with standing_at(at_noon(row["approved"])):
            workflow.approve(report, by=self.by, body=body, date=row["approved"], meeting=meeting)

    def write(self, report: HighlightReport, row: dict[str, Any]) -> None:
        report.summary, report.public_summary = row["summary_management"], row["summary_public"]
        report.source, report.illustrative = MADE_UP, True
        report.save()
        self.write_judgements(report, row["statuses"])
        for position, entry in enumerate(row["entries"], start=1):
            made = ReportEntry.objects.create(
                report=report, kind=entry["kind"], position=position, item_id=self.item(entry["about"]),
                text=entry["management"], public_text=entry["public"],
            )  # fmt: skip
            if entry["kind"] == ReportEntry.Kind.PRIORITY:
                self.priorities[entry["key"]] = made
        for position, point in enumerate(row.get("attention", ()), start=1):
            ReportEntry.objects.create(
                report=report, kind=ReportEntry.Kind.ATTENTION, position=position, item_id=self.item(point["about"]),
                text=point["text"], public_text=point["text"],
            )  # fmt: skip
        self.write_answers(report, row.get("answers", ()))
        for update in row["updates"]:
            self.update(update, report=report)

    def item(self, number: str):
        return self.numbers.item(number)

    def write_judgements(self, report: HighlightReport, rows: list[dict[str, Any]]) -> None:
        judgements = {row.item_id: row for row in report.judgements.all()}
        for row in rows:
            judgement = judgements.get(self.item(row["item"])) or SubOutcomeJudgement(
                report=report, item_id=self.item(row["item"])
            )
            judgement.status, judgement.text, judgement.public_text = row["status"], row["reason"], row["public_reason"]
            judgement.save()

    def write_answers(self, report: HighlightReport, rows) -> None:
        for row in rows:
            answer = PriorityAnswer.objects.get(report=report, priority=self.priorities[row["priority"]])
            answer.answer, answer.text, answer.public_text = row["answer"], row["why"], row["why"]
            answer.save()

    def update(self, row: dict[str, Any], report: HighlightReport | None = None) -> DeliveryUpdate:
        words = " ".join(filter(None, [row["text"], row.get("reason")]))
        return record_update(
            PlanItem.objects.get(pk=self.item(row["item"])), by=self.by, date=row["date"], status=row["status"],
            text=words, public_text=words, evidence=row.get("evidence", ""), report=report, **SOURCED,
        )  # fmt: skip

    def load_lone_updates(self, rows) -> None:
        for row in rows:
            with standing_at(at_noon(row["date"])):
                publish_update(self.update(row), by=self.by)
