"""What this room hangs into the ground floor's slots."""

from plan.roles import BOARD_MEMBER, CMT, CONTRIBUTOR, POLICY_OFFICER
from plan.slots import DeskGroup, ExampleData, Freeze, Grant, Hold, LogVerb, RowNote, slots
from plan.vocabulary import ACTS

from . import beside_figures, boards, desk, promises, reminding, row_filters
from .decisions import rested_on, undone
from .example import load_reports
from .example_service_plans import load_service_plans
from .transitions import PERIOD_STANDS, TRANSITIONS

REPORTS = ("outcomes.HighlightReport", "outcomes.DeliveryUpdate", "outcomes.ReportingPeriod")
SERVICE_PLANS = "outcomes.ServicePlanAction"
PARTS = ("outcomes.SubOutcomeJudgement", "outcomes.ReportEntry", "outcomes.PriorityAnswer")

PUBLISHED = "A published highlight report does not change. Make a revision, which supersedes it."
OF_REPORT = "EXISTS (SELECT 1 FROM outcomes_highlightreport r WHERE r.id = {row}.report_id AND r.status = 'published')"
RESTED_ON = "EXISTS (SELECT 1 FROM outcomes_highlightreport r WHERE r.approval_id = {row}.id)"
OF_PERIOD = "EXISTS (SELECT 1 FROM outcomes_highlightreport r WHERE r.period_id = {row}.id AND r.status = 'published')"
APPROVAL = (
    "The approval of a highlight report rests on this decision, so it does not change. If it is wrong, return the"
    " report and record the approval again."
)

LOGGED_PARTS = {
    "suboutcomejudgement": "the status of a sub-outcome",
    "reportentry": "an entry",
    "priorityanswer": "the answer to a priority",
    "highlightreport": "the report",
}


def furnish() -> None:
    _name_verbs()
    slots.example_data.add(ExampleData("reports", load_reports, order=50))
    slots.example_data.add(ExampleData("service-plans", load_service_plans, order=51))
    desk.furnish()
    reminding.furnish()
    boards.furnish()
    beside_figures.furnish()
    row_filters.furnish()
    promises.furnish()
    slots.desk_groups.add(DeskGroup("service-plans", "Service plans", (SERVICE_PLANS,), order=16))
    everything = ("add", "change", "delete", "view")
    for role in (POLICY_OFFICER, CONTRIBUTOR):
        slots.grants.add(Grant(f"service-plans-{role.slug}", role.slug, (SERVICE_PLANS,), everything))
    slots.grants.add(Grant("service-plans-cmt", CMT.slug, (SERVICE_PLANS,)))
    slots.freezes.add(Freeze("approval", "plan_decision", APPROVAL, when=RESTED_ON))
    slots.holds.add(Hold("approval", "plan.Decision", rested_on, APPROVAL))
    slots.row_notes.add(RowNote("undone-approvals", "plan.Decision", undone))
    slots.desk_groups.add(DeskGroup("reporting", "Highlight reports", REPORTS, order=15))
    slots.grants.add(
        Grant("reports-officer", POLICY_OFFICER.slug, REPORTS + PARTS, ("add", "change", "delete", "view"))
    )
    slots.grants.add(Grant("reports-board", BOARD_MEMBER.slug, REPORTS[:2], ("change", "view")))
    slots.grants.add(Grant("report-parts-board", BOARD_MEMBER.slug, PARTS, ("add", "change", "delete", "view")))
    slots.grants.add(Grant("updates-board", BOARD_MEMBER.slug, REPORTS[1:2], ("add",)))
    slots.grants.add(Grant("updates-contributor", CONTRIBUTOR.slug, REPORTS[1:2], ("add", "change", "view")))
    slots.grants.add(Grant("reports-cmt", CMT.slug, REPORTS + PARTS))
    slots.freezes.add(
        Freeze("reportingperiod", "outcomes_reportingperiod", PERIOD_STANDS, when=OF_PERIOD,
               columns=("name", "starts", "ends"))
    )  # fmt: skip
    published = "{row}.status = 'published'"
    slots.freezes.add(Freeze("highlightreport", "outcomes_highlightreport", PUBLISHED, when=published))
    for table in ("suboutcomejudgement", "reportentry", "priorityanswer"):
        slots.freezes.add(Freeze(table, f"outcomes_{table}", PUBLISHED, when=OF_REPORT, inserts=True))
    slots.freezes.add(
        Freeze("deliveryupdate_of_report", "outcomes_deliveryupdate", PUBLISHED, when=OF_REPORT, inserts=True)
    )  # fmt: skip
    slots.freezes.add(
        Freeze("deliveryupdate", "outcomes_deliveryupdate", "A published update does not change. Add a newer one.",
               when="{row}.published_at IS NOT NULL")
    )  # fmt: skip


def _name_verbs() -> None:
    for move in TRANSITIONS:
        slots.log_verbs.add(LogVerb(move.event, move.sentence))
    for model, called in LOGGED_PARTS.items():
        for act, did in ACTS.items():
            slots.log_verbs.add(LogVerb(f"{model}.{act}", f"{did} {called}"))
    slots.log_verbs.add(LogVerb("report.handed_over", "handed the report over to the board that took over"))
    slots.log_verbs.add(LogVerb("period.opened", "opened a reporting period"))
    slots.log_verbs.add(LogVerb("update.recorded", "recorded a delivery update"))
    slots.log_verbs.add(LogVerb("update.published", "published a delivery update"))
    slots.log_verbs.add(LogVerb("serviceplanaction.published", "published a service-plan action"))
    slots.log_verbs.add(LogVerb("serviceplan.copied", "copied a service plan into the next year"))
