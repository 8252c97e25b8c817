"""The kinds of packs there are: a registry that each kind, also one of a room to the right, adds itself to.

A kind says for which bodies and periods it is made, how its content is gathered and read back, how it is drawn, and
what is looked at before it is cleared and published. Building, publishing, verifying and serving know no kind by name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from outcomes.reporting.points import Point
from plan.models import BodyKind, Plan
from plan.periods import Kind as PeriodKind
from plan.periods import Period
from plan.slots import Slot
from plan.wording import day

if TYPE_CHECKING:
    from .models import Pack, PackVersion
    from .parts import Paper
    from .told import Chosen

QUARTERLY = "quarterly"


class CannotBuild(ValueError):
    """The pack lacks something it cannot do without; the message says what, and what to do."""


class AnyContent(Protocol):
    """What a kind's content is: frozen data that knows which paper it is, and turns into plain JSON."""

    @property
    def paper(self) -> "Paper": ...

    @property
    def illustrative(self) -> bool: ...

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON. Has the keys `paper`, `illustrative`, `remit` (sorted UUIDs of what is shown) and `rules`."""
        ...


@dataclass(frozen=True)
class Gathered:
    """A content, with the edition it rests on and the last day of what is known."""

    content: AnyContent
    edition: Plan | None
    cut_off: date


@dataclass(frozen=True)
class Design:
    """How a kind is drawn: its templates for paper and site, and the style sheets of both, by name."""

    paper: str = "packs/paper.html"
    page: str = "packs/page.html"
    stylesheets: tuple[str, ...] = ("plan/paper-base.css", "outcomes/pack.css")
    page_stylesheets: tuple[str, ...] = ("outcomes/pack-page.css",)


@dataclass(frozen=True)
class Section:
    """A part of a kind's papers that an officer may leave out, move, or introduce with covering words."""

    key: str
    title: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of a kind's data as a workbook: headings and rows of text, numbers and dates."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


USUAL = Design()


def sections_of(chosen: Sequence["Chosen"]) -> tuple[Section, ...]:
    """The sections that a content names, for an officer to choose among."""
    return tuple(Section(one.key, one.title) for one in chosen)


def _no_points(version: "PackVersion") -> list[Point]:
    return []


def _no_refusal(version: "PackVersion") -> str:
    return ""


def _no_links(pack: "Pack") -> list[tuple[str, str]]:
    return []


def _no_checklist(version: "PackVersion", today: date) -> list[str]:
    return []


@dataclass(frozen=True)
class PackKind:
    """One kind of pack.

    `gather(pack, number=, today=, what_changed=)` raises CannotBuild where there is nothing to say; `read(stored)`
    raises ValueError for a content that another schema wrote. `covers` is the kind of period it is for, None where it
    is for none. `is_public`: whether what is published is for everybody; else it is for those who work on packs, and
    for the management. `why_not(pack)` says by field what else does not fit; `refusal(version)` why a version may not
    be published at all, whatever reason is given. `links(pack)` are its own pages on the desk: title, address.
    """

    key: str
    title: str
    bodies: tuple[str, ...]
    covers: PeriodKind | None
    gather: Callable[..., Gathered]
    read: Callable[[dict[str, Any]], Any]
    design: Design = USUAL
    sections: tuple[Section, ...] = ()
    every_section: Callable[["Pack"], tuple[Section, ...]] | None = None
    by_exception: bool = False
    by_department: bool = False
    is_public: bool = True
    lede: str = ""  # what such a pack is, in a sentence on its public page
    about_board: str = ""  # "must", "may" or nothing: whether it is about one board
    of_edition: bool = False  # whether an officer chooses the version of the plan it is about
    points: Callable[["PackVersion"], list[Point]] = _no_points
    checklist: Callable[["PackVersion", date], list[str]] = _no_checklist
    sheets: Callable[[Any], Sequence[Sheet]] | None = None
    why_not: Callable[["Pack"], dict[str, str]] = field(default=lambda pack: {})
    refusal: Callable[["PackVersion"], str] = _no_refusal
    links: Callable[["Pack"], list[tuple[str, str]]] = _no_links
    looked_at: str = "Of reports only the words for the public are read."  # by `points`, in a sentence
    on_agenda: tuple[str, ...] = ()  # words of its title there; {title}: what it is called
    heading: Callable[[], str] | None = None  # what it is called, where the council chooses that
    order: int = 100

    @property
    def called(self) -> str:
        """Its title as the council has it. One query where the council chooses it."""
        return self.heading() if self.heading else self.title

    def sections_of(self, pack: "Pack") -> tuple[Section, ...]:
        """The sections of one of its packs, in the usual order."""
        return self.every_section(pack) if self.every_section else self.sections

    def unfinished(self, period: Period | None, *, today: date) -> str:
        """Why there is no pack for a period yet; empty once it has ended."""
        if period is None or today > period.end:
            return ""
        return f"{period.label} has not ended yet. Its pack can be made after {day(period.end)}."


kinds: Slot[PackKind] = Slot("kind of pack")
SCRUTINY = (BodyKind.COMMISSION.value, BodyKind.COMMITTEE.value)


def address_of(kind: str, covers: str, edition_slug: str = "") -> str:
    """Where a pack stands within its body's packs: "2022-Q2", "annual/2021-22", "plan/2022-26-draft"."""
    which = edition_slug or covers.replace("/", "-")
    return which if kind == QUARTERLY else f"{kind}/{which}"


def choices() -> list[tuple[str, str]]:
    """Every kind for a list to choose from."""
    return [(kind.key, kind.title) for kind in kinds]
