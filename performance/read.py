"""What is shown of an indicator, built once and used by pages, packs and lists alike.

A fixed number of queries however many indicators are asked for; flat rows, no model instances.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F

from plan.periods import Period, comparable

from .chart_words import Point
from .direction import Change, Direction, Polarity, Reading, direction
from .goals import DatedMargin, SetGoal, goal_for, goals, margin_for, tolerances
from .models import ComparatorResult, Indicator
from .position import NO_POSITION, quartile_words
from .rag import Margin, Rating, rate
from .rag import Target as Goal
from .series import Figure, figures
from .values import Sense


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

    @property
    def latest(self) -> Figure | None:
        return self.figures[-1] if self.figures else None

    @property
    def latest_shown(self) -> str:
        return self.latest.shown if self.latest else "no data"

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
        return [_point(figure) for figure in alike]


def _point(figure: Figure) -> Point:
    level = figure.value.sense not in (Sense.CHANGE, Sense.WORDS, Sense.MISSING)
    return Point(
        label=figure.period.short_label,
        value=figure.value.amount if level and isinstance(figure.value.amount, Decimal) else None,
        when=figure.period.when,
        words="" if figure.value.sense is Sense.EXACT else figure.shown,
        provisional=figure.provisional,
        illustrative=figure.illustrative,
    )


def indicator_lines(indicators: Iterable[int], *, on: date) -> dict[int, IndicatorLine]:
    """Lines by indicator key, with what was available on a day: six queries, whatever their number."""
    keys = set(indicators)
    columns = (
        "pk", "slug", "name", "unit", "decimals", "polarity", "owner__name", "data_source__name", "source",
        "how_measured", "is_key",
    )  # fmt: skip
    rows = Indicator.objects.filter(pk__in=keys).values(*columns)
    found = figures({row["pk"]: row for row in rows}, on=on)
    targets = goals(keys)
    positions = _positions(keys, on)
    margins = tolerances(keys)
    return {
        row["pk"]: _line(row, found[row["pk"]], targets[row["pk"]], positions.get(row["pk"]), margins[row["pk"]])
        for row in rows
    }


def _positions(keys: set[int], on: date) -> dict[int, Position]:
    rows = (
        ComparatorResult.objects.filter(indicator__in=keys, period_end__lte=on)
        .order_by("period_end", F("quartile").asc(nulls_first=True))
        .values_list(
            "indicator_id",
            "indicator__polarity",
            "group__name",
            "period",
            "quartile",
            "rank",
            "size",
            "words",
            "source",
            "illustrative",
        )
    )
    found = {}
    for indicator, polarity, group, code, quartile, rank, size, words, source, illustrative in rows:
        stated = quartile_words(quartile=quartile, rank=rank, of=size if rank else None, polarity=Polarity(polarity))
        told = stated if stated != NO_POSITION else words
        if told:
            found[indicator] = Position(told, group, Period.parse(code).short_label, quartile, source, illustrative)
    return found


def _line(
    row: dict, figures: list[Figure], targets: list[SetGoal], position: Position | None, margins: list[DatedMargin]
) -> IndicatorLine:
    unit, places = row["unit"], row["decimals"]
    polarity = Polarity(row["polarity"])
    latest = figures[-1] if figures else None
    period = latest.period if latest else None
    chosen = goal_for(period, targets)
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
        figures=tuple(figures),
        goal=goal,
        goal_shown=goal.shown(unit, places) if goal else "",
        goal_source=chosen.source if chosen else "",
        goal_illustrative=bool(chosen and chosen.illustrative),
        tolerance=tolerance,
        rating=rate(
            latest.value if latest else None,
            goal,
            tolerance=tolerance,
            period=period,
            unit=unit,
            places=places,
        ),
        direction=direction(
            _reading(_before(figures)), _reading(latest), polarity, Margin(Decimal(0)), unit=unit, places=places
        ),
        position=position,
    )


def _before(figures: list[Figure]) -> Figure | None:
    """The newest earlier figure of the same kind of period as the latest."""
    if not figures:
        return None
    alike = [figure for figure in figures[:-1] if comparable(figure.period, figures[-1].period)]
    return alike[-1] if alike else None


def _reading(figure: Figure | None) -> Reading | None:
    return Reading(figure.value, figure.period) if figure else None


def count_ratings(lines: Iterable[IndicatorLine]) -> dict[str, int]:
    """How many indicators have each rating, by its name."""
    counts: dict[str, int] = defaultdict(int)
    for line in lines:
        counts[line.rating.status.value] += 1
    return dict(counts)


__all__ = ["Change", "Figure", "IndicatorLine", "Position", "count_ratings", "indicator_lines"]
