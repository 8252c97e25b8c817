"""What an indicator's chart shows beside its own line: how other councils stood, or else a group's own figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from plan.periods import Period

from .chart_words import Band, Comparator
from .hiding import people
from .peers import GroupFigures
from .position import middle_half
from .read import IndicatorLine
from .suppression import is_small
from .values import Sense, Value


@dataclass(frozen=True)
class MiddleLine:
    """Between what figures the middle half of a group lay in a period: what the chart draws, as a line of a table."""

    period: Period
    group: str
    value: Value
    shown: str


class Stated(Protocol):
    """A group's own figure for a period, as a source states it."""

    @property
    def group(self) -> str: ...
    @property
    def period(self) -> Period: ...
    @property
    def amount(self) -> Decimal | None: ...


def band(line: IndicatorLine, groups: Sequence[GroupFigures], suppress_below: int | None) -> Band | None:
    """Between what figures the middle half of the councils lay, of the group that this is known of for most periods.
    Not where it would tell of very few people."""
    drawn = line.drawn
    found = []
    for group in groups:
        ends = tuple(_ends(group, period, line.unit, suppress_below) for period in drawn)
        if any(ends):
            found.append(Band(group.name, ends))
    return max(found, key=lambda one: sum(map(bool, one.ends)), default=None)


def middle_lines(line: IndicatorLine, drawn: Band | None) -> tuple[MiddleLine, ...]:
    """The band of a chart as lines, newest first."""
    if drawn is None:
        return ()
    pairs = zip(line.drawn, drawn.ends, strict=True)
    values = [(period, Value(Sense.RANGE, ends[0], upper=ends[1])) for period, ends in pairs if ends]
    return tuple(
        MiddleLine(period, drawn.group, value, value.shown(line.unit, line.places))
        for period, value in reversed(values)
    )


def _ends(group: GroupFigures, period: Period, unit: str, suppress_below: int | None) -> tuple[Decimal, Decimal] | None:
    ends = middle_half(one.amount for one in group.periods.get(period, []))
    if ends and suppress_below and any(is_small(people(end, None, unit), suppress_below) for end in ends):
        return None
    return ends


def comparator(line: IndicatorLine, comparisons: Sequence[Stated]) -> Comparator | None:
    """The group with the most figures for the periods drawn, if it has any: one other line is enough for a chart."""
    drawn = line.drawn
    by_group: dict[str, dict[Period, Decimal]] = {}
    for one in comparisons:
        if one.amount is not None and one.period in drawn:
            by_group.setdefault(one.group, {})[one.period] = one.amount
    if not by_group:
        return None
    name, amounts = max(by_group.items(), key=lambda pair: len(pair[1]))
    return Comparator(name, tuple(amounts.get(period) for period in drawn))
