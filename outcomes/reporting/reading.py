"""A highlight report as an audience reads it: one shape for its page and preview, for outcomes' pages and for packs.

Candour: what a board tells management stands in columns of its own. Which column is read is chosen here, once, by the
audience; it is the public's unless somebody asks for management's, and no report read holds both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, QuerySet, Subquery

from plan.clock import local_day
from plan.prepared import Many, Prepared

from .models import DeliveryStatus, DeliveryUpdate, HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement
from .naming import called

PUBLIC, MANAGEMENT = "public", "management"
WORDS = {PUBLIC: "public_text", MANAGEMENT: "text"}
SUMMARY = {PUBLIC: "public_summary", MANAGEMENT: "summary"}
HEADING = (
    "pk", "plan_id", "outcome_id", "board_id", "board_called", "period_called", "period__starts", "period__ends",
    "published_at", "revision", "illustrative",
)  # fmt: skip


@dataclass(frozen=True)
class Remark:
    """An achievement, a challenge, a priority or a point to look at, and the item it is about (None: the outcome)."""

    text: str
    about: UUID | None


@dataclass(frozen=True)
class Judgement:
    """The status of a sub-outcome; empty where the board has not judged it yet, which nothing published is."""

    about: UUID
    status: str
    text: str


@dataclass(frozen=True)
class Answer:
    """A priority of the report before, and what became of it; empty where nobody has said yet."""

    priority: str
    about: UUID | None
    status: str
    text: str

    @property
    def answer(self) -> str:
        return str(PriorityAnswer.Answer(self.status).label) if self.status else ""


@dataclass(frozen=True)
class Update:
    about: UUID
    status: str
    text: str
    day: date
    evidence: str

    @property
    def word(self) -> str:
        return str(DeliveryStatus(self.status).label) if self.status else ""


@dataclass(frozen=True)
class Report:
    """A report in the words of one audience. `published` is None for one that is not, `superseded_by` the published
    revision that took its place. `board` and `period` are the names they had then; `board_key` is the board's key."""

    pk: int
    plan: int
    outcome: UUID
    board: str
    board_key: int
    period: str
    starts: date
    ends: date
    published: date | None
    revision: int
    superseded_by: int | None
    illustrative: bool
    summary: str
    judgements: tuple[Judgement, ...] = ()
    achievements: tuple[Remark, ...] = ()
    challenges: tuple[Remark, ...] = ()
    priorities: tuple[Remark, ...] = ()
    attention: tuple[Remark, ...] = ()
    decisions: tuple[Remark, ...] = ()  # sought from management, whose words alone they have
    answers: tuple[Answer, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether it says anything beside statuses and what the committee should look at."""
        return bool(self.summary or self.achievements or self.challenges or self.priorities)

    @property
    def items(self) -> set[UUID]:
        """The outcome and everything the report speaks about."""
        lines = (self.judgements, self.achievements, self.challenges, self.priorities, self.attention, self.decisions,
                 self.answers)  # fmt: skip
        return {self.outcome, *(line.about for group in lines for line in group if line.about)}


def read(reports: QuerySet[HighlightReport], *, audience: str = PUBLIC) -> dict[int, Report]:
    """These reports by key: four queries, whatever their number and length. Who may read which is the caller's to see
    to: of an unpublished report, the public words are a preview."""
    return told(judged(headings(reports, audience=audience), audience=audience), audience=audience)


def headings(reports: QuerySet[HighlightReport], *, audience: str = PUBLIC) -> dict[int, Report]:
    """Which reports they are, with their summaries but without their lines, in the order of the query. One query."""
    return headed(heading_rows(reports, audience=audience))


def heading_rows(reports: QuerySet[HighlightReport], *, audience: str = PUBLIC) -> QuerySet:
    """The rows that `headed` makes reports of."""
    newer = HighlightReport.objects.published().filter(supersedes=OuterRef("pk")).values("pk")
    names = {"board_called": called("board"), "period_called": called("period")}
    return reports.annotate(newer=Subquery(newer), **names).values_list(*HEADING, SUMMARY[audience], "newer")


def headed(rows: Iterable[tuple]) -> dict[int, Report]:
    return {row[0]: _heading(*row) for row in rows}


def _heading(
    pk: int, plan: int, outcome: UUID, board_key: int, board: str, period: str, starts: date, ends: date,
    published_at: datetime | None, revision: int, illustrative: bool, summary: str, newer: int | None,
) -> Report:  # fmt: skip
    return Report(
        pk=pk, plan=plan, outcome=outcome, board=board, board_key=board_key, period=period, starts=starts, ends=ends,
        published=local_day(published_at) if published_at else None, revision=revision, superseded_by=newer,
        illustrative=illustrative, summary=summary,
    )  # fmt: skip


def judged(reports: Mapping[int, Report], *, audience: str = PUBLIC) -> dict[int, Report]:
    """With the boards' status of each sub-outcome. One query."""
    found = defaultdict(list)
    for pk, *line in JUDGEMENTS[audience](reports=list(reports)):
        found[pk].append(Judgement(*line))
    return {pk: replace(report, judgements=tuple(found[pk])) for pk, report in reports.items()}


def told(reports: Mapping[int, Report], *, audience: str = PUBLIC) -> dict[int, Report]:
    """With their entries and answers. Two queries."""
    kinds = ReportEntry.Kind
    entries, answers = _entries(list(reports), audience), _answers(list(reports), audience)
    return {
        pk: replace(
            report,
            achievements=tuple(entries[pk, kinds.ACHIEVEMENT]),
            challenges=tuple(entries[pk, kinds.CHALLENGE]),
            priorities=tuple(entries[pk, kinds.PRIORITY]),
            attention=tuple(entries[pk, kinds.ATTENTION]),
            decisions=tuple(entries[pk, kinds.DECISION]),
            answers=tuple(answers[pk]),
        )
        for pk, report in reports.items()
    }


def _entries(keys: Collection[int], audience: str) -> dict[tuple[int, str], list[Remark]]:
    """An entry without words for the audience is not for it."""
    found = defaultdict(list)
    for pk, kind, *line in ENTRIES[audience](reports=keys):
        found[pk, kind].append(Remark(*line))
    return defaultdict(list, {key: _with(lines, "text") for key, lines in found.items()})


def _answers(keys: Collection[int], audience: str) -> dict[int, list[Answer]]:
    """Answers to the priorities that were for the audience themselves."""
    found = defaultdict(list)
    for pk, *line in ANSWERS[audience](reports=keys):
        found[pk].append(Answer(*line))
    return defaultdict(list, {pk: _with(lines, "priority") for pk, lines in found.items()})


def _with(lines: Iterable[Any], field: str) -> list[Any]:
    return [line for line in lines if getattr(line, field).strip()]


def updates_of(report: int, *, audience: str = PUBLIC) -> list[Update]:
    """The delivery updates that a report gives, each commitment's together. One query."""
    rows = DeliveryUpdate.objects.filter(report=report).order_by("item", "date", "pk")
    return [Update(*row) for row in rows.values_list("item_id", "status", WORDS[audience], "date", "evidence")]


def _of_reports(model: type[Model], order: tuple[str, ...], *columns: str) -> dict[str, Prepared]:
    """The lines of reports in order, by audience; {words} stands for the column with its words."""

    def prepared(words: str) -> Prepared:
        chosen = ["report_id", *(column.format(words=words) for column in columns)]
        return Prepared(
            lambda reports: model._default_manager.filter(report__among=reports).order_by(*order).values_list(*chosen),
            reports=Many(),
        )

    return {audience: prepared(words) for audience, words in WORDS.items()}


JUDGEMENTS = _of_reports(SubOutcomeJudgement, ("pk",), "item_id", "status", "{words}")
ENTRIES = _of_reports(ReportEntry, ("position", "pk"), "kind", "{words}", "item_id")
ANSWERS = _of_reports(
    PriorityAnswer, ("priority__position", "pk"), "priority__{words}", "priority__item_id", "answer", "{words}"
)


__all__ = [
    "MANAGEMENT", "PUBLIC", "Answer", "Judgement", "Remark", "Report", "Update", "headed", "heading_rows", "headings",
    "judged", "read", "told", "updates_of",
]  # fmt: skip
