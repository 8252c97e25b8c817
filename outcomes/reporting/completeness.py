"""What a report still lacks, in sentences that say what to write, at two gates: submitting and clearing."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from outcomes.framework.models import Commitment, SubOutcome

from .models import NEEDS_REASON, DeliveryStatus, HighlightReport, PriorityAnswer, ReportEntry

Names = Mapping[UUID, str]


class Lack(str):
    """A sentence that says what to write, and knows where: in a list of the report's page, or in the update on an
    item."""

    place: str
    item: UUID | None

    def __new__(cls, sentence: str, place: str = "", item: UUID | None = None) -> "Lack":
        lack = super().__new__(cls, sentence)
        lack.place, lack.item = place, item
        return lack


KIND_WORDS = {
    ReportEntry.Kind.ACHIEVEMENT: "achievement",
    ReportEntry.Kind.CHALLENGE: "challenge",
    ReportEntry.Kind.PRIORITY: "priority for the next six months",
}


def for_submission(report: HighlightReport) -> list[str]:
    """What is missing before corporate management can be given the report."""
    names = names_of(report)
    return [
        *_judgements(report, names, "text", "Say why, for management"),
        *_unknown(report, names),
        *_answers(report, "text", "Say why, for management"),
        *_entries(report),
        *_updates(report, names, "text", "Say why, for management"),
    ]


def for_clearing(report: HighlightReport) -> list[str]:
    """What is missing before the public words can be cleared. The report has to be complete for management too."""
    names = names_of(report)
    return [
        *for_submission(report),
        *_anything(report),
        *_judgements(report, names, "public_text", "Say why, for the public", reasons_only=True),
        *_answers(report, "public_text", "Say why, for the public", reasons_only=True),
        *_updates(report, names, "public_text", "Say why, for the public", reasons_only=True),
    ]


def _anything(report: HighlightReport) -> Iterable[str]:
    """A report without a word for the public has nothing to publish."""
    parts = (report.judgements, report.entries, report.answers, report.updates)
    told = (row.public_text for rows in parts for row in rows.all())
    if not any(words.strip() for words in (report.public_summary, *told)):
        yield Lack("Write something for the public: every text for committees and residents is empty.", "content-main")


def names_of(report: HighlightReport) -> dict[UUID, str]:
    """What the report's edition calls the outcome's sub-outcomes and every commitment reported on."""
    subs = SubOutcome.objects.filter(plan=report.plan_id, outcome__item=report.outcome_id)
    items = report.updates.values("item")
    commitments = Commitment.objects.filter(plan=report.plan_id, item__in=items)
    return {row.item_id: str(row) for row in (*subs, *commitments)}


def reason_needed(status: str) -> bool:
    return status in {value.value for value in NEEDS_REASON}


def _judgements(
    report: HighlightReport, names: Names, field: str, ask: str, *, reasons_only: bool = False
) -> Iterable[str]:
    for row in report.judgements.all():
        name = names.get(row.item_id, "a sub-outcome that this version of the plan does not have")
        if not row.status:
            if not reasons_only:
                yield Lack(f"Give the status of {name}.", "judgements-group")
        elif reason_needed(row.status) and not getattr(row, field).strip():
            yield Lack(f"{ask}: {name} is {DeliveryStatus(row.status).label.lower()}.", "judgements-group")


def _unknown(report: HighlightReport, names: Names) -> Iterable[str]:
    """Sub-outcomes of the edition that the report has no line for."""
    judged = {row.item_id for row in report.judgements.all()}
    subs = SubOutcome.objects.filter(plan=report.plan_id, outcome__item=report.outcome_id)
    for sub in subs:
        if sub.item_id not in judged:
            yield Lack(f"Give the status of {names[sub.item_id]}.", "judgements-group")


def _answers(report: HighlightReport, field: str, ask: str, *, reasons_only: bool = False) -> Iterable[str]:
    for row in report.answers.select_related("priority"):
        if not row.answer:
            if not reasons_only:
                yield Lack(
                    f"Say what became of the last report's priority “{_short(row.priority.text)}”.", "answers-group"
                )
            continue
        shown = field == "text" or row.priority.public_text.strip()
        if row.answer == PriorityAnswer.Answer.DROPPED and shown and not getattr(row, field).strip():
            words = row.priority.text if field == "text" else row.priority.public_text
            yield Lack(f"{ask}: the priority “{_short(words)}” was dropped.", "answers-group")


def _entries(report: HighlightReport) -> Iterable[str]:
    have = {entry.kind for entry in report.entries.all() if entry.text.strip()}
    for kind, words in KIND_WORDS.items():
        if kind not in have:
            yield Lack(f"Add at least one {words}.", f"{kind}_entries-group")


def _updates(
    report: HighlightReport, names: Names, field: str, ask: str, *, reasons_only: bool = False
) -> Iterable[str]:
    for row in report.updates.all():
        name = f"the commitment “{_short(names.get(row.item_id, 'not in this version of the plan'))}”"
        if not row.status:
            if not reasons_only:
                yield Lack(f"Give the status of {name}.", item=row.item_id)
        elif reason_needed(row.status) and not getattr(row, field).strip():
            yield Lack(f"{ask}: {name} is {DeliveryStatus(row.status).label.lower()}.", item=row.item_id)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
