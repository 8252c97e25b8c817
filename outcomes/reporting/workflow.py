"""The verbs that move a highlight report. Nothing else writes its status, and no door leads around them.

Each takes `by=`, locks the report's row, asks the table in `transitions.py`, and writes exactly one event, in one
transaction. The instance given is read anew under the lock, so a stale page or a second click is refused, and nothing
set on it beforehand slips through. Raises `NotAllowed` with a sentence for the person, `Incomplete` with all that is
missing. Updates on single commitments have their verbs in `updates.py`, words in `editing.py`.
"""

from dataclasses import dataclass
from datetime import date as Date
from typing import Any

from django.db import transaction

from outcomes.framework.models import ItemBoard, Outcome, SubOutcome
from outcomes.framework.same import same_items
from plan import events
from plan.clock import local_day, now
from plan.models import Body, Decision, Meeting, Plan, User
from plan.wording import count, day

from . import completeness, points
from .approval import check_approval, check_decision, check_not_alone
from .carrying import bring_forward, pass_on
from .checking import points_of_report
from .models import HighlightReport, ReportEntry, ReportingPeriod, SubOutcomeJudgement
from .saving import put, take_away
from .standing import roles_towards, stage_of
from .transitions import (
    APPROVE,
    CLEAR,
    DISCARD,
    GONE,
    OFFICER,
    PUBLISH,
    RETURN,
    REVISE,
    SUBMIT,
    Incomplete,
    NotAllowed,
    StopsStand,
    Transition,
    refusal,
)

COPIED = "Copied from the published report"
PARTS = ("judgements", "entries", "answers", "updates")


@dataclass(frozen=True)
class Opened:
    """What opening a period did: reports made, and outcomes for which no board answers on the period's last day."""

    reports: list[HighlightReport]
    without_board: list[Outcome]

    def __str__(self) -> str:
        made = f"{count(len(self.reports), 'report')} opened." if self.reports else "Every report is open already."
        if not self.without_board:
            return made
        titles = "; ".join(str(outcome) for outcome in self.without_board)
        return f"{made} No board is named for: {titles}. Name one, then open the period again."


@transaction.atomic
def open_period(period: ReportingPeriod, *, by: User) -> Opened:
    """Make a draft report for each outcome of the edition in force, for each of its boards, as at the last day.

    Each draft has a line for every sub-outcome and for every priority to be answered. Repeating it makes only what
    is missing; where nothing is, nothing is recorded.
    """
    if not by.has_role(OFFICER):
        raise NotAllowed("Reporting periods are opened by policy officers. Ask one of them.")
    period.refresh_from_db(from_queryset=ReportingPeriod.objects.select_for_update())
    edition = Plan.objects.in_force(period.ends).first()
    if edition is None:
        raise NotAllowed(f"No version of the plan is in force on {day(period.ends)}. Put one in force first.")
    opened = Opened([], [])
    for outcome in edition.outcomes.all():
        same = same_items([outcome.item_id])  # boards of the edition before, until officers name others
        links = ItemBoard.objects.on(period.ends).filter(item__in=same).select_related("board")
        boards = {link.board for link in links if link.board.holds_on(period.ends)}
        if not boards:
            opened.without_board.append(outcome)
        for board in sorted(boards, key=lambda board: board.name):
            report = open_report(period, outcome, board, by)
            if report:
                opened.reports.append(report)
    if opened.reports:
        made = [str(report.pk) for report in opened.reports]
        events.record(verb="period.opened", subject=period, by=by, detail={"reports": made})
    return opened


def open_report(period: ReportingPeriod, outcome: Outcome, board: Body, by: User) -> HighlightReport | None:
    """A new draft with its lines; None where this period already has the board's report on this outcome."""
    same = same_items([outcome.item_id])
    if HighlightReport.objects.filter(period=period, board=board, outcome__in=same).exists():
        return None
    report = HighlightReport(
        period=period, board=board, plan=outcome.plan, outcome=outcome.item, illustrative=period.illustrative
    )
    put(report, by=by)
    for sub in SubOutcome.objects.filter(outcome=outcome):
        put(SubOutcomeJudgement(report=report, item_id=sub.item_id))
    bring_forward(report)
    return report


@transaction.atomic
def submit(report: HighlightReport, *, by: User) -> HighlightReport:
    """Give the report to corporate management. From here on its words stand still."""
    _begin(SUBMIT, report, by)
    _require(completeness.for_submission(report))
    return _finish(SUBMIT, report, by, submitted_by=by, submitted_at=now())


@transaction.atomic
def return_report(report: HighlightReport, *, by: User, note: str) -> HighlightReport:
    """Give the report back to its board, saying what to change. Undoes an approval; its decision stays on record."""
    _begin(RETURN, report, by)
    note = _words(note, "Write a note that says what the board should change.")
    undone = dict.fromkeys(("submitted_by", "submitted_at", "approval", "approved_at", "cleared_by", "cleared_at"))
    _finish(RETURN, report, by, why=note, **undone)
    bring_forward(report)
    pass_on(report)
    return report


