"""The counts of an indicator's periods and parts, and which are hidden so that no hidden one can be worked out. Pure.

What adds up is seen in the numbers themselves as well as in what officers ticked: a reader who finds that women and men
make up the whole, or four quarters the year, needs nobody to say so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plan.periods import Kind, Period

from .accumulation import Adding
from .adding_up import Sum, settle
from .suppression import Hidden, hide_running, is_small

NOTHING: Hidden[int] = Hidden(frozenset())
SHORTER = (Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR)
Series = int | None  # a part by its key, or the whole
Cell = tuple[Period, Series]


@dataclass
class Counts:
    """The counts of one indicator for one period: the whole, and parts by what divides them."""

    whole: int | None = None
    divisions: dict[str, dict[int, int | None]] = field(default_factory=lambda: defaultdict(dict))
    said: set[int] = field(default_factory=set)  # parts that are said to make up the whole with others of their kind
    few: set[Series] = field(default_factory=set)  # what tells of very few people otherwise than by its count

    def cells(self) -> Iterator[tuple[Series, int | None]]:
        yield None, self.whole
        for parts in self.divisions.values():
            yield from parts.items()

    def making_up(self) -> list[dict[int, int]]:
        """The groups of parts that make up the whole: those that are said to and are all known, and those whose known
        counts add up to it; where there is no whole, to the same as another group's."""
        groups: list[tuple[bool, dict[int, int]]] = []
        for parts in self.divisions.values():
            ticked = {part: count for part, count in parts.items() if part in self.said}
            others = {part: count for part, count in parts.items() if part not in self.said}
            for group in (ticked, parts, others) if ticked and others else (parts,):
                known = {part: count for part, count in group.items() if count is not None}
                if known:
                    groups.append((self.said >= set(group) and len(known) == len(group), known))
        totals = [sum(known.values()) for _, known in groups]
        return [
            known
            for (is_said, known), total in zip(groups, totals, strict=True)
            if is_said or total == self.whole or (self.whole is None and totals.count(total) > 1)
        ]


def hide_periods(counts: Mapping[Period, Counts], adding: Adding, threshold: int) -> dict[Period, Hidden[int]]:
    """What to hide of each period. Hiding one figure can make another tell, so it is asked until nothing is added."""
    known = {(period, series): count for period, one in counts.items() for series, count in one.cells()}
    hidden = {cell for cell, count in known.items() if is_small(count, threshold)}
    hidden |= {(period, series) for period, one in counts.items() for series in one.few}
    if hidden or adding is Adding.RUNNING:
        figures = {cell: count for cell, count in known.items() if count is not None}
        sums = [*_of_parts(counts), *_of_periods(figures, adding)]
        settle(figures, sums, hidden)
        while adding is Adding.RUNNING and (told := set(_running(figures, hidden, threshold)) - hidden):
            hidden |= told
            settle(figures, sums, hidden)
    return {
        period: Hidden(
            frozenset(series for series, _ in one.cells() if series is not None and (period, series) in hidden),
            (period, None) in hidden and (one.whole is not None or None in one.few),
        )
        for period, one in counts.items()
    }


def _of_parts(counts: Mapping[Period, Counts]) -> Iterator[Sum[Cell]]:
    for period, one in counts.items():
        for group in one.making_up():
            yield Sum((period, None), frozenset((period, part) for part in group))


def _of_periods(figures: Mapping[Cell, int], adding: Adding) -> Iterator[Sum[Cell]]:
    """The longer periods that shorter ones make up: those that follow on one another from its first day to its last,
    whatever their kinds, or all there are of one kind. Where the indicator does not say so, the numbers must."""
    by_series: dict[Series, dict[Period, int]] = defaultdict(dict)
    for (period, series), count in figures.items():
        by_series[series][period] = count
    for series, known in by_series.items():
        for longer, whole in known.items():
            inside = [one for one in known if one != longer and one.kind in SHORTER and _within(one, longer)]
            follow = set(_following(inside, longer))
            alike = {frozenset(one for one in inside if one.kind is kind) for kind in SHORTER}
            for group in sorted(follow | alike - {frozenset()}, key=sorted):
                adds_up = sum(known[one] for one in group) == whole
                if adds_up or (adding is Adding.SUM and group in follow):
                    yield Sum((longer, series), frozenset((one, series) for one in group))


def _within(one: Period, longer: Period) -> bool:
    return longer.start <= one.start <= one.end <= longer.end


def _following(periods: Iterable[Period], longer: Period) -> Iterator[frozenset[Period]]:
    """Every way to put these periods one after the other from the longer one's first day to its last."""
    starting: dict[object, list[Period]] = defaultdict(list)
    for one in periods:
        starting[one.start].append(one)

    def after(chosen: tuple[Period, ...]) -> Iterator[frozenset[Period]]:
        if chosen and chosen[-1].end == longer.end:
            yield frozenset(chosen)
            return
        start = chosen[-1].next().start if chosen else longer.start
        for one in starting.get(start, ()):
            yield from after((*chosen, one))

    return after(())


def _running(figures: Mapping[Cell, int], hidden: set[Cell], threshold: int) -> Iterator[Cell]:
    """What else to hide where each figure counts the year so far: what exceeds the last one shown by very few, and
    what another figure up to the same day that is hidden would tell."""
    years: dict[tuple[Period, Series], list[Period]] = defaultdict(list)
    for period, series in sorted(figures, key=lambda cell: cell[0]):
        years[period.financial_year, series].append(period)
    for (_, series), periods in years.items():
        shown = [period for period in periods if (period, series) not in hidden]
        for place in hide_running([figures[period, series] for period in shown], threshold):
            yield shown[place], series
        ends = {period.end for period in periods if (period, series) in hidden}
        yield from ((period, series) for period in shown if period.end in ends)
