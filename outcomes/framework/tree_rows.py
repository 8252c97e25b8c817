"""The rows that an edition's tree is made of, each kind one prepared query."""

from django.db.models import Model, Value
from django.db.models.functions import Coalesce

from plan.prepared import KEY, Many, Prepared

from .models import Aim, Commitment, CommitmentPartner, JointWork, Outcome, Placement, Saving, Statement, SubOutcome


def _under(model: type[Model], *columns: str) -> Prepared:
    """Rows of a table under sub-outcomes, in order, told by the key of each."""
    return Prepared(
        lambda sub_outcomes: (
            model._default_manager.filter(sub_outcome__among=sub_outcomes)
            .order_by("position", "pk")
            .values_list("sub_outcome_id", *columns)
        ),
        sub_outcomes=Many(),
    )


OUTCOMES = Prepared(
    lambda plan: Outcome.objects.filter(plan=plan)
    .order_by("position", "pk")
    .values_list(
        "item_id", "pk", "kind", "number", "title", "slug", "position", "statement", "narrative", "source",
        "illustrative", Coalesce("overseen_by__name", Value("")), "managed_by",
    ),
    plan=KEY,
)  # fmt: skip
SUB_OUTCOMES = Prepared(
    lambda outcomes: (
        SubOutcome.objects.filter(outcome__among=outcomes)
        .order_by("position", "pk")
        .values_list("outcome_id", "item_id", "pk", "number", "title", "narrative", "implied", "illustrative", "source")
    ),
    outcomes=Many(),
)
AIMS = _under(Aim, "item_id", "position", "text", "influence", "influence_note")
PLACED = _under(
    Placement, "commitment__item_id", "commitment_id", "position", "commitment__text", "commitment__role",
    "aim__item_id", "sub_outcome__number",
)  # fmt: skip
JOINT_WORK = _under(JointWork, "text")
STATEMENTS = _under(Statement, "heading", "text")
SAVINGS = Prepared(
    lambda sub_outcomes: (
        Saving.objects.filter(sub_outcome__among=sub_outcomes)
        .order_by("pk")
        .values_list("pk", "sub_outcome_id", "part_of_id", "name", "qualifier", "amount")
    ),
    sub_outcomes=Many(),
)
PARTNERS = Prepared(
    lambda commitments: (
        CommitmentPartner.objects.filter(commitment__among=commitments)
        .order_by("partner__name")
        .values_list("commitment_id", "partner__name")
    ),
    commitments=Many(),
)
NESTED = Prepared(
    lambda commitments: (
        Commitment.objects.filter(parent__among=commitments)
        .order_by("position", "pk")
        .values_list("parent_id", "item_id", "text")
    ),
    commitments=Many(),
)
PLACES = Prepared(
    lambda commitments: (
        Placement.objects.filter(commitment__among=commitments)
        .order_by("sub_outcome__position")
        .values_list("commitment_id", "sub_outcome__number")
    ),
    commitments=Many(),
)
