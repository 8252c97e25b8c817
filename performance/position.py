"""Where a figure stands among comparable councils, in words. Pure; the source states the place, none is worked out."""

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
