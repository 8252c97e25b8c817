"""What this room hangs into the slots."""

from plan.roles import CMT, POLICY_OFFICER
from plan.slots import ApiRoutes, DeskGroup, Grant, LogVerb, slots

CHANGES = "consultation.PlanChange"
VERBS = {
    "planchange.recorded": "recorded why the plan was changed, or was not",
    "planchange.changed": "put a reason for a change right",
    "planchange.withdrawn": "withdrew a reason for a change",
}


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.desk_groups.add(DeskGroup("telling", "What became of what people said", (CHANGES,), order=45))
    slots.grants.add(Grant("telling-officer", POLICY_OFFICER.slug, (CHANGES,), ("change", "view")))
    slots.grants.add(Grant("telling-cmt", CMT.slug, (CHANGES,)))
    slots.api_routes.add(ApiRoutes("consultation", "consultation.api_urls", order=20))
    from . import doors  # it reads models, which this module does without

    doors.furnish()
