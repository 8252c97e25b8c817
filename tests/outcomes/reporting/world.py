"""Fenbrook's board for better places, with one reporting period: what tests of highlight reports begin with.

Every text for management holds SECRET, so that a test can ask whether it leaked.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from outcomes.framework.models import ItemBoard, Outcome
from outcomes.reporting import editing, workflow
from outcomes.reporting.models import HighlightReport, ReportingPeriod
from outcomes.reporting.transitions import APPROVED, CLEARED, DRAFT, PUBLISHED, RETURNED, REVISED, SUBMITTED
from plan.models import Body, BodyKind, Meeting, Plan, User
from plan.roles import BOARD_MEMBER, CMT, POLICY_OFFICER
from tests.factories import make_board_member, make_body, make_meeting, make_tree, make_user, serial

SECRET = "frank words for management"
DECIDED_ON = date(2022, 11, 7)


@dataclass
class World:
    """People and things around one report."""

    plan: Plan
    outcome: Outcome
    board: Body
    management: Body
    member: User
    officer: User
    cmt: User
    period: ReportingPeriod
    meeting: Meeting
    others: dict[str, User] = field(default_factory=dict)

    def open(self, period: ReportingPeriod | None = None) -> HighlightReport:
        workflow.open_period(period or self.period, by=self.officer)
        return HighlightReport.objects.get(period=period or self.period, board=self.board, revision=1)

    def written(self, period: ReportingPeriod | None = None) -> HighlightReport:
        return write_fully(self.open(period), self.member)

    def decision(self, **fields) -> dict:
        return {"body": self.management, "date": DECIDED_ON, **fields}

    def advance(self, report: HighlightReport, to: str) -> HighlightReport:
        """Take a fully written draft to a stage, each step by somebody who may."""
        steps = {
            SUBMITTED: lambda: workflow.submit(report, by=self.member),
            RETURNED: lambda: workflow.return_report(report, by=self.cmt, note="Say more about the delays."),
            APPROVED: lambda: workflow.approve(report, by=self.cmt, **self.decision()),
            CLEARED: lambda: workflow.clear(report, by=self.officer),
            PUBLISHED: lambda: workflow.publish(report, by=self.officer),
            REVISED: lambda: workflow.revise(report, by=self.officer, reason="A figure was wrong."),
        }
        straight = [SUBMITTED, APPROVED, CLEARED, PUBLISHED, REVISED]
        way = {DRAFT: [], RETURNED: [SUBMITTED, RETURNED]}.get(to)
        if way is None:
            way = straight[: straight.index(to) + 1]
        for step in way:
            steps[step]()
        return report


def make_period(name: str = "April to September 2022", starts=date(2022, 4, 1), ends=date(2022, 9, 30), **fields):
    fields.setdefault("due", date(2022, 10, 31))
    return ReportingPeriod.objects.create(name=name, starts=starts, ends=ends, **fields)


def make_world(*, sub_outcomes: int = 2, commitments: int = 2) -> World:
    plan = make_tree(outcomes=1, sub_outcomes=sub_outcomes, commitments=commitments)
    Plan.objects.filter(pk=plan.pk).update(published_at=timezone.now(), in_force_from=date(2022, 4, 1))
    plan.refresh_from_db()
    outcome = plan.outcomes.get()
    board = make_body(BodyKind.BOARD, f"Better Places Board {next(serial)}")
    management = make_body(BodyKind.MANAGEMENT, f"Management Team {next(serial)}")
    ItemBoard.objects.create(item=outcome.item, board=board)
    return World(
        plan=plan,
        outcome=outcome,
        board=board,
        management=management,
        member=make_board_member(board, BOARD_MEMBER),
        officer=make_user(POLICY_OFFICER),
        cmt=make_user(CMT),
        period=make_period(),
        meeting=make_meeting(management, DECIDED_ON, status=Meeting.Status.HELD),
    )


def write_fully(report: HighlightReport, by: User) -> HighlightReport:
    """Everything a report needs to be submitted and cleared."""
    editing.write(report, by=by, summary=f"A fair half-year: {SECRET}.", public_summary="A fair half-year.")
    for row in report.judgements.all():
        editing.judge(report, row.item, by=by, status="at_risk", text=f"Late: {SECRET}.", public_text="It runs late.")
    for kind in ("achievement", "challenge", "priority"):
        editing.add_entry(
            report, by=by, kind=kind, text=f"The {kind}: {SECRET}.", public_text=f"Our public {kind}."
        )  # fmt: skip
    for row in report.answers.filter(answer=""):
        editing.answer(row, by=by, answer="done", text=f"Done: {SECRET}.", public_text="This is done.")
    report.refresh_from_db()
    return report
