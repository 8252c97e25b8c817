"""Loads what an example council's committees resolved and asked for (`scrutiny.toml`), by the verbs, on its days."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from outcomes.framework.example_editions import numbers_of
from outcomes.framework.models import PlanItem
from outcomes.reporting.example import at_noon
from outcomes.reporting.models import HighlightReport, ReportEntry
from performance.models import Indicator
from plan.clock import standing_at
from plan.examples import read, sourced
from plan.models import AgendaItem, Body, Department, Meeting
from plan.wording import count

from . import answering, asking
from .asked import Action
from .questions import StartingQuestion
from .resolutions import Resolution

KEPT = ("minute", "letter", "kind", "text")


@transaction.atomic
def load_asked(folder: Path, by: Any) -> list[str]:
    """Everything in the file, if nothing of its kind is there yet."""
    data = read(folder, "scrutiny.toml")
    if not data:
        return []
    for place, row in enumerate(data.get("starting_questions", ()), start=1):
        StartingQuestion.objects.get_or_create(text=row["text"], defaults={"position": place, **sourced(row)})
    if Action.objects.exists() or Resolution.objects.exists():
        return []
    loader = AskedLoader(data, by)
    for place, row in enumerate(data.get("resolutions", ()), start=1):
        loader.resolve(row, place)
    for row in data.get("asked", ()):
        loader.ask(row)
    resolutions, actions = Resolution.objects.count(), Action.objects.count()
    return [f"{count(resolutions, 'resolution')}, {count(actions, 'action or request', 'actions and requests')}"]


class AskedLoader:
    def __init__(self, data: dict[str, Any], by: Any) -> None:
        self.by = by
        self.numbers = numbers_of(data, "scrutiny.toml")
        self.bodies = {body.slug: body for body in Body.objects.all()}
        self.departments = {row.slug: row for row in Department.objects.all()}

    def resolve(self, row: dict[str, Any], place: int) -> None:
        meeting = self.meeting(row)
        said = {name: row[name] for name in KEPT if name in row}
        with standing_at(at_noon(row["date"])):
            asking.record_resolution(
                meeting=meeting, by=self.by, position=place, agenda_item=self.agenda_item(meeting, row),
                sought=self.sought(row), **said, **sourced(row),
            )  # fmt: skip

    def ask(self, row: dict[str, Any]) -> None:
        meeting = None if row.get("between") else self.meeting(row)
        body = self.bodies[row["body"]]
        said = {name: row[name] for name in ("kind", "text", "minute", "due_on", "due_words") if name in row}
        resolution = self.resolution(meeting, row)
        with standing_at(at_noon(row.get("received", row["date"]))):
            action = asking.raise_action(
                by=self.by, raised_by=body, raised_on=row["date"], meeting=meeting, resolution=resolution,
                agenda_item=self.agenda_item(meeting, row), owner_office=row["office"],
                department=self.departments.get(row.get("department", "")), due_meeting=self.due(body, row),
                received_on=row.get("received"), **said, **self.about(row), **sourced(row),
            )  # fmt: skip
        self.follow(action, body, row)

    def follow(self, action: Action, body: Body, row: dict[str, Any]) -> None:
        """What came of it, in the order of the file's tables."""
        for later in row.get("postponed", ()):
            with standing_at(at_noon(later["on"])):
                asking.postpone(action, by=self.by, why=later["why"], due_meeting=self.due(body, later))
        for said in row.get("answers", ()):
            with standing_at(at_noon(said["date"])):
                answer = answering.answer(
                    action, by=self.by, text=said["text"], on=said["date"], office=said.get("office", ""),
                    is_final=said["final"], is_later_note=said.get("later_note", False), **sourced(said),
                )  # fmt: skip
                answering.publish_answer(answer, by=self.by)
        if told := row.get("response"):
            with standing_at(at_noon(told["date"])):
                asking.respond(
                    action, by=self.by, response=told["response"], response_why=told["why"],
                    response_by=self.bodies[told["body"]], responded_on=told["date"],
                )  # fmt: skip
        if gone := row.get("withdrawn"):
            with standing_at(at_noon(gone["on"])):
                asking.withdraw(action, by=self.by, why=gone["why"])

    # What rows name

    def meeting(self, row: dict[str, Any]) -> Meeting:
        return Meeting.objects.select_related("body").get(body=self.bodies[row["body"]], date=row["date"])

    def agenda_item(self, meeting: Meeting | None, row: dict[str, Any]) -> AgendaItem | None:
        if meeting is None or "title" not in row:
            return None
        return AgendaItem.objects.get(meeting=meeting, title=row["title"])

    def resolution(self, meeting: Meeting | None, row: dict[str, Any]) -> Resolution | None:
        """The resolution with this letter in the same minute: "23(b)" came from minute 23, letter b."""
        if meeting is None or "letter" not in row:
            return None
        minute = row["minute"].split("(")[0]
        return Resolution.objects.get(meeting=meeting, minute=minute, letter=row["letter"])

    def sought(self, row: dict[str, Any]) -> ReportEntry | None:
        """The decision that a board sought in its report of a half-year, by its place among them."""
        if "sought" not in row:
            return None
        rows = ReportEntry.objects.filter(
            kind=ReportEntry.Kind.DECISION, report__board=self.bodies[row["board"]], report__revision=1,
            report__period__ends=row["period_ends"],
        )  # fmt: skip
        return rows.order_by("position", "pk")[row["sought"] - 1]

    def due(self, body: Body, row: dict[str, Any]) -> Meeting | None:
        due: date | None = row.get("due")
        return Meeting.objects.get(body=body, date=due) if due else None

    def about(self, row: dict[str, Any]) -> dict[str, Any]:
        if "item" in row:
            found = self.numbers.outcomes[row["item"]] if row["under"] == "outcome" else self.numbers.item(
                row["item"], under=row["under"]
            )  # fmt: skip
            return {"item": PlanItem.objects.get(pk=found)}
        if "indicator" in row:
            return {"indicator": Indicator.objects.get(slug=row["indicator"])}
        if "board" in row:
            reports = HighlightReport.objects.filter(board=self.bodies[row["board"]])
            return {"report": reports.get(period__ends=row["period_ends"], revision=1)}
        return {}
