"""Two wordings of one thing: an officer confirms it, nothing is rewritten behind anybody's back.

The importer never merges lookalikes. In a draft an officer merges two commitments into one with several places; for
editions imported separately an officer confirms that two items are the same.
"""

from django.db import transaction

from plan import events
from plan.models import Plan

from .models import Commitment, Placement, PlanItem


class CannotMerge(ValueError):
    """The two cannot be one; the message says why."""


@transaction.atomic
def merge_commitments(keep: Commitment, drop: Commitment, *, by, why: str = "") -> Commitment:
    """In a draft: `keep` takes over the places of `drop`, whose wording goes and whose item is the same from now on."""
    plan = Plan.objects.select_for_update().get(pk=keep.plan_id)
    if keep.pk == drop.pk or keep.plan_id != drop.plan_id:
        raise CannotMerge("Choose two different commitments of the same version.")
    if plan.is_public:
        raise CannotMerge(f"{plan} is published. Make a new version and merge there.")
    if keep.parent_id or drop.parent_id or drop.nested.exists():
        raise CannotMerge("A commitment that has a list, or is part of one, is merged by hand: move its lines first.")
    for placement in Placement.objects.filter(commitment=drop):
        if keep.placements.filter(sub_outcome=placement.sub_outcome_id).exists():
            raise CannotMerge(f"Both stand under {placement.sub_outcome.number}. Take one away there instead.")
        placement.commitment = keep
        placement.version += 1
        placement._change_reason = why or "Merged"
        placement.save()
    confirm_same(drop.item, keep.item, by=by, why=why)
    text = drop.text
    drop._change_reason = why or "Merged"
    drop.delete()
    events.record(verb="commitment.merged", subject=keep, by=by, why=why, detail={"dropped": text})
    return keep


@transaction.atomic
def confirm_same(item: PlanItem, as_item: PlanItem, *, by, why: str = "") -> PlanItem:
    """Say that `item` is the same thing as `as_item`, in whichever editions they stand."""
    item = PlanItem.objects.select_for_update().get(pk=item.pk)
    as_item = PlanItem.objects.select_related("same_as").get(pk=as_item.pk)
    target = as_item.same_as or as_item
    if item.kind != target.kind:
        raise CannotMerge(f"One is {item.get_kind_display().lower()}, the other {target.get_kind_display().lower()}.")
    if item.pk == target.pk:
        raise CannotMerge("They are the same item already.")
    PlanItem.objects.filter(same_as=item).update(same_as=target)
    item.same_as = target
    item.save()
    events.record(verb="item.same", subject=item, by=by, why=why, detail={"as": str(target.pk)})
    return item
