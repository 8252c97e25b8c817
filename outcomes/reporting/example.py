"""Loads an example council's reporting periods and highlight reports (`reports.toml`), all of them illustrative.

The reports go through the same verbs as anybody's, on the days the file gives; numbers are those of the version it
names.
"""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from outcomes.framework.example_editions import numbers_of
from outcomes.framework.models import Outcome, PlanItem
from plan.clock import LONDON, standing_at
from plan.examples import MADE_UP, read
from plan.models import Body, Meeting, Plan
from plan.wording import count

from . import editing, workflow
from .models import DeliveryUpdate, HighlightReport, PriorityAnswer, ReportEntry, ReportingPeriod
from .saving import put
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
    loader = ReportLoader(data, by)
    for period in data["periods"]:
        loader.open(period)
        for row in data["reports"]:
            if row["period"] == period["slug"]:
                loader.load(row)
    loader.load_lone_updates(data.get("updates", ()))
    return [f"{count(HighlightReport.objects.count(), 'highlight report')}, marked illustrative"]


class ReportLoader:
    def __init__(self, data: dict[str, Any], by) -> None:
        self.by = by
        self.plan = Plan.objects.get(slug=data["plan"])
        self.numbers = numbers_of(data, "reports.toml")
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
        report.source = MADE_UP
        put(report, by=self.by)
        words = {"summary": row["summary_management"], "public_summary": row["summary_public"]}
        editing.write(report, by=self.by, **words)
        for line in row["statuses"]:
            words = {"status": line["status"], "text": line["reason"], "public_text": line["public_reason"]}
            editing.judge(report, self.item(line["item"]), by=self.by, **words)
        for entry in row["entries"]:
            made = self.add(report, entry["kind"], entry)
            if entry["kind"] == ReportEntry.Kind.PRIORITY:
                self.priorities[entry["key"]] = made
        for point in row.get("attention", ()):
            self.add(report, ReportEntry.Kind.ATTENTION, point)
        for sought in row.get("decisions", ()):
            self.add(report, ReportEntry.Kind.DECISION, {"public": "", **sought})
        for line in row.get("answers", ()):
            answer = PriorityAnswer.objects.get(report=report, priority=self.priorities[line["priority"]])
            words = {"answer": line["answer"], "text": line["why"], "public_text": line["public_why"]}
            editing.answer(answer, by=self.by, **words)
        for update in row["updates"]:
            self.update(update, report=report)

    def add(self, report: HighlightReport, kind: str, row: dict[str, Any]) -> ReportEntry:
        return editing.add_entry(
            report, by=self.by, kind=kind, item=self.item(row["about"]), text=row["management"],
            public_text=row["public"],
        )  # fmt: skip

    def item(self, number: str) -> PlanItem:
        return PlanItem.objects.get(pk=self.numbers.item(number))

    def update(self, row: dict[str, Any], report: HighlightReport | None = None) -> DeliveryUpdate:
        """What is done is for everyone to read; management is told more where it does not go well."""
        return record_update(
            self.item(row["item"]), by=self.by, date=row["date"], status=row["status"], text=row.get("reason", ""),
            public_text=" ".join(filter(None, [row["text"], row.get("public_reason")])),
            evidence=row.get("evidence", ""), report=report, **SOURCED,
        )  # fmt: skip

    def load_lone_updates(self, rows) -> None:
        for row in rows:
            with standing_at(at_noon(row["date"])):
                publish_update(self.update(row), by=self.by)
