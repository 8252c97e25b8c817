"""Loads what goes with an example council's meetings: members, papers, the timetable, elections (`meetings.toml`)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from .examples import absent, read, sourced
from .models import (
    AgendaItem,
    BackgroundPaper,
    Body,
    BodyLink,
    BodyMembership,
    Clearance,
    Election,
    Meeting,
    Paper,
    TimetableStep,
)
from .wording import count


@transaction.atomic
def load_meetings(folder: Path, by) -> list[str]:
    """After the council's own file, which has the bodies, their meetings and with whom boards have links."""
    bodies = {body.slug: body for body in Body.objects.all()}
    links = _load_links(read(folder, "council.toml").get("outcome_boards", []), bodies)
    data = read(folder, "meetings.toml")
    _load_members(data.get("members", []), bodies)
    for row in data.get("attendance", []):
        there = Meeting.objects.filter(body=bodies[row["body"]], date=row["date"], attended="")
        there.update(attended="\n".join(row["offices"]))
    _load_steps(data.get("timetable", []))
    for row in data.get("elections", []):
        Election.objects.get_or_create(
            title=row["title"], date=row["date"], defaults={"notice_of_election": row["notice"], **sourced(row)}
        )
    papers = _load_papers(data.get("papers", []), bodies)
    _load_clearances(data.get("clearances", []), papers, by)
    return [f"{count(len(papers), 'paper')} of meetings, {count(links, 'link')} with partnership boards"]


def _load_links(rows: list[dict], bodies: dict[str, Body]) -> int:
    made = 0
    for row in rows:
        for other in row.get("links_with", ()):
            BodyLink.objects.get_or_create(
                board=bodies[row["slug"]], partnership=bodies[other], starts=row.get("starts"), defaults=sourced(row)
            )
            made += 1
    return made


def _load_members(rows: list[dict], bodies: dict[str, Body]) -> None:
    for row in rows:
        dates = {"starts": row.get("starts"), "ends": row.get("ends")}
        BodyMembership.objects.get_or_create(
            body=bodies[row["body"]], office=row["office"],
            defaults={"part": row["part"], **dates, **sourced(row)},
        )  # fmt: skip


def _load_steps(rows: list[dict]) -> None:
    for position, row in enumerate(absent(TimetableStep, rows, by="key"), start=1):
        TimetableStep.objects.create(
            key=row["key"], name=row["name"], position=position, working_days=row["working_days"],
            office=row.get("office", ""), body_kinds=row.get("kinds", []), **sourced(row),
        )  # fmt: skip


def _load_papers(rows: list[dict], bodies: dict[str, Body]) -> dict[Any, Paper]:
    """Papers by their key, or by their place in the file where they have none."""
    found: dict[Any, Paper] = {}
    for place, row in enumerate(rows):
        before = found.get(row.get("revises"))
        item = _item(bodies[row["body"]], row["date"], row["item"])
        paper, new = Paper.objects.get_or_create(
            agenda_item=item, title=row["title"], kind=row["kind"], revises=before,
            defaults={**_words(row, bodies), **sourced(row)},
        )  # fmt: skip
        found[row.get("key", place)] = paper
        for listed in row.get("background", ()) if new else ():
            BackgroundPaper.objects.create(
                paper=paper, title=listed["title"], date=listed.get("date"), date_words=listed.get("date_words", "")
            )
    return found


def _item(body: Body, when: date, number: int) -> AgendaItem:
    return AgendaItem.objects.get(meeting__body=body, meeting__date=when, number=number)


def _words(row: dict, bodies: dict[str, Body]) -> dict[str, Any]:
    return {
        "letter": row.get("letter", ""),
        "author_office": row.get("author_office", ""),
        "published_on": row.get("published"),
        "published_on_illustrative": bool(row.get("published_inferred")),
        "subject_to": bodies[row["subject_to"]] if "subject_to" in row else None,
        "subject_to_note": row.get("subject_to_note", ""),
        "revision_reason": row.get("revision_reason", ""),
        "late_reason": row.get("late_reason", ""),
        "late_agreed_by": row.get("late_agreed_by", ""),
    }


def _load_clearances(rows: list[dict], papers: dict[Any, Paper], by) -> None:
    steps = {step.key: step for step in TimetableStep.objects.all()}
    for row in rows:
        Clearance.objects.get_or_create(
            paper=papers[row["paper"]], step=steps[row["step"]],
            defaults={"office": row["office"], "on": row["on"], "by": by},
        )  # fmt: skip
