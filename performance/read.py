"""What is shown of an indicator, built once and used by pages, packs and lists alike.

A fixed number of queries however many indicators are asked for; flat rows, no model instances.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F
from django.db.models.functions import Coalesce

from plan.periods import Period, comparable

from .chart_words import Point
from .direction import Change, Direction, Polarity, Reading, direction
from .models import ComparatorResult, Indicator, Result, Target
from .position import NO_POSITION, quartile_words
from .rag import Margin, Rating, TargetKind, rate
from .rag import Target as Goal
from .values import MISSING, Sense, Value

PeriodGoal = tuple[Period, Goal, str, bool]  # what it is for, the target, its source, whether it is illustrative


@dataclass(frozen=True)
class Figure:
    """One result as it may be shown."""

    period: Period
    value: Value
    shown: str
    provisional: bool
    illustrative: bool
    source: str
    commentary: str


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
    """Lines by indicator key, with what was available on a day: four queries, whatever their number."""
    keys = set(indicators)
    columns = (
        "pk", "slug", "name", "unit", "decimals", "polarity", "owner__name", "data_source__name", "source",
        "how_measured", "is_key", "tolerance", "smallest_change",
    )  # fmt: skip
    rows = Indicator.objects.filter(pk__in=keys).values(*columns)
    figures = _figures(keys, on, {row["pk"]: row for row in rows})
    goals = _goals(keys, on)
    positions = _positions(keys, on)
    return {row["pk"]: _line(row, figures[row["pk"]], goals[row["pk"]], positions.get(row["pk"])) for row in rows}


def _figures(keys: set[int], on: date, indicators: dict) -> dict[int, list[Figure]]:
    rows = (
        Result.objects.filter(indicator__in=keys)
        .annotate(available=Coalesce("released", "period_end"))
        .filter(available__lte=on)
        .order_by("period_end", "period_start")
        .values(
            "indicator_id",
            "period",
            "value",
            "qualifier",
            "words",
            "provisional",
            "illustrative",
            "source",
            "commentary",
        )
    )
    found: dict[int, list[Figure]] = defaultdict(list)
    for row in rows:
        indicator = indicators[row["indicator_id"]]
        value = value_of(row["value"], row["qualifier"], row["words"])
        found[row["indicator_id"]].append(
            Figure(
                period=Period.parse(row["period"]),
                value=value,
                shown=value.shown(indicator["unit"], indicator["decimals"]),
                provisional=row["provisional"],
                illustrative=row["illustrative"],
                source=row["source"],
                commentary=row["commentary"],
            )
        )
    return found


def value_of(value: Decimal | None, qualifier: str, words: str) -> Value:
    """The figure a result's columns stand for."""
    if value is None:
        return Value(Sense.WORDS, words=words) if words else MISSING
    return Value(Sense(qualifier), value.normalize() + 0, words=words)


def _goals(keys: set[int], on: date) -> dict[int, list[PeriodGoal]]:
    rows = (
        Target.objects.filter(indicator__in=keys)
        .order_by("period_end")
        .values_list("indicator_id", "period", "kind", "value", "source", "illustrative")
    )
    found: dict[int, list[PeriodGoal]] = defaultdict(list)
    for indicator, code, kind, value, source, illustrative in rows:
        period = Period.parse(code)
        found[indicator].append(
            (period, Goal(TargetKind(kind), value.normalize() + 0, period=period), source, illustrative)
        )
    return found


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


def _line(row: dict, figures: list[Figure], goals: list[PeriodGoal], position) -> IndicatorLine:
    unit, places = row["unit"], row["decimals"]
    polarity = Polarity(row["polarity"])
    latest = figures[-1] if figures else None
    goal, goal_source, goal_illustrative = _goal_for(latest, goals)
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
        goal_source=goal_source,
        goal_illustrative=goal_illustrative,
        rating=rate(
            latest.value if latest else None,
            goal,
            tolerance=_margin(row["tolerance"]),
            period=latest.period if latest else None,
            unit=unit,
            places=places,
        ),
        direction=direction(
            _reading(_before(figures)),
            _reading(latest),
            polarity,
            _margin(row["smallest_change"]),
            unit=unit,
            places=places,
        ),
        position=position,
    )


def _margin(amount: Decimal | None) -> Margin:
    return Margin() if amount is None else Margin(amount.normalize() + 0)


def _goal_for(latest: Figure | None, goals: list[PeriodGoal]) -> tuple[Goal | None, str, bool]:
    """The target for the latest figure's own period, else the newest of that kind set for a time before its end."""
    if latest is None:
        return goals[-1][1:] if goals else (None, "", False)
    alike = [goal for goal in goals if comparable(goal[0], latest.period) and goal[0] <= latest.period]
    return alike[-1][1:] if alike else (None, "", False)


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


__all__ = ["Change", "Figure", "IndicatorLine", "Position", "count_ratings", "indicator_lines", "value_of"]
