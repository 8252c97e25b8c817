"""Published highlight reports as they may be read by anybody: public words only.

Candour: what a board tells management stands in other columns, and no query here asks for them.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plan.clock import local_day

from .models import HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement


@dataclass(frozen=True)
class ReportLine:
    """One line of a report and the item it is about, if any."""

    text: str
    about: UUID | None


@dataclass(frozen=True)
class JudgementLine:
    about: UUID
    status: str
    text: str


@dataclass(frozen=True)
class AnswerLine:
    """A priority of the report before, and what became of it."""

    priority: str
    about: UUID | None
    answer: str
    text: str


@dataclass(frozen=True)
class PublishedReport:
    pk: int
    plan: int
    outcome: UUID
    board: str
    period: str
    published: date
    revision: int
    superseded_by: int | None
    illustrative: bool
    summary: str
    judgements: tuple[JudgementLine, ...]
    achievements: tuple[ReportLine, ...]
    challenges: tuple[ReportLine, ...]
    priorities: tuple[ReportLine, ...]
    attention: tuple[ReportLine, ...]
    answers: tuple[AnswerLine, ...]

    @property
    def items(self) -> set[UUID]:
        """The outcome and everything the report speaks about."""
        lines = (self.judgements, self.achievements, self.challenges, self.priorities, self.attention, self.answers)
        return {self.outcome, *(line.about for group in lines for line in group if line.about)}


def published_reports(keys: Collection[int]) -> dict[int, PublishedReport]:
    """The published ones among these reports, by key: five queries, whatever their number and length."""
    rows = HighlightReport.objects.published().filter(pk__in=keys).values_list(
        "pk", "plan_id", "outcome_id", "board__name", "period__name", "published_at", "revision", "illustrative",
        "public_summary",
    )  # fmt: skip
    newer = dict(HighlightReport.objects.published().filter(supersedes__in=keys).values_list("supersedes_id", "pk"))
    judgements = _judgements(keys)
    entries = _entries(keys)
    answers = _answers(keys)
    return {
        pk: PublishedReport(
            pk=pk, plan=plan, outcome=outcome, board=board, period=period, published=local_day(at), revision=revision,
            superseded_by=newer.get(pk), illustrative=illustrative, summary=summary,
            judgements=tuple(judgements[pk]), answers=tuple(answers[pk]),
            achievements=tuple(entries[pk, "achievement"]), challenges=tuple(entries[pk, "challenge"]),
            priorities=tuple(entries[pk, "priority"]), attention=tuple(entries[pk, "attention"]),
        )
        for pk, plan, outcome, board, period, at, revision, illustrative, summary in rows
    }  # fmt: skip


def _judgements(keys: Collection[int]) -> dict[int, list[JudgementLine]]:
    found: dict[int, list[JudgementLine]] = defaultdict(list)
    rows = SubOutcomeJudgement.objects.filter(report__in=keys).exclude(status="").order_by("pk")
    for report, item, status, text in rows.values_list("report_id", "item_id", "status", "public_text"):
        found[report].append(JudgementLine(item, status, text))
    return found


def _entries(keys: Collection[int]) -> dict[tuple[int, str], list[ReportLine]]:
    found = defaultdict(list)
    rows = ReportEntry.objects.filter(report__in=keys).exclude(public_text="").order_by("position", "pk")
    for report, kind, text, item in rows.values_list("report_id", "kind", "public_text", "item_id"):
        found[report, kind].append(ReportLine(text, item))
    return found


def _answers(keys: Collection[int]) -> dict[int, list[AnswerLine]]:
    """Answers to priorities that were public themselves."""
    found = defaultdict(list)
    rows = PriorityAnswer.objects.filter(report__in=keys).exclude(priority__public_text="").exclude(answer="")
    for report, priority, item, answer, text in rows.order_by("priority__position", "pk").values_list(
        "report_id", "priority__public_text", "priority__item_id", "answer", "public_text"
    ):
        found[report].append(AnswerLine(priority, item, PriorityAnswer.Answer(answer).label, text))
    return found
