"""What is shown of an indicator, built once and used by pages, packs and lists alike.

A fixed number of queries however many indicators are asked for; flat rows, no model instances.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from plan.periods import Period, comparable

from .chart_words import Point
from .direction import Change, Direction, Polarity, Reading, direction
from .goals import DatedMargin, SetGoal, goal_ahead, goal_for, goals, margin_for, tolerances
from .position import NO_POSITION, quartile_words
from .rag import Margin, Rating, not_yet, rate, tidy
from .rag import Target as Goal
from .rows import INDICATOR, INDICATORS, POSITIONS
from .series import Figure, figures
from .values import Sense, trimmed


@dataclass(frozen=True)
class Position:
    """Where the council stands in a comparator group, as a source states it."""

    words: str
    group: str
    period: str
    quartile: int | None
    source: str
    illustrative: bool = False


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator on a day: its latest figure with the three signals, each with its reason, and its trend."""

    pk: int
    slug: str
    name: str
    unit: str
    places: int
    polarity: Polarity
    owner: str
    data_source: str
    source: str
    how_measured: str
    is_key: bool
    figures: tuple[Figure, ...]  # oldest first
    goal: Goal | None
    goal_shown: str
    goal_source: str
    goal_illustrative: bool
    tolerance: Margin
    rating: Rating
    direction: Direction
    position: Position | None

    def __hash__(self) -> int:
        """A quick one: lines are what parts of pages are kept by. Equal lines have equal ones, as they must."""
        return hash((self.pk, self.name, len(self.figures), self.rating.status))

    @property
    def latest(self) -> Figure | None:
        """The newest figure there is; a period that was entered empty hides no earlier figure."""
        return latest_of(self.figures)

    @property
    def without_figure(self) -> Period | None:
        """The newest period that was entered as having no figure, where it is later than the latest figure."""
        newest = self.figures[-1] if self.figures else None
        return newest.period if newest and newest.value.sense is Sense.MISSING else None

    @property
    def latest_shown(self) -> str:
        return self.latest.shown if self.latest else "no data"

    @property
    def tolerance_shown(self) -> str:
        return self.tolerance.shown(self.unit)

    @property
    def illustrative(self) -> bool:
        """Whether the latest figure is made up; the target and the position say so for themselves."""
        return bool(self.latest and self.latest.illustrative)

    @property
    def points(self) -> list[Point]:
        """The trend: figures for periods of the latest figure's kind, as unlike ones are never drawn as one line."""
        if not self.latest:
            return []
        alike = [figure for figure in self.figures if comparable(figure.period, self.latest.period)]
        return [_point(figure, self.unit) for figure in alike]


def latest_of(figures: Sequence[Figure]) -> Figure | None:
    """The last of these that is a figure at all, in numbers or in words."""
    return next((figure for figure in reversed(figures) if figure.value.sense is not Sense.MISSING), None)


def _point(figure: Figure, unit: str) -> Point:
    value, amount = figure.value, figure.value.amount
    if isinstance(amount, Fraction):
        bounds = value.bounds(unit)
        amount = tidy(bounds.exact) if bounds and bounds.exact is not None else None
    return Point(
        label=figure.period.short_label,
        value=None if value.sense is Sense.CHANGE else amount,
        when=figure.period.when,
        words="" if figure.value.sense is Sense.EXACT else figure.shown,
        provisional=figure.provisional,
        illustrative=figure.illustrative,
    )


def indicator_lines(indicators: Iterable[int], *, on: date) -> dict[int, IndicatorLine]:
    """Lines by indicator key, with what was available on a day: seven queries at most, whatever their number."""
    keys = set(indicators)
    rows = {row[0]: row for row in INDICATORS(indicators=keys)}
    found = figures({pk: dict(zip(INDICATOR, row, strict=True)) for pk, row in rows.items()}, on=on)
    targets = goals(keys, on=on)
    positions = _positions(keys, on)
    margins = tolerances(keys)
    return {
        pk: _line(row, tuple(found[pk]), tuple(targets[pk]), positions.get(pk), tuple(margins[pk]))
        for pk, row in rows.items()
    }


