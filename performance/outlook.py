"""What lies ahead of an indicator's figures and behind them: the next release, the year so far, what its owner expects,
and what a figure was before it was restated."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from plan.periods import Kind, Period

from .accumulation import Adding, YearSoFar, year_so_far
from .goals import SetGoal, goal_for, margin_for, tolerances
from .hiding import NOT_SHOWN, people
from .models import Forecast, Indicator, Restatement
from .rag import Rating, rate
from .releases import Due, next_due
from .series import VALUE_COLUMNS, Figure, value_of
from .suppression import is_small
from .values import Sense, Value, exact, trimmed


@dataclass(frozen=True)
class Expected:
    """The year's end as its owner expected it on a day, judged by the year's target."""

    year: Period
    said_on: date
    value: Value
    shown: str
    confidence: str
    reason: str
    rating: Rating
    illustrative: bool


@dataclass(frozen=True)
class Restated:
    """What a period's figure was until a day, and why it changed."""

    period: Period
    value: Value
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


def expected(
    indicator: Indicator, targets: list[SetGoal], hidden_periods: Collection[str], *, on: date
) -> Expected | None:
    """The newest forecast said up to a day, of a year that had not ended by then: two queries.

    One of very few people, or of a year in which a figure is not shown, is not shown either, nor what it rests on:
    that may be the figure.
    """
    row = Forecast.objects.filter(indicator=indicator, day__lte=on).order_by("-day", "-year").first()
    if row is None or Period.parse(row.year).end < on:
        return None
    year, unit, places = Period.parse(row.year), indicator.unit, indicator.decimals
    is_hidden = _tells_of_few(indicator, row, year, hidden_periods)
    value = NOT_SHOWN if is_hidden else exact(trimmed(row.value))
    set_goal = goal_for(year, targets)
    margin = margin_for(year, tolerances([indicator.pk])[indicator.pk])
    return Expected(
        year=year,
        said_on=row.day,
        value=value,
        shown=value.shown(unit, places),
        confidence=row.get_confidence_display().lower(),
        reason="" if is_hidden else row.reason,
        rating=rate(
            value, set_goal.goal if set_goal else None, tolerance=margin, period=year, unit=unit, places=places
        ),
        illustrative=row.illustrative,
    )


def _tells_of_few(indicator: Indicator, row: Forecast, year: Period, hidden_periods: Collection[str]) -> bool:
    if not indicator.suppress_below:
        return False
    few = is_small(people(row.value, None, indicator.unit), indicator.suppress_below)
    return few or any(Period.parse(code).start in year for code in hidden_periods)


def restated(indicator: Indicator, hidden_periods: Collection[str], *, on: date) -> tuple[Restated, ...]:
    """What figures were before, as known on a day, newest change first: one query. Nothing of periods that are not
    shown."""
    rows = (
        Restatement.objects.filter(result__indicator=indicator, result__breakdown__isnull=True, day__lte=on)
        .order_by("-day", "-pk")
        .values("result__period", "provisional", "day", "why", *VALUE_COLUMNS)
    )
    return tuple(
        Restated(
            Period.parse(row["result__period"]),
            value := value_of(row),
            value.shown(indicator.unit, indicator.decimals),
            row["provisional"],
            row["day"],
            row["why"],
        )
        for row in rows
        if row["result__period"] not in hidden_periods
    )
