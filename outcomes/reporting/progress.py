"""The read model of progress: an edition's tree with how each part of it is going on a day.

Built once and used by the web page, the PDF pack and, later, the API alike, so that they cannot disagree. Only what is
published goes in: the board's cleared status and words, published updates. A fixed number of queries.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from outcomes.framework.links import IndicatorCitation
from outcomes.framework.tree import AimNode, CommitmentNode, OutcomeNode, SubOutcomeNode, items_of
from performance.read import IndicatorLine, indicator_lines
from plan.clock import local_day

from .models import (
    DeliveryStatus,
    DeliveryUpdate,
    HighlightReport,
    PriorityAnswer,
    ReportEntry,
    SubOutcomeJudgement,
)


@dataclass(frozen=True)
class Standing:
    """A status said on a day, with the words that were cleared for the public."""

    status: str
    day: date
    text: str
    illustrative: bool
    board: str = ""
    evidence: str = ""

    @property
    def label(self) -> str:
        return DeliveryStatus(self.status).label if self.status else "No status yet"


@dataclass(frozen=True)
class CommitmentProgress:
    node: CommitmentNode
    standing: Standing | None

    @property
    def status(self) -> str:
        return self.standing.status if self.standing else ""


@dataclass(frozen=True)
class SubOutcomeProgress:
    node: SubOutcomeNode
    standing: Standing | None
    commitments: tuple[CommitmentProgress, ...]
    indicators: tuple[IndicatorLine, ...]
    by_aim: dict[UUID | None, tuple[IndicatorLine, ...]]

    @property
    def counts(self) -> dict[str, int]:
        return status_counts(self.commitments)

    def grouped(self) -> list[tuple[AimNode | None, list[CommitmentProgress]]]:
        """Commitments under the aim they stand under, those of the sub-outcome as a whole last."""
        groups: list[tuple[AimNode | None, list[CommitmentProgress]]] = []
        for aim in [*self.node.aims, None]:
            uuid = aim.uuid if aim else None
            found = [commitment for commitment in self.commitments if commitment.node.aim == uuid]
            if found:
                groups.append((aim, found))
        return groups


@dataclass(frozen=True)
class Words:
    """One public entry of a report, and the item it is about (None: the outcome as a whole)."""

    item: UUID | None
    text: str


@dataclass(frozen=True)
class AnsweredPriority:
    item: UUID | None
    priority: str
    answer: str
    text: str


@dataclass(frozen=True)
class ReportWords:
    """What a board's published highlight report says of the parts of an outcome that are shown, in public words."""

    pk: int
    board: str
    period: str
    published: date
    illustrative: bool
    summary: str
    achievements: tuple[Words, ...]
    challenges: tuple[Words, ...]
    priorities: tuple[Words, ...]
    attention: tuple[Words, ...]
    answers: tuple[AnsweredPriority, ...]


@dataclass(frozen=True)
class OutcomeProgress:
    node: OutcomeNode
    sub_outcomes: tuple[SubOutcomeProgress, ...]
    report: ReportWords | None

    @property
    def commitments(self) -> list[CommitmentProgress]:
        """Each commitment once, however many places it has."""
        seen: dict[UUID, CommitmentProgress] = {}
        for sub_outcome in self.sub_outcomes:
            for commitment in sub_outcome.commitments:
                seen.setdefault(commitment.node.uuid, commitment)
        return list(seen.values())

    @property
    def indicators(self) -> list[IndicatorLine]:
        """Each indicator once."""
        return list({line.pk: line for sub in self.sub_outcomes for line in sub.indicators}.values())

    @property
    def counts(self) -> dict[str, int]:
        return status_counts(self.commitments)


def status_counts(commitments: Iterable[CommitmentProgress]) -> dict[str, int]:
    """How many commitments have each status, in the order statuses are listed; "" is no status yet."""
    counts = Counter(commitment.status for commitment in commitments)
    return {status: counts[status] for status in [*DeliveryStatus.values, ""] if counts[status]}


def progress(outcomes: Collection[OutcomeNode], *, on: date) -> tuple[OutcomeProgress, ...]:
    """How these parts of an edition are going on a day. Ten queries, whatever their size."""
    sub_outcomes = [node for outcome in outcomes for node in outcome.sub_outcomes]
    commitments = {commitment.uuid for node in sub_outcomes for commitment in node.commitments}
    reports = current_reports({outcome.uuid for outcome in outcomes}, on=on)
    judgements = _judgements([report["pk"] for report in reports.values()])
    updates = latest_updates(commitments, on=on)
    cited = _citations([*(node.uuid for node in sub_outcomes), *(a.uuid for n in sub_outcomes for a in n.aims)], on)
    lines = indicator_lines({pk for keys in cited.values() for pk in keys}, on=on)
    words = _report_words(reports, outcomes)

    def of_sub_outcome(node: SubOutcomeNode) -> SubOutcomeProgress:
        by_aim: dict[UUID | None, tuple[IndicatorLine, ...]] = {
            aim.uuid: tuple(lines[pk] for pk in cited.get(aim.uuid, ())) for aim in node.aims
        }
        by_aim[None] = () if node.heading_only else tuple(lines[pk] for pk in cited.get(node.uuid, ()))
        together = {line.pk: line for own in by_aim.values() for line in own}
        return SubOutcomeProgress(
            node=node,
            standing=None if node.heading_only else judgements.get(node.uuid),
            commitments=tuple(CommitmentProgress(c, updates.get(c.uuid)) for c in node.commitments),
            indicators=tuple(together.values()),
            by_aim=by_aim,
        )

    return tuple(
        OutcomeProgress(
            node=outcome,
            sub_outcomes=tuple(of_sub_outcome(node) for node in outcome.sub_outcomes),
            report=words.get(outcome.uuid),
        )
        for outcome in outcomes
    )