def _positions(keys: set[int], on: date) -> dict[int, Position]:
    rows = POSITIONS(indicators=keys, on=on)
    found = {}
    for indicator, polarity, group, code, quartile, rank, size, words, source, illustrative in rows:
        stated = quartile_words(quartile=quartile, rank=rank, of=size if rank else None, polarity=Polarity(polarity))
        told = stated if stated != NO_POSITION else words
        if told:
            found[indicator] = Position(told, group, Period.parse(code).short_label, quartile, source, illustrative)
    return found


@lru_cache(5_000)
def _line(
    columns: tuple, figures: tuple[Figure, ...], targets: tuple[SetGoal, ...], position: Position | None,
    margins: tuple[DatedMargin, ...],
) -> IndicatorLine:  # fmt: skip
    """The line that these make: most are the same on the next page and after most changes."""
    row = dict(zip(INDICATOR, columns, strict=True))
    unit, places = row["unit"], row["decimals"]
    polarity = Polarity(row["polarity"])
    latest = latest_of(figures)
    period = latest.period if latest else None
    judged_by = goal_for(period, targets)
    chosen = judged_by or goal_ahead(period, targets)
    goal = chosen.goal if chosen else None
    tolerance = margin_for(period, margins)
    return IndicatorLine(
        pk=row["pk"],
        slug=row["slug"],
        name=row["name"],
        unit=unit,
        places=places,
        polarity=polarity,
        owner=row["owner__name"] or "",
        data_source=row["data_source__name"] or "",
        source=row["source"],
        how_measured=row["how_measured"],
        is_key=row["is_key"],
        figures=figures,
        goal=goal,
        goal_shown=_goal_shown(chosen, period, unit, places) if chosen else "",
        goal_source=chosen.source if chosen else "",
        goal_illustrative=bool(chosen and chosen.illustrative),
        tolerance=tolerance,
        rating=_rating(latest, judged_by, chosen, tolerance, unit, places),
        direction=_told(
            _reading(_before(figures)),
            _reading(latest),
            polarity,
            Margin() if row["smallest_change"] is None else Margin(trimmed(row["smallest_change"])),
            unit,
            places,
        ),
        position=position,
    )


def _goal_shown(chosen: SetGoal, period: Period | None, unit: str, places: int | None) -> str:
    """The target in words, with its period where that is not the figure's own: "at least 80% for 2029/30"."""
    shown = chosen.goal.shown(unit, places)
    return shown if chosen.period == period or chosen.until_replaced else f"{shown} for {chosen.period.short_label}"


def _rating(
    latest: Figure | None, judged_by: SetGoal | None, ahead: SetGoal | None, tolerance: Margin, unit: str, places: int
) -> Rating:
    if latest is None:
        return rate(None, None)
    if judged_by is None and ahead is not None:
        return not_yet(latest.value, ahead.goal, unit=unit, places=places)
    goal = judged_by.goal if judged_by else None
    # A target that goes on until it is replaced is for this figure's period too.
    goal = replace(goal, period=latest.period) if goal else None
    return rate(latest.value, goal, tolerance=tolerance, period=latest.period, unit=unit, places=places)


@lru_cache(5_000)
def _told(
    earlier: Reading | None, latest: Reading | None, polarity: Polarity, margin: Margin, unit: str, places: int
) -> Direction:
    """The direction is a pure rule, asked about the same two figures for every page."""
    return direction(earlier, latest, polarity, margin, unit=unit, places=places)


def _before(figures: Sequence[Figure]) -> Figure | None:
    """The newest figure before the latest one that is for the same kind of period."""
    latest = latest_of(figures)
    if latest is None:
        return None
    earlier = [figure for figure in figures if figure.period < latest.period]
    return latest_of([figure for figure in earlier if comparable(figure.period, latest.period)])


def _reading(figure: Figure | None) -> Reading | None:
    return Reading(figure.value, figure.period) if figure else None


def count_ratings(lines: Iterable[IndicatorLine]) -> dict[str, int]:
    """How many indicators have each rating, by its name."""
    counts: dict[str, int] = defaultdict(int)
    for line in lines:
        counts[line.rating.status.value] += 1
    return dict(counts)


__all__ = ["Change", "Figure", "IndicatorLine", "Position", "count_ratings", "indicator_lines"]
