"""The last report's priorities come forward into the next one and must be answered there (requirements D 43).

A priority answered as continuing comes forward again, report after report, until it is done or dropped, unless the
board wrote it down anew. When the last report is revised, or approved late, reports still open follow it.
"""

from django.db.models import Q

from outcomes.framework.models import ItemBoard
from outcomes.framework.same import same_as_any, same_items

from .models import HighlightReport, PriorityAnswer, ReportEntry
from .saving import drop, put

DECIDED = (HighlightReport.Status.APPROVED, HighlightReport.Status.PUBLISHED)
COPIED = "Brought forward from the last report"


def last_report(report: HighlightReport) -> HighlightReport | None:
    """The newest approved or published report on the same outcome for an earlier period.

    It is the same board's, or that of a board which had the outcome before and has it no longer: boards are merged
    and closed, and what they promised passes on. The outcome may be another edition's, confirmed to be the same.
    """
    day, outcome = report.period.ends, same_items([report.outcome_id])
    still = ItemBoard.objects.on(day).filter(item__in=outcome).exclude(board=report.board_id)
    return (
        HighlightReport.objects.filter(outcome__in=outcome, status__in=DECIDED)
        .filter(period__starts__lt=report.period.starts)
        .filter(Q(board=report.board_id) | ~Q(board__in=still.values("board")))
        .order_by("-period__starts", "-revision")
        .first()
    )


def outstanding(report: HighlightReport) -> list[ReportEntry]:
    """What the report leaves to be answered: its own priorities, and older ones it says continue."""
    own = list(report.entries.filter(kind=ReportEntry.Kind.PRIORITY))
    restated = {older for entry in own for older in _ancestors(entry)}
    continuing = report.answers.filter(answer=PriorityAnswer.Answer.CONTINUING).select_related("priority")
    return own + [row.priority for row in continuing if row.priority_id not in restated]


def bring_forward(report: HighlightReport) -> int:
    """Give an open report an answer line for each priority outstanding; how many lines changed.

    Idempotent. Where a revision replaced a priority, the answer already written moves to its new wording; a line whose
    priority the revision dropped goes, unless it was answered. Must run inside the transaction of a verb.
    """
    last = last_report(report)
    wanted = {entry.pk: entry for entry in (outstanding(last) if last else [])}
    changed = 0
    for answer in report.answers.select_related("priority"):
        if wanted.pop(answer.priority_id, None):
            continue
        newer = next((entry for entry in wanted.values() if answer.priority_id in _ancestors(entry)), None)
        if newer:
            answer.priority = wanted.pop(newer.pk)
            put(answer, why=COPIED)
            changed += 1
        elif not answer.answer and not answer.text.strip() and not answer.public_text.strip():
            drop(answer)
            changed += 1
    for entry in wanted.values():
        put(PriorityAnswer(report=report, priority=entry), why=COPIED)
    return changed + len(wanted)


def pass_on(report: HighlightReport) -> int:
    """After a report was approved, returned or published: bring its priorities into later reports still open."""
    later = HighlightReport.objects.select_for_update(of=("self",)).filter(
        outcome__in=same_as_any([report.outcome_id]),
        status__in=HighlightReport.OPEN,
        period__starts__gt=report.period.starts,
    )
    changed = 0
    for row in later.select_related("period"):
        lines = bring_forward(row)
        if lines:
            put(row, why=COPIED)  # a new version: whoever has it open is told
        changed += lines
    return changed


def _ancestors(entry: ReportEntry) -> set[int]:
    """The entries this one was copied from, back through all revisions."""
    found: set[int] = set()
    parent = entry.carried_from_id
    while parent and parent not in found:
        found.add(parent)
        parent = ReportEntry.objects.filter(pk=parent).values_list("carried_from", flat=True).first()
    return found
