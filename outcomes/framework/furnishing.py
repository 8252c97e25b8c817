"""What this room hangs into the ground floor's slots."""

from plan.furnishing import PUBLIC, frozen_with_edition
from plan.roles import BOARD_MEMBER, CMT, POLICY_OFFICER
from plan.slots import DemoStep, DeskGroup, ExampleData, Freeze, Grant, LogVerb, slots

from . import demo, rules
from .example import load_draft, load_ownership
from .example_approved import load_approved, load_earlier_plans
from .example_library import load_library
from .example_reviews import load_reviews

ROWS = ("outcomes.Outcome", "outcomes.SubOutcome", "outcomes.Aim", "outcomes.Commitment")
IMPORTS, UPLOADS = "outcomes.ImportNote", "outcomes.PlanUpload"
PARTS = (
    "outcomes.Placement", "outcomes.JointWork", "outcomes.Statement", "outcomes.Saving", "outcomes.CommitmentPartner",
)  # fmt: skip
LINKS = (
    "outcomes.ItemDepartment", "outcomes.ItemLeadMember", "outcomes.ItemOfficer", "outcomes.ItemBoard",
    "outcomes.ItemStrategy", "outcomes.IndicatorCitation", "outcomes.ItemRelation",
)  # fmt: skip
LIBRARY = ("outcomes.AlignmentReview", "outcomes.NamedDate")
ACCEPTED_STANDS = "That a figure of a published version was accepted as missing stays on record."
REVIEW_STANDS = "A recorded review of a strategy does not change. Record a later one, which takes its place."

OF_SUB_OUTCOME = "(SELECT s.plan_id FROM outcomes_suboutcome s WHERE s.id = {row}.sub_outcome_id)"
OF_COMMITMENT = "(SELECT c.plan_id FROM outcomes_commitment c WHERE c.id = {row}.commitment_id)"

VERBS = {
    "plan.imported": "read a version of the plan in from a paper",
    "plan.copied": "copied a version of the plan",
    "plan.published": "published a version of the plan",
    "plan.put_in_force": "put a version of the plan in force",
    "plan.amended": "amended a published version of the plan",
    "commitment.merged": "merged two commitments",
    "plan.ended": "ended a version of the plan as another came into force",
    "plan.gaps_accepted": "accepted that figures are missing in a version of the plan",
    "importnote.settled": "settled a warning from an import",
    "item.same": "confirmed that two parts of the plan are the same",
    "item.apart": "said that two parts of plans are not the same",
    "item.not_same": "took back that two parts of the plan are the same",
    "officer.named": "named the lead officer of commitments",
    "strategy.reviewed": "recorded a board's review of a strategy",
    "date.held": "confirmed a date that the plan names",
    "date.set_aside": "set aside a date that the plan names",
    "date.reached": "said that a date of the plan was met",
    "date.not_reached": "took back that a date of the plan was met",
}


def furnish() -> None:
    for verb, words in VERBS.items():
        slots.log_verbs.add(LogVerb(verb, words))
    slots.example_data.add(ExampleData("earlier-plans", load_earlier_plans, order=30))
    slots.example_data.add(ExampleData("draft", load_draft, order=31))
    slots.example_data.add(ExampleData("ownership", load_ownership, order=32))
    slots.example_data.add(ExampleData("board-meetings", load_reviews, order=34))
    # last of the plan, as publishing keeps the figures of what is cited by then
    slots.example_data.add(ExampleData("approved", load_approved, order=33))
    slots.example_data.add(ExampleData("library", load_library, order=34))
    slots.desk_groups.add(DeskGroup("framework", "Outcomes and commitments", (*ROWS, IMPORTS, UPLOADS), order=11))
    slots.desk_groups.add(
        DeskGroup("links", "Who answers for what, and what measures it", (*LINKS, "outcomes.MeetingReview"), order=12)
    )
    slots.desk_groups.add(DeskGroup("library", "Strategies and dates", LIBRARY, order=13))
    everything = ("add", "change", "delete", "view")
    slots.grants.add(Grant("framework-officer", POLICY_OFFICER.slug, ROWS + PARTS + LINKS, everything))
    slots.grants.add(Grant("items-officer", POLICY_OFFICER.slug, ("outcomes.PlanItem",), ("change", "view")))
    slots.grants.add(Grant("reviews-officer", POLICY_OFFICER.slug, LIBRARY[:1]))
    slots.grants.add(Grant("dates-officer", POLICY_OFFICER.slug, LIBRARY[1:], everything))
    slots.grants.add(Grant("reviews-board", BOARD_MEMBER.slug, (*LIBRARY[:1], "plan.Strategy")))
    slots.grants.add(Grant("library-cmt", CMT.slug, (*LIBRARY, "plan.Strategy")))
    slots.grants.add(Grant("imports-officer", POLICY_OFFICER.slug, (IMPORTS, UPLOADS)))
    slots.grants.add(Grant("framework-cmt", CMT.slug, (*ROWS, *PARTS, *LINKS, "outcomes.PlanItem")))
    # these read models, which this module does without
    from . import behind, board_meetings, boards, desk, expiring, handing_over, reminding, reviews

    desk.furnish()
    boards.furnish()
    board_meetings.furnish()
    reviews.furnish()
    handing_over.furnish()
    behind.furnish()
    reminding.furnish()
    expiring.furnish()
    slots.freezes.add(Freeze("alignmentreview", "outcomes_alignmentreview", REVIEW_STANDS))
    slots.freezes.add(
        Freeze("acceptedgap", "outcomes_acceptedgap", ACCEPTED_STANDS, when=PUBLIC.replace("{plan}", "{row}.plan_id"))
    )
    for table in ("outcome", "suboutcome", "aim", "commitment"):
        slots.freezes.add(frozen_with_edition(table, f"outcomes_{table}"))
    for table in ("placement", "jointwork", "statement", "saving", "baselinefigure"):
        slots.freezes.add(frozen_with_edition(table, f"outcomes_{table}", OF_SUB_OUTCOME))
    slots.freezes.add(frozen_with_edition("commitmentpartner", "outcomes_commitmentpartner", OF_COMMITMENT))
    rules.furnish()
    slots.demo_steps.add(DemoStep("contributor", demo.give_contributor_commitments, order=10))
