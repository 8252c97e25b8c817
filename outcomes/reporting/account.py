"""One report as it is read: by the public, or in the preview by management. One shape for page, PDF and pack.

The public account is built from the public words alone; it holds no text for management to leave out later.
"""

from dataclasses import dataclass
from datetime import date as Date
from uuid import UUID

from outcomes.framework.models import Commitment, Outcome, SubOutcome

from .models import DeliveryStatus, HighlightReport
from .reading import MANAGEMENT, PUBLIC, Remark, read, updates_of


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
    decisions: tuple[Entry, ...]  # sought from management: none for the public
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
    """Read the report for an audience, `public` or `management`. Eleven queries, however long the report.

    Who may read which is the caller's to see to: the public account of anything unpublished is a preview too.
    """
    if audience not in (PUBLIC, MANAGEMENT):
        raise ValueError(f"Nobody reads reports as {audience!r}; it is {PUBLIC!r} or {MANAGEMENT!r}.")
    names = _names(report)
    outcome = Outcome.objects.filter(plan=report.plan_id, item=report.outcome_id).first()
    said = read(HighlightReport.objects.filter(pk=report.pk), audience=audience)[report.pk]
    order = {item: place for place, item in enumerate(names)}
    approval = report.approval

    def entries(remarks: tuple[Remark, ...]) -> tuple[Entry, ...]:
        return tuple(Entry(names.get(line.about, "") if line.about else "", line.text) for line in remarks)

    return Account(
        audience=audience,
        title=f"Highlight report: {outcome.title if outcome else 'an outcome'}, {said.period}",
        outcome=str(outcome or "An outcome"),
        board=said.board,
        period=said.period,
        edition=str(report.plan),
        revision=said.revision,
        # Why a report was revised is asked for and recorded by officers; it is not cleared words.
        revision_reason=report.revision_reason if audience == MANAGEMENT else "",
        status=report.get_status_display(),
        illustrative=said.illustrative,
        approved_by=approval.body.name if approval else "",
        approved_on=approval.date if approval else None,
        published_on=said.published,
        superseded=said.superseded_by is not None,
        summary=said.summary,
        attention=entries(said.attention),
        decisions=entries(said.decisions),
        judgements=tuple(
            Line(names.get(line.about, ""), line.status, _status_word(line.status), line.text)
            for line in sorted(said.judgements, key=lambda line: order.get(line.about, len(order)))
        ),
        answers=tuple(
            Line(line.priority, line.status, line.answer or "Not answered yet", line.text) for line in said.answers
        ),
        achievements=entries(said.achievements),
        challenges=entries(said.challenges),
        priorities=entries(said.priorities),
        updates=tuple(
            Line(
                names.get(line.about, "A commitment"), line.status, _status_word(line.status), line.text, line.day,
                line.evidence,
            )
            for line in updates_of(report.pk, audience=audience)
        ),
    )  # fmt: skip


def _names(report: HighlightReport) -> dict[UUID, str]:
    """Names in the report's edition of everything the report is about. Two queries."""
    commitments = Commitment.objects.filter(
        plan=report.plan_id, placements__sub_outcome__outcome__item=report.outcome_id
    )
    names = dict(commitments.values_list("item", "text"))
    subs = SubOutcome.objects.filter(plan=report.plan_id).values_list("item", "number", "title")
    names.update({item: f"{number} {title}" for item, number, title in subs})
    return names


def _status_word(status: str) -> str:
    return str(DeliveryStatus(status).label) if status else "No status yet"