@transaction.atomic
def approve(
    report: HighlightReport,
    *,
    by: User,
    body: Body,
    date: Date,
    meeting: Meeting | None = None,
    text: str = "",
    paper: str = "",
) -> HighlightReport:
    """Record that `body` approved the report on `date`; `text` is the minute, `paper` the report it rests on.

    Nobody approves alone what they wrote: whoever edited or submitted it since it was last returned has to name the
    `meeting` of the body, held on that date. The date may lie before the submission, because boards and management
    see papers before somebody enters them, but not before the period's end, nor before the board last changed its
    words or had the report returned, nor in the future.
    """
    _begin(APPROVE, report, by)
    check_decision(report, body=body, date=date, meeting=meeting)
    if meeting is None:
        check_not_alone(report, by)
    decision = Decision(
        body=body, meeting=meeting, date=date, kind=Decision.Kind.APPROVED,
        text=text.strip() or f"Approved the highlight report of {report}.", report=paper.strip()[:200],
        illustrative=report.illustrative,
    )  # fmt: skip
    put(decision, by=by)
    detail = {"body": body.name, "date": date.isoformat(), "decision": decision.pk, "meeting": meeting is not None}
    _finish(APPROVE, report, by, why=text.strip(), detail=detail, approval=decision, approved_at=now())
    pass_on(report)
    return report


@transaction.atomic
def clear(report: HighlightReport, *, by: User) -> HighlightReport:
    """Confirm that the public words may be shown. The status stays approved; publishing is what shows them."""
    _begin(CLEAR, report, by)
    check_approval(report)
    _require(completeness.for_clearing(report))
    return _finish(CLEAR, report, by, cleared_by=by, cleared_at=now())


@transaction.atomic
def publish(report: HighlightReport, *, by: User, anyway: str = "", seen_stops: str | None = None) -> HighlightReport:
    """Publish the report with its delivery updates. From here on the database refuses every change.

    While points of the checks before publication stand, only with a reason (`anyway`), which the log keeps for good
    with the points; `seen_stops` is their seal as somebody read them on a page. Raises StopsStand without.
    """
    _begin(PUBLISH, report, by)
    check_approval(report)
    stops = points.stops(points_of_report(report))
    problem = points.refusal(stops, anyway=anyway, seen=seen_stops)
    if problem:
        raise StopsStand(problem)
    why = anyway.strip() if stops else ""
    kept: dict[str, Any] = {"anyway": why, "stops": [str(point) for point in stops]} if stops else {}
    moment = now()
    for update in report.updates.filter(published_at__isnull=True):
        update.published_at = moment
        put(update, by=by, why="Published with its report")
    names = {"board_name": report.board.name, "period_name": report.period.name}
    detail = {"on": local_day(moment).isoformat(), **kept}
    _finish(PUBLISH, report, by, why=why, detail=detail, published_at=moment, **names)
    pass_on(report)
    return report


@transaction.atomic
def revise(report: HighlightReport, *, by: User, reason: str) -> HighlightReport:
    """Begin a revision: a draft with everything the published report has. Returns it; the old report is untouched."""
    _begin(REVISE, report, by)
    reason = _words(reason, "Write why the report is revised.")
    copy = HighlightReport(
        period=report.period, board=report.board, plan=report.plan, outcome=report.outcome,
        revision=report.revision + 1, supersedes=report, revision_reason=reason, summary=report.summary,
        public_summary=report.public_summary, source=report.source, illustrative=report.illustrative,
    )  # fmt: skip
    put(copy, why=COPIED)
    for relation in PARTS:
        for row in getattr(report, relation).all():
            _copy(row, copy)
    bring_forward(copy)
    events.record(
        verb=REVISE.event, subject=copy, by=by, why=reason, detail={"supersedes": report.pk, "revision": copy.revision}
    )
    return copy


@transaction.atomic
def discard(report: HighlightReport, *, by: User, reason: str) -> HighlightReport | None:
    """Take away a draft that was begun by mistake and never submitted, with everything written in it.

    Its history and the event keep what it said. Returns the published report that it was to take the place of, which
    can be revised anew; None for a first report, which opening its period again makes anew.
    """
    _begin(DISCARD, report, by)
    reason = _words(reason, "Write why the draft is discarded.")
    detail = {"from": stage_of(report), "to": DISCARD.to, "supersedes": report.supersedes_id,
              "revision": report.revision, "outcome": str(report.outcome_id)}  # fmt: skip
    for relation in PARTS:
        for row in getattr(report, relation).all():
            take_away(row, by=by, why=reason)
    take_away(report, by=by, why=reason)
    events.record(verb=DISCARD.event, subject=report, by=by, why=reason, detail=detail)
    return report.supersedes


def _copy(row: Any, report: HighlightReport) -> None:
    if isinstance(row, ReportEntry):
        row.carried_from_id = row.pk
    if hasattr(row, "published_at"):
        row.published_at = None
    row.pk, row.version, row.report = None, 1, report
    row._state.adding = True
    put(row, why=COPIED)


def _begin(move: Transition, report: HighlightReport, by: User) -> None:
    """Lock the report, read it anew, and refuse what the table does not allow."""
    try:
        report.refresh_from_db(from_queryset=HighlightReport.objects.select_for_update())
    except HighlightReport.DoesNotExist:
        raise NotAllowed(GONE) from None
    at = stage_of(report)
    problem = refusal(move, at, roles_towards(report, by))
    if problem:
        raise NotAllowed(problem)


def _finish(
    move: Transition, report: HighlightReport, by: User, *, why: str = "", detail: dict | None = None, **fields
) -> HighlightReport:
    """Write the new status and the one event of the move."""
    before = stage_of(report)
    for name, value in fields.items():
        setattr(report, name, value)
    report.status = HighlightReport.Status.APPROVED if move is CLEAR else HighlightReport.Status(move.to)
    put(report, by=by, why=move.sentence)
    events.record(
        verb=move.event, subject=report, by=by, why=why, detail={"from": before, "to": move.to, **(detail or {})}
    )
    return report


def _words(text: str, ask: str) -> str:
    if not text or not text.strip():
        raise NotAllowed(ask)
    return text.strip()


def _require(missing: list[str]) -> None:
    if missing:
        raise Incomplete(missing)
