"""The year's report's data as sheets: figures, the status of every commitment, and the boards' statuses. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from plan.text import plain

from ..kinds import Sheet
from ..sheets import MADE_UP, goal_number, yes
from .content import AnnualContent, Outcome, Part, Promise, YearFigure

FIGURES = (
    "Outcome", "Number", "Indicator", "Key indicator", "Which way is good", "Unit", "Latest figure as shown",
    "Latest figure", "Period", "Provisional", "Figure before as shown", "Figure before", "Period before",
    "What became of it", "Target as shown", "Target", "Rating", "Place among comparable councils",
    "Source of the place", "Illustrative",
)  # fmt: skip
PROMISES = (
    "Outcome", "Number", "Commitment or action", "Status", "Said on", "Said by", "What was said", "Illustrative",
)  # fmt: skip
STATUSES = ("Outcome", "Number", "Part of the plan", "Board’s status", "Said on", "Said by", "Illustrative")


def sheets(content: AnnualContent) -> Sequence[Sheet]:
    """A row wherever the report has one: what stands under several outcomes comes under each of them."""
    each = content.outcomes
    parts = [(one, part) for one in each for part in one.parts]
    return [
        Sheet("Indicators", FIGURES, tuple(_figure(one, figure) for one in each for figure in one.figures)),
        Sheet("Commitments", PROMISES, tuple(_promise(one, promise) for one in each for promise in one.promises)),
        Sheet("Boards’ statuses", STATUSES, tuple(row for one, part in parts for row in _part(one, part))),
    ]


def _figure(outcome: Outcome, figure: YearFigure) -> tuple:
    one, place = figure.measure, figure.measure.place
    made_up = one.illustrative or any(part.illustrative for part in (one.goal, place) if part)
    return (
        outcome.title, figure.number, one.name, yes(one.is_key), one.high_is_good, one.unit, one.latest,
        _number(figure.amount), one.period, yes(one.provisional), figure.before, _number(figure.before_amount),
        figure.before_period, one.direction.label if figure.moved else "", one.goal.shown if one.goal else "",
        goal_number(one.goal), one.rating.label, place.words if place else "", place.source if place else "",
        MADE_UP if made_up else "",
    )  # fmt: skip


def _promise(outcome: Outcome, one: Promise) -> tuple:
    said = one.standing
    told = (said.label, said.day, said.by, plain(said.text)) if said else ("", "", "", "")
    made_up = MADE_UP if said and said.illustrative else ""
    return (outcome.title, one.number, plain(one.text), *told, made_up)


def _part(outcome: Outcome, part: Part) -> list[tuple]:
    return [
        (outcome.title, part.number, part.title, one.label, one.day, one.by, MADE_UP if one.illustrative else "")
        for one in part.standings
    ]


def _number(amount: str) -> Decimal | None:
    return Decimal(amount) if amount else None
