"""Which figures missed their target twice running: the latest, and the one of the period before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from plan.periods import comparable

from .goals import DatedMargin, SetGoal, goal_for, goals, margin_for, tolerances
from .places import figure_of
from .rag import Status, rate
from .read import NO_RHYTHM, IndicatorLine
from .series import Figure


def red_before(lines: Mapping[int, IndicatorLine], *, on: date) -> dict[int, Figure]:
    """Of the indicators that are red, the figure before the latest, where it was red too by its own target and its own
    tolerance; by key. Three queries at most, none where nothing is red."""
    red = {pk: line for pk, line in lines.items() if line.rating.status is Status.RED}
    if not red:
        return {}
    targets, margins = goals(red, on=on), tolerances(red)
    found = {}
    for pk, line in red.items():
        before = _before(line)
        if before and _is_red(line, before, targets[pk], margins[pk]):
            found[pk] = before
    return found


def _before(line: IndicatorLine) -> Figure | None:
    """The figure of the period just before that of the latest. A period without one parts them: that is no run."""
    latest = line.latest
    if latest is None:
        return None
    if latest.period.kind not in NO_RHYTHM:
        return figure_of(line.figures, latest.period.previous())
    earlier = [one for one in line.figures if comparable(one.period, latest.period) and one.period < latest.period]
    return earlier[-1] if earlier else None


def _is_red(line: IndicatorLine, figure: Figure, targets: list[SetGoal], margins: list[DatedMargin]) -> bool:
    chosen = goal_for(figure.period, targets)
    if chosen is None:
        return False
    goal = replace(chosen.goal, period=figure.period)  # one that goes on until it is replaced is for this period too
    rating = rate(
        figure.value, goal, tolerance=margin_for(figure.period, margins), period=figure.period, unit=line.unit,
        places=line.places,
    )  # fmt: skip
    return rating.status is Status.RED
