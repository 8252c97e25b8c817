"""What this room hangs into the ground floor's slots."""

from plan.roles import POLICY_OFFICER
from plan.slots import Consulting, DeskGroup, ExampleData, Freeze, Grant, LogVerb, NavLink, slots

from .example import load_consultations
from .on_editions import on_editions

CONSULTATIONS = ("consultation.Consultation",)
PARTS = (
    "consultation.AlternativeFormat", "consultation.Question", "consultation.QuestionRow", "consultation.Choice",
)  # fmt: skip
ANNOUNCED = ("slug", "plan_id", "subject", "held", "opens", "closes", "published_at")
STAYS = (
    "A consultation that was announced keeps its dates and what it is about. Extend it or close it early, with the"
    " reason."
)
VERBS = {
    "consultation.announced": "announced a consultation",
    "consultation.extended": "extended a consultation",
    "consultation.closed_early": "closed a consultation early",
    "consultation.corrected": "corrected the words of a consultation",
    "question.corrected": "corrected a question that people were answering",
    "questions.copied": "copied questions from another consultation",
    "questions.made": "made questions from a version of the plan",
}


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.consulted.add(Consulting("consultations", on_editions))
    slots.example_data.add(ExampleData("consultations", load_consultations, order=70))
    everything = ("add", "change", "delete", "view")
    slots.desk_groups.add(DeskGroup("consultation", "Consultation", (*CONSULTATIONS, PARTS[1], PARTS[0]), order=45))
    slots.grants.add(Grant("consultations-officer", POLICY_OFFICER.slug, (*CONSULTATIONS, *PARTS), everything))
    slots.nav_links.add(NavLink("consultations", "Consultations", "consultations", order=48))
    slots.freezes.add(
        Freeze(
            "consultation", "consultation_consultation", STAYS, when="{row}.published_at IS NOT NULL",
            columns=ANNOUNCED,
        )
    )  # fmt: skip
