"""What the database itself refuses about editions and what hangs on items: what rests on a decision, and rules that
lead from one row to another."""

from django.db.models import Exists, OuterRef, Q

from plan.models.editions import Amendment, Plan
from plan.slots import Freeze, Hold, RowRule, slots

RESTS = "A version of the plan, or an amendment of it, rests on this decision, so it does not change."
SINCE = "Since when, and by which decision, a version of the plan is in force does not change."
UNTIL = "Until when a version of the plan was in force does not change."
RESTED_ON = (
    "EXISTS (SELECT 1 FROM plan_plan p WHERE p.in_force_decision_id = {row}.id OR p.frozen_by_id = {row}.id)"
    " OR EXISTS (SELECT 1 FROM plan_amendment a WHERE a.authority_id = {row}.id)"
)
OVERLAPS = (
    "{row}.in_force_from IS NOT NULL AND EXISTS (SELECT 1 FROM plan_plan o WHERE o.id <> COALESCE({row}.id, -1)"
    " AND o.in_force_from < COALESCE({row}.in_force_until, '9999-12-31')"
    " AND {row}.in_force_from < COALESCE(o.in_force_until, '9999-12-31'))"
)
KIND_OF_ITEM = "(SELECT i.kind FROM outcomes_planitem i WHERE i.uuid = {row}.item_id)"


def plan_of(table: str, column: str) -> str:
    """SQL for the edition of the row that `column` points at."""
    return f"(SELECT t.plan_id FROM outcomes_{table} t WHERE t.id = {{row}}.{column})"  # noqa: S608  no one's input


def same_plan(key: str, table: str, column: str, parent: str, message: str) -> RowRule:
    """A row and what it stands under are of one edition."""
    broken = f"{{row}}.{column} IS NOT NULL AND {{row}}.plan_id <> {plan_of(parent, column)}"
    return RowRule(key, f"outcomes_{table}", message, broken)


def item_kind(key: str, table: str, kind: str, message: str) -> RowRule:
    """A row of an edition is the wording of an item of its own kind."""
    return RowRule(key, f"outcomes_{table}", message, f"{KIND_OF_ITEM} <> '{kind}'")


RULES = (
    RowRule("in_force_once", "plan_plan", "Two versions of the plan cannot be in force on the same day.", OVERLAPS),
    RowRule(
        "placement_aim", "outcomes_placement",
        "A commitment is grouped under an aim of the same sub-outcome.",
        "{row}.aim_id IS NOT NULL AND {row}.sub_outcome_id <>"
        " (SELECT a.sub_outcome_id FROM outcomes_aim a WHERE a.id = {row}.aim_id)",
    ),
    RowRule(
        "placement_plan", "outcomes_placement",
        "A commitment stands only in its own version of the plan.",
        f"{plan_of('suboutcome', 'sub_outcome_id')} <> {plan_of('commitment', 'commitment_id')}",
    ),
    same_plan("sub_outcome_plan", "suboutcome", "outcome_id", "outcome",
              "A sub-outcome stands in the same version of the plan as its outcome."),
    same_plan("aim_plan", "aim", "sub_outcome_id", "suboutcome",
              "An aim stands in the same version of the plan as its sub-outcome."),
    same_plan("commitment_parent_plan", "commitment", "parent_id", "commitment",
              "The point in a list stands in the same version of the plan as the list."),
    *(
        item_kind(f"{table}_kind", table, kind, f"This is not the wording of {article} {word}.")
        for table, kind, article, word in (
            ("outcome", "outcome", "an", "outcome"),
            ("suboutcome", "sub_outcome", "a", "sub-outcome"),
            ("aim", "aim", "an", "aim"),
            ("commitment", "commitment", "a", "commitment"),
        )
    ),
    RowRule(
        "same_kind", "outcomes_planitem",
        "Only two outcomes, two sub-outcomes, two aims or two commitments can be the same.",
        "{row}.same_as_id IS NOT NULL AND {row}.kind <>"
        " (SELECT i.kind FROM outcomes_planitem i WHERE i.uuid = {row}.same_as_id)",
    ),
    RowRule(
        "item_board_kind", "outcomes_itemboard",
        "What looks after a part of the plan is a board.",
        "(SELECT b.kind FROM plan_body b WHERE b.id = {row}.board_id) NOT IN ('board', 'programme_board')",
    ),
    RowRule(
        "citation_kind", "outcomes_indicatorcitation",
        "An indicator measures an aim or a sub-outcome; only a figure for context stands at an outcome.",
        f"{KIND_OF_ITEM} NOT IN ('aim', 'sub_outcome') AND NOT ({KIND_OF_ITEM} = 'outcome' AND EXISTS"  # noqa: S608
        " (SELECT 1 FROM performance_indicator n WHERE n.id = {row}.indicator_id AND n.is_context))",
    ),
    RowRule(
        "saving_part", "outcomes_saving",
        "A part of a saving belongs to a total of the same sub-outcome, which is no part itself.",
        "{row}.part_of_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outcomes_saving t WHERE t.id = {row}.part_of_id"
        " AND t.sub_outcome_id = {row}.sub_outcome_id AND t.part_of_id IS NULL)",
    ),
    RowRule(
        "saving_parts_within", "outcomes_saving",
        "The parts of a saving come to more than its total.",
        "{row}.part_of_id IS NOT NULL AND ROUND({row}.amount +"
        " COALESCE((SELECT SUM(s.amount) FROM outcomes_saving s WHERE s.part_of_id = {row}.part_of_id"
        " AND s.id <> COALESCE({row}.id, -1)), 0), 2) >"
        " (SELECT t.amount FROM outcomes_saving t WHERE t.id = {row}.part_of_id)",
    ),
    RowRule(
        "saving_total_covers", "outcomes_saving",
        "This total is less than its parts come to.",
        "{row}.amount <"
        " ROUND(COALESCE((SELECT SUM(s.amount) FROM outcomes_saving s WHERE s.part_of_id = {row}.id), 0), 2)",
    ),
)  # fmt: skip


def rested_on() -> Q:
    """Decisions that a version was published on or put in force by, or that are the authority for an amendment."""
    plans = Plan.objects.filter(Q(in_force_decision=OuterRef("pk")) | Q(frozen_by=OuterRef("pk")))
    amendments = Amendment.objects.filter(authority=OuterRef("pk"))
    return Q(Exists(plans)) | Q(Exists(amendments))


def furnish() -> None:
    slots.freezes.add(Freeze("edition_decision", "plan_decision", RESTS, when=RESTED_ON))
    slots.freezes.add(
        Freeze("plan_in_force", "plan_plan", SINCE, when="{row}.in_force_from IS NOT NULL",
               columns=("in_force_from", "in_force_words"))
    )  # fmt: skip
    slots.freezes.add(  # for a plan of the past the decision may be named later, once
        Freeze("plan_decided", "plan_plan", SINCE, when="{row}.in_force_decision_id IS NOT NULL",
               columns=("in_force_decision_id",))
    )  # fmt: skip
    slots.freezes.add(
        Freeze("plan_ended", "plan_plan", UNTIL, when="{row}.in_force_until IS NOT NULL",
               columns=("in_force_until",))
    )  # fmt: skip
    slots.holds.add(Hold("edition-decision", "plan.Decision", rested_on, RESTS))
    for rule in RULES:
        slots.row_rules.add(rule)
