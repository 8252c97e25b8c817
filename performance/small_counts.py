"""The counts of an indicator's periods, and which are hidden where its quarters or months go together to a year. Pure.

A hidden quarter could be worked out from the year and the other quarters, as a hidden district can from the county.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from plan.periods import Kind, Period

from .accumulation import Adding
from .suppression import Hidden, hide, hide_running, is_small

NOTHING: Hidden[int] = Hidden(frozenset())
SHORTER = (Kind.MONTH, Kind.QUARTER, Kind.HALF_YEAR)
Series = int | None  # a part by its key, or the whole


@dataclass
class Counts:
    """The counts of one indicator for one period: the whole, and parts by what divides them."""

    whole: int | None = None
    divisions: dict[str, dict[int, int | None]] = field(default_factory=lambda: defaultdict(dict))
    others: dict[int, int | None] = field(default_factory=dict)  # parts that do not make up the whole

    def hide(self, threshold: int, before: Hidden[int] = NOTHING) -> Hidden[int]:
        """What to hide of this period, with what is hidden for the sake of another."""
        answer = hide(self.whole, self.divisions, threshold, already=before.parts, whole_hidden=before.whole)
        small = {part for part, count in self.others.items() if is_small(count, threshold)}
        return Hidden(answer.parts | small | before.parts, answer.whole)

    def of(self, part: int | None) -> int | None:
        """The count of a part, or of the whole."""
        if part is None:
            return self.whole
        return next((each[part] for each in (*self.divisions.values(), self.others) if part in each), None)

    @property
    def parts(self) -> list[int]:
        return [part for each in (*self.divisions.values(), self.others) for part in each]


def hide_periods(counts: Mapping[Period, Counts], adding: Adding, threshold: int) -> dict[Period, Hidden[int]]:
    """What to hide of each period. Hiding one figure can make another tell, so it is asked until nothing is added."""
    found = {period: one.hide(threshold) for period, one in counts.items()}
    if adding is Adding.NONE:
        return found
    together = _adding_up if adding is Adding.SUM else _running
    while True:
        told = {cell for series in _series(counts) for cell in together(counts, series, found, threshold)}
        told = {(period, series) for period, series in told if not _is_hidden(found, period, series)}
        if not told:
            return found
        for period, series in told:
            parts = found[period].parts if series is None else found[period].parts | {series}
            before = Hidden(parts, found[period].whole or series is None)
            found[period] = counts[period].hide(threshold, before)


def _series(counts: Mapping[Period, Counts]) -> list[Series]:
    return [None, *dict.fromkeys(part for one in counts.values() for part in one.parts)]


def _is_hidden(found: Mapping[Period, Hidden[int]], period: Period, series: Series) -> bool:
    return found[period].whole if series is None else series in found[period].parts


def _adding_up(
    counts: Mapping[Period, Counts], series: Series, found: Mapping[Period, Hidden[int]], threshold: int
) -> Iterable[tuple[Period, Series]]:
    """What else to hide of one series, where all the shorter periods of a longer one have a count."""
    known = {period: count for period, one in counts.items() if (count := one.of(series)) is not None}
    for longer, whole in known.items():
        for kind in SHORTER:
            within = {
                period: count
                for period, count in known.items()
                if period.kind == kind and period != longer and longer.start <= period.start <= period.end <= longer.end
            }
            if not within or not _covers(within, longer):
                continue
            already = {period for period in within if _is_hidden(found, period, series)}
            whole_hidden = _is_hidden(found, longer, series)
            answer = hide(whole, {kind.value: within}, threshold, already=already, whole_hidden=whole_hidden)
            yield from ((period, series) for period in answer.parts)
            if answer.whole:
                yield longer, series


def _covers(within: Iterable[Period], longer: Period) -> bool:
    """Whether these, all of one kind, are all that the longer period consists of."""
    ordered = sorted(within)
    follow = all(one.next() == other for one, other in pairwise(ordered))
    return follow and ordered[0].start == longer.start and ordered[-1].end == longer.end


def _running(
    counts: Mapping[Period, Counts], series: Series, found: Mapping[Period, Hidden[int]], threshold: int
) -> Iterable[tuple[Period, Series]]:
    """What else to hide of one series, where each figure counts the year so far."""
    years: dict[Period, list[Period]] = defaultdict(list)
    for period in sorted(counts):
        if counts[period].of(series) is not None and not _is_hidden(found, period, series):
            years[period.financial_year].append(period)
    for periods in years.values():
        places = hide_running([counts[period].of(series) or 0 for period in periods], threshold)
        yield from ((periods[place], series) for place in places)
