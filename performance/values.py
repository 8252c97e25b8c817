"""What a published figure may be, and how sure it is: exact, "over 790", "367 to 423", "two thirds", words, nothing.

Pure: no Django, no floats. The draft Strategic Plan 2022-26 prints figures of all these sorts. A rule that judges a
figure asks it for its `bounds` and answers only where every amount within them would get the same answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from plan import wording

Amount = Decimal | Fraction
T = TypeVar("T")


class Sense(StrEnum):
    """How the amount is meant."""

    EXACT = "exact"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    UP_TO = "up_to"
    ABOUT = "about"
    RANGE = "range"
    CHANGE = "change"
    WORDS = "words"
    MISSING = "missing"
    KEPT_BACK = "kept_back"


_WITH_AMOUNT = frozenset(Sense) - {Sense.WORDS, Sense.MISSING, Sense.KEPT_BACK}
_BEFORE = {
    Sense.OVER: "over ",
    Sense.AT_LEAST: "at least ",
    Sense.UNDER: "under ",
    Sense.UP_TO: "up to ",
    Sense.ABOUT: "about ",
}
_NUMBER_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PART_WORDS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}


@dataclass(frozen=True)
class Bounds:
    """All that an uncertain amount may be: between `low` and `high`, open-ended where one is `None`."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True

    @property
    def exact(self) -> Fraction | None:
        """The amount, where there is only one it can be."""
        return self.low if self.low is not None and self.low == self.high else None

    def __contains__(self, amount: Fraction) -> bool:
        above = self.low is None or amount > self.low or (self.low_included and amount == self.low)
        below = self.high is None or amount < self.high or (self.high_included and amount == self.high)
        return above and below

    def outcomes(self, judge: Callable[[Fraction], T], steps: Iterable[Fraction]) -> set[T]:
        """Every answer that `judge` gives within these bounds, where it changes its mind only at `steps`.

        It is asked at each step, between each two, and beyond the last, so the set is complete.
        """
        ends = {end for end in (self.low, self.high) if end is not None}
        cuts = sorted(ends | {step for step in steps if step in self})
        samples = [cut for cut in cuts if cut in self]
        samples += [(one + other) / 2 for one, other in pairwise(cuts)]
        samples += [cuts[0] - 1] if self.low is None else []
        samples += [cuts[-1] + 1] if self.high is None else []
        return {judge(sample) for sample in samples}


