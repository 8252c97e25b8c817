"""What a year's report says: one read model that paper, page and programs draw from, stored with a version. Pure."""

from dataclasses import dataclass

from outcomes.reporting.seriousness import most_serious

from ..content import Count, Figure, Row, Term
from ..parts import Measure, Paper, Standing
from ..stored import Stored
from ..told import Chosen, usual

SCHEMA = 1
HEARD, OUTCOMES, AHEAD, GLOSSARY = "heard", "outcomes", "ahead", "glossary"
SECTIONS = (
    Chosen("introduction", "Introduction"),
    Chosen(HEARD, "What earlier bodies said"),
    Chosen(OUTCOMES, "The year, outcome by outcome"),
    Chosen(AHEAD, "What comes next"),
    Chosen(GLOSSARY, "Glossary"),
)


@dataclass(frozen=True)
class Passage:
    """Words (Markdown) under a heading. `key` is the heading's key."""

    key: str
    title: str
    text: str
    illustrative: bool


@dataclass(frozen=True)
class Part:
    """A sub-outcome at the year's end: what each board judged, and how many promises had which status."""

    uuid: str
    number: str
    title: str
    standings: tuple[Standing, ...]
    promises: tuple[Count, ...]

    @property
    def standing(self) -> Standing | None:
        """The one that counts: where boards differ, the most serious."""
        return most_serious(self.standings)


@dataclass(frozen=True)
class Promise:
    """A commitment with its status at the year's end; `number` is the sub-outcome's it stands under."""

    uuid: str
    number: str
    text: str
    standing: Standing | None

    @property
    def status(self) -> str:
        return self.standing.status if self.standing else ""


@dataclass(frozen=True)
class YearFigure:
    """An indicator's latest figure of a period that was over by the year's end, and the one before it of its kind.

    `amount` and `before_amount` are both as decimal text, where they are numbers exactly."""

    measure: Measure
    number: str
    before: str
    before_period: str
    moved: str
    amount: str = ""
    before_amount: str = ""

    @property
    def is_telling(self) -> bool:
        """Whether the report has it in its table: what has a place, a rating or a direction, and what is key. The
        others stand in the compendium."""
        one = self.measure
        rated = one.rating.name in ("green", "amber", "red")
        told = one.is_key or one.place or rated or self.moved
        return bool(one.period and told)


@dataclass(frozen=True)
class Outcome:
    uuid: str
    number: str
    title: str
    kind: str
    statement: str
    anchor: str
    accent: int
    passages: tuple[Passage, ...]
    parts: tuple[Part, ...]
    promises: tuple[Promise, ...]
    figures: tuple[YearFigure, ...]

    @property
    def narrative(self) -> list[Passage]:
        return [one for one in self.passages if one.key != "next"]

    @property
    def next(self) -> list[Passage]:
        return [one for one in self.passages if one.key == "next"]

    @property
    def telling(self) -> list[YearFigure]:
        return [one for one in self.figures if one.is_telling]

    @property
    def others(self) -> int:
        """How many more indicators it has, which the compendium shows."""
        return len(self.figures) - len(self.telling)

    @property
    def behind(self) -> list[Promise]:
        """What was not going well, the worst first."""
        order = {"off_track": 0, "stopped": 1, "at_risk": 2}
        return sorted((one for one in self.promises if one.status in order), key=lambda one: order[one.status])


@dataclass(frozen=True)
class Change:
    """One thing that is not as an earlier body saw it: what, where, how it was and how it is."""

    number: str
    anchor: str
    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Asked:
    """What a body asked for, how it stands, and what was answered (Markdown)."""

    text: str
    kind: str
    state: str
    answer: str
    answered_by: str
    illustrative: bool


@dataclass(frozen=True)
class Heard:
    """What an earlier body on the report's way said of it, and what changed since it saw it."""

    body: str
    anchor: str
    seen: str  # the day of the meeting, or of publication where no meeting is known
    resolved: tuple[str, ...]
    asked: tuple[Asked, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class AnnualContent(Stored):
    """Everything the report shows. `remit` are the sorted UUIDs of the outcomes and what is under them."""

    reads = SCHEMA

    schema: int
    paper: Paper
    judgement: str
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...]
    passages: tuple[Passage, ...]
    heard: tuple[Heard, ...]
    outcomes: tuple[Outcome, ...]
    terms: tuple[Term, ...]
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool
    sections: tuple[Chosen, ...] = ()

    @property
    def in_order(self) -> tuple[Chosen, ...]:
        """The sections in their order, without those that hold nothing."""
        there = {HEARD: bool(self.heard), AHEAD: bool(self.ahead or self.with_next), GLOSSARY: bool(self.terms)}
        return usual(SECTIONS, self.sections, there)

    @property
    def has_outcomes(self) -> bool:
        """Whether the outcomes are among the sections, so that something can lead to them."""
        return OUTCOMES in {one.key for one in self.in_order}

    @property
    def in_brief(self) -> Passage | None:
        return next((one for one in self.passages if one.key == "year"), None)

    @property
    def ahead(self) -> Passage | None:
        return next((one for one in self.passages if one.key == "ahead"), None)

    @property
    def with_next(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.next]
