"""What a consultation report says of a survey held on this site: the results as they were published. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A piece of a bar, in tenths of a percentage point from 0 to 2,000, the middle at 1,000."""

    x: int
    width: int
    kind: str


@dataclass(frozen=True)
class Cell:
    """What a share of those who answered said, and how many they were; empty where that is not shown."""

    percent: str
    count: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a table: its bar, the same in a sentence, each answer's share, how many answered."""

    words: str
    parts: tuple[Part, ...]
    told: str
    cells: tuple[Cell, ...]
    base: str
    place: str = ""


@dataclass(frozen=True)
class Row:
    """One answer, or one thing judged, by who answered."""

    words: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A question; `both` where its bars go both ways. `by_group` tells, for each of `groups`, what `by_words` says."""

    number: int
    wording: str
    both: bool
    head: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    groups: tuple[str, ...]
    by_words: str
    by_group: tuple[Row, ...]
    texts: str


@dataclass(frozen=True)
class Ranked:
    """An aim in its place among all aims of the plan."""

    place: str
    wording: str
    important: str
    very: str
    base: str


@dataclass(frozen=True)
class Survey:
    """The published results that stand. `earlier` are those they stand for, each in words; `who` is (group, how many),
    and `themes` (what people wrote about, how many). Nobody's own words are here: they go when a response is erased,
    and a published paper stays."""

    published: str
    interim: bool
    responses: str
    illustrative: bool
    who: tuple[Row, ...]
    questions: tuple[Question, ...]
    ranked: tuple[Ranked, ...]
    themes: tuple[Row, ...]
    earlier: tuple[str, ...]
    sha256: str
    warning: str  # of groups so small that one answer moves their percentages by points
