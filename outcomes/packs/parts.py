"""The parts of a pack's content: plain, frozen data in the words that are printed.

Pure: no Django, no floats. Figures and dates stand as people read them, so that what was published can be drawn again
whatever becomes of the rules; the points of a trend keep their amounts as decimal text.
"""

from dataclasses import dataclass

from outcomes.reporting.seriousness import most_serious

from .told import MissedDate, Restatement


@dataclass(frozen=True)
class Paper:
    """Which paper it is. Dates whose name ends in `_day` are ISO 8601, the others are in words."""

    council: str
    committee: str
    committee_short: str
    committee_slug: str
    quarter: str  # 2022-Q2
    quarter_label: str  # Quarter 2 2022/23 (July to September 2022)
    months: str  # July to September 2022
    meeting: str  # 7 November 2022; empty where the meeting is not known
    agenda_item: str
    appendix: str
    edition: str
    edition_slug: str
    noun: str  # what this edition calls a promise: commitment or action
    cut_off_day: str
    cut_off: str
    remit_day: str
    remit_on: str
    last_pack: str  # label of the pack compared with; empty where there is none
    number: int
    what_changed: str  # for a revised paper
    heading: str = ""  # its title, where it is not the usual one of a quarterly report
    kind: str = "quarterly"
    which: str = ""  # where it stands among its body's papers; the quarter where it is empty
    first_page: int | None = None  # the number its first page has among the agenda's papers, where that is known
    detail: str = "full"  # or "exception"
    arranged: str = "outcome"  # or "department"
    marking: str = ""  # printed on each page of what is not public

    @property
    def is_revised(self) -> bool:
        return self.number > 1

    @property
    def on_the_agenda(self) -> str:
        """Where it stands on the agenda, at the foot of each page: "Appendix A · Agenda item 9 · 7 November 2022"."""
        told = [
            self.marking,
            f"Appendix {self.appendix}" if self.appendix else "",
            f"Agenda item {self.agenda_item}" if self.agenda_item else "",
            f"from page {self.first_page} of the agenda" if self.first_page else "",
            self.meeting,
            f"Revised paper, version {self.number}" if self.is_revised else "",
        ]
        return " · ".join(filter(None, told))

    @property
    def title(self) -> str:
        return self.heading or f"How the Strategic Plan is going, {self.months}"

    @property
    def address(self) -> str:
        """As in its web address: "2022-Q2", "annual/2021-22"."""
        return self.which or self.quarter


@dataclass(frozen=True)
class Standing:
    """A delivery status that was said on a day, with the words cleared for the public (Markdown)."""

    status: str
    label: str
    day: str
    text: str
    by: str
    illustrative: bool


@dataclass(frozen=True)
class Aim:
    uuid: str
    text: str
    influence: str


@dataclass(frozen=True)
class Nested:
    uuid: str
    text: str


@dataclass(frozen=True)
class Promise:
    """A commitment where it stands. `delivered` says who by; `elsewhere` are its other places within the pack."""

    uuid: str
    text: str
    delivered: str
    nested: tuple[Nested, ...]
    elsewhere: tuple[str, ...]
    standing: Standing | None
    departments: tuple[str, ...] = ()
    missed: tuple[MissedDate, ...] = ()

    @property
    def status(self) -> str:
        return self.standing.status if self.standing else ""


@dataclass(frozen=True)
class TrendPoint:
    """`end_day` is the last one of its period, ISO 8601; packs stored before it was there have none and draw evenly."""

    label: str
    value: str | None
    when: str
    words: str
    provisional: bool
    illustrative: bool
    end_day: str = ""


@dataclass(frozen=True)
class Goal:
    """A target: `amount` and `upper` as decimal text, for the drawing; `shown` for people. A relative target says
    whose figure it is relative to, `than`, and has no amount where that figure is not known."""

    kind: str
    amount: str
    upper: str | None
    shown: str
    source: str
    illustrative: bool
    than: str = ""


@dataclass(frozen=True)
class Place:
    """Where the council stands among comparable ones. `quartile` is the one that is counted: none where neither end is
    good. `in_full`: the words have group and period in them; packs stored before they had do not."""

    words: str
    group: str
    period: str
    quartile: int | None
    source: str
    illustrative: bool
    in_full: bool = False


@dataclass(frozen=True)
class Signal:
    """A rating or a direction: its name in the rules, the word people read, and why."""

    name: str
    label: str
    reason: str


@dataclass(frozen=True)
class Account:
    """Why a figure is red or amber and what is being done (Markdown), and by when it is to be on target again."""

    cause: str
    remedy: str
    back_on_target: str


@dataclass(frozen=True)
class Forecast:
    """What its owner expected of the year that was running, said up to the cut-off. `rating` is against its target."""

    year: str
    shown: str
    confidence: str  # high, medium or low
    said_on: str
    rating: Signal
    illustrative: bool


