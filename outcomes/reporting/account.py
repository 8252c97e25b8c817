"""One report as it is read: by the public, or in the preview by management. One shape for page, PDF and pack.

The public account is built from the public words alone; it holds no text for management to leave out later.
"""

from dataclasses import dataclass
from datetime import date as Date
from uuid import UUID

from outcomes.framework.models import Commitment, Outcome, SubOutcome
from plan.clock import local_day

from .models import HighlightReport, PriorityAnswer, ReportEntry

PUBLIC, MANAGEMENT = "public", "management"


@dataclass(frozen=True)
class Line:
    """A status or an answer with its subject and words: `status` is the code, `word` what people read."""

    about: str
    status: str
    word: str
    text: str
    date: Date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Entry:
    about: str
    text: str


@dataclass(frozen=True)
class Account:
    """A report in the words of one audience."""

    audience: str
    title: str
    outcome: str
    board: str
    period: str
    edition: str
    revision: int
    revision_reason: str
    status: str
    illustrative: bool
    approved_by: str
    approved_on: Date | None
    published_on: Date | None
    superseded: bool
    summary: str
    attention: tuple[Entry, ...]
    judgements: tuple[Line, ...]
    answers: tuple[Line, ...]
    achievements: tuple[Entry, ...]
    challenges: tuple[Entry, ...]
    priorities: tuple[Entry, ...]
    updates: tuple[Line, ...]

    @property
    def for_management(self) -> bool:
        return self.audience == MANAGEMENT


def account(report: HighlightReport, *, audience: str = PUBLIC) -> Account:
    """Read the report for an audience, `public` or `management`. Thirteen queries, however long the report.

    Who may read which is the caller's to see to: the public account of anything unpublished is a preview too.
    """
    if audience not in (PUBLIC, MANAGEMENT):
        raise ValueError(f"Nobody reads reports as {audience!r}; it is {PUBLIC!r} or {MANAGEMENT!r}.")
    words = "text" if audience == MANAGEMENT else "public_text"
    names = _names(report)
    outcome = Outcome.objects.filter(plan=report.plan_id, item=report.outcome_id).first()
    entries = _entries(report, words, names)
    approval = report.approval
    return Account(
        audience=audience,
        title=f"Highlight report: {outcome.title if outcome else 'an outcome'}, {report.period}",
        outcome=str(outcome or "An outcome"),
        board=report.board.name,
        period=report.period.name,
        edition=str(report.plan),
        revision=report.revision,
        # Why a report was revised is asked for and recorded by officers; it is not cleared words.
        revision_reason=report.revision_reason if audience == MANAGEMENT else "",
        status=report.get_status_display(),
        illustrative=report.illustrative,
        approved_by=approval.body.name if approval else "",
        approved_on=approval.date if approval else None,
        published_on=local_day(report.published_at) if report.published_at else None,
        superseded=HighlightReport.objects.published().filter(supersedes=report.pk).exists(),
        summary=report.summary if audience == MANAGEMENT else report.public_summary,
        attention=entries[ReportEntry.Kind.ATTENTION],
        judgements=_judgements(report, words, names),
        answers=_answers(report, words, names),
        achievements=entries[ReportEntry.Kind.ACHIEVEMENT],
        challenges=entries[ReportEntry.Kind.CHALLENGE],
        priorities=entries[ReportEntry.Kind.PRIORITY],
        updates=_updates(report, words, names),
    )


def _names(report: HighlightReport) -> dict[UUID, str]:
    """Names in the report's edition of everything the report is about. Two queries."""
    commitments = Commitment.objects.filter(
        plan=report.plan_id, placements__sub_outcome__outcome__item=report.outcome_id
    )
    names = dict(commitments.values_list("item", "text"))
    subs = SubOutcome.objects.filter(plan=report.plan_id).values_list("item", "number", "title")
    names.update({item: f"{number} {title}" for item, number, title in subs})
    return names


def _judgements(report: HighlightReport, words: str, names: dict[UUID, str]) -> tuple[Line, ...]:
    order = {item: place for place, item in enumerate(names)}
    rows = sorted(report.judgements.all(), key=lambda row: order.get(row.item_id, len(order)))
    return tuple(
        Line(names.get(row.item_id, ""), row.status, row.get_status_display() or "No status yet", getattr(row, words))
        for row in rows
    )


def _answers(report: HighlightReport, words: str, names: dict[UUID, str]) -> tuple[Line, ...]:
    """Answers to the last priorities; in public only to those that were themselves public."""
    rows = report.answers.select_related("priority")
    return tuple(
        Line(getattr(row.priority, words), row.answer, _answer_word(row), getattr(row, words))
        for row in rows
        if getattr(row.priority, words).strip()
    )


def _answer_word(row: PriorityAnswer) -> str:
    return row.get_answer_display() or "Not answered yet"


def _entries(report: HighlightReport, words: str, names: dict[UUID, str]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {kind: [] for kind in ReportEntry.Kind.values}
    for row in report.entries.all():
        if getattr(row, words).strip():
            found[row.kind].append(Entry(names.get(row.item_id, "") if row.item_id else "", getattr(row, words)))
    return {kind: tuple(rows) for kind, rows in found.items()}


def _updates(report: HighlightReport, words: str, names: dict[UUID, str]) -> tuple[Line, ...]:
    return tuple(
        Line(
            names.get(row.item_id, "A commitment"), row.status, row.get_status_display() or "No status yet",
            getattr(row, words), row.date, row.evidence,
        )
        for row in report.updates.order_by("item", "date", "id")
    )  # fmt: skip
