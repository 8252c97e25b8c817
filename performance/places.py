"""The council's place among others, of many indicators at once: as a source states it, or worked out beside an average.

A fixed number of queries however many indicators are asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plan.periods import Period

from .direction import Polarity
from .models import ComparatorGroup
from .position import Beside, beside_average, place_told
from .rows import POSITIONS
from .series import Figure
from .values import exact, trimmed_or_none


@dataclass(frozen=True)
class Position:
    """Where the council stands in a comparator group. `words` say it by themselves, with group and period; `source` is
    who states it, or the group's figure that it is worked out from."""

    words: str
    group: str
    period: str
    quartile: int | None
    source: str
    illustrative: bool = False
    worked_out: bool = False


def positions(
    indicators: Mapping[int, Mapping[str, Any]], found: Mapping[int, Sequence[Figure]], *, on: date,
    until: date | None = None,
) -> dict[int, Position]:  # fmt: skip
    """The newest place of each indicator that was out on a day, of periods over by `until` where given: one query.

    Of the same period, one that a source states goes before one that is worked out. `found` has the figures of each by
    its key.
    """
    chosen: dict[int, Position] = {}
    for pk, *columns in POSITIONS(indicators=set(indicators), on=on):
        if until is not None and Period.parse(columns[2]).end > until:
            continue
        position = _position(columns, indicators[pk], found.get(pk, ()))
        if position and not (position.worked_out and _is_stated(chosen.get(pk), position.period)):
            chosen[pk] = position
    return chosen


def _is_stated(position: Position | None, period: str) -> bool:
    return position is not None and not position.worked_out and position.period == period


def _position(columns: Sequence[Any], row: Mapping[str, Any], figures: Sequence[Figure]) -> Position | None:
    group, kind, code, value, quartile, rank, size, words, source, illustrative, area, own_area = columns
    period, polarity = Period.parse(code), Polarity(row["polarity"])
    told = place_told(
        group=group, when=period.when, polarity=polarity, quartile=quartile, rank=rank, of=size if rank else None,
        words=words, of_councils=kind == ComparatorGroup.Kind.COUNCILS,
    )  # fmt: skip
    if told:
        return Position(told, group, period.short_label, quartile, source, illustrative)
    own = figure_of(figures, period) if area in (None, own_area) else None
    beside = beside_group(kind, trimmed_or_none(value), own, polarity, row)
    if beside is None or own is None:
        return None
    told = beside.told(group, period.when)
    made_up = illustrative or own.illustrative
    return Position(told, group, period.short_label, None, source, made_up, worked_out=True)


def figure_of(figures: Sequence[Figure], period: Period) -> Figure | None:
    """The figure for just this period."""
    return next((figure for figure in figures if figure.period == period), None)


def beside_group(
    kind: str, amount: Decimal | None, own: Figure | None, polarity: Polarity, row: Mapping[str, Any]
) -> Beside | None:
    """How our figure lies beside an average's, such as England's, for the same period; None where either is not known
    or the group is none: councils are ranked, and a requirement is a target. `row` has unit and decimals."""
    if kind != ComparatorGroup.Kind.AVERAGE or amount is None or own is None:
        return None
    return beside_average(own.value, exact(amount), polarity, unit=row["unit"], places=row["decimals"])
