"""What a pack says: one read model that page, paper and programs all draw from, and that is stored with a version.

Pure: no Django. Everything is in the committee's remit; what stands above an item of the remit is there as a heading
only (`heading_only`), without its words.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from plan import chain

from .parts import Outcome, Paper

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
class Content:
    """Everything a pack shows. `remit` are the sorted UUIDs of all items shown as such; headings are not among them."""

    schema: int
    paper: Paper
    front: Front
    outcomes: tuple[Outcome, ...]
    notes: tuple[Note, ...]
    terms: tuple[Term, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON: mappings, lists, text, whole numbers, true, false and null."""
        return _plain(asdict(self))

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Content":
        """The content that `to_dict` wrote. Raises ValueError for one that another schema wrote."""
        if stored.get("schema") != SCHEMA:
            raise ValueError(f"This content has schema {stored.get('schema')}, and this system reads {SCHEMA}.")
        return _build(cls, stored)


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


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple | list) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, value: Any) -> Any:
    """`value`, plain, as an instance of the type that the dataclasses declare. What was stored before a field with a
    default was added takes the default."""
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _build(hint, value[name]) for name, hint in _hints(kind).items() if name in value})
    if get_origin(kind) is tuple:
        inner = [hint for hint in get_args(kind) if hint is not Ellipsis]
        hints = inner * len(value) if len(inner) == 1 else inner
        return tuple(_build(hint, part) for hint, part in zip(hints, value, strict=True))
    options = [option for option in get_args(kind) if option is not NoneType]
    return _build(options[0], value) if options and value is not None else value
