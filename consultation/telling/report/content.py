"""What a consultation report says: who was asked, what they said, what was answered, what changed. Pure."""

from dataclasses import dataclass
from itertools import groupby

from outcomes.packs.content import Term
from outcomes.packs.parts import Paper
from outcomes.packs.stored import Stored

from .survey import Part, Survey

SCHEMA = 1


@dataclass(frozen=True)
class Window:
    """When people could answer; dates in words, empty where there is none."""

    opened: str
    first_close: str
    extended_to: str
    why_extended: str
    ended: str
    why_ended: str
    length: str


@dataclass(frozen=True)
class Engaged:
    """Who was asked besides the survey."""

    who: str
    when: str
    how: str
    reached: str
    earlier: bool
    illustrative: bool


@dataclass(frozen=True)
class Figure:
    """One answer and its figure as it was reported."""

    answer: str
    figure: str


@dataclass(frozen=True)
class Line:
    """One group's answers to one question, and the bar that they make; none where no answer has a side."""

    question: str
    group: str
    figures: tuple[Figure, ...]
    illustrative: bool
    parts: tuple[Part, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.question}, {self.group}"

    @property
    def told(self) -> str:
        return "; ".join(f"{one.answer}: {one.figure}" if one.answer else one.figure for one in self.figures)


@dataclass(frozen=True)
class Ranking:
    """Aims in the order in which they were named."""

    side: str
    words: str
    aims: tuple[str, ...]
    remark: str
    illustrative: bool


@dataclass(frozen=True)
class Results:
    """What was found on one part of the plan."""

    title: str
    lines: tuple[Line, ...]
    rankings: tuple[Ranking, ...]


@dataclass(frozen=True)
class Quote:
    """A comment that was cleared, and whose it is."""

    words: str
    quoted: bool
    whose: str
    answer: str
    source: str


@dataclass(frozen=True)
class Made:
    """A part of the plan that was changed; `before` and `after` are its words, empty where there are none."""

    how: str
    what: str
    before: str
    after: str
    reason: str
    illustrative: bool


@dataclass(frozen=True)
class Theme:
    """What people said, and what was answered; `decision` is "open" where nobody has. `whose` is the committee or board
    in which alone it was said, and `rests_on` are figures."""

    anchor: str
    title: str
    summary: str
    heard: str
    about: str
    source: str
    decision: str
    decision_words: str
    answer: str
    besides: str
    decided: str
    answer_source: str
    made: tuple[Made, ...]
    many: tuple[str, ...]
    illustrative: bool
    whose: str = ""
    rests_on: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.decision == "open"

    @property
    def was_changed(self) -> bool:
        return self.decision in ("changed", "partly")


@dataclass(frozen=True)
class ConsultationContent(Stored):
    """The report. `responses` are counts in words; `subject` is what was consulted on."""

    reads = SCHEMA

    schema: int
    paper: Paper
    title: str
    subject: str
    purpose: str
    window: Window
    responses: tuple[str, ...]
    methods: tuple[str, ...]
    promoted: tuple[str, ...]
    rate_remark: str
    engaged: tuple[Engaged, ...]
    results: tuple[Results, ...]
    said: tuple[Quote, ...]
    themes: tuple[Theme, ...]
    counts: tuple[Figure, ...]
    lessons: str
    final_report: str
    source: str
    rules: tuple[Term, ...]
    remit: tuple[str, ...]
    illustrative: bool
    survey: Survey | None = None

    @property
    def has_bars(self) -> bool:
        return any(line.parts for part in self.results for line in part.lines)

    @property
    def engaged_during(self) -> list[Engaged]:
        return [one for one in self.engaged if not one.earlier]

    @property
    def engaged_before(self) -> list[Engaged]:
        return [one for one in self.engaged if one.earlier]

    @property
    def open_themes(self) -> list[Theme]:
        return [theme for theme in self.themes if theme.is_open]

    @property
    def said_by(self) -> list[tuple[str, list[Quote]]]:
        return [(whose, list(said)) for whose, said in groupby(self.said, key=lambda one: one.whose)]

    @property
    def chapters(self) -> list[tuple[str, str]]:
        """The headings that the report has, with their places."""
        there = {
            "asked": ("How people were asked", True),
            "survey": ("Answers to the survey on this site", self.survey is not None),
            "results": ("What the survey found", bool(self.results)),
            "comments": ("What committees and others said", bool(self.said)),
            "themes": ("You said, we did", bool(self.themes)),
            "lessons": ("Lessons for next time", bool(self.lessons or self.rate_remark)),
        }
        return [(anchor, title) for anchor, (title, has) in there.items() if has]
