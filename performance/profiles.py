"""A year's target spread over its quarters or months. Pure: no Django, no floats.

Where figures add up, or each counts the year so far, the parts end in the year's target exactly; what cannot be
divided evenly is rounded along the way, never lost. A quarter is judged by its own target and the year by the year's:
nothing is summed a second time.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, pairwise

from plan import wording
from plan.periods import Kind, Period

from .accumulation import Adding

YEARS = (Kind.FINANCIAL_YEAR, Kind.CALENDAR_YEAR, Kind.ACADEMIC_YEAR)


class Way(StrEnum):
    """How a year's target is spread."""

    SAME = "same"
    STEPS = "steps"
    LAST_YEAR = "last_year"


class CannotSpread(ValueError):
    """The target cannot be spread so; the message says why, and what to do."""


def parts_of(year: Period, kind: Kind) -> list[Period]:
    """The quarters or months that make up a year, in order. Raises CannotSpread for what is no year, or where they do
    not fit: an academic year has no quarters of the financial year."""
    if year.kind not in YEARS:
        raise CannotSpread(f"{year.label} is {year.kind.label}, and only a year's target is spread.")
    parts = [Period.containing(kind, year.start)]
    while parts[-1].end < year.end:
        parts.append(parts[-1].next())
    if parts[0].start != year.start or parts[-1].end != year.end:
        raise CannotSpread(f"{wording.sentence(year.kind.label)} cannot be divided so. Choose months.")
    return parts


def spread(
    target: Decimal,
    count: int,
    way: Way,
    adding: Adding,
    *,
    places: int = 0,
    before: Sequence[Decimal] = (),
) -> list[Decimal]:
    """The targets of `count` parts of a year, for figures that go together as `adding` says.

    Figures that accumulate are spread in equal steps or as last year's went; a level stays the same, rises or falls in
    equal steps from last year's last figure, or moves as last year's did towards the target. `before` are last year's
    figures for the same parts (for steps of a level, only the last is needed). Rounded to `places`, or to the target's
    own where it has more. Raises CannotSpread.
    """
    places = max(places, -_exponent(target))
    if adding is Adding.NONE:
        shares = _level(target, count, way, before)
    else:
        shares = [Fraction(target) * share for share in _shares(count, way, adding, before)]
    ends = [*(_rounded(amount, places) for amount in shares[:-1]), target]
    if adding is not Adding.SUM:
        return ends
    return [ends[0], *(later - earlier for earlier, later in pairwise(ends))]


def comes_to(amounts: Sequence[Decimal], adding: Adding) -> Decimal | None:
    """What the parts come to by the end of the year; None for a level, which comes to nothing."""
    if adding is Adding.SUM:
        return sum(amounts, Decimal(0))
    return amounts[-1] if adding is Adding.RUNNING else None


def _shares(count: int, way: Way, adding: Adding, before: Sequence[Decimal]) -> list[Fraction]:
    """How much of the year's whole is reached by the end of each part."""
    if way is Way.SAME:
        raise CannotSpread("These figures add up over the year, so the parts cannot all be the year's target.")
    if way is Way.STEPS:
        return [Fraction(place, count) for place in range(1, count + 1)]
    reached = list(accumulate(before)) if adding is Adding.SUM else list(before)
    whole = _whole(reached, count)
    if any(later < earlier for earlier, later in pairwise([Decimal(0), *reached])):
        raise CannotSpread("Last year's figures fell within the year, so they give no pattern. Choose equal steps.")
    return [Fraction(amount) / Fraction(whole) for amount in reached]


def _level(target: Decimal, count: int, way: Way, before: Sequence[Decimal]) -> list[Fraction]:
    if way is Way.SAME:
        return [Fraction(target)] * count
    if way is Way.STEPS:
        if not before:
            raise CannotSpread(
                "There is no exact figure at the end of last year to begin from. Choose the same for each."
            )
        start = Fraction(before[-1])
        return [start + (Fraction(target) - start) * place / count for place in range(1, count + 1)]
    whole = _whole(before, count)
    return [Fraction(target) * Fraction(amount) / Fraction(whole) for amount in before]


def _whole(before: Sequence[Decimal], count: int) -> Decimal:
    if len(before) != count:
        raise CannotSpread("Last year has no exact figure for each of these parts, so it gives no pattern.")
    if before[-1] <= 0 or min(before) < 0:
        raise CannotSpread("Last year ended at nought or below, or fell below it, so it gives no pattern.")
    return before[-1]


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounded(amount: Fraction, places: int) -> Decimal:
    """Half away from nought, exactly: the quotient of a fraction may not end."""
    scaled = amount * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)
