"""A value axis people can read: round steps, honest about size, exact in `Decimal`. Pure."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# The least an axis spans, so that a wobble does not look like a landslide: ten points, or half the largest figure where
# that is less, so that 1.6% to 3.3% is no flat line; of what is not in per cent, a tenth of the figures.
LEAST_POINTS = Decimal(10)
LEAST_OF_FEW = Decimal("0.5")
LEAST_SHARE = Decimal("0.1")
# Figures that reach down this far of the way to nought are shown from nought.
NEAR_ZERO = Decimal("0.4")


def span(values: Sequence[Decimal], unit: str = "") -> tuple[Decimal, Decimal]:
    """The lowest and highest amount to show, never equal; percentages of a whole stay between 0 and 100.

    Raises ValueError without values.
    """
    low, high = min(values), max(values)
    largest = max(high.copy_abs(), low.copy_abs())
    least = least_span(largest, unit)
    lowest, highest = low, high
    if high - low < least:
        middle = (low + high) / 2
        lowest, highest = middle - least / 2, middle + least / 2
    if low >= 0 > lowest:
        lowest, highest = Decimal(0), max(high, least)
    if unit == "%" and high <= 100 < highest:
        lowest, highest = min(low, 100 - least), Decimal(100)
    return lowest, highest


def least_span(largest: Decimal, unit: str) -> Decimal:
    """The least that an axis with this figure, the furthest from nought, spans."""
    share = min(LEAST_POINTS, largest * LEAST_OF_FEW) if unit == "%" else largest * LEAST_SHARE
    return share or Decimal(1)


def ticks(values: Sequence[Decimal], unit: str = "", places: int | None = None, about: int = 4) -> list[Decimal]:
    """Round amounts from below the lowest value to above the highest, evenly apart, roughly `about` steps of them.

    `places` are the indicator's own decimal places: a count gets no half steps. Raises ValueError without values.
    """
    low, high = span(values, unit)
    if 0 < low <= high * NEAR_ZERO:
        low = Decimal(0)
    step = _step((high - low) / about, places)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [(first + place) * step for place in range(int(last - first) + 1)]


def _step(least: Decimal, places: int | None) -> Decimal:
    """The smallest round step of at least this size that the indicator's decimal places can show."""
    finest = Decimal(0) if places is None else Decimal(1).scaleb(-places)
    least = max(least, finest)
    power = Decimal(1).scaleb(least.adjusted())
    # 2.5 is the one round step that needs a decimal place more than its size has.
    return next(
        step for step in (step * power for step in STEPS) if step >= least and (not finest or step % finest == 0)
    )
