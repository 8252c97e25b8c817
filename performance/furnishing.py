"""What this app hangs into the ground floor's slots."""

from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER
from plan.slots import (
    ApiRoutes,
    ChangeKeeper,
    DeletionGuard,
    DeskGroup,
    ExampleData,
    Freeze,
    Grant,
    LogVerb,
    WorkerChore,
    slots,
)

from . import desk, handing_over, reminding, restating
from .example import load_indicators
from .importing import uploads

KEPT = "What a figure was before it was restated is kept for good."
MODELS = (
    "performance.Indicator", "performance.Result", "performance.Source", "performance.ComparatorGroup",
    "performance.Area",
)  # fmt: skip
ROWS = (
    "performance.Target", "performance.ComparatorResult", "performance.Tolerance", "performance.Breakdown",
    "performance.Forecast", "performance.Peer", "performance.PeerResult",
)  # fmt: skip


def furnish() -> None:
    slots.api_routes.add(ApiRoutes("performance", "performance.api.urls", order=20))
    desk.furnish()
    reminding.furnish()
    handing_over.furnish()
    slots.change_keepers.add(ChangeKeeper("restatements", "performance.Result", restating.keep))
    slots.deletion_guards.add(
        DeletionGuard("released", "performance.Result", restating.any_stands, restating.NOT_DELETED)
    )
    slots.freezes.add(Freeze("restatement", "performance_restatement", KEPT))
    slots.example_data.add(ExampleData("indicators", load_indicators, order=20))
    slots.log_verbs.add(LogVerb("results.imported", "brought in results from a file"))
    slots.log_verbs.add(LogVerb("results.entered", "entered figures"))
    slots.log_verbs.add(LogVerb("indicator.target_spread", "spread a year's target over the parts of the year"))
    slots.worker_chores.add(WorkerChore("results-uploads", uploads.clear_old))
    group = (*MODELS[:2], "performance.ResultsImport", *MODELS[2:])
    slots.desk_groups.add(DeskGroup("performance", "How well it is going", group, order=20))
    slots.grants.add(
        Grant("performance-officer", POLICY_OFFICER.slug, MODELS + ROWS, ("add", "change", "delete", "view"))
    )
    slots.grants.add(Grant("performance-contributor", CONTRIBUTOR.slug, MODELS[:2], ("change", "view")))
    slots.grants.add(Grant("results-contributor", CONTRIBUTOR.slug, MODELS[1:2], ("add",)))
    slots.grants.add(
        Grant("forecasts-contributor", CONTRIBUTOR.slug, ("performance.Forecast",), ("add", "change", "view"))
    )
    for role in (POLICY_OFFICER, CONTRIBUTOR):
        slots.grants.add(Grant(f"results-imports-{role.slug}", role.slug, ("performance.ResultsImport",)))
    slots.grants.add(Grant("performance-cmt", CMT.slug, MODELS[:2]))
