"""What a pack says: one read model that page, paper and programs all draw from, and that is stored with a version.

Pure: no Django. Everything is in the committee's remit; what stands above an item of the remit is there as a heading
only (`heading_only`), without its words.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from plan import chain

from .parts import Outcome, Paper
from .stored import Stored
from .told import Chosen, Enquiry, Known, SinceLast

BEFORE_SECTIONS = (Chosen("delivery", ""), Chosen("notes", "Notes on data"), Chosen("glossary", "Glossary"))
SCHEMA = 2  # since 2 several boards may have judged a sub-outcome and reported on an outcome


@dataclass(frozen=True)
class Figure:
    """One of the big figures of the first page: "31 of 47", what it counts, and whether it is bad news."""

    value: str
    of: str
    words: str
    tone: str


@dataclass(frozen=True)
class Line:
    """A line of the first page: what, why (plain words), and where to read on (`number` at `anchor`)."""

    status: str
    text: str
    why: str
    number: str
    anchor: str
    illustrative: bool


@dataclass(frozen=True)
class Lines:
    """A list of the first page, cut to what fits, with how many more there are. `counted` says of what there are how
    many, where it is more than one kind of thing: "2 sub-outcomes and 4 actions"."""

    title: str
    lines: tuple[Line, ...]
    more: int
    counted: str = ""

    @property
    def total(self) -> int:
        return len(self.lines) + self.more

    @property
    def all_illustrative(self) -> bool:
        """Said once, in the heading, where it is true of every line."""
        return bool(self.lines) and all(line.illustrative for line in self.lines)


@dataclass(frozen=True)
class Count:
    status: str
    label: str
    count: int


@dataclass(frozen=True)
class Row:
    """An outcome in the remit at a glance."""

    number: str
    title: str
    anchor: str
    promises: tuple[Count, ...]
    measures: int
    better: int
    worse: int
    judgements: tuple[Count, ...]


@dataclass(frozen=True)
class Front:
    """The first page, which stands alone."""

    judgement: str
    figures: tuple[Figure, ...]
    off_track: Lines
    worse: Lines
    attention: Lines
    rows: tuple[Row, ...]
    enquiries: Lines | None = None  # packs stored before there were any have none


@dataclass(frozen=True)
class Note:
    """Notes on one indicator's data: a term and its words, in order."""

    slug: str
    name: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Term:
    term: str
    definition: str


@dataclass(frozen=True)
class Content(Stored):
    """Everything a pack shows. `remit` are the sorted UUIDs of all items shown as such; headings are not among them."""

    reads = SCHEMA

    schema: int
    paper: Paper
    front: Front
    outcomes: tuple[Outcome, ...]
    notes: tuple[Note, ...]
    terms: tuple[Term, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool
    enquiries: tuple[Enquiry, ...] = ()
    since: SinceLast | None = None
    sections: tuple[Chosen, ...] = ()
    known: Known | None = None

    @property
    def parts(self) -> tuple[Chosen, ...]:
        """The sections in their order, as far as there is anything in them; papers stored before sections were chosen
        have the three that there were."""
        there = {"notes": bool(self.notes), "glossary": bool(self.terms), "since": self.since is not None}
        return tuple(one for one in self.sections or BEFORE_SECTIONS if there.get(one.key, True))


def digest(stored: dict[str, Any]) -> str:
    """SHA-256 of a content as stored, over canonical JSON: the same on every database."""
    return hashlib.sha256(chain.canonical(stored)).hexdigest()


def items_shown(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """UUIDs of every item shown as such, with repeats."""
    for outcome in outcomes:
        if not outcome.heading_only:
            yield outcome.uuid
        for sub in outcome.sub_outcomes:
            if not sub.heading_only:
                yield sub.uuid
            yield from (aim.uuid for aim in sub.aims)
            for promise in sub.promises:
                yield promise.uuid
                yield from (nested.uuid for nested in promise.nested)


def words_of(value: Any) -> Iterator[str]:
    """Every piece of text in a content or a part of it."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_of(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from words_of(inner)
