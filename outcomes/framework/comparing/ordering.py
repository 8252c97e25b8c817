"""Which of the parts on both sides were put in another place among their neighbours.

In each list as few as possible: those that would have to be taken out for the rest to stand in the order they had. Of
two neighbours that changed places it is the one that now stands first.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from .parts import Part


def reordered(pairs: Iterable[tuple[Part, Part]], heirs: Mapping[UUID, UUID]) -> set[UUID]:
    """The keys, in the second edition, of those that stand elsewhere among those of their list that stayed in it."""
    lists: dict[UUID, list[tuple[int, int, UUID]]] = defaultdict(list)
    for old, new in pairs:
        was = {heirs.get(home, home): place for home, place in old.places}
        for home, place in new.places:
            if home in was:
                lists[home].append((place, was[home], new.key))
    found: set[UUID] = set()
    for rows in lists.values():
        rows.sort()
        stay = longest_rise([was for _place, was, _key in rows])
        found |= {key for at, (_place, _was, key) in enumerate(rows) if at not in stay}
    return found


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of a longest run of numbers that rises, not necessarily of neighbours; of several, the one that ends
    lowest."""
    ends: list[int] = []  # the lowest number that a run of each length ends with, and its place
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(places[at - 1] if at else -1)
        ends[at : at + 1] = [number]
        places[at : at + 1] = [place]
    found: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found
