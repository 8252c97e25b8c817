"""An indicator's figures by part (men and women, districts, groups), as tables of the latest periods."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan.periods import Period

from .hiding import NOT_SHOWN, NOTHING, Cell, untold_before
from .models import Indicator, Result
from .rows import VALUE_COLUMNS
from .series import value_of
from .suppression import Hidden
from .values import Value

MOST_PERIODS = 4


@dataclass(frozen=True)
class PartRow:
    """A part with its figures in the order of the table's periods; `shown` is empty where there is none."""

    name: str
    values: tuple[Value | None, ...]
    shown: tuple[str, ...]
    illustrative: bool


@dataclass(frozen=True)
class PartTable:
    """All parts of one kind: `by` is what divides them."""

    by: str
    periods: tuple[Period, ...]  # newest first
    rows: tuple[PartRow, ...]
    sources: tuple[str, ...]  # each once


def part_tables(
    indicator: Indicator, kept_back: Mapping[Cell, Hidden[int]], before: Mapping[int, Mapping[str, Any]], *, on: date
) -> tuple[PartTable, ...]:
    """What was available on a day, as it stood then (`before`, by `series.earlier`): one query. `kept_back` says what
    is not shown (`hiding.hidden`)."""
    rows = (
        Result.objects.out_on(on)
        .filter(indicator=indicator, breakdown__isnull=False)
        .order_by("breakdown__by", "breakdown__position", "breakdown__name")
        .values(
            "pk", "breakdown_id", "breakdown__by", "breakdown__name", "period", "illustrative", "source", *VALUE_COLUMNS
        )
    )
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    untold = untold_before(kept_back, indicator.pk)
    for row in rows:
        was = before.get(row["pk"], {})
        tables[row["breakdown__by"]].append({**row, **was, "untold": bool(was) and row["period"] in untold})
    return tuple(_table(by, found, indicator, kept_back) for by, found in tables.items())


def _table(by: str, rows: list[dict[str, Any]], indicator: Indicator, kept_back: Mapping) -> PartTable:
    periods = sorted({Period.parse(row["period"]) for row in rows}, reverse=True)[:MOST_PERIODS]
    names = {row["breakdown_id"]: row["breakdown__name"] for row in rows}
    cells = {(row["breakdown_id"], row["period"]): row for row in rows}

    def is_hidden(part: int, period: Period) -> bool:
        row = cells.get((part, period.code))
        untold = row is not None and row["untold"]
        return untold or part in kept_back.get((indicator.pk, period.code), NOTHING).parts

    def value(part: int, period: Period) -> Value | None:
        row = cells.get((part, period.code))
        return None if row is None else NOT_SHOWN if is_hidden(part, period) else value_of(row)

    made_up = {row["breakdown_id"] for row in rows if row["illustrative"]}
    return PartTable(
        by, tuple(periods),
        tuple(
            _row(name, [value(part, period) for period in periods], indicator, part in made_up)
            for part, name in names.items()
        ),
        tuple(
            dict.fromkeys(
                source
                for (part, code), row in cells.items()
                if (source := row["source"] or _data_source(indicator))
                and (period := Period.parse(code)) in periods and not is_hidden(part, period)
            )
        ),
    )  # fmt: skip


def _data_source(indicator: Indicator) -> str:
    return indicator.data_source.name if indicator.data_source else ""


def _row(name: str, values: list[Value | None], indicator: Indicator, illustrative: bool) -> PartRow:
    shown = ("" if value is None else value.shown(indicator.unit, indicator.decimals) for value in values)
    return PartRow(name, tuple(values), tuple(shown), illustrative)
