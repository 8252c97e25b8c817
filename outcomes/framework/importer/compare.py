"""How alike two texts are, by fixed rules."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from .headings import words_of

_TRAILING = ".,;:!?… "
# Beyond this many headings or aims in one sub-outcome only equal wording and order count.
MOST = 15


def same_words(text: str) -> str:
    """The text as two are compared for being the same: white space, case and trailing punctuation do not count."""
    return " ".join(text.split()).casefold().rstrip(_TRAILING)


def alike(heading: str, aim: str) -> bool:
    """True if a heading is plainly a wording of the aim.

    Nearly all its words are the aim's, or three in four of both texts' words are shared.
    """
    words, others = _counted(heading[:1000]), _counted(aim[:1000])
    if words.total() < 2:
        return words == others and bool(words)
    shared = (words & others).total()
    return shared >= 0.9 * words.total() or 2 * shared >= 0.75 * (words.total() + others.total())


def akin(heading: str, aim: str) -> bool:
    """True if at least half of a heading's words are the aim's: a weaker likeness, for use with other signs."""
    words = _counted(heading[:1000])
    return 2 * (words & _counted(aim[:1000])).total() >= words.total() > 0


@lru_cache(maxsize=256)
def _counted(text: str) -> Counter[str]:
    return Counter(words_of(text).split())


def match_headings(headings: Sequence[str], aims: Sequence[str]) -> list[int | None]:
    """For each heading the index of the aim it stands for, or None.

    Equal wording first, then alike wording; what is left over is matched in order if there are as many headings as
    aims, or if some of them matched by wording.
    """
    exact = {same_words(aim): index for index, aim in reversed(list(enumerate(aims)))}
    found: list[int | None] = [exact.get(same_words(heading)) for heading in headings]
    if len(headings) <= MOST and len(aims) <= MOST:
        for at, heading in enumerate(headings):
            if found[at] is None:
                free = (i for i, aim in enumerate(aims) if i not in found and alike(heading, aim))
                found[at] = next(free, None)
    if len(headings) == len(aims) or any(index is not None for index in found):
        _fill_in_order(found, len(aims))
    return found


def _fill_in_order(found: list[int | None], count: int) -> None:
    taken = set(found)
    free = (index for index in range(count) if index not in taken)
    for at, index in enumerate(found):
        if index is None:
            found[at] = next(free, None)
