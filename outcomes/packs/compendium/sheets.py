"""The compendium's data as sheets: every indicator, and every figure of it that the compendium keeps. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from ..kinds import Sheet
from ..sheets import MADE_UP, goal_number, yes
from .content import CompendiumContent, Line, Part, Value

INDICATORS = (
    "Number", "Indicator", "Which way is good", "Unit", "Latest figure as shown", "Latest figure", "Period",
    "Target as shown", "Target", "Rating", "Direction", "Place among comparable councils", "Source", "Illustrative",
)  # fmt: skip
FIGURES = ("Number", "Indicator", "Unit", "Period", "Figure as shown", "Figure", "Provisional", "Illustrative")


def sheets(content: CompendiumContent) -> Sequence[Sheet]:
    each = list(content.lines)
    figures = tuple(_figure(part, line, one) for part, line in each for one in line.values)
    return [
        Sheet("Indicators", INDICATORS, tuple(_indicator(part, line) for part, line in each)),
        Sheet("Figures", FIGURES, figures),
    ]


def _indicator(part: Part, line: Line) -> tuple:
    latest, goal, place = line.latest, line.goal, line.place
    source = next((words for term, words in line.notes if term == "Source"), "")
    made_up = any(one.illustrative for one in (latest, goal, place) if one)
    return (
        part.number, line.name, line.high_is_good, line.unit, latest.shown if latest else "", _number(latest),
        latest.period if latest else "", goal.shown if goal else "", goal_number(goal), line.rating.label,
        line.direction.label, place.words if place else "", source, MADE_UP if made_up else "",
    )  # fmt: skip


def _figure(part: Part, line: Line, one: Value) -> tuple:
    made_up = MADE_UP if one.illustrative else ""
    return (
        part.number, line.name, line.unit, one.period, one.shown, _number(one), yes(one.provisional), made_up,
    )  # fmt: skip


def _number(one: Value | None) -> Decimal | None:
    """The figure as a number, where it is one exactly."""
    return Decimal(one.amount) if one and one.amount else None
