"""What a board's quarterly paper says: what is wanted of it, what is late, what is new (requirement D40). Pure."""

from dataclasses import dataclass

from ..content import Term
from ..parts import Measure, Paper
from ..stored import Stored
from ..told import Chosen, usual
from .asked import Asked
from .reported import Owed

SCHEMA = 1
SECTIONS = (
    Chosen("introduction", "Introduction"),
    Chosen("own", "Actions of this board"),
    Chosen("asked", "What management and scrutiny asked"),
    Chosen("passed", "Dates that have passed"),
    Chosen("service", "Service-plan actions that are late"),
    Chosen("results", "New figures"),
    Chosen("reviews", "Strategies to review"),
    Chosen("coming", "Dates in the next twelve months"),
    Chosen("owed", "Updates that are due"),
)


@dataclass(frozen=True)
class Dated:
    """A date that the plan names for something of the board's: "2030, net zero", and how it stands."""

    state: str  # passed or coming
    when: str
    what: str
    number: str
    commitment: str
    told: str  # the last thing said of it
    illustrative: bool


@dataclass(frozen=True)
class ServiceAction:
    """An action of a department's service plan whose day has passed, unfinished."""

    text: str
    department: str
    lead: str
    due: str
    status: str
    note: str
    number: str
    illustrative: bool


@dataclass(frozen=True)
class Silent:
    """A commitment of which nothing has been said for six months."""

    number: str
    text: str
    last: str  # the day of the last update; empty where there is none


@dataclass(frozen=True)
class Review:
    """A strategy that the board has yet to hold against its outcome's aims."""

    strategy: str
    outcome: str
    since: str  # the day its last review ran out; empty where there was none


@dataclass(frozen=True)
class NewFigure:
    """An indicator with a figure that came out since the board's last meeting, and what it showed then."""

    number: str
    measure: Measure
    was: str


@dataclass(frozen=True)
class Outcome:
    number: str
    title: str


@dataclass(frozen=True)
class Content(Stored):
    reads = SCHEMA

    schema: int
    paper: Paper
    outcomes: tuple[Outcome, ...]
    since: str
    own: tuple[Asked, ...]  # what the board itself asked for
    asked: tuple[Asked, ...]  # what management and scrutiny asked about its outcomes
    passed: tuple[Dated, ...]
    service_actions: tuple[ServiceAction, ...]
    owed: tuple[Owed, ...]
    silent: tuple[Silent, ...]
    results: tuple[NewFigure, ...]
    reviews: tuple[Review, ...]
    coming: tuple[Dated, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool
    sections: tuple[Chosen, ...] = ()
    left_out: str = ""  # by exception: what is not shown
    counted: tuple[int, int] = (0, 0)  # by exception: open actions and new figures, shown or not

    @property
    def in_order(self) -> tuple[Chosen, ...]:
        """The sections in their order. By exception there is none on dates to come."""
        return usual(SECTIONS, self.sections, {"coming": self.paper.detail != "exception"})

    @property
    def overdue(self) -> int:
        """How much of what was asked is late."""
        return sum(one.state == "overdue" for one in (*self.own, *self.asked))

    @property
    def open_actions(self) -> int:
        shown = sum(not one.is_settled for one in (*self.own, *self.asked))
        return max(shown, self.counted[0])

    @property
    def new_figures(self) -> int:
        return max(len(self.results), self.counted[1])

    @property
    def late(self) -> int:
        """Dates that passed, and service-plan actions whose day has passed."""
        return len(self.passed) + len(self.service_actions)
