"""What was heard in a consultation, read once and shown by page and paper alike.

Public: comments only where they were cleared. A fixed number of queries, however much was heard.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.text import slugify

from consultation.asking.models import Consultation

from . import bars, figures
from .engaging import Comment, EngagementEvent
from .hiding import HIDDEN, NOTHING, Hiding, hiding
from .levels import WORDS
from .models import AimRanking, Conduct, RankedAim, ReportedResult, ResponseCount
from .names import UNNAMED, Place, places

ABOUT = ReportedResult.About
WHOLE = "On the plan as a whole"
OTHERWISE, ASKED = "Other questions", "What was asked"


@dataclass(frozen=True)
class Line:
    """One group's figures for one question: a bar, and the same in words."""

    standing: figures.Standing
    parts: list[bars.Part]
    said: list[tuple[str, str]]  # an answer, and its figure
    earlier: list[tuple[date, str, str]]  # the day of an interim figure, the answer, and the figure
    hidden: bool = False

    @property
    def is_illustrative(self) -> bool:
        return any(figure.illustrative for figure in self.standing.figures)


@dataclass(frozen=True)
class Difference:
    """How far two groups differ on one answer, in words; worked out."""

    answer: str
    words: str


@dataclass(frozen=True)
class Question:
    anchor: str
    title: str
    url: str
    lines: list[Line]
    differences: list[Difference]


@dataclass(frozen=True)
class Ranked:
    anchor: str
    wording: str
    url: str


@dataclass(frozen=True)
class Ranking:
    row: AimRanking
    aims: list[Ranked]


@dataclass
class Section:
    """A part of what was heard, such as all on one outcome."""

    title: str
    url: str = ""
    order: tuple[int, ...] = ()
    questions: list[Question] = field(default_factory=list)
    rankings: list[Ranking] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """A comment with what it is about."""

    comment: Comment
    about: list[Place]


@dataclass(frozen=True)
class Counted:
    """How many of one group answered: the figure that stands, and earlier ones."""

    now: ResponseCount
    earlier: tuple[ResponseCount, ...]
    share: Decimal | None  # of all responses as of the same day; worked out where no report has it
    hidden: bool = False  # so few that they could be recognised, or others from them

    @property
    def words(self) -> str:
        return "not shown" if self.hidden else f"{self.now.count:,}"

    @property
    def share_words(self) -> str:
        if self.share is None or self.hidden:
            return ""
        return figures.percent(self.share) + ("" if self.now.percentage is not None else " (derived)")


@dataclass(frozen=True)
class Heard:
    consultation: Consultation
    conduct: Conduct | None
    counts: list[Counted]
    sections: list[Section]
    figures: list[ReportedResult]
    engagement: list[EngagementEvent]
    before: list[EngagementEvent]
    comments: list[Said]

    @property
    def all_responses(self) -> Counted | None:
        return next((one for one in self.counts if not one.now.group), None)

    @property
    def groups(self) -> list[Counted]:
        return [one for one in self.counts if one.now.group]

    @cached_property
    def sources(self) -> list[str]:
        """Where the figures stand, each once."""
        return list(dict.fromkeys(row.source for row in self.figures if row.source))

    @property
    def is_empty(self) -> bool:
        found = (self.conduct, self.counts, self.sections, self.engagement, self.before, self.comments)
        return not any(found)


def read(consultation: Consultation, user: Any) -> Heard:
    """Everything that may be shown of a consultation the reader sees. Thirteen queries at most."""
    results, counts = list(consultation.reported_results.all()), list(consultation.response_counts.all())
    hides = hiding(counts, results)
    rankings = list(consultation.aim_rankings.prefetch_related("aims"))
    comments = list(
        Comment.objects.cleared().filter(consultation=consultation).select_related("meeting__body", "event__body")
        .prefetch_related("items")
    )  # fmt: skip
    events = list(EngagementEvent.objects.filter(consultation=consultation).select_related("body", "meeting__body"))
    named = places(consultation, _items(results, rankings, comments), user)
    return Heard(
        consultation, Conduct.objects.filter(consultation=consultation).first(),
        counted(counts, hides), _sections(results, rankings, named, hides), results,
        [event for event in events if not event.earlier], [event for event in events if event.earlier],
        [Said(row, [named[item.pk] for item in row.items.all() if item.pk in named]) for row in comments],
    )  # fmt: skip


def something(consultation: Consultation) -> bool:
    """Whether there is anything to show. One query."""
    kinds = (ReportedResult, ResponseCount, EngagementEvent, AimRanking, Conduct)
    here = [Exists(kind.objects.filter(consultation=OuterRef("pk"))) for kind in kinds]
    here.append(Exists(Comment.objects.cleared().filter(consultation=OuterRef("pk"))))
    any_of = Q()
    for one in here:
        any_of |= Q(one)
    return Consultation.objects.filter(any_of, pk=consultation.pk).exists()


