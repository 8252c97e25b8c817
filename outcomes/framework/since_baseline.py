"""Where a sub-outcome started, beside where it stands now: its baseline's figures with what became of them.

Only like is compared with like; where the two cannot be compared, a sentence says why. The baseline stays as it was
known; that a figure of it was restated since is said beside it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from performance.direction import Direction, Reading, direction, unknown
from performance.hiding import NOT_SHOWN, NOTHING, Cell, hidden, tells_few, untold_before
from performance.places import figure_of
from performance.rag import Margin
from performance.read import IndicatorLine, indicator_lines
from performance.rows import VALUE_COLUMNS
from performance.series import Figure, value_of
from performance.suppression import Hidden
from performance.values import Sense, Value, trimmed
from plan.periods import Period, comparable
from plan.wording import NO_DATA

from .baselines import BaselineFigure

COLUMNS = (
    "indicator_id", "as_at", "name", "unit", "area__name", "period", "shown", "provisional", "illustrative",
    "position", "source", "indicator__area__name", "indicator__smallest_change", "indicator__suppress_below",
    *VALUE_COLUMNS,
)  # fmt: skip


@dataclass(frozen=True)
class Started:
    """One indicator then and now. `restated` is what the figure of then is by now, where that has changed."""

    slug: str
    name: str
    then: str
    then_period: str
    provisional: bool
    illustrative: bool
    position: str
    source: str
    restated: str
    now: str
    now_period: str
    now_illustrative: bool
    since: Direction
    is_still: bool  # whether no later figure has come out, and the one of then stands

    @property
    def is_empty(self) -> bool:
        return not (self.then_period or self.position or self.now_period)


@dataclass(frozen=True)
class Baseline:
    """What a sub-outcome's indicators were known to be on a day, in the order they were cited. `without` names those of
    which nothing was known then and nothing is now."""

    as_at: date
    lines: tuple[Started, ...]
    without: tuple[str, ...]

    @property
    def moved(self) -> list[Started]:
        """Those of which there is something to say since: a later figure, or that the one of then was restated."""
        return [line for line in self.lines if not line.is_still]

    @property
    def still(self) -> list[Started]:
        return [line for line in self.lines if line.is_still]


def baseline_of(sub_outcome: int, known: Collection[IndicatorLine], *, on: date) -> Baseline | None:
    """The baseline of a sub-outcome's row beside what was available on a day; None where none was kept.

    `known` are lines that were read already. Only of public indicators by which the plan is judged. One query, another
    where counts of people are hidden, and six where an indicator is no longer cited.
    """
    rows = _rows([sub_outcome])
    return _baseline(rows, known, on) if rows else None


def started(sub_outcomes: Collection[int], known: Collection[IndicatorLine], *, on: date) -> dict[str, Started]:
    """Where these indicators stood when the edition began, by their slugs: those among `known` whose figure was kept
    with one of these sub-outcomes' rows. One query, another where counts of people are hidden."""
    keys = {line.pk for line in known}
    rows = [row for row in _rows(sub_outcomes) if row["indicator_id"] in keys]
    return {line.slug: line for line in _baseline(rows, known, on).lines} if rows else {}


def _rows(sub_outcomes: Collection[int]) -> list[dict[str, Any]]:
    return list(
        BaselineFigure.objects.filter(
            sub_outcome__in=list(sub_outcomes), indicator__is_public=True, indicator__is_context=False
        ).values(*COLUMNS)
    )


def _baseline(rows: list[dict[str, Any]], known: Collection[IndicatorLine], on: date) -> Baseline:
    lines = {line.pk: line for line in known}
    missing = {row["indicator_id"] for row in rows} - set(lines)
    lines |= indicator_lines(missing, on=on) if missing else {}
    kept_back = hidden({row["indicator_id"]: row["indicator__suppress_below"] for row in rows})
    found = [
        _started(row, line, _is_hidden(row, line, kept_back)) for row in rows for line in [lines[row["indicator_id"]]]
    ]
    return Baseline(
        rows[0]["as_at"],
        tuple(line for line in found if not line.is_empty),
        tuple(line.name for line in found if line.is_empty),
    )


def _is_hidden(row: Mapping[str, Any], line: IndicatorLine, kept_back: Mapping[Cell, Hidden[int]]) -> bool:
    """Whether the figure of then is not shown by what is hidden today: what was published is no reason to go on. One
    that is another today is not either, where it could tell what is hidden."""
    value = value_of(row)
    if kept_back.get((line.pk, row["period"]), NOTHING).whole or value == NOT_SHOWN:
        return True
    threshold = row["indicator__suppress_below"]
    if not threshold:
        return False
    differs = any(figure.period.code == row["period"] and figure.value != value for figure in line.figures)
    return tells_few(row, row["unit"], threshold) or (differs and row["period"] in untold_before(kept_back, line.pk))


def _started(row: Mapping[str, Any], line: IndicatorLine, is_hidden: bool) -> Started:
    period = Period.parse(row["period"]) if row["period"] else None
    value = NOT_SHOWN if is_hidden else value_of(row)
    now = _now(line, period)
    restated = "" if is_hidden or period is None else _restated(line, period, value)
    return Started(
        slug=line.slug,
        name=row["name"],
        then=value.shown() if is_hidden else row["shown"],
        then_period=period.short_label if period else "",
        provisional=row["provisional"],
        illustrative=row["illustrative"],
        position=row["position"],
        source="" if is_hidden else row["source"],
        restated=restated,
        now=now.shown if now else NO_DATA,
        now_period=now.period.short_label if now else "",
        now_illustrative=bool(now and now.illustrative),
        since=_since(row, line, Reading(value, period, row["area__name"] or "") if period else None, now),
        is_still=not restated and (now is None or now.period == period),
    )


def _now(line: IndicatorLine, then: Period | None) -> Figure | None:
    """The newest figure since that can be set beside that of then, else the newest there is."""
    known = [figure for figure in line.figures if figure.value.sense is not Sense.MISSING]
    alike = [figure for figure in known if then and comparable(figure.period, then) and figure.period > then]
    newest = alike or known
    return newest[-1] if newest else None


def _restated(line: IndicatorLine, period: Period, value: Value) -> str:
    """What the figure for the same period is by now; "" where it is as it was."""
    now = figure_of(line.figures, period)
    if now is None:
        return NO_DATA
    return "" if now.value == value else now.shown


def _since(row: Mapping[str, Any], line: IndicatorLine, then: Reading | None, now: Figure | None) -> Direction:
    if then is None:
        return unknown("there was no figure to start from")
    if then.value == NOT_SHOWN:
        return unknown("the figure of then is not shown")
    if now is None or now.period == then.period:
        return unknown("no later figure has come out yet")
    if row["unit"] != line.unit:
        return unknown(f"it was measured in {row['unit'] or 'numbers'} then, in {line.unit or 'numbers'} now")
    if now.period < then.period:
        return unknown("no later figure can be compared with that of then")
    smallest = row["indicator__smallest_change"]
    return direction(
        then,
        Reading(now.value, now.period, row["indicator__area__name"] or ""),
        line.polarity,
        Margin() if smallest is None else Margin(trimmed(smallest)),
        unit=line.unit,
        places=line.places,
    )
