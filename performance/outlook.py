"""What lies ahead of an indicator's figures and behind them: the next release, the year so far, what its owner expects,
and what a figure was before it was restated."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from plan.periods import Kind, Period

from .accumulation import Adding, YearSoFar, year_so_far
from .goals import SetGoal, goal_for, margin_for, tolerances
from .models import Forecast, Indicator, Restatement
from .rag import Rating, rate
from .releases import Due, next_due
from .series import VALUE_COLUMNS, Figure, value_of
from .values import Sense, exact, trimmed


@dataclass(frozen=True)
class Expected:
    """The year's end as its owner expected it on a day, judged by the year's target."""

    year: Period
    said_on: date
    shown: str
    confidence: str
    reason: str
    rating: Rating
    illustrative: bool


@dataclass(frozen=True)
class Restated:
    """What a period's figure was until a day, and why it changed."""

    period: Period
    was: str
    provisional: bool
    day: date
    why: str


def due(rhythm: str, lag: int, figures: Collection[Figure], today: date) -> Due | None:
    """The next figure of an indicator's own rhythm; a period entered as empty is still awaited."""
    kind = Kind(rhythm) if rhythm else None
    there = [one.period for one in figures if one.period.kind == kind and one.value.sense is not Sense.MISSING]
    return next_due(kind, lag, max(there, default=None), today)


def so_far(indicator: Indicator, figures: Collection[Figure]) -> YearSoFar | None:
    """The year's figure so far, where quarters or months say it."""
    return year_so_far([(figure.period, figure.value) for figure in figures], Adding(indicator.adding))


def expected(indicator: Indicator, targets: list[SetGoal], *, on: date) -> Expected | None:
    """The newest forecast said up to a day, of a year that had not ended by then: two queries."""
    row = Forecast.objects.filter(indicator=indicator, day__lte=on).order_by("-day", "-year").first()
    if row is None or Period.parse(row.year).end < on:
        return None
    year, unit, places = Period.parse(row.year), indicator.unit, indicator.decimals
    value = exact(trimmed(row.value))
    set_goal = goal_for(year, targets)
    margin = margin_for(year, tolerances([indicator.pk])[indicator.pk])
    return Expected(
        year=year,
        said_on=row.day,
        shown=value.shown(unit, places),
        confidence=row.get_confidence_display().lower(),
        reason=row.reason,
        rating=rate(
            value, set_goal.goal if set_goal else None, tolerance=margin, period=year, unit=unit, places=places
        ),
        illustrative=row.illustrative,
    )


def restated(indicator: Indicator, hidden_periods: Collection[str]) -> tuple[Restated, ...]:
    """What figures were before, newest change first: one query. Nothing of periods that are not shown."""
    rows = (
        Restatement.objects.filter(result__indicator=indicator, result__breakdown__isnull=True)
        .order_by("-day", "-pk")
        .values("result__period", "provisional", "day", "why", *VALUE_COLUMNS)
    )
    return tuple(
        Restated(
            Period.parse(row["result__period"]),
            value_of(row).shown(indicator.unit, indicator.decimals),
            row["provisional"],
            row["day"],
            row["why"],
        )
        for row in rows
        if row["result__period"] not in hidden_periods
    )
