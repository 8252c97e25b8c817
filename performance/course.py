"""Which way a figure goes where each step is too small to count: a decline of one point a year is a decline.

Pure: no Django, no floats. The rule for two figures is `performance/direction.py`; this one says which two.
"""

from collections.abc import Sequence
from itertools import pairwise

from plan.periods import Kind, comparable

from .direction import Change, Direction, Polarity, Reading, direction
from .rag import NO_MARGIN, Margin
from .values import Sense

# Figures for parts of a year go up and down with the seasons, so that they are set only beside the same part of the
# year before, and never beside the first of some months that happened to rise.
PARTS_OF_A_YEAR = (Kind.HALF_YEAR, Kind.QUARTER, Kind.MONTH)


def course(
    readings: Sequence[Reading],
    polarity: Polarity,
    threshold: Margin = NO_MARGIN,
    *,
    unit: str = "",
    places: int | None = None,
) -> Direction:
    """Where the last of these figures, oldest first, has gone since the one before it for the same kind of period.

    Where that change is too small to count, it is compared with the same period a year before; and a figure for a whole
    year, or of a survey, with the first of an unbroken run of such small changes in one direction. If that change
    counts, it is what is told, and the sentence says since when; else that there is no significant change.
    """
    alike = [one for one in readings if comparable(one.period, readings[-1].period)]
    previous, latest = [None, None, *alike][-2:]
    step = direction(previous, latest, polarity, threshold, unit=unit, places=places)
    if latest is None or previous is None or not _is_small(step, latest, threshold):
        return step
    start, told = _further(alike, threshold, unit, places)
    if start is None:
        return step
    longer = direction(start, latest, polarity, threshold, unit=unit, places=places, further=told)
    return step if longer.change in (Change.SAME, Change.UNKNOWN) else longer


def _is_small(step: Direction, latest: Reading, threshold: Margin) -> bool:
    """Whether small changes may have added up: where every change counts there are none."""
    return step.change is Change.SAME and bool(threshold.amount) and latest.value.sense is not Sense.CHANGE


def _further(
    alike: Sequence[Reading], threshold: Margin, unit: str, places: int | None
) -> tuple[Reading | None, str]:  # fmt: skip
    """The figure further back to compare the last with, and what the sentence says of the steps between."""
    *_, previous, latest = alike
    small = threshold.shown(unit, of="the earlier figure")
    if before := _a_year_before(alike):
        same = previous.value == latest.value
        told = f"it was the same {previous.period.when}" if same else (
            f"the change from {previous.told(unit, places)} was less than {small}"
        )  # fmt: skip
        return before, f", a year before; {told}"
    if latest.period.kind in PARTS_OF_A_YEAR:
        return None, ""
    return _start_of_run(alike, threshold, unit), f"; it went that way with each figure, each time by less than {small}"


def _a_year_before(alike: Sequence[Reading]) -> Reading | None:
    """The figure for the same period a year before, where others came between."""
    latest = alike[-1].period
    if latest.kind == Kind.SURVEY:
        return None
    wanted = latest.same_period_last_year()
    return next((one for one in alike[:-2] if one.period == wanted), None)


def _start_of_run(alike: Sequence[Reading], threshold: Margin, unit: str) -> Reading | None:
    """The first of the figures that went, one after the other, the way the last one did, no step being one that counts;
    nothing where the last step is the only one."""
    way, start = _way(alike[-2], alike[-1], NO_MARGIN, unit), None
    if way not in (Change.BETTER, Change.WORSE):
        return None
    for earlier, later in reversed(list(pairwise(alike[:-1]))):
        if _way(earlier, later, NO_MARGIN, unit) is not way or _way(earlier, later, threshold, unit) is not Change.SAME:
            break
        start = earlier
    return start


def _way(earlier: Reading, later: Reading, threshold: Margin, unit: str) -> Change:
    """Better for up, worse for down."""
    return direction(earlier, later, Polarity.HIGH, threshold, unit=unit).change
