"""What the compendium says: one row for each indicator, outcome by outcome, and what is missing. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..content import Figure, Term
from ..parts import Goal, Paper, Place, Signal
from ..stored import Stored
from ..told import Chosen, usual

SCHEMA = 1
FIGURES, GAPS = "figures", "gaps"
SECTIONS = (
    Chosen("introduction", "Introduction"), Chosen(FIGURES, "The figures"), Chosen(GAPS, "What is missing"),
)  # fmt: skip
SHOWN = 5  # figures of each indicator, the latest last


@dataclass(frozen=True)
class Value:
    """A figure for a period, as people read it; `amount` is it as decimal text, where it is a number exactly."""

    period: str
    shown: str
    provisional: bool
    illustrative: bool
    amount: str = ""


@dataclass(frozen=True)
class Line:
    """An indicator. `values` are the figures for periods of the latest one's kind, oldest first; `notes` what to know
    before relying on them: a term and its words."""

    slug: str
    name: str
    unit: str
    high_is_good: str
    is_key: bool
    values: tuple[Value, ...]
    goal: Goal | None
    rating: Signal
    direction: Signal
    place: Place | None
    notes: tuple[tuple[str, str], ...]

    @property
    def latest(self) -> Value | None:
        return self.values[-1] if self.values else None

    @property
    def columns(self) -> list[Value | None]:
        """The last few figures, with nothing in place of those that are not there."""
        last = list(self.values[-SHOWN:])
        return [None] * (SHOWN - len(last)) + last


@dataclass(frozen=True)
class Part:
    """The indicators of a sub-outcome. `also` are those that stand in full under an earlier one: name and number."""

    number: str
    title: str
    anchor: str
    lines: tuple[Line, ...]
    also: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chapter:
    uuid: str
    number: str
    title: str
    kind: str
    anchor: str
    accent: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Gap:
    """Something that is missing, of how many, and where: numbers and names."""

    what: str
    count: int
    named: tuple[str, ...]


@dataclass(frozen=True)
class CompendiumContent(Stored):
    reads = SCHEMA

    schema: int
    paper: Paper
    figures: tuple[Figure, ...]
    chapters: tuple[Chapter, ...]
    gaps: tuple[Gap, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool
    sections: tuple[Chosen, ...] = ()
    left_out: str = ""  # by exception: how many indicators are not shown

    @property
    def in_order(self) -> tuple[Chosen, ...]:
        """The sections in their order, without those that hold nothing."""
        there = {GAPS: bool(self.gaps)}
        return usual(SECTIONS, self.sections, there)

    @property
    def lines(self) -> Iterator[tuple[Part, Line]]:
        """Each indicator once, with the part it stands in."""
        return ((part, line) for chapter in self.chapters for part in chapter.parts for line in part.lines)
