"""What this room hangs into the ground floor's slots."""

from typing import Any

from plan.roles import CMT, CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER, SCRUTINY_MEMBER
from plan.slots import DeskGroup, DeskLink, ExampleData, Grant, LogVerb, PaperRevision, slots

from . import asked_ending, bodies, desk, handing_over, impact_desk, meeting_ties, reminding
from .example import load_remits
from .example_asked import load_asked
from .example_effects import load_effects
from .stating import carry_over

MODELS = ("outcomes.Remit", "outcomes.Referral")
EFFECTS = "outcomes.ImpactStatement"
REMITS, REFERRALS = MODELS[:1], MODELS[1:]
ASKED = ("outcomes.Action", "outcomes.ActionAnswer")
RECORDS = ("outcomes.Resolution",)
QUESTIONS = ("outcomes.StartingQuestion",)

VERBS = {
    "resolution.recorded": "recorded what a meeting resolved",
    "resolution.corrected": "corrected what was recorded of a meeting’s resolutions",
    "action.raised": "recorded what a body asked for",
    "action.assigned": "named who is to answer what a body asked for",
    "action.postponed": "gave more time for what a body asked for",
    "action.received_corrected": "corrected the day a recommendation was received",
    "action.responded": "recorded the executive's response to a recommendation",
    "action.taken_over": "passed on what a body asked for to the body that takes over",
    "action.withdrawn": "withdrew what a body asked for",
    "action.reopened": "opened what a body asked for again",
    "answer.written": "wrote an answer to what a body asked for",
    "answer.noted_later": "added a later note to a minute",
    "answer.published": "published an answer to what a body asked for",
    "answer.taken_back": "took back a published answer",
    "question.raised": "raised a question",
    "minutes.confirmed": "confirmed what was read from a meeting's minutes",
    "remit.given": "gave a committee something to scrutinise",
    "remit.ended": "ended the remit of a committee",
    "remit.handed_over": "handed over what a committee scrutinises to another",
    "referral.made": "referred something from one committee to another",
    "impact.stated": "stated what a report does to the plan's outcomes",
    "referral.ended": "ended a referral with the remit it was made from",
    "referral.taken_back": "took back a referral to another committee",
}


def furnish() -> None:
    bodies.furnish()
    asked_ending.furnish()
    handing_over.furnish()
    reminding.furnish()
    desk.furnish()
    meeting_ties.furnish()
    impact_desk.furnish()
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.example_data.add(ExampleData("remits", load_remits, order=40))
    slots.example_data.add(ExampleData("asked", load_asked, order=60))
    slots.example_data.add(ExampleData("effects", load_effects, order=41))
    slots.paper_revisions.add(PaperRevision("effects", carry_over))
    shown = (*ASKED, *RECORDS, *MODELS, EFFECTS, *QUESTIONS)
    slots.desk_groups.add(DeskGroup("scrutiny", "What committees scrutinise", shown, order=17))
    grant, everything = slots.grants.add, ("add", "change", "delete", "view")
    grant(Grant("remits-officer", POLICY_OFFICER.slug, REMITS, everything))
    grant(Grant("remits-read-democratic", DEMOCRATIC_SERVICES.slug, REMITS))
    grant(Grant("remits-read-cmt", CMT.slug, MODELS))
    for role in (POLICY_OFFICER, DEMOCRATIC_SERVICES):
        grant(Grant(f"referrals-{role.slug}", role.slug, REFERRALS, ("change", "view")))
    slots.desk_links.add(DeskLink("remit-editor", "plan.Plan", "Who scrutinises what", editor_of))
    for role in (POLICY_OFFICER, DEMOCRATIC_SERVICES):
        grant(Grant(f"asked-{role.slug}", role.slug, (*ASKED, *RECORDS), ("add", "change", "view")))
        grant(Grant(f"starting-questions-{role.slug}", role.slug, QUESTIONS, everything))
    grant(Grant("starting-questions-member", SCRUTINY_MEMBER.slug, QUESTIONS))
    grant(Grant("asked-cmt", CMT.slug, (*ASKED, *RECORDS)))
    grant(Grant("asked-contributor", CONTRIBUTOR.slug, ASKED, ("change", "view")))
    for role in (POLICY_OFFICER, DEMOCRATIC_SERVICES, CMT):
        grant(Grant(f"effects-{role.slug}", role.slug, (EFFECTS,)))


def editor_of(plan: Any, user: Any) -> str:
    from .admin_editor import editor_address

    return editor_address(edition=plan.slug) if user.has_perm("outcomes.view_remit") else ""
