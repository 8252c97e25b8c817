"""What changed of one part, and in one outcome, in the words in which pages and papers tell it. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from outcomes.framework.comparing.changes import ADDED, KEYS, MOVED, REMOVED, RENUMBERED, REWORDED, Change, WordCount
from outcomes.framework.comparing.parts import (
    AIM,
    COMMITMENT,
    ENTRY,
    OUTCOME,
    PLAN,
    SECTION,
    STATEMENT,
    SUB_OUTCOME,
    TERM,
    WORDING,
    WORDS,
    Part,
)  # fmt: skip
from outcomes.framework.comparing.speaking import Spoken
from outcomes.framework.comparing.wordings import SAME, Piece, word_by_word
from plan import text
from plan.wording import sentence

from .models import PlanChange
from .runs import RUNS, Run, runs_of, several
from .why import Why

Kind = PlanChange.Kind
REST = "other-parts"
# How many unchanged words in a row are shown before and after a change.
AROUND = 24
# Words for many of a key: "3 reworded".
MANY = {
    "added": "added", "removed": "removed", "retitled": "with a new title", "reworded": "reworded", "moved": "moved",
    "renumbered": "with a new number", "merged": "merged into others",
}  # fmt: skip
HEADINGS = (PLAN, OUTCOME, SUB_OUTCOME, SECTION)
# What the council does and wants is read before what goes with it.
FIRST = (COMMITMENT, AIM)
# Changes that can be told together, where nothing but the words of each part has to be shown.
ALIKE = ((ADDED,), (REMOVED,), (MOVED,))


@dataclass(frozen=True)
class Reworded:
    """One text of a part, in pieces."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Told:
    """All that changed of one part. `labels` say how, `texts` are told word by word, `spoken` are numbers in them."""

    part: Part
    changes: tuple[Change, ...]
    reasons: tuple[Why, ...] = ()
    spoken: tuple[Spoken, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(change.key for change in self.changes)

    @property
    def labels(self) -> list[tuple[str, str]]:
        return [(key, Kind(key).label) for key in self.keys]

    @property
    def before(self) -> Part | None:
        return self.changes[0].before

    @property
    def after(self) -> Part | None:
        return self.changes[0].after

    @property
    def what(self) -> str:
        """What it is; a point in a list by the heading of the list, such as Targets."""
        listed = self.part.beside if self.part.kind == STATEMENT else ""
        return listed or sentence(WORDS[self.part.kind])

    @property
    def beside(self) -> str:
        """What it goes with, where that is not what it is called by."""
        return "" if self.part.kind == STATEMENT else self.part.beside

    @property
    def alike(self) -> tuple | None:
        """The same for parts that are told together: of one kind, changed in one way, for one reason."""
        if self.is_heading or self.keys not in ALIKE or self.explained:
            return None
        return self.keys, self.what, self.reasons

    @property
    def is_heading(self) -> bool:
        return self.part.kind in HEADINGS

    @property
    def anchor(self) -> str:
        """Its id on the page of its outcome."""
        return f"c{self.part.key.hex[:12]}"

    @property
    def whole(self) -> str:
        """The words of a part that is on one side only, or stands elsewhere in the same words."""
        return "" if self.is_heading or REWORDED in self.keys else self.part.title

    @property
    def only_renumbered(self) -> bool:
        return self.is_heading and self.keys == (RENUMBERED,)

    @property
    def whereto(self) -> str:
        """In words, where that which was moved stands now, as far as its numbers do not say."""
        moved = next((change for change in self.changes if change.key == MOVED), None)
        if moved is None:
            return ""
        if moved.in_order:
            whole = self.part.kind in (OUTCOME, SECTION)
            return f"It now stands elsewhere in {'the order of the plan' if whole else 'its list'}."
        if self.is_heading:
            return "It now stands under another outcome."
        return "" if self.numbers[0] else "It now stands in another group of the same part."

    @property
    def explained(self) -> list[str]:
        """What else a small part says that is on one side only: a glossary term's definition."""
        return [readable(text) for _name, text in self.part.texts] if self.part.kind in (TERM, ENTRY) else []

    @property
    def numbers(self) -> tuple[str, str]:
        return numbers_of(self.before, self.after)

    @property
    def texts(self) -> list[Reworded]:
        names = [name for change in self.changes if change.key == REWORDED for name in change.names]
        old, new = ((part.said() if part else {}) for part in (self.before, self.after))
        return [
            Reworded("" if name == WORDING else sentence(name),
                     shortened(word_by_word(readable(old.get(name, "")), readable(new.get(name, "")))))
            for name in names
        ]  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    """Parts of one kind that changed in one way and for one reason: the reason is told once."""

    told: tuple[Told, ...]

    @property
    def key(self) -> str:
        return self.told[0].keys[0]

    @property
    def label(self) -> str:
        return Kind(self.key).label

    @property
    def kind(self) -> str:
        return self.told[0].part.kind

    @property
    def what(self) -> str:
        return self.told[0].what

    @property
    def many(self) -> str:
        """The kind, for several."""
        return several(self.kind)

    @property
    def reasons(self) -> tuple[Why, ...]:
        return self.told[0].reasons


def gathered(told: Iterable[Told]) -> list[Gathered]:
    """Neighbours that are alike together, the others each by itself."""
    found: list[Gathered] = []
    for alike, neighbours in groupby(told, key=lambda one: one.alike):
        ones = tuple(neighbours)
        found += [Gathered(ones)] if alike else [Gathered((one,)) for one in ones]
    return found


def in_order(told: Iterable[Told]) -> tuple[Told, ...]:
    """Headings, then actions and aims, then the rest, each as it came; those that are alike beside one another."""
    blocks: dict[object, list[Told]] = {}
    for one in sorted(told, key=lambda one: 0 if one.is_heading else 1 if one.part.kind in FIRST else 2):
        blocks.setdefault(one.alike or id(one), []).append(one)
    return tuple(one for block in blocks.values() for one in block)


@dataclass(frozen=True)
class Group:
    """What changed in one outcome, or (`slug` is REST) in all that belongs to none. `gone_to` is what moved from here
    to another outcome, and is told there."""

    slug: str
    before: Part | None
    after: Part | None
    told: tuple[Told, ...]
    gone_to: tuple[Told, ...]
    unchanged: int
    words: WordCount

    @property
    def title(self) -> str:
        part = self.after or self.before
        return part.title if part else "The plan as a whole, its sections and glossary"

    @property
    def numbers(self) -> tuple[str, str]:
        return numbers_of(self.before, self.after)

    @property
    def headlines(self) -> list[Told]:
        """What changed of the outcome itself, its sub-outcomes, or sections: short enough for the first page."""
        return [one for one in self.told if one.is_heading and not one.only_renumbered]

    @property
    def runs(self) -> list[Run]:
        """What else changed, in short."""
        return runs_of(self.told)[:RUNS]

    @property
    def renumbered(self) -> list[Told]:
        """Those of which only the number is new: told in one place, as they follow from one another."""
        return [one for one in self.told if one.only_renumbered]

    @property
    def renumbered_alike(self) -> list[Gathered]:
        """The same by their reasons."""
        found: dict[tuple[Why, ...], list[Told]] = defaultdict(list)
        for one in self.renumbered:
            found[one.reasons].append(one)
        return [Gathered(tuple(ones)) for ones in found.values()]

    @cached_property
    def others(self) -> tuple[Told, ...]:
        """All but those of which only the number is new, in the order in which the outcome's page tells them."""
        return in_order(one for one in self.told if not one.only_renumbered)

    @property
    def counts(self) -> list[tuple[str, str]]:
        return counted(change.key for one in self.told for change in one.changes)

    @property
    def stands_in_full(self) -> bool:
        """Whether the headlines say everything."""
        return not self.gone_to and all(one.is_heading and not one.texts for one in self.told)


def numbers_of(before: Part | None, after: Part | None) -> tuple[str, str]:
    """The number before, where it was another or the part is gone, and the number now."""
    old, new = (part.number if part else "" for part in (before, after))
    return ("" if old == new else old, new)


def counted(keys: Iterable[str]) -> list[tuple[str, str]]:
    """How many of each key there are, in words, without those of which there are none."""
    found: dict[str, int] = defaultdict(int)
    for key in keys:
        found[key] += 1
    return [(key, f"{found[key]} {MANY[key]}") for key in KEYS if found[key]]


def readable(markdown: str) -> str:
    """The words of a narrative without its marks, paragraphs and lines of lists apart."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", markdown.strip())
    return "\n\n".join(filter(None, (text.plain(block) for block in blocks)))


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, with long stretches in which nothing changed cut to what stands around a change."""
    last = len(pieces) - 1
    return tuple(
        Piece(SAME, _cut(piece.text, place > 0, place < last)) if piece.how == SAME and last else piece
        for place, piece in enumerate(pieces)
    )


def _cut(words: str, after_change: bool, before_change: bool) -> str:
    tokens = re.split(r"(\s+)", words)
    if len(tokens) <= 4 * AROUND + 2:
        return words
    start = "".join(tokens[: 2 * AROUND]).rstrip() if after_change else ""
    end = "".join(tokens[-2 * AROUND :]).lstrip() if before_change else ""
    return f"{start} […] {end}"
