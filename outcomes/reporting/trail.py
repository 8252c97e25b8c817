"""What happened to a report and its parts, in words, for those who work on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plan.models import Event
from plan.vocabulary import words_of
from plan.wording import day, join_words

from .authorship import events_about
from .models import HighlightReport
from .transitions import BY_EVENT, DISCARD

UNTOLD = ("report", "position", "kind", "author")
FIELDS = {"public_text": "words for the public", "text": "words for management", "public_summary": "public summary"}


@dataclass(frozen=True)
class TrailLine:
    """One thing that happened: when, who, what, and why where it was said."""

    at: datetime
    who: str
    what: str
    why: str
    move: str = ""  # the name of the move it was, if it was one


def trail(report: HighlightReport) -> list[TrailLine]:
    """Everything about this report, oldest first: its moves, changes to its parts, and revisions of it that were
    discarded. Five queries."""
    discarded = Event.objects.filter(verb=DISCARD.event, detail__supersedes=report.pk)
    return [
        TrailLine(event.at, event.by_name, words(event), event.why, name_of(event))
        for event in (events_about(report) | discarded).order_by("sequence")
    ]


def since(report: HighlightReport, version: int | None) -> str:
    """What was done to a report after this version of it, in one sentence; nothing where that is not known."""
    later = report.history.filter(version__gt=version).order_by("history_id").first() if version is not None else None
    if later is None:
        return ""
    events = events_about(report).filter(at__gte=later.history_date).order_by("sequence")
    told = join_words([f"{event.by_name} {words(event)}" for event in events], last="and then")
    return f"{told}." if told else ""


def name_of(event: Event) -> str:
    move = BY_EVENT.get(event.verb)
    return move.name if move else ""


def words(event: Event) -> str:
    """What somebody did, to follow their name: "submitted the report to corporate management"."""
    move = BY_EVENT.get(event.verb)
    if move:
        return f"{move.sentence}{_of_revision(event.detail) if move is DISCARD else _decided(event.detail)}"
    return f"{words_of(event)}{_fields(event.detail)}"


def _decided(detail: Mapping[str, Any]) -> str:
    if "body" not in detail:
        return ""
    when = day(datetime.fromisoformat(detail["date"]).date())
    how = "in its meeting of" if detail.get("meeting") else "on"
    return f" by {detail['body']}, {how} {when}"


def _of_revision(detail: Mapping[str, Any]) -> str:
    return f" of revision {detail['revision']}" if detail["revision"] > 1 else ""


def _fields(detail: Mapping[str, Any]) -> str:
    """Which fields: the verbs list names, the desk lists changes."""
    names = detail.get("fields") or [change["field"] for change in detail.get("changes", ())]
    told = [FIELDS.get(name, str(name).replace("_", " ")) for name in names if name not in UNTOLD]
    return f": {join_words(told)}" if told else ""
