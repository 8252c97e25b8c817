"""New rows of a draft: each with an item of its own, at the end of the list it stands in."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from plan import events
from plan.models import Plan, User
from plan.roles import POLICY_OFFICER, require

from .models import Aim, Commitment, EditionRow, Outcome, Placement, PlanItem, SubOutcome
from .moving import Home, next_position

New = TypeVar("New", Outcome, SubOutcome, Aim, Commitment)

KIND: dict[type[EditionRow], str] = {
    Outcome: PlanItem.Kind.OUTCOME,
    SubOutcome: PlanItem.Kind.SUB_OUTCOME,
    Aim: PlanItem.Kind.AIM,
    Commitment: PlanItem.Kind.COMMITMENT,
}


class CannotPlace(ValueError):
    """The commitment cannot stand there; the message says why."""


def begin(row: New, *, under: Home) -> New:
    """Complete a new, unsaved row: its edition from where it stands, an item of its own, the last place."""
    row.plan_id = under.pk if isinstance(under, Plan) else under.plan_id
    row.item = PlanItem.objects.create(kind=KIND[type(row)])
    if not row.position:
        stands_in = Placement if isinstance(under, SubOutcome) and isinstance(row, Commitment) else type(row)
        row.position = next_position(stands_in, under)
    return row


@transaction.atomic
def place(commitment: Commitment, *, under: SubOutcome, by: User, aim: Aim | None = None, why: str = "") -> Placement:
    """Let a commitment stand under a sub-outcome of its version, last in the list. Raises `CannotPlace`."""
    require(by, POLICY_OFFICER, to="place a commitment")
    under = SubOutcome.objects.select_for_update().get(pk=under.pk)
    if under.plan_id != commitment.plan_id:
        raise CannotPlace("A commitment stands only in its own version of the plan.")
    if Placement.objects.filter(sub_outcome=under, commitment=commitment).exists():
        raise CannotPlace(f"“{commitment}” already stands under {under}.")
    placement = Placement(sub_outcome=under, commitment=commitment, aim=aim, position=next_position(Placement, under))
    try:
        placement.clean()
    except ValidationError as error:
        raise CannotPlace(" ".join(error.messages)) from None
    placement._history_user, placement._change_reason = by, why or None
    placement.save()
    events.record(verb="placement.added", subject=placement, by=by, why=why, detail={"commitment": str(commitment)})
    return placement
