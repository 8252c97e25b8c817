"""Which way a figure has moved since an earlier one, and whether that is good; each answer with its reason.

Pure: no Django, no floats. Figures for unlike periods, areas or base years are never compared, and an uncertain figure
only where every amount it may be gives the same answer.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from performance.rag import NO_MARGIN, Margin, tidy
from performance.values import Bounds, Sense, Value
from plan import wording
from plan.periods import Period, comparable


class Polarity(StrEnum):
    """Whether high is good."""

    HIGH = "high"
    LOW = "low"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        """As people read it: "high is good"."""
        return "neither high nor low is good" if self is Polarity.NEITHER else f"{self.value} is good"


class Change(StrEnum):
    """What became of a figure."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    CHANGED = "changed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words people read: "Better", "No significant change", "No comparison"."""
        return _LABELS[self]

    @property
    def counted(self) -> bool:
        """Whether it counts among the directions: of these, and of nothing else, are "4 of 11 better" made. What
        changed where neither way is good is neither better nor worse, nor could it be."""
        return self in (Change.BETTER, Change.WORSE, Change.SAME)


_LABELS = {
    Change.BETTER: "Better",
    Change.WORSE: "Worse",
    Change.SAME: "No significant change",
    Change.CHANGED: "Changed",
    Change.UNKNOWN: "No comparison",
}


@dataclass(frozen=True)
class Reading:
    """A figure with what it is for. `area` is the area's name where it is not the indicator's usual one."""

    value: Value
    period: Period
    area: str = ""

    def told(self, unit: str, places: int | None) -> str:
        """The figure in a sentence: "79% in 2020/21"; one in words is quoted."""
        shown = self.value.shown(unit, places)
        return f"{f'“{shown}”' if self.value.sense is Sense.WORDS else shown} {self.period.when}"


@dataclass(frozen=True)
class Direction:
    """What became of a figure and, in one sentence, why."""

    change: Change
    reason: str


def direction(
    previous: Reading | None,
    latest: Reading | None,
    polarity: Polarity,
    threshold: Margin = NO_MARGIN,
    *,
    unit: str = "",
    places: int | None = None,
    further: str = "",
) -> Direction:
    """Compare the latest figure with the one before it, or with another before that: `further` is what the sentence
    then says of the figures between, after the earlier one.

    The threshold is the smallest change that counts (an amount, or per cent of the earlier figure): a change smaller
    than that is no significant change.
    Raises ValueError where the figure called latest is not the later of the two.
    """
    found = _compared(previous, latest, polarity, threshold, unit, places, further)
    return replace(found, reason=wording.unit_once(found.reason, unit))


def _compared(
    previous: Reading | None, latest: Reading | None, polarity: Polarity, threshold: Margin,
    unit: str, places: int | None, further: str,
) -> Direction:  # fmt: skip
    if latest is None or latest.value.sense is Sense.MISSING:
        return unknown(f"there is no figure {latest.period.when}" if latest else "there is no figure")
    if latest.value.sense is Sense.KEPT_BACK:
        return unknown(f"the figure {latest.period.when} is {latest.value.words}")
    if latest.value.sense is Sense.CHANGE:
        return _stated(latest, polarity, threshold, unit, places)
    if previous is None or previous.value.sense is Sense.MISSING:
        return unknown(f"there is no earlier figure to compare with {latest.told(unit, places)}")
    if previous.value.sense is Sense.KEPT_BACK:
        return unknown(f"the figure to compare with, {previous.period.when}, is {previous.value.words}")
    if obstacle := _unlike(previous, latest):
        return unknown(obstacle)
    if latest.period <= previous.period:
        raise ValueError(f"{latest.period} is not later than {previous.period}.")
    before, after = previous.value.bounds(unit), latest.value.bounds(unit)
    if before and after and before.exact is not None and before.exact == after.exact:
        return Direction(Change.SAME, f"No change: {latest.told(unit, places)}, as {previous.period.when}.")
    moves = _moves(before, after, threshold) if before and after else set()
    if before is None or after is None or len(moves) != 1:
        figures = f"{latest.told(unit, places)} and {previous.told(unit, places)}"
        return unknown(f"{figures} are not exact enough to say which way the figure moved")
    told = f"{_told(previous, latest, before.exact, after.exact, unit, places)}{further}"
    uncounted = threshold.shown(unit, of="the earlier figure") if threshold.amount else ""
    return _judged(moves.pop(), told, polarity, uncounted)


def _moves(before: Bounds, after: Bounds, threshold: Margin) -> set[int]:
    """The ways the figure may have moved, as far as the threshold or further: 1 up, -1 down, 0 neither."""
    if threshold.per_cent and before.exact is None and threshold.amount:
        return set()
    reach = threshold.around(before.exact or Fraction(0))
    difference = Bounds(
        low=None if after.low is None or before.high is None else after.low - before.high,
        high=None if after.high is None or before.low is None else after.high - before.low,
        low_included=after.low_included and before.high_included,
        high_included=after.high_included and before.low_included,
    )
    return difference.outcomes(lambda change: _move(change, reach), [reach, -reach])


def _move(change: Fraction, reach: Fraction) -> int:
    """1 for a rise that counts, -1 for a fall that does, 0 for neither; no change is none, whatever counts."""
    return 0 if abs(change) < reach else (change > 0) - (change < 0)


def _told(
    previous: Reading, latest: Reading, start: Fraction | None, end: Fraction | None, unit: str, places: int | None
) -> str:
    if start is None or end is None:
        return f"{latest.told(unit, places)}, from {previous.told(unit, places)}"
    if places is not None and wording.rounded(tidy(start), places) == wording.rounded(tidy(end), places):
        places = None
    by = f"{'up' if end > start else 'down'} {wording.difference(tidy(end - start), unit, places)}"
    return f"{latest.told(unit, places)}, {by} from {previous.told(unit, places)}"


def _stated(latest: Reading, polarity: Polarity, threshold: Margin, unit: str, places: int | None) -> Direction:
    """A figure that is itself a change says its own direction, where the threshold can be applied to it."""
    if threshold.amount and not threshold.per_cent:
        return unknown(f"“{latest.value.shown(unit, places)}” is a change without its level")
    amount = Fraction(latest.value.amount or 0)
    move = _move(amount, Fraction(threshold.amount))
    since = f" since {latest.value.base}" if latest.value.base else ""
    told = f"{latest.told(unit, places)}{since}"
    return _judged(move, told, polarity, wording.percentage(threshold.amount) if threshold.amount else "")


def _judged(move: int, told: str, polarity: Polarity, uncounted: str) -> Direction:
    if move == 0:
        reason = f"{told}; changes of less than {uncounted} are not counted" if uncounted else told
        return Direction(Change.SAME, f"{Change.SAME.label}: {reason}.")
    if polarity is Polarity.NEITHER:
        change = Change.CHANGED
    else:
        change = Change.BETTER if (move > 0) == (polarity is Polarity.HIGH) else Change.WORSE
    return Direction(change, f"{change.label}: {told}; {polarity.label}.")


def _unlike(previous: Reading, latest: Reading) -> str:
    if not comparable(previous.period, latest.period):
        return f"{_named(latest.period)} and {_named(previous.period)}"
    if previous.area != latest.area:
        areas = [reading.area or "the usual area" for reading in (latest, previous)]
        return f"the figures are for different areas, {wording.join_words(areas)}"
    if previous.value.base != latest.value.base:
        bases = [reading.value.base or "none" for reading in (latest, previous)]
        return f"the base years differ ({bases[0]} for the latest figure, {bases[1]} for the earlier)"
    return ""


def _named(period: Period) -> str:
    return f"{period.short_label} is {period.kind.label}"


def unknown(reason: str) -> Direction:
    """That two figures do not tell a direction, and why not."""
    return Direction(Change.UNKNOWN, f"{Change.UNKNOWN.label}: {reason}.")
