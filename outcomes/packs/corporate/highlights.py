"""What a paper of highlight reports says: each board's report in full, a chapter to each (D41 to D43). Pure.

The words are those that boards wrote for management: what is candid in them is why the paper is not public.
"""

from collections import Counter
from dataclasses import dataclass

from ..content import Count, Term
from ..parts import Answer, Paper, Remark
from ..stored import Stored
from ..summary import STATUSES
from ..told import Chosen, usual
from .reported import Owed, Said

SCHEMA = 1
OWED, REPORTS = "owed", "reports"
SECTIONS = (
    Chosen("introduction", "Introduction"), Chosen(OWED, "Not sent yet"), Chosen(REPORTS, "The reports"),
)  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """The board's status of a sub-outcome, with its reason (Markdown)."""

    number: str
    title: str
    status: str
    text: str


@dataclass(frozen=True)
class Update:
    """How a commitment stood on a day, as its update has it (Markdown), and where it can be seen."""

    number: str
    commitment: str
    status: str
    day: str
    text: str
    evidence: str


@dataclass(frozen=True)
class Chapter:
    """One board's report on one outcome."""

    number: str
    title: str
    anchor: str
    accent: int
    said: Said
    judgements: tuple[Judged, ...]
    answers: tuple[Answer, ...]
    achievements: tuple[Remark, ...]
    challenges: tuple[Remark, ...]
    priorities: tuple[Remark, ...]
    decisions: tuple[Remark, ...]
    attention: tuple[Remark, ...]
    updates: tuple[Update, ...]
    left_out: str = ""  # by exception: what of it is not shown
    statuses: tuple[Count, ...] = ()  # by exception: of all sub-outcomes

    @property
    def counts(self) -> list[Count]:
        """How many sub-outcomes stand how."""
        if self.statuses:
            return list(self.statuses)
        found = Counter(one.status for one in self.judgements)
        return [Count(status, words, found[status]) for status, words in STATUSES.items() if found[status]]

    @property
    def updates_counts(self) -> list[Count]:
        found = Counter(one.status for one in self.updates)
        return [Count(status, words, found[status]) for status, words in STATUSES.items() if found[status]]


@dataclass(frozen=True)
class Content(Stored):
    reads = SCHEMA

    schema: int
    paper: Paper
    chapters: tuple[Chapter, ...]
    owed: tuple[Owed, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool
    sections: tuple[Chosen, ...] = ()

    @property
    def in_order(self) -> tuple[Chosen, ...]:
        """The sections in their order, with those that hold nothing left out."""
        there = {OWED: bool(self.owed)}
        return usual(SECTIONS, self.sections, there)

    @property
    def has_chapters(self) -> bool:
        """Whether the reports are among the sections."""
        return REPORTS in {one.key for one in self.in_order}

    @property
    def of_one_board(self) -> bool:
        return len({chapter.said.board for chapter in self.chapters}) == 1