def current_reports(outcomes: Collection[UUID], *, on: date) -> dict[UUID, dict]:
    """The latest report of each outcome that was published by a day, as a flat row by the outcome's item."""
    rows = (
        HighlightReport.objects.published()
        .filter(outcome__in=outcomes, published_at__date__lte=on)
        .order_by("period__ends", "revision")
        .values(
            "pk", "outcome_id", "board__name", "period__name", "period__ends", "published_at", "public_summary",
            "illustrative",
        )
    )  # fmt: skip
    return {row["outcome_id"]: row for row in rows}


def _judgements(reports: Collection[int]) -> dict[UUID, Standing]:
    rows = SubOutcomeJudgement.objects.filter(report__in=reports).values_list(
        "item_id", "status", "report__period__ends", "public_text", "report__illustrative", "report__board__name"
    )
    return {row[0]: Standing(*row[1:]) for row in rows if row[1]}


def latest_updates(items: Collection[UUID], *, on: date) -> dict[UUID, Standing]:
    """The newest published update of each commitment up to a day.

    An update of a report that was superseded by that day no longer counts: the revision says what holds instead.
    """
    revised = Q(report__superseded_by__published_at__date__lte=on)
    rows = (
        DeliveryUpdate.objects.published()
        .filter(item__in=items, date__lte=on, published_at__date__lte=on)
        .exclude(revised)
        .order_by("date", "pk")
        .values_list("item_id", "status", "date", "public_text", "illustrative", "report__board__name", "evidence")
    )
    return {
        item: Standing(status, day, text, illustrative, board=board or "", evidence=evidence)
        for item, status, day, text, illustrative, board, evidence in rows
    }


def _citations(items: Collection[UUID], on: date) -> dict[UUID, list[int]]:
    """Public indicators cited by these items on a day, in order."""
    found: dict[UUID, list[int]] = defaultdict(list)
    cited = IndicatorCitation.objects.on(on).filter(item__in=items, indicator__is_public=True)
    rows = cited.order_by("position", "pk")
    for item, indicator in rows.values_list("item_id", "indicator_id"):
        found[item].append(indicator)
    return found


def _report_words(reports: dict[UUID, dict], outcomes: Collection[OutcomeNode]) -> dict[UUID, ReportWords]:
    """Only words about what is shown: an entry about an item outside the tree is left out, as is what is said of an
    outcome as a whole where only parts of it are shown."""
    keys = [row["pk"] for row in reports.values()]
    entries: dict[tuple[int, str], list[Words]] = defaultdict(list)
    rows = ReportEntry.objects.filter(report__in=keys).exclude(public_text="").order_by("position", "pk")
    for report, kind, item, text in rows.values_list("report_id", "kind", "item_id", "public_text"):
        entries[report, kind].append(Words(item, text))
    answers: dict[int, list[AnsweredPriority]] = defaultdict(list)
    answered = PriorityAnswer.objects.filter(report__in=keys).exclude(priority__public_text="").exclude(answer="")
    for report, item, priority, answer, text in answered.values_list(
        "report_id", "priority__item_id", "priority__public_text", "answer", "public_text"
    ):
        answers[report].append(AnsweredPriority(item, priority, PriorityAnswer.Answer(answer).label, text))
    shown = {outcome.uuid: (items_of([outcome]), outcome.heading_only) for outcome in outcomes}
    kinds = ReportEntry.Kind

    def words(outcome: UUID, row: dict) -> ReportWords:
        items, partly = shown[outcome]

        def about(lines):
            return tuple(line for line in lines if line.item in items or (line.item is None and not partly))

        pk = row["pk"]
        return ReportWords(
            pk=pk,
            board=row["board__name"],
            period=row["period__name"],
            published=local_day(row["published_at"]),
            illustrative=row["illustrative"],
            summary="" if partly else row["public_summary"],
            achievements=about(entries[pk, kinds.ACHIEVEMENT]),
            challenges=about(entries[pk, kinds.CHALLENGE]),
            priorities=about(entries[pk, kinds.PRIORITY]),
            attention=about(entries[pk, kinds.ATTENTION]),
            answers=about(answers[pk]),
        )

    return {outcome: words(outcome, row) for outcome, row in reports.items()}


__all__ = [
    "CommitmentProgress", "OutcomeProgress", "ReportWords", "Standing", "SubOutcomeProgress", "current_reports",
    "latest_updates", "progress", "status_counts",
]  # fmt: skip
