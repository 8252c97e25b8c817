"""What changed between two editions, under seven keys (requirements B23 and B24).

Added, removed and merged say that a part is on one side only. Of a part on both sides:

- retitled, where it has a title of its own: the plan, an outcome, a sub-outcome, a section;
- reworded, where anything else differs that it says: its text; of an aim how far the council can bring it about; of a
  commitment who leads; of a list's line its heading; of the plan its years and what it calls its commitments;
- moved, where it stands under something else, or is grouped under another aim, or stands elsewhere among its neighbours
  (see `ordering`; outcomes and sections are neighbours, as they share one order);
- renumbered, where it has a number of its own and that differs.

One part may have changed in several ways, and then stands under several keys. A number that is new only because that
above it is new is renumbered, never moved; aims and commitments have no number of their own. What comes and goes with
what it stands under (`parts.ATTACHED`) is told only where that stays; what goes with it to another place is not told at
all, but for a commitment, which stands under a sub-outcome even where it is grouped under an aim. A heading that a
sub-outcome gains or loses, being implied before or after, is added or removed. Where a part comes from, and whether it
is illustrative, is no part of what the plan says.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from .ordering import reordered
from .pairing import Pairing, paired
from .parts import ATTACHED, INDICATOR, MOVABLE, NUMBERED, TITLED, Part, is_held, is_held_in_full
from .wordings import count_words

ADDED, REMOVED, RETITLED, REWORDED = "added", "removed", "retitled", "reworded"
MOVED, RENUMBERED, MERGED = "moved", "renumbered", "merged"
KEYS = (ADDED, REMOVED, RETITLED, REWORDED, MOVED, RENUMBERED, MERGED)


@dataclass(frozen=True)
class Change:
    """One change of one part; `names` are of the texts that were reworded, `in_order` is what was moved only among its
    neighbours."""

    key: str
    before: Part | None
    after: Part | None
    names: tuple[str, ...] = ()
    in_order: bool = False

    @property
    def part(self) -> Part:
        found = self.after or self.before
        assert found is not None
        return self.before if self.key == MERGED and self.before else found

    @property
    def uuid(self) -> UUID:
        """What the part is known by in both editions; of what was merged, the item that went."""
        return self.part.uuid if self.key == MERGED else self.part.key

    @property
    def kind(self) -> str:
        return self.part.kind

    def entry(self, reason: str = "") -> dict[str, Any]:
        """As commands and the API give it; null where the part is not."""
        return {
            "uuid": str(self.uuid), "kind": self.kind, "from": _named(self.before), "to": _named(self.after),
            "reason": reason,
        }  # fmt: skip


def _named(part: Part | None) -> dict[str, str] | None:
    return None if part is None else {"number": part.number, "title": part.title}


@dataclass(frozen=True)
class WordCount:
    """Words of the plan before and after."""

    before: int = 0
    after: int = 0

    @property
    def percent(self) -> int | None:
        """By how many per cent the number changed, rounded half away from zero; None where there was nothing."""
        if not self.before:
            return None
        change, sign = abs(self.after - self.before), 1 if self.after >= self.before else -1
        return sign * ((200 * change + self.before) // (2 * self.before))


@dataclass(frozen=True)
class Comparison:
    """`unchanged` counts parts that are as they were, by the outcome they belong to; None stands for the rest."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]
    changes: tuple[Change, ...]
    unchanged: Mapping[UUID | None, int] = field(default_factory=dict)

    @property
    def is_told(self) -> bool:
        """Whether anything is known of both editions, so that what differs can be said."""
        return is_held(self.before) and is_held(self.after)

    @property
    def is_counted(self) -> bool:
        """Whether enough is known of both for their lengths to be compared."""
        return is_held_in_full(self.before) and is_held_in_full(self.after)

    def under(self, key: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.key == key)

    def counts(self) -> dict[str, int]:
        found = Counter(change.key for change in self.changes)
        return {key: found[key] for key in KEYS}

    def word_count(self, top: UUID | None = None) -> WordCount:
        """Of the whole plan, or of one outcome. What stands in several places counts once in each outcome."""
        return WordCount(*(_counted(parts, top) for parts in (self.before, self.after)))


