"""Which part of one edition is which part of another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from .parts import Part


@dataclass
class Pairing:
    """`same` are pairs, `merged` are parts that went into another, with that other; the rest is only on one side."""

    same: list[tuple[Part, Part]] = field(default_factory=list)
    merged: list[tuple[Part, Part]] = field(default_factory=list)
    gone: list[Part] = field(default_factory=list)
    new: list[Part] = field(default_factory=list)

    def heirs(self) -> dict[UUID, UUID]:
        """What stands for a part of the first edition in the second, by their keys."""
        return {old.key: new.key for old, new in (*self.merged, *self.same)}


def paired(before: Iterable[Part], after: Iterable[Part], merged: Mapping[UUID, UUID]) -> Pairing:
    """Pair the parts by key. `merged` says which item went into which, for items that are still two elsewhere."""
    old_parts, new_parts = list(before), list(after)
    olds, news = _by_key(old_parts), _by_key(new_parts)
    found = Pairing()
    for key, mine in olds.items():
        theirs = news.get(key) or _target(mine[0], merged, news)
        _pair(mine, theirs, key in news, found)
    taken = {id(new) for _old, new in found.same}
    found.new = [part for part in new_parts if id(part) not in taken]
    _find_again(found)
    order = {id(part): place for place, part in enumerate(old_parts)}
    found.gone.sort(key=lambda part: order[id(part)])
    return found


def _by_key(parts: Iterable[Part]) -> dict[UUID, list[Part]]:
    found = defaultdict(list)
    for part in parts:
        found[part.key].append(part)
    return dict(found)


def _target(part: Part, merged: Mapping[UUID, UUID], news: Mapping[UUID, list[Part]]) -> list[Part]:
    """What a part went into, however many steps it took."""
    key, seen = part.key, set()
    while key in merged and key not in seen:
        seen.add(key)
        key = merged[key]
        if key in news:
            return news[key]
    return []


def _pair(mine: list[Part], theirs: list[Part], is_there: bool, found: Pairing) -> None:
    """Parts of one key: the same rows first, then the others in order; what is left over went into the first."""
    if not theirs:
        found.gone += mine
        return
    if not is_there:
        found.merged += [(old, theirs[0]) for old in mine]
        return
    left, free = list(mine), list(theirs)
    for old in mine:
        same = next((new for new in free if new.uuid == old.uuid), None)
        if same is not None:
            found.same.append((old, same))
            left.remove(old)
            free.remove(same)
    found.same += zip(left, free, strict=False)
    found.merged += [(old, theirs[0]) for old in left[len(free) :]]


def _find_again(found: Pairing) -> None:
    """Parts that no other has the key of, by the further keys they have, the surest first."""
    for rank in range(max((len(part.again) for part in found.gone), default=0)):
        waiting = defaultdict(list)
        for part in reversed(found.new):
            if len(part.again) > rank:
                waiting[part.again[rank]].append(part)
        for old in [part for part in found.gone if len(part.again) > rank]:
            if same := waiting[old.again[rank]]:
                found.same.append((old, same.pop()))
        _drop_found(found)


def _drop_found(found: Pairing) -> None:
    taken = {id(part) for pair in found.same for part in pair}
    found.gone = [part for part in found.gone if id(part) not in taken]
    found.new = [part for part in found.new if id(part) not in taken]
