"""Who may change a report's words, and when; and verbs that write them for code that has no form.

Words change only while a report is a draft or was returned, by policy officers and members of its own board. Forms
call `ensure_editable` inside the transaction in which they save; it locks the report, so that nobody submits it
between the question and the writing.
"""

from typing import Any

from django.db import transaction

from outcomes.framework.models import PlanItem
from plan import events
from plan.models import User

from .models import HighlightReport, PriorityAnswer, ReportEntry, SubOutcomeJudgement
from .saving import put
from .standing import locked, roles_towards, stage_of
from .transitions import BOARD, DRAFT, OFFICER, RETURNED, SITUATION, NotAllowed

PART = "A part of it was changed"


def editable(report: HighlightReport, by: User) -> bool:
    """Whether this person may change the report's words now."""
    return not refusal_to_edit(report, by)


def refusal_to_edit(report: HighlightReport, by: User) -> str:
    """Why this person may not change the report's words now, or nothing where they may."""
    if roles_towards(report, by).isdisjoint((BOARD, OFFICER)):
        return "A report's words are changed by members of its board and by policy officers. Ask one of them."
    at = stage_of(report)
    return "" if at in (DRAFT, RETURNED) else f"The words of this report do not change now. {SITUATION[at]}"


def ensure_editable(report: HighlightReport, by: User) -> HighlightReport:
    """Lock the report for the rest of the transaction and return it as it stands; NotAllowed if its words may not
    change, or not by this person. Leaves the instance given alone, which may hold what a form is about to save."""
    standing = locked(report)
    problem = refusal_to_edit(standing, by)
    if problem:
        raise NotAllowed(problem)
    return standing


def touch(report: HighlightReport, *, by: User | None, why: str = PART) -> None:
    """A new version of the report, because one of its parts changed: who has it open to edit, submit or approve is
    told. Call it inside the transaction that changes the part."""
    put(locked(report), by=by, why=why)


@transaction.atomic
def write(report: HighlightReport, *, by: User, **words: str) -> HighlightReport:
    """Write `summary` or `public_summary`."""
    standing = ensure_editable(report, by)
    unknown = set(words) - {"summary", "public_summary"}
    if unknown:
        raise TypeError(f"A report has no words called {', '.join(sorted(unknown))}.")
    return _changed(_set(standing, words, by), by, sorted(words))


@transaction.atomic
def judge(
    report: HighlightReport, item: PlanItem, *, by: User, status: str, text: str = "", public_text: str = ""
) -> SubOutcomeJudgement:
    """Write the board's status of one sub-outcome, with the reason for management and for the public."""
    standing = ensure_editable(report, by)
    row = SubOutcomeJudgement.objects.filter(report=standing, item=item).first()
    row = row or SubOutcomeJudgement(report=standing, item=item)
    words = {"status": status, "text": text, "public_text": public_text}
    return _part(standing, _set(row, words, by), by, ["status", "text", "public_text"])


@transaction.atomic
def add_entry(
    report: HighlightReport, *, by: User, kind: str, text: str, public_text: str = "", item: PlanItem | None = None,
    carried_from: ReportEntry | None = None,
) -> ReportEntry:  # fmt: skip
    """Add an achievement, a challenge or a priority at the end of its list. `carried_from` is the older priority that
    this one writes down anew."""
    standing = ensure_editable(report, by)
    position = standing.entries.filter(kind=kind).count() + 1
    words = {"kind": kind, "text": text, "public_text": public_text, "position": position}
    row = ReportEntry(report=standing, item=item, carried_from=carried_from)
    return _part(standing, _set(row, words, by), by, ["text", "public_text"])


@transaction.atomic
def answer(
    row: PriorityAnswer, *, by: User, answer: str, text: str = "", public_text: str = ""
) -> PriorityAnswer:  # fmt: skip
    """Say what became of a priority of the last report."""
    standing = ensure_editable(row.report, by)
    words = {"answer": answer, "text": text, "public_text": public_text}
    return _part(standing, _set(row, words, by), by, sorted(words))


def _set(row: Any, words: dict[str, Any], by: User) -> Any:
    for name, value in words.items():
        setattr(row, name, value)
    row.clean_fields()
    return put(row, by=by)


def _part(report: HighlightReport, row: Any, by: User, fields: list[str]) -> Any:
    touch(report, by=by)
    return _changed(row, by, fields)


def _changed(row: Any, by: User, fields: list[str]) -> Any:
    events.record(verb=f"{row._meta.model_name}.written", subject=row, by=by, detail={"fields": fields})
    return row
