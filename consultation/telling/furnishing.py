"""What this room hangs into the slots."""

from plan.roles import CMT, POLICY_OFFICER
from plan.slots import ApiRoutes, DeskGroup, ExampleData, Grant, LogVerb, slots

CHANGES = "consultation.PlanChange"
ANSWERS = "consultation.ThemeAnswer"
VERBS = {
    "planchange.recorded": "recorded why the plan was changed, or was not",
    "planchange.changed": "changed the reason given for a change",
    "planchange.withdrawn": "withdrew a reason for a change",
    "planchange.tied": "said what led to a change",
    "theme.answered": "answered what people said",
    "theme.answer_changed": "put an answer to what people said right",
    "theme.answer_withdrawn": "withdrew an answer to what people said",
}


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.desk_groups.add(DeskGroup("telling", "What became of what people said", (ANSWERS, CHANGES), order=45))
    slots.grants.add(Grant("telling-officer", POLICY_OFFICER.slug, (ANSWERS, CHANGES), ("change", "view")))
    slots.grants.add(Grant("telling-cmt", CMT.slug, (ANSWERS, CHANGES)))
    slots.api_routes.add(ApiRoutes("consultation", "consultation.api_urls", order=20))
    # They read models, which this module does without
    from consultation.weighing.theming import ThemeFollower, followers

    from . import desk, doors
    from .example import load_answers, load_made_up_answers
    from .merging import follow
    from .report import kinds as report

    slots.example_data.add(ExampleData("you-said", load_answers, order=78))
    slots.example_data.add(ExampleData("made-up-answers", load_made_up_answers, order=79))
    followers.add(ThemeFollower("answers", follow))
    doors.furnish()
    desk.furnish()
    report.furnish()