def _counted(parts: Iterable[Part], top: UUID | None) -> int:
    return sum(count_words(text) for part in parts if top is None or top in part.tops for text in part.words())


def compare(before: Iterable[Part], after: Iterable[Part], merged: Mapping[UUID, UUID] | None = None) -> Comparison:
    """Every change from one edition to another, in the order of the second; what is gone stands at the end, in the
    order of the first. `merged` says which item went into which (see `pairing`)."""
    old, new = tuple(before), tuple(after)
    pairs = paired(old, new, merged or {})
    changed = _Differences(pairs)
    by_part: dict[int, list[Change]] = {}
    unchanged: Counter[UUID | None] = Counter()
    for one, other in pairs.same:
        by_part[id(other)] = changed.between(one, other)
        if not by_part[id(other)] and other.printed:
            unchanged.update(other.tops or (None,))
    gone, came = _OneSide(pairs, old), _OneSide(pairs, new)
    for part in pairs.new:
        by_part[id(part)] = [Change(ADDED, None, part)] if gone.would_miss(part) else []
    changes = [change for part in new for change in by_part.get(id(part), ())]
    changes += [Change(REMOVED, part, None) for part in pairs.gone if came.would_miss(part)]
    changes += [Change(MERGED, one, other) for one, other in pairs.merged if one.kind not in ATTACHED]
    return Comparison(old, new, tuple(changes), unchanged)


class _OneSide:
    """The parts of one edition, to tell whether it is a change of its own that it lacks a part of the other."""

    def __init__(self, pairs: Pairing, parts: Iterable[Part]) -> None:
        self.stay = {part.key for pair in pairs.same for part in pair}
        self.cited = {(owner, part.uuid) for part in parts if part.kind == INDICATOR for owner in part.under}

    def would_miss(self, part: Part) -> bool:
        """Not what came or went with what it stands under, nor an indicator that its aim took along."""
        if part.kind not in ATTACHED:
            return part.printed
        return any(owner in self.stay and (owner, part.uuid) not in self.cited for owner in part.under)


class _Differences:
    """How a part on both sides changed."""

    def __init__(self, pairs: Pairing) -> None:
        self.heirs = pairs.heirs()
        self.gone = {part.key for part in pairs.gone}
        left = [(old, new) for old, new in pairs.same if old.printed and new.printed and not self._elsewhere(old, new)]
        self.reordered = reordered(left, self.heirs)

    def between(self, old: Part, new: Part) -> list[Change]:
        found = []
        printed = old.printed and new.printed
        if old.printed != new.printed:
            found.append(Change(REMOVED, old, None) if old.printed else Change(ADDED, None, new))
        if printed and old.kind in TITLED and not alike(old.title, new.title):
            found.append(Change(RETITLED, old, new))
        if names := self._reworded(old, new):
            found.append(Change(REWORDED, old, new, names))
        if printed and self._elsewhere(old, new):
            found.append(Change(MOVED, old, new))
        elif new.key in self.reordered:
            found.append(Change(MOVED, old, new, in_order=True))
        if printed and old.kind in NUMBERED and old.number != new.number:
            found.append(Change(RENUMBERED, old, new))
        return found

    @staticmethod
    def _reworded(old: Part, new: Part) -> tuple[str, ...]:
        one, other = old.said(), new.said()
        return tuple(name for name in {**one, **other} if not alike(one.get(name, ""), other.get(name, "")))

    def _elsewhere(self, old: Part, new: Part) -> bool:
        """Whether it stands under something else, or is grouped under another aim."""
        if old.kind not in MOVABLE:
            return False
        if {self.heirs.get(key, key) for key in old.under} != new.under:
            return True
        left = {self.heirs.get(key, key) for key in old.aims if key not in self.gone}
        return left != new.aims


def alike(one: str, other: str) -> bool:
    """Whether two texts say the same: how they are spaced is no difference."""
    return one.split() == other.split()