@dataclass(frozen=True)
class Value:
    """A figure as published, in the indicator's unit; a `Fraction` is a share of a whole, even where the unit is %.

    `upper` is the far end of a range. `margin` says how far an "about" may be out, in the same unit, where that is
    known. `words` stand for the figure where it has no amount, and are what is shown where the source's own wording
    matters. `base` is the base year of an index or reduction: figures with unlike bases are never compared. A CHANGE
    is a percentage change without the level it leads to. A figure that is KEPT_BACK is known and not shown: its words
    say why, "not shown, as …", and are no figure.

    Raises TypeError for floats, ValueError where sense and parts do not fit together.
    """

    sense: Sense
    amount: Amount | None = None
    upper: Amount | None = None
    margin: Decimal | None = None
    words: str = ""
    base: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sense", Sense(self.sense))
        for part in (self.amount, self.upper, self.margin):
            if part is not None and not isinstance(part, Decimal | Fraction):
                raise TypeError(f"Amounts are Decimal or Fraction, not {type(part).__name__}.")
            if isinstance(part, Decimal) and not part.is_finite():
                raise ValueError(f"{part} is not an amount.")
        if (self.amount is not None) != (self.sense in _WITH_AMOUNT):
            raise ValueError(f"A figure that is “{self.sense}” {self._has_or_not} an amount.")
        if (self.upper is not None) != (self.sense is Sense.RANGE):
            raise ValueError("A range, and only a range, has an upper end.")
        if self.upper is not None and Fraction(self.upper) < Fraction(self.amount or 0):
            raise ValueError("A range goes from its lower end to its upper.")
        if self.margin is not None and (self.sense is not Sense.ABOUT or self.margin < 0):
            raise ValueError("A margin goes with “about”, and is not negative.")
        if self.sense in (Sense.WORDS, Sense.KEPT_BACK) and not self.words:
            raise ValueError("A figure in words, or kept back, needs the words.")

    @property
    def _has_or_not(self) -> str:
        return "needs" if self.sense in _WITH_AMOUNT else "does not have"

    def bounds(self, unit: str = "") -> Bounds | None:
        """What the level may be, in the unit; `None` where that is not known (words, a change, a bare "about")."""
        if self.amount is None or self.sense is Sense.CHANGE:
            return None
        amount = _in_unit(self.amount, unit)
        match self.sense:
            case Sense.EXACT:
                return Bounds(amount, amount)
            case Sense.OVER | Sense.AT_LEAST:
                return Bounds(amount, None, low_included=self.sense is Sense.AT_LEAST)
            case Sense.UNDER | Sense.UP_TO:
                return Bounds(None, amount, high_included=self.sense is Sense.UP_TO)
            case Sense.RANGE:
                return Bounds(amount, _in_unit(self.upper or Decimal(0), unit))
            case _:
                margin = None if self.margin is None else Fraction(self.margin)
                return None if margin is None else Bounds(amount - margin, amount + margin)

    def shown(self, unit: str = "", places: int | None = None) -> str:
        """The figure as read in a sentence: "79%", "over 790", "367 to 423 hectares", "two thirds", "no data"."""
        if self.words:
            return self.words
        if self.amount is None:
            return wording.NO_DATA
        if self.sense is Sense.CHANGE:
            direction = "up" if self.amount > 0 else "down"
            return f"{direction} {_shown(max(self.amount, -self.amount), '%', places)}" if self.amount else "no change"
        if self.sense is Sense.RANGE:
            lower = _shown(self.amount, "£" if unit.startswith("£") else "%" if unit == "%" else "", places)
            return f"{lower} to {_shown(self.upper or Decimal(0), unit, places)}"
        return f"{_BEFORE.get(self.sense, '')}{_shown(self.amount, unit, places)}"


MISSING = Value(Sense.MISSING)


def trimmed(amount: Decimal) -> Decimal:
    """An amount from the database without the zeros it adds at the end."""
    return amount.normalize() + 0


def trimmed_or_none(amount: Decimal | None) -> Decimal | None:
    """The same where there may be none."""
    return None if amount is None else trimmed(amount)


def exact(amount: Decimal | int | Value | None) -> Value:
    """The value an amount stands for: `None` is missing, a `Value` stays itself. Raises TypeError for a float."""
    if isinstance(amount, Value):
        return amount
    if amount is None:
        return MISSING
    if isinstance(amount, float | bool):
        raise TypeError("Amounts are Decimal or int, never a float.")
    return Value(Sense.EXACT, Decimal(amount))


def out_of(part: int, whole: int) -> Value:
    """A counted share, "14 of 20": exact. Raises ValueError where the part is larger or there is no whole."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError("A part lies between none and all of a whole.")
    return Value(Sense.EXACT, Fraction(part, whole), words=f"{wording.number(part)} of {wording.number(whole)}")


def _in_unit(amount: Amount, unit: str) -> Fraction:
    share = isinstance(amount, Fraction) and unit == "%"
    return Fraction(amount) * (100 if share else 1)


def _shown(amount: Amount, unit: str, places: int | None) -> str:
    if isinstance(amount, Decimal):
        return wording.measure(amount, unit, places)
    top, bottom = amount.numerator, amount.denominator
    if bottom == 1 or top not in range(1, 10) or bottom not in _PART_WORDS:
        return f"{wording.number(top)} in {wording.number(bottom)}"
    if bottom == 2 and top == 1:
        return "half"
    part = _PART_WORDS[bottom]
    return f"a {part}" if top == 1 else f"{_NUMBER_WORDS[top]} {wording.plural(part)}"