def counted(rows: Iterable[ResponseCount], hides: Hiding = NOTHING) -> list[Counted]:
    """Counts of responses, all respondents first. Pure."""
    by_group: dict[str, list[ResponseCount]] = defaultdict(list)
    for row in rows:
        by_group[row.group].append(row)
    found = []
    for group in sorted(by_group, key=bool):
        (now, *_), earlier = figures.latest(by_group[group])
        share = now.percentage if now.percentage is not None else _share(now, by_group[""])
        found.append(Counted(now, earlier, share, hides.count(group, now.as_of)))
    return found


def _share(row: ResponseCount, everybody: list[ResponseCount]) -> Decimal | None:
    total = next((one.count for one in everybody if one.as_of == row.as_of), 0)
    return Decimal(row.count) * 100 / total if row.group and total else None


def _items(results: list[Any], rankings: list[Any], comments: list[Any]) -> set[UUID]:
    found = {row.item_id for row in [*results, *rankings]}
    found |= {aim.item_id for ranking in rankings for aim in ranking.aims.all()}
    found |= {item.pk for comment in comments for item in comment.items.all()}
    return found - {None}


def _sections(results: list[Any], rankings: list[Any], named: dict[UUID, Place], hides: Hiding) -> list[Section]:
    """The plan as a whole first, then its outcomes in their order, then what else was asked."""
    whole, other = Section(WHOLE), Section(OTHERWISE)
    by_outcome: dict[Any, Section] = {}

    def section_of(item: Any) -> Section:
        place = named.get(item, UNNAMED)
        if place.outcome is None:
            return other
        if place.outcome not in by_outcome:
            outcome = named.get(place.outcome, place)
            by_outcome[place.outcome] = Section(outcome.title, outcome.url, outcome.order)
        return by_outcome[place.outcome]

    for asked, standings in sorted(
        figures.by_question(results).items(), key=lambda pair: named.get(pair[0].item, UNNAMED).order
    ):
        to = section_of(asked.item) if asked.item else other if asked.about == ABOUT.OTHER else whole
        to.questions.append(_question(asked, standings, named.get(asked.item, UNNAMED), hides))
    for row in rankings:
        to = section_of(row.item_id) if row.item_id else whole
        aims = [
            Ranked(aim_anchor(aim), aim.wording, named[aim.item_id].url if aim.item_id in named else "")
            for aim in row.aims.all()
        ]
        to.rankings.append(Ranking(row, aims))
    if not by_outcome and not (whole.questions or whole.rankings):
        other.title = ASKED
    found = [whole, *sorted(by_outcome.values(), key=lambda one: one.order), other]
    return [section for section in found if section.questions or section.rankings]


def _question(asked: figures.Asked, standings: list[figures.Standing], place: Place, hides: Hiding) -> Question:
    lines = [_line(one, hides) for one in standings]
    shown = [line.standing for line in lines if not line.hidden]
    first = standings[0]
    told = [
        Difference(WORDS[one.level].lower(), figures.points_in_words(one.points, other.group))
        for other in shown if first in shown and other is not first for one in figures.compared(first, other)
    ]  # fmt: skip
    return Question(anchor_of(asked), title(asked, place), place.url, lines, told)


def _line(standing: figures.Standing, hides: Hiding) -> Line:
    now = standing.figures[0]
    earlier = [
        (row.as_of, "", HIDDEN) if hides.earlier(row, now) else (row.as_of, row.answer_words, figures.in_words(row))
        for row in standing.earlier
    ]  # fmt: skip
    earlier = list(dict.fromkeys(earlier))
    if hides.figure(now):
        return Line(standing, [], [("", HIDDEN)], earlier, hidden=True)
    return Line(standing, bars.bar(standing.figures, loose=standing.loose), _said(standing), earlier)


def title(asked: figures.Asked, place: Place) -> str:
    if asked.question:
        return asked.question
    plain = {ABOUT.VISION: "The vision", ABOUT.PLAN: "The outcomes as a whole"}
    if asked.about in plain:
        return plain[ABOUT(asked.about)]
    return f"Each aim of {place.title}" if asked.about == ABOUT.EACH_AIM else place.title


def aim_anchor(aim: RankedAim) -> str:
    """Where on the page of results a ranked aim stands."""
    return f"aim-{aim.pk}"


def anchor_of(asked: figures.Asked) -> str:
    """Where on the page of results a question stands with all its answers."""
    about = asked.item.hex[:12] if asked.item else slugify(asked.question)[:40]
    return "-".join(filter(None, ("asked", asked.about, about, asked.scale)))


def with_words(figure: ReportedResult) -> str:
    """A figure as it was said, and the words that the source adds to it."""
    found = figures.in_words(figure)
    return f"{found}, {figure.words}" if figure.said != "words" and figure.words else found


def _said(standing: figures.Standing) -> list[tuple[str, str]]:
    """Each answer with its figure, and what is left of a hundred, marked as worked out."""
    found = []
    for figure in standing.figures:
        found.append((figure.answer_words, with_words(figure)))
    if standing.rest is not None:
        found.append(("Any other answer", f"{figures.percent(standing.rest)} (derived)"))
    return found
