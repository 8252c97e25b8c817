"""What lies ahead of an indicator's figures and behind them: the next release, the year so far, what its owner expects,
and what a figure was before it was restated."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan.periods import Kind, Period

from .accumulation import Adding, YearSoFar, year_so_far
from .goals import DatedMargin, SetGoal, goal_for, goals, margin_for, tolerances
from .hiding import NOT_SHOWN, Cell, hidden, people, tells_few, untold_before
from .models import Forecast, Indicator, Restatement
from .rag import Rating, rate
from .releases import Due, next_due
from .rows import VALUE_COLUMNS
from .series import Figure, value_of
from .suppression import Hidden, is_small
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
class Outturn:
    """A year that has ended as its owner last expected it, and what came of it: nothing while that is not out."""

    expected: Expected
    came: str


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


def forecast(
    indicator: Indicator, figures: Collection[Figure], targets: list[SetGoal], hidden_periods: Collection[str], *,
    on: date,
) -> tuple[Expected | None, Outturn | None]:  # fmt: skip
    """The newest forecast said up to a day of a year that had not ended by then, and the last one of the newest year
    that had, beside what came of it: two queries.

    One of very few people, or of a year in which a figure is not shown, is not shown either, nor what it rests on:
    that may be the figure.
    """
    rows = _said([indicator.pk], on)[indicator.pk]
    margins = tolerances([indicator.pk])[indicator.pk] if rows else []

    def told(row: Forecast) -> Expected:
        return _expected(row, indicator, targets, margins, hidden_periods)

    ahead, behind = _ahead(rows, on), _behind(rows, on)
    past = told(behind) if behind else None
    return (
        told(ahead) if ahead else None,
        Outturn(past, _came(indicator, figures, past.year)) if past else None,
    )


def forecasts(indicators: Collection[int], *, on: date) -> dict[int, Expected]:
    """By indicator, what is expected of the year that is running on a day: six queries at most, whatever their number,
    and one where nothing is expected."""
    rows = {pk: row for pk, said in _said(indicators, on).items() if (row := _ahead(said, on))}
    if not rows:
        return {}
    known = Indicator.objects.in_bulk(list(rows))
    kept_back = hidden({pk: one.suppress_below for pk, one in known.items()})
    targets, margins = goals(rows, on=on), tolerances(rows)
    found = {}
    for pk, row in rows.items():
        periods = {period for (indicator, period), cell in kept_back.items() if indicator == pk and cell.whole}
        found[pk] = _expected(row, known[pk], targets[pk], margins[pk], periods)
    return found


def _said(indicators: Collection[int], on: date) -> dict[int, list[Forecast]]:
    """What was said of each up to a day, oldest first."""
    found: dict[int, list[Forecast]] = defaultdict(list)
    for row in Forecast.objects.filter(indicator__in=list(indicators), day__lte=on).order_by("day", "year"):
        found[row.indicator_id].append(row)
    return found


def _ahead(rows: Collection[Forecast], on: date) -> Forecast | None:
    running = [row for row in rows if Period.parse(row.year).end >= on]
    return running[-1] if running else None


def _behind(rows: Collection[Forecast], on: date) -> Forecast | None:
    ended = [row for row in rows if Period.parse(row.year).end < on]
    return max(ended, key=lambda row: (Period.parse(row.year), row.day), default=None)


def _came(indicator: Indicator, figures: Collection[Figure], year: Period) -> str:
    """The figure for a year that has ended: its own or, where its parts say it, theirs once all of them are there."""
    own = next((one for one in figures if one.period == year and one.value.sense is not Sense.MISSING), None)
    if own:
        return own.shown
    total = so_far(indicator, [one for one in figures if one.period.end <= year.end])
    if total is None or total.year != year or total.until.end != year.end:
        return ""
    return total.value.shown(indicator.unit, indicator.decimals)


def _expected(
    row: Forecast, indicator: Indicator, targets: list[SetGoal], margins: Collection[DatedMargin],
    hidden_periods: Collection[str],
) -> Expected:  # fmt: skip
    year, unit, places = Period.parse(row.year), indicator.unit, indicator.decimals
    is_hidden = _tells_of_few(indicator, row, year, hidden_periods)
    value = NOT_SHOWN if is_hidden else exact(trimmed(row.value))
    set_goal = goal_for(year, targets)
    return Expected(
        year=year,
        said_on=row.day,
        value=value,
        shown=value.shown(unit, places),
        confidence=row.get_confidence_display().lower(),
        reason="" if is_hidden else row.reason,
        rating=rate(
            value,
            set_goal.goal if set_goal else None,
            tolerance=margin_for(year, margins),
            period=year,
            unit=unit,
            places=places,
        ),
        illustrative=row.illustrative,
    )


def _tells_of_few(indicator: Indicator, row: Forecast, year: Period, hidden_periods: Collection[str]) -> bool:
    if not indicator.suppress_below:
        return False
    few = is_small(people(row.value, None, indicator.unit), indicator.suppress_below)
    return few or any(Period.parse(code).start in year for code in hidden_periods)


def restated(indicator: Indicator, kept_back: Mapping[Cell, Hidden[int]], *, on: date) -> tuple[Restated, ...]:
    """What figures were before, as known on a day, newest change first: one query. Nothing of a figure that was of very
    few people, or that could tell what is not shown (`kept_back`, as `hiding.hidden` has it); nor why it changed."""
    rows = tellable({indicator.pk: indicator.unit}, lambda least: kept_back, on=on)[indicator.pk]
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
    )


def tellable(
    units: Mapping[int, str], hide: Callable[[dict[int, int | None]], Mapping[Cell, Hidden[int]]], *, on: date
) -> dict[int, list[dict[str, Any]]]:
    """What wholes were before they were restated, as known on a day, newest change first, by indicator; none that was
    of very few people, or that could tell what is not shown. `units` are those of the indicators, and `hide` gives what
    is not shown of those that were restated (`hiding.hidden`). One query."""
    columns = ("result__indicator", "result__indicator__suppress_below", "result__breakdown", "result__period",
               "provisional", "day", "why")  # fmt: skip
    rows = list(
        Restatement.objects.filter(result__indicator__in=list(units), day__lte=on)
        .order_by("-day", "-pk")
        .values(*columns, *VALUE_COLUMNS)
    )
    least = {row["result__indicator"]: row["result__indicator__suppress_below"] for row in rows}
    were_few: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        pk = row["result__indicator"]
        if least[pk] and tells_few(row, units[pk], least[pk]):
            were_few[pk].add(row["result__period"])
    kept_back = hide(least)
    untold = {pk: untold_before(kept_back, pk, were_few[pk]) for pk in least}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["result__breakdown"] is None and row["result__period"] not in untold[row["result__indicator"]]:
            found[row["result__indicator"]].append(row)
    return found
