"""Where a figure stands among comparable councils: worked out from theirs, or as a source states it. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from performance.direction import Polarity
from performance.values import Value
from plan import wording
from plan.periods import Period

NO_POSITION = "no comparison"
_GOOD = {1: "Best 25%", 2: "Second best 25%", 3: "Second worst 25%", 4: "Worst 25%"}
_PLAIN = {1: "Highest 25%", 2: "Second highest 25%", 3: "Second lowest 25%", 4: "Lowest 25%"}
# Words that say themselves whom they compare with: "lower than England", "below the average", "among the poorest".
_WITH_WHOM = re.compile(r"\b(than|above|below|similar to|among|amongst|against|average|target)\b", re.IGNORECASE)
# Words of a level, which mean little to whoever does not know which way is good.
_LEVEL = re.compile(r"\b(low|high|few|many|lower|higher|fewer|more|less|above|below)\b", re.IGNORECASE)


def quartile_words(
    *,
    quartile: int | None = None,
    rank: int | None = None,
    of: int | None = None,
    polarity: Polarity = Polarity.HIGH,
) -> str:
    """A stated quartile or rank, for where group and period stand beside it: "Worst 25%, 30th of 33, counted from the
    highest"; "no comparison" where neither is stated.

    Quartile 1 and rank 1 are the best; with neither end good, the highest. Raises ValueError for what cannot be: a
    fifth quarter, 34th of 33, a size without a rank.
    """
    names = _names(polarity)
    if quartile is not None and quartile not in names:
        raise ValueError("A quartile is 1, 2, 3 or 4, and 1 is the best.")
    if of is not None and (rank is None or rank > of):
        raise ValueError("A rank lies between first and last of its group.")
    parts = [names[quartile]] if quartile else []
    if rank is not None:
        parts += [_ranked(rank, of), _counted_from(polarity)]
    return ", ".join(parts) or NO_POSITION


def place_told(
    *,
    group: str,
    when: str,
    polarity: Polarity,
    quartile: int | None = None,
    rank: int | None = None,
    of: int | None = None,
    words: str = "",
    of_councils: bool = True,
    ours: bool = False,
) -> str:
    """A place by itself, without a full stop: "In the best 25% of county councils in 2020/21", "5th of 6 counties
    in 2019/20, counted from the highest", "Low among county councils in 2020/21; low is good". Empty where nothing is
    stated.

    A place in words stays in them; where they do not say whom they compare with, the group is named: `of_councils` is
    false where that is an average. `when` is as a sentence has it, "in 2020/21". `ours`: the size counts our council.
    Raises ValueError as `quartile_words`.
    """
    if quartile is None and rank is None:
        return _as_stated(words, group, when, polarity, of_councils) if words else ""
    known = quartile_words(quartile=quartile, rank=rank, of=of, polarity=polarity).split(", ")
    included = ", ours among them" if ours else ""
    if quartile is None:
        return f"{known[0]}{'' if of else ' of'} {group} {when}{included}, {known[1]}"
    told = f"In the {known[0][:1].lower()}{known[0][1:]} of {group} {when}"
    return ", ".join([told, *known[1:2]]) + (f"{included}, {known[2]}" if rank is not None else "")


def _as_stated(words: str, group: str, when: str, polarity: Polarity, of_councils: bool) -> str:
    if not _WITH_WHOM.search(words):
        level, comma, more = words.partition(", ")
        words = f"{level} {'among' if of_councils else 'beside'} {group}{comma}{more}"
    told = f"{words}{',' if ', ' in words else ''} {when}"
    return f"{told}; {polarity.label}" if polarity is not Polarity.NEITHER and _LEVEL.search(told) else told


def _names(polarity: Polarity) -> dict[int, str]:
    return _PLAIN if polarity is Polarity.NEITHER else _GOOD


def _ranked(rank: int, of: int | None) -> str:
    return wording.ordinal(rank) + (f" of {wording.number(of)}" if of is not None else "")


def _counted_from(polarity: Polarity) -> str:
    return f"counted from the {'lowest' if polarity is Polarity.LOW else 'highest'}"


@dataclass(frozen=True)
class Beside:
    """How a figure lies beside an average or a region's: `side` is "above", "below" or "the same"."""

    side: str
    ours: str
    theirs: str
    polarity: Polarity

    @property
    def words(self) -> str:
        """Where the group stands beside it: "Above, worked out from the two figures"."""
        return f"{wording.sentence(self.side)}, worked out from the two figures"

    def told(self, group: str, when: str) -> str:
        """By itself: "Above East Midlands at 15 October 2021, worked out: 94.0% against 93.6%; high is good"."""
        side = "The same as" if self.side == "the same" else wording.sentence(self.side)
        told = f"{side} {group} {when}, worked out: {self.ours} against {self.theirs}"
        return told if self.polarity is Polarity.NEITHER else f"{told}; {self.polarity.label}"