@dataclass(frozen=True)
class Measure:
    """An indicator with its latest figure at the cut-off. `news`: is it newer than the last pack's (None: no pack)?

    `is_recent` says whether what became of it is counted (`outcomes.packs.recent`). Packs stored before they were there
    have no `account` and no `forecast`, and counted every figure.
    """

    slug: str
    name: str
    unit: str
    places: int
    is_key: bool
    high_is_good: str  # "high is good"
    latest: str
    period: str
    period_code: str
    provisional: bool
    illustrative: bool
    news: bool | None
    goal: Goal | None
    rating: Signal
    direction: Signal
    place: Place | None
    trend: tuple[TrendPoint, ...]
    account: Account | None = None
    is_recent: bool = True
    forecast: Forecast | None = None
    red_before: str = ""  # the period before, where it was red too
    restated: tuple[Restatement, ...] = ()  # since the last pack, newest first
    awaited: str = ""  # where it did not come in its rhythm: "The figure for 2022/23 was due on 30 June 2023"
    started: str = ""  # "61% in 2019/20", where the plan began
    department: str = ""

    @property
    def moved(self) -> str:
        """What became of it, as a paper counts it: the name of its direction, or nothing where the figure is old."""
        return self.direction.name if self.is_recent else ""

    @property
    def has_no_new_data(self) -> bool:
        """Whether it says so beside the figure: it is old, or the committee's last pack showed it."""
        return self.news is False or (bool(self.period) and not self.is_recent)


@dataclass(frozen=True)
class Elsewhere:
    """Something that stands in full in another part of the paper: its name, its number there, and where that is."""

    key: str  # UUID or slug
    name: str
    number: str
    anchor: str
    where: str


@dataclass(frozen=True)
class SubOutcome:
    """`standings` are what each board that reports on its outcome says of it, `referrals` what was referred of it, by
    the committee or to it; `also` is what stands in full in an earlier part of the paper and only named here."""

    uuid: str
    number: str
    title: str
    anchor: str
    heading_only: bool
    implied: bool
    standings: tuple[Standing, ...]
    aims: tuple[Aim, ...]
    measures: tuple[Measure, ...]
    promises: tuple[Promise, ...]
    referrals: tuple[str, ...] = ()
    missed: tuple[MissedDate, ...] = ()
    also: tuple[Elsewhere, ...] = ()

    @property
    def has_places(self) -> bool:
        """Whether any source states a place among other councils; where none does, there is no column for it."""
        return any(measure.place for measure in self.measures)

    @property
    def promises_all_illustrative(self) -> bool:
        """Said once, above the table, where it is true of every status in it."""
        told = [promise.standing for promise in self.promises if promise.standing]
        return bool(told) and all(standing.illustrative for standing in told)

    @property
    def standing(self) -> Standing | None:
        """The one that counts: where boards differ, the most serious."""
        return most_serious(self.standings)


@dataclass(frozen=True)
class Remark:
    """One entry of a report, in public words (Markdown), and the sub-outcome it is about, if any."""

    text: str
    about: str


@dataclass(frozen=True)
class Answer:
    """A priority of the report before, and what became of it."""

    priority: str
    about: str
    answer: str
    text: str


@dataclass(frozen=True)
class Report:
    """The published part of a board's highlight report that is about the remit. `anchor` is where what it asks the
    committee to look at stands in full; packs stored before it was there have none."""

    board: str
    period: str
    published: str
    illustrative: bool
    summary: str
    achievements: tuple[Remark, ...]
    challenges: tuple[Remark, ...]
    priorities: tuple[Remark, ...]
    attention: tuple[Remark, ...]
    answers: tuple[Answer, ...]
    anchor: str = ""

    @property
    def has_words(self) -> bool:
        said = (self.summary, self.achievements, self.challenges, self.priorities, self.attention, self.answers)
        return any(said)


@dataclass(frozen=True)
class Outcome:
    uuid: str
    number: str
    title: str
    kind: str  # Outcome, Medium Term Financial Strategy, Change portfolio
    statement: str
    anchor: str
    accent: int  # 1 to 6
    heading_only: bool
    sub_outcomes: tuple[SubOutcome, ...]
    reports: tuple[Report, ...]  # the latest of each board
    referrals: tuple[str, ...] = ()
    missed: tuple[MissedDate, ...] = ()
    left_out: str = ""  # by exception: what of it is not shown
    elsewhere: str = ""  # a sentence on what of it stands in other parts of the paper

    @property
    def promises(self) -> list[Promise]:
        """Each commitment once, however many places it has."""
        return list({promise.uuid: promise for sub in self.sub_outcomes for promise in sub.promises}.values())

    @property
    def measures(self) -> list[Measure]:
        """Each indicator once."""
        return list({measure.slug: measure for sub in self.sub_outcomes for measure in sub.measures}.values())
