"""Where a figure stands among comparable councils: worked out from theirs, or as a source states it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from performance.direction import Polarity
from plan import wording

NO_POSITION = "no comparison"
_GOOD = {1: "Best 25%", 2: "Second best 25%", 3: "Second worst 25%", 4: "Worst 25%"}
_PLAIN = {1: "Highest 25%", 2: "Second highest 25%", 3: "Second lowest 25%", 4: "Lowest 25%"}


def quartile_words(
    *,
    quartile: int | None = None,
    rank: int | None = None,
    of: int | None = None,
    polarity: Polarity = Polarity.HIGH,
    group: str = "",
) -> str:
    """A stated quartile or rank: "Worst 25%, 30th of 33"; "no comparison" where neither is stated.

    Quartile 1 and rank 1 are the best; with neither end good, the highest. `group` names the comparators: "30th of 33
    county councils". Raises ValueError for what cannot be: a fifth quarter, 34th of 33, a size without a rank.
    """
    names = _PLAIN if polarity is Polarity.NEITHER else _GOOD
    if quartile is not None and quartile not in names:
        raise ValueError("A quartile is 1, 2, 3 or 4, and 1 is the best.")
    if of is not None and (rank is None or rank > of):
        raise ValueError("A rank lies between first and last of its group.")
    parts = [names[quartile]] if quartile else []
    if rank is not None:
        parts.append(wording.ordinal(rank) + (f" of {wording.number(of)}" if of is not None else ""))
    if not parts:
        return NO_POSITION
    if not group:
        return ", ".join(parts)
    return f"{', '.join(parts)}{'' if of is not None else ' of'} {group}"


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

    def words(self, polarity: Polarity = Polarity.HIGH, group: str = "") -> str:
        """In one line: "Best 25%, 3rd of 12 county councils, level with 1 other; 2 gave no figure"."""
        told = quartile_words(quartile=self.quartile, rank=self.rank, of=self.of, polarity=polarity, group=group)
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
