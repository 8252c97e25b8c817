"""What corporate management's quarterly pack says: the whole plan on one page, then a page for each outcome. Pure.

Each page ends in what is wanted of management: the decision its board seeks, and what management asked for last time
with what became of it (requirement D45).
"""

from dataclasses import dataclass, fields

from ..content import Count, Figure, Lines, Row, Term
from ..parts import Measure, Paper
from ..stored import Stored
from ..summary import GOOD
from ..told import Chosen, usual
from .asked import Asked
from .reported import Said

SCHEMA = 1
PAGES, IN_FULL, ASKED = "outcomes", "in-full", "asked"
SECTIONS = (
    Chosen("introduction", "Introduction"),
    Chosen(PAGES, "A page for each part of the plan"),
    Chosen(IN_FULL, "Decisions sought, in full"),
    Chosen(ASKED, "What was asked about the Plan as a whole"),
)
TITLE = "How the Strategic Plan is going: what to know and to decide"


@dataclass(frozen=True)
class GlanceRow(Row):
    """An outcome in the plan at a glance: of the indicators with a rating how many are red, and of the forecasts how
    many are for a target that will be missed."""

    rated: int
    red: int
    forecasts: int
    missing: int

    @property
    def standing(self) -> str:
        """How many commitments go well, and what does not: "17 of 26 going well; 4 at risk, 5 no status"."""
        known = {one.status: one for one in self.promises}
        total = sum(one.count for one in self.promises)
        good = sum(one.count for status, one in known.items() if status in GOOD)
        rest = [f"{one.count} {one.label}" for status, one in known.items() if status not in GOOD]
        return "; ".join(filter(None, [f"{good} of {total} going well", ", ".join(rest)]))


@dataclass(frozen=True)
class Front:
    judgement: str
    figures: tuple[Figure, ...]
    decisions: Lines
    off_track: Lines
    worse: Lines
    rows: tuple[GlanceRow, ...]


@dataclass(frozen=True)
class Part:
    """A sub-outcome: the board's status and how many commitments stand how."""

    number: str
    title: str
    status: str
    promises: tuple[Count, ...]
    illustrative: bool


@dataclass(frozen=True)
class Trouble:
    """What is off track, stopped or at risk, and why."""

    number: str
    status: str
    text: str
    why: str
    illustrative: bool


@dataclass(frozen=True)
class Answered:
    """A priority of the last report and what became of it."""

    priority: str
    answer: str
    text: str


@dataclass(frozen=True)
class Sought:
    """A decision that a board seeks."""

    board: str
    number: str
    text: str
    illustrative: bool
    is_approval: bool = False  # of the report itself
    decided: str = ""  # what was decided on it, in words: "Agreed. …"; empty while it is sought
    decided_on: str = ""  # "CMT, 13 October 2022"
    decision_illustrative: bool = False


@dataclass(frozen=True)
class Page:
    """One outcome, or one of the sections that enable them. `cut` says of each list how many lines gave way to keep it
    to a page; `more` says where the rest stands."""

    number: str
    title: str
    kind: str
    anchor: str
    accent: int
    said: tuple[Said, ...]
    parts: tuple[Part, ...]
    troubles: tuple[Trouble, ...]
    figures: tuple[Measure, ...]
    answers: tuple[Answered, ...]
    decisions: tuple[Sought, ...]
    asked: tuple[Asked, ...]
    more: str
    cut: tuple[tuple[str, int], ...] = ()
    decided: tuple[Sought, ...] = ()  # since the last pack

    @property
    def left_out(self) -> dict[str, int]:
        return dict(self.cut)

    @property
    def has_places(self) -> bool:
        return any(measure.place for measure in self.figures)


MOST_BESIDE = 80.0  # millimetres of covering words that a page can give up


def takes(words: str) -> float:
    """How much of a page covering words take with their heading, in millimetres, on the safe side."""
    if not words.strip():
        return 0.0
    return 14.0 + sum(4.6 * -(-max(len(line), 1) // 100) for line in words.strip().splitlines())


@dataclass(frozen=True)
class Content(Stored):
    """Everything the pack shows. `in_full` are the decisions sought of which a page has only a part; `statuses` and
    `shown` are what the next pack is compared with."""

    reads = SCHEMA

    schema: int
    paper: Paper
    front: Front
    pages: tuple[Page, ...]
    in_full: tuple[Sought, ...]
    asked: tuple[Asked, ...]  # about the plan as a whole
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    statuses: tuple[tuple[str, str], ...]
    shown: tuple[tuple[str, str, str], ...]
    illustrative: bool
    sections: tuple[Chosen, ...] = ()
    left_out: str = ""  # by exception: what has no page

    @property
    def shares_a_page(self) -> bool:
        """Whether the covering words before the pages stand on the first of them; longer ones have a page."""
        words = next((one.words for one in self.sections if one.key == PAGES), "")
        return bool(self.pages) and takes(words) <= MOST_BESIDE

    @property
    def in_order(self) -> tuple[Chosen, ...]:
        """The sections in their order."""
        return usual(SECTIONS, self.sections)


LISTS = tuple(field.name for field in fields(Page) if field.name in
              ("parts", "troubles", "figures", "answers", "decisions", "decided", "asked"))  # fmt: skip
