"""Answers to one question, counted: shares of those who answered, several answers taken together, two groups compared,
aims ranked. Pure.

A share is of all who answered the question, those who said that they don't know among them; who left it out is not
counted. Percentages are shown whole, and so may not add up to 100.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from consultation.hearing.levels import TOGETHER
from plan.wording import number, percentage, rounded

DONT_KNOW = "dont_know"
SMALL_BASE = 30  # fewer than this many answers shift by several points with one of them
HUNDRED = 100


@dataclass(frozen=True)
class Tally:
    """How many answered (`base`), and how many gave each answer, by its code. Of several answers one person may give
    more than one. Of answers that are `hidden` it is not known how many gave them (`small_cells`)."""

    base: int
    counts: Mapping[str, int]
    hidden: frozenset[str] = frozenset()

    def shows(self, codes: Iterable[str]) -> bool:
        return self.hidden.isdisjoint(codes)

    def of(self, codes: Iterable[str]) -> int:
        return sum(self.counts.get(code, 0) for code in codes)

    def share(self, codes: Iterable[str]) -> Fraction:
        """Of 1; nought where nobody answered."""
        return Fraction(self.of(codes), self.base) if self.base else Fraction(0)

    @property
    def is_small(self) -> bool:
        return self.base < SMALL_BASE


def percent(share: Fraction) -> str:
    """A share of 1 as people read it: "79%". What is not quite nothing says so."""
    if 0 < share < Fraction(1, 200):
        return "under 1%"
    return percentage(_decimal(share * HUNDRED), 0)


def points(difference: Fraction) -> str:
    """A difference of shares: "12 points more", "1 point less", "the same"."""
    shown = _decimal(abs(difference) * HUNDRED)
    if not shown:
        return "the same" if not difference else "under 1 point " + _way(difference)
    return f"{number(shown, 0)} point{'' if shown == 1 else 's'} {_way(difference)}"


def _way(difference: Fraction) -> str:
    return "more" if difference > 0 else "less"


def _decimal(value: Fraction) -> Decimal:
    return rounded(Decimal(value.numerator) / Decimal(value.denominator), 0)


def combined(kind: str, levels: Sequence[tuple[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """What is told of a question: (words, the answers meant). Of a scale first both its sides, then each answer."""
    sides = [(words, tuple(codes)) for words, codes in TOGETHER.get(kind, {}).values()]
    return [*sides, *((words, (code,)) for code, words in levels)]


# Two groups


@dataclass(frozen=True)
class Compared:
    """One answer, or several together, of two groups; None where it is not shown."""

    words: str
    one: Fraction | None
    other: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """Of the first over the second, of 1."""
        return None if self.one is None or self.other is None else self.one - self.other


def compare(kind: str, levels: Sequence[tuple[str, str]], one: Tally, other: Tally) -> list[Compared]:
    def shown(tally: Tally, codes: tuple[str, ...]) -> Fraction | None:
        return tally.share(codes) if tally.shows(codes) else None

    return [Compared(words, shown(one, codes), shown(other, codes)) for words, codes in combined(kind, levels)]


def warning(groups: Iterable[tuple[str, Tally]]) -> str:
    """What to bear in mind of small groups; empty where there are none."""
    small = [f"{words} ({tally.base})" for words, tally in groups if tally.is_small]
    if not small:
        return ""
    return (
        f"Fewer than {SMALL_BASE} answered: {', '.join(small)}. One answer more or less would move these percentages by"
        " several points, so small differences mean little."
    )


# Aims


@dataclass(frozen=True)
class Place:
    """The rank of one of several aims. Those with the same shares have the same place, and `tied` says so."""

    place: int
    key: int
    tally: Tally
    tied: bool

    @property
    def important(self) -> Fraction:
        return _important(self.tally)[0]

    @property
    def very(self) -> Fraction:
        return _important(self.tally)[1]


def _important(tally: Tally) -> tuple[Fraction, Fraction]:
    return tally.share(("very", "fairly")), tally.share(("very",))


def rank(tallies: Mapping[int, Tally]) -> list[Place]:
    """Aims by the share to whom they are very or fairly important, then by the share to whom they are very important.
    An aim that nobody answered has no place. Document 001, 15-26, tells of most and least valued aims so."""
    asked = {key: tally for key, tally in tallies.items() if tally.base}
    order = sorted(asked, key=lambda key: _important(asked[key]), reverse=True)
    found: list[Place] = []
    for number_, key in enumerate(order, start=1):
        alike = [other for other in order if _important(asked[other]) == _important(asked[key])]
        place = found[-1].place if found and found[-1].key in alike else number_
        found.append(Place(place, key, asked[key], len(alike) > 1))
    return found
