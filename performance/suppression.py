"""Which counts of people are hidden, so that nobody can be recognised and nothing hidden can be worked out. Pure.

A count from 1 to just under the threshold is hidden. A single hidden part could be worked out from the whole and the
other parts, so further parts are hidden with it, the smallest first, until every hidden part could be at least two
things. Where that cannot be reached the whole is hidden too. Noughts are shown: they identify nobody.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

NOT_SHOWN = "not shown, as it counts very few people"
Part = TypeVar("Part", bound=Hashable)


@dataclass(frozen=True)
class Hidden(Generic[Part]):
    """What is not shown: parts by their key, and whether the whole is hidden."""

    parts: frozenset[Part]
    whole: bool = False


def is_small(count: int | Decimal | None, threshold: int) -> bool:
    """Whether the count by itself could identify somebody."""
    return count is not None and 0 < count < threshold


def hide(
    whole: int | None,
    divisions: Mapping[str, Mapping[Part, int | None]],
    threshold: int,
    *,
    already: Collection[Part] = (),
    whole_hidden: bool = False,
) -> Hidden[Part]:
    """What to hide of a whole and of its divisions (by sex, by district), each of which makes it up.

    A part without a figure is None, and hides what the others would tell. `already` and `whole_hidden` are what is
    hidden for another reason. The answer does not depend on the order of divisions or parts.
    """
    hidden: set[Part] = set()
    whole_hidden = whole_hidden or is_small(whole, threshold)
    for counts in divisions.values():
        small = {part for part, count in counts.items() if part in already or is_small(count, threshold)}
        chosen, reached = _of_division(counts, small, whole_known=whole is not None and not whole_hidden)
        hidden |= chosen
        whole_hidden |= not reached
    if whole_hidden:
        # A division shown in full would add up to the whole that is hidden.
        for counts in divisions.values():
            if None not in counts.values() and not hidden & set(counts):
                hidden |= set(_smallest_first(counts)[:1])
    return Hidden(frozenset(hidden), whole_hidden)


def hide_running(counts: Sequence[int], threshold: int) -> set[int]:
    """Of figures that each count a year so far, in order, the places of those to hide: a figure that exceeds the last
    one shown by very few tells those few. What was shown first stays."""
    hidden: set[int] = set()
    shown = 0
    for place, count in enumerate(counts):
        if is_small(abs(count - shown), threshold):
            hidden.add(place)
        else:
            shown = count
    return hidden


def _of_division(
    counts: Mapping[Part, int | None], small: Collection[Part], *, whole_known: bool
) -> tuple[set[Part], bool]:
    """The parts to hide of one division, and whether that is enough with the whole in sight."""
    chosen = set(small)
    if not chosen or not whole_known or None in counts.values():
        return chosen, True
    more = [part for part in _smallest_first(counts) if part not in chosen]
    while not _open(chosen, counts) and more:
        chosen.add(more.pop(0))
    return chosen, _open(chosen, counts)


def _open(chosen: set[Part], counts: Mapping[Part, int | None]) -> bool:
    """Whether each hidden part could be at least two things: two parts or more, that are not all known to be 1."""
    together = sum(counts[part] or 0 for part in chosen)
    return len(chosen) >= 2 and together > len(chosen)


def _smallest_first(counts: Mapping[Part, int | None]) -> list[Part]:
    present = [(count, str(part), part) for part, count in counts.items() if count]
    return [part for _, _, part in sorted(present, key=lambda row: row[:2])]
