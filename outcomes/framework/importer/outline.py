"""What the parser hands over: the outline of a plan, as plain frozen values.

Nothing here knows of Django or of a database. Texts are word for word what the paper prints, with its broken
lines put together again; fields called ``narrative``, ``text`` or ``notes`` are Markdown, all others plain text.
``line`` is always the 1-based line of the paper on which the thing begins.

What a paper does not print but an edition holds (sources, marks, influence, savings in figures) is empty unless the
document was made here.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

OutcomeKind = Literal["outcome", "finance", "change"]
SectionKind = Literal["foreword", "vision", "outcomes", "enabling", "values", "monitoring", "glossary", "text"]
WarningKind = Literal[
    "placeholder", "awaited", "repeats_aim", "heading_differs", "duplicate", "sequence", "unknown", "unread"
]


class NotAPlan(ValueError):
    """The text holds no plan that can be read; the message says what was looked for and what to do."""


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something in the paper that a person should look at; nothing is changed because of it."""

    where: str  # the printed number of the section or sub-outcome: "5.4"
    line: int
    kind: WarningKind
    text: str


@dataclass(frozen=True, slots=True)
class AimOutline:
    """One bullet under "What will success look like?"; positions count from 1 within the sub-outcome.

    ``influence`` is a key of `influence.INFLUENCES`, or empty.
    """

    position: int
    text: str
    line: int
    nested: tuple[str, ...] = ()
    influence: str = ""
    influence_note: str = ""
    source: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class BesideNested:
    """What is said of one item in a commitment's list, by its place from 1, where anything is."""

    position: int
    contributes: bool = False
    partners: tuple[str, ...] = ()
    source: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentOutline:
    """One bullet under "Our Commitments"; positions count from 1 within the sub-outcome, across its groups.

    ``aim_position`` is None for a commitment that stands under no aim. ``heading`` is the heading printed above its
    group, which may be shorter than the aim. ``same_as`` is the number of an earlier sub-outcome under which the same
    commitment stands already.
    """

    position: int
    text: str
    aim_position: int | None
    nested: tuple[str, ...]
    heading: str | None
    line: int
    contributes: bool = False  # to what others lead; otherwise the council leads
    partners: tuple[str, ...] = ()
    source: str = ""
    illustrative: bool = False
    same_as: str = ""
    beside_nested: tuple[BesideNested, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupOutline:
    """A heading printed above some commitments, and the aim it stands for (None where it fits none)."""

    heading: str
    aim_position: int | None
    line: int


@dataclass(frozen=True, slots=True)
class StatementsOutline:
    """A short list of what will be true by a given year, with the heading that names the year."""

    heading: str
    items: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class SavingOutline:
    """A saving in £ million, with the named parts that are counted in it."""

    name: str
    amount: Decimal
    qualifier: str = ""
    parts: tuple["SavingOutline", ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class SubOutcomeOutline:
    """A numbered part of an outcome, or a programme of the change portfolio.

    ``implied`` is True where the section prints no sub-outcome of its own and this one borrows its number and title.
    ``notes`` is whatever stands between or after the lists and belongs to neither, ``joint_work`` are examples of
    earlier work with others.
    """

    number: str
    title: str
    narrative: str
    aims: tuple[AimOutline, ...]
    commitments: tuple[CommitmentOutline, ...]
    statements: tuple[StatementsOutline, ...]
    implied: bool
    line: int
    groups: tuple[GroupOutline, ...] = ()
    notes: str = ""
    joint_work: tuple[str, ...] = ()
    savings: tuple[SavingOutline, ...] = ()
    source: str = ""
    illustrative: bool = False

    @property
    def nested(self) -> int:
        """How many nested items its commitments have; a commitment with nested items still counts once."""
        return sum(len(commitment.nested) for commitment in self.commitments)


@dataclass(frozen=True, slots=True)
class OutcomeOutline:
    """A section that promises something: a strategic outcome, the financial strategy or the change portfolio."""

    number: str
    title: str
    narrative: str
    sub_outcomes: tuple[SubOutcomeOutline, ...]
    line: int
    kind: OutcomeKind = "outcome"
    statement: str = ""  # filled by an officer: papers seen so far print none apart from the narrative
    implied: bool = False  # the heading is missing in the paper; only its number is known
    overseen_by: str = ""  # the name of a body
    managed_by: str = ""
    source: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class EntryOutline:
    """One entry of a section: a value with its text, an outcome with its sub-outcomes' titles, a list's item."""

    title: str
    text: str
    items: tuple[str, ...]
    line: int
    principle: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class SectionOutline:
    """A section without aims or commitments.

    ``text`` leaves out what ``entries`` hold for the kinds "values" and "outcomes", and ``signatory`` (the lines that
    name who signs a foreword); items of a list within running text are in both.
    """

    number: str
    title: str
    kind: SectionKind
    text: str
    line: int
    entries: tuple[EntryOutline, ...] = ()
    signatory: tuple[str, ...] = ()
    source: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class PlanOutline:
    """A whole plan as found in a paper. ``enablers`` are the financial strategy and the change portfolio.

    ``vision`` is the vision in one line and ``vision_text`` at more length, where the file tells them apart from the
    section of that name; None where it does not. ``glossary`` holds words with their definitions, ``note`` what readers
    should know of this version (Markdown).
    """

    title_found: str | None
    sections: tuple[SectionOutline, ...]
    outcomes: tuple[OutcomeOutline, ...]
    enablers: tuple[OutcomeOutline, ...]
    warnings: tuple[Warning_, ...]
    vision: str | None = None
    vision_text: str = ""
    glossary: tuple[tuple[str, str], ...] = ()
    note: str = ""
    length_reported: str = ""
    called: str = ""  # what the plan calls what it promises, where that is not "commitment"
    source: str = ""
    illustrative: bool = False
