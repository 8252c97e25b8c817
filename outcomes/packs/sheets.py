"""A pack's data as sheets: what any kind's content has of measures, commitments, trends and notes. Pure.

Found wherever it stands in the content, so that a kind made of the same parts needs no sheets of its own. Figures stand
as the pack shows them, and as numbers where they are numbers; a count that is kept back has no number in the content,
and so has none here.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from plan.text import plain

from .content import Note
from .kinds import AnyContent, PackKind, Sheet
from .parts import Goal, Measure, Outcome, Promise, SubOutcome, TrendPoint

MADE_UP = "illustrative"
MEASURES = (
    "Indicator", "Number and title of the part it stands in", "Key indicator", "Which way is good", "Unit",
    "Latest figure as shown", "Latest figure", "Period", "Provisional", "Target as shown", "Target", "Rating",
    "Why it has that rating", "Direction", "Why it has that direction", "Place among comparable councils",
    "Source of the place", "Forecast for the year end", "Illustrative",
)  # fmt: skip
PROMISES = (
    "Commitment or action", "Number and title of the part it stands in", "Who delivers it", "Status", "Said on",
    "Said by", "What was said", "Illustrative",
)  # fmt: skip
TRENDS = ("Indicator", "Unit", "Period", "Last day of the period", "Figure", "Figure in words", "Provisional",
          "Illustrative")  # fmt: skip
NOTES = ("Indicator", "What is noted", "Words")


class Found(NamedTuple):
    """Something of the content, with the part of the plan that it stands in."""

    where: str
    what: Any


def sheets_of(kind: PackKind, content: AnyContent) -> list[Sheet]:
    """The kind's own sheets, or those of its parts. Sheets without rows are left out."""
    made = list(kind.sheets(content)) if kind.sheets else usual(content)
    return [sheet for sheet in made if sheet.rows]


def usual(content: Any) -> list[Sheet]:
    """The sheets of what is found in a content."""
    found = list(_walk(content, ""))
    measures = _once((one for one in found if isinstance(one.what, Measure)), lambda one: one.what.slug)
    promises = _once((one for one in found if isinstance(one.what, Promise)), lambda one: one.what.uuid)
    notes = [one.what for one in found if isinstance(one.what, Note)]
    return [
        Sheet("Indicators", MEASURES, tuple(_measure(*one) for one in measures)),
        Sheet("Commitments", PROMISES, tuple(_promise(*one) for one in promises)),
        Sheet("Trends", TRENDS, tuple(_point(one.what, point) for one in measures for point in one.what.trend)),
        Sheet("Notes on data", NOTES, tuple((note.name, *fact) for note in notes for fact in _plain(note))),
    ]


def _walk(value: Any, where: str) -> Iterator[Found]:
    if isinstance(value, Outcome | SubOutcome):
        where = f"{value.number} {value.title}".strip()
    if isinstance(value, Measure | Promise | Note):
        yield Found(where, value)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), where)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _walk(inner, where)


def _once(found: Iterator[Found], key: Any) -> list[Found]:
    """Each thing once: what stands in several places is named with all of them."""
    kept: dict[str, Found] = {}
    for one in found:
        known = kept.get(key(one))
        if known is None:
            kept[key(one)] = one
        elif one.where not in known.where.split("; "):
            kept[key(one)] = Found(f"{known.where}; {one.where}", known.what)
    return list(kept.values())


def _measure(where: str, one: Measure) -> tuple[Any, ...]:
    place = one.place
    forecast = f"{one.forecast.shown} for {one.forecast.year}, {one.forecast.rating.label}" if one.forecast else ""
    made_up = one.illustrative or any(part.illustrative for part in (one.goal, place, one.forecast) if part)
    return (
        one.name, where, yes(one.is_key), one.high_is_good, one.unit, one.latest, _latest(one), one.period,
        yes(one.provisional), one.goal.shown if one.goal else "", goal_number(one.goal), one.rating.label,
        one.rating.reason, one.direction.label, one.direction.reason, place.words if place else "",
        place.source if place else "", forecast, MADE_UP if made_up else "",
    )  # fmt: skip


def _latest(one: Measure) -> Decimal | None:
    """The latest figure as a number, where it is one exactly: of a figure in words none is made up."""
    same = [point for point in one.trend if point.label == one.period]
    return Decimal(same[-1].value) if same and same[-1].value is not None and not same[-1].words else None


def goal_number(goal: Goal | None) -> Decimal | None:
    """A target as a number, where it is one: a range is none."""
    return Decimal(goal.amount) if goal and goal.amount and goal.upper is None else None


def _promise(where: str, one: Promise) -> tuple[Any, ...]:
    said = one.standing
    told = (said.label, said.day, said.by, plain(said.text)) if said else ("", "", "", "")
    return (plain(one.text), where, one.delivered, *told, MADE_UP if said and said.illustrative else "")


def _point(one: Measure, point: TrendPoint) -> tuple[Any, ...]:
    value = Decimal(point.value) if point.value is not None and not point.words else None
    words = point.words or ("" if point.value is not None else "no data")
    end = date.fromisoformat(point.end_day) if point.end_day else None
    return (
        one.name, one.unit, point.label, end, value, words, yes(point.provisional),
        MADE_UP if point.illustrative else "",
    )  # fmt: skip


def _plain(note: Note) -> Iterator[tuple[str, str]]:
    for term, words in note.facts:
        yield term, plain(words)


def yes(holds: bool) -> str:
    return "yes" if holds else ""