def beside_average(
    own: Value, theirs: Value, polarity: Polarity, *, unit: str = "", places: int | None = None
) -> Beside | None:
    """How our figure lies beside another one for the same period and kind of area, in the same unit; None where that
    is not sure, as either may be more than one amount, or where their base years differ."""
    ends, other = own.bounds(unit), theirs.bounds(unit)
    if ends is None or other is None or other.exact is None or own.base != theirs.base:
        return None
    amount: Fraction = other.exact
    sides = ends.outcomes(lambda one: (one > amount) - (one < amount), [amount])
    if len(sides) != 1:
        return None
    side = {1: "above", -1: "below", 0: "the same"}[sides.pop()]
    if side != "the same" and own.shown(unit, places) == theirs.shown(unit, places):
        places = None  # what differs is not said to be the same by rounding
    return Beside(side, own.shown(unit, places), theirs.shown(unit, places), polarity)


def placed(quartile: int | None, polarity: Polarity) -> int | None:
    """The quarter that counts among places from best to worst: none where neither end is good, as the highest quarter
    of what is neither good nor bad is not the best."""
    return None if polarity is Polarity.NEITHER else quartile


FEWEST_FOR_QUARTILES = 4


@dataclass(frozen=True)
class Standing:
    """The council's place: `rank` 1 is the best, `of` counts the councils with a figure, our own among them.

    `level` counts others with the same figure, `missing` those without one. Fewer than four have no quartiles.
    """

    rank: int
    of: int
    quartile: int | None
    level: int = 0
    missing: int = 0

    def words(self, polarity: Polarity, group: str, period: Period) -> str:
        """In one line: "In the best 25% of county councils in 2020/21, 3rd of 12, ours among them, counted from the
        highest, level with 1 other; 2 gave no figure"."""
        told = place_told(
            group=group, when=period.when, polarity=polarity, quartile=self.quartile, rank=self.rank, of=self.of,
            ours=True,
        )  # fmt: skip
        if self.level:
            told += f", level with {wording.number(self.level)} other{'s' if self.level > 1 else ''}"
        return f"{told}; {wording.number(self.missing)} gave no figure" if self.missing else told


def standing(own: Decimal, others: Iterable[Decimal | None], polarity: Polarity) -> Standing | None:
    """The place of a figure among others for the same period and kind of area; None where there is nobody else.

    Councils with the same figure share the better place. A quartile is a quarter of the places, so with ties across
    its edge all of them stand in the better one. With neither end good, the highest comes first.
    """
    given = list(others)
    known = [other for other in given if other is not None]
    if not known:
        return None
    better = sum(other < own if polarity is Polarity.LOW else other > own for other in known)
    rank, of = better + 1, len(known) + 1
    quartile = (rank - 1) * 4 // of + 1 if of >= FEWEST_FOR_QUARTILES else None
    return Standing(rank, of, quartile, level=known.count(own), missing=len(given) - len(known))


def middle_half(values: Iterable[Decimal | None]) -> tuple[Decimal, Decimal] | None:
    """The lowest and highest figure of a group once its lowest and highest quarter are left out; None for fewer than
    four."""
    known = sorted(value for value in values if value is not None)
    aside = len(known) // 4
    return (known[aside], known[-1 - aside]) if len(known) >= FEWEST_FOR_QUARTILES else None
