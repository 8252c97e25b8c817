"""What the plan says as a document: its parts in their order, in the words of one version. Pure."""

from dataclasses import dataclass

from ..content import Term
from ..parts import Aim, Paper
from ..stored import Stored

SCHEMA = 1


@dataclass(frozen=True)
class Entry:
    """A value or a service of a section, and the governance principle it supports."""

    title: str
    text: str
    principle: str


@dataclass(frozen=True)
class Section:
    number: str
    title: str
    anchor: str
    kind: str
    text: str
    signatory: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Action:
    """A commitment where it stands, by its number there: "4.1.2"."""

    uuid: str
    number: str
    text: str
    nested: tuple[str, ...]
    partners: str
    leads: bool
    elsewhere: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Commitments under the aim they serve; without one, those of the sub-outcome as a whole."""

    aim: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Measured:
    """An indicator by which success is measured, and where it stood when this version was published."""

    name: str
    figure: str
    period: str
    position: str
    illustrative: bool


@dataclass(frozen=True)
class List:
    """A short list with its heading: what will have come about by a year, savings, joint work."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SubOutcome:
    uuid: str
    number: str
    title: str
    anchor: str
    implied: bool
    illustrative: bool
    narrative: str
    aims: tuple[Aim, ...]
    groups: tuple[Group, ...]
    lists: tuple[List, ...]
    measured: tuple[Measured, ...]

    @property
    def has_figures(self) -> bool:
        """Whether any of its measures has a figure of the beginning; a draft keeps none yet."""
        return any(one.figure for one in self.measured)


@dataclass(frozen=True)
class Outcome:
    uuid: str
    number: str
    title: str
    kind: str
    anchor: str
    accent: int
    statement: str
    narrative: str
    responsible: str
    sub_outcomes: tuple[SubOutcome, ...]


@dataclass(frozen=True)
class Part:
    """A section or an outcome, in the one order they share."""

    section: Section | None
    outcome: Outcome | None


@dataclass(frozen=True)
class PlanContent(Stored):
    """The document. `standing` says what this version is: a draft, or in force from a day. `baseline` is the day its
    figures are as at; empty where none are kept."""

    reads = SCHEMA

    schema: int
    paper: Paper
    in_short: bool
    is_draft: bool
    standing: str
    years: str
    vision: str
    vision_text: str
    baseline: str
    parts: tuple[Part, ...]
    terms: tuple[Term, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool

    @property
    def outcomes(self) -> list[Outcome]:
        return [part.outcome for part in self.parts if part.outcome]
