"""Two wordings of one thing: an officer confirms it, nothing is rewritten behind anybody's back.

The importer never merges lookalikes. In a draft an officer merges two commitments into one with several places; for
editions imported separately an officer confirms that two items are the same.
"""

from dataclasses import dataclass

from django.db import transaction

from plan import events, locking
from plan.models import Plan, User
from plan.roles import POLICY_OFFICER, require
from plan.wording import join_words

from .mergers import MergedItem
from .models import ROW_OF, Commitment, CommitmentPartner, Placement, PlanItem


class CannotMerge(ValueError):
    """The two cannot be one; the message says why."""


@dataclass(frozen=True)
class Seen:
    """The versions of the two commitments that the officer read."""

    keep: int
    drop: int


@transaction.atomic
def merge_commitments(
    keep: Commitment, drop: Commitment, *, by: User, why: str = "", seen: Seen | None = None
) -> Commitment:
    """In a draft: `keep` takes over the places and partners of `drop`, whose wording goes and whose item is the same
    from now on. Where an earlier edition has both, they stay two there, and what is kept is that this edition, and any
    made from it, has one. Raises CannotMerge, and `plan.locking.Stale` where one of them is not as it was seen."""
    require(by, POLICY_OFFICER, to="merge commitments")
    plan = Plan.objects.select_for_update().get(pk=keep.plan_id)
    seen = seen or Seen(keep.version, drop.version)
    if refusal := refusal_to_merge(plan, keep, drop):
        raise CannotMerge(refusal)
    locking.claim(Commitment, keep.pk, seen.keep)
    locking.claim(Commitment, drop.pk, seen.drop)
    keep, drop = Commitment.objects.get(pk=keep.pk), Commitment.objects.get(pk=drop.pk)
    for placement in Placement.objects.filter(commitment=drop).order_by("pk"):
        placement.commitment = keep
        placement._history_user = by
        locking.save(placement, why=why or "Merged")
    _take_partners(keep, drop)
    text, item = drop.text, drop.item
    drop._history_user, drop._change_reason = by, why or "Merged"
    drop.delete()
    keep._history_user, keep._change_reason = by, why or "Merged"
    keep.save()
    if refusal_to_confirm(item, keep.item):
        MergedItem.objects.create(plan=plan, item=item, into=keep.item)
    else:
        confirm_same(item, keep.item, by=by, why=why)
    events.record(verb="commitment.merged", subject=keep, by=by, why=why, detail={"dropped": text})
    return keep


def refusal_to_merge(plan: Plan, keep: Commitment, drop: Commitment) -> str:
    """Why the two cannot be one, or nothing where they can."""
    if keep.pk == drop.pk or keep.plan_id != drop.plan_id:
        return "Choose two different commitments of the same version."
    if plan.is_public:
        return f"{plan} is published. Make a new version and merge there."
    if keep.parent_id or drop.parent_id or drop.nested.exists():
        return "A commitment that has a list, or is part of one, is merged by hand: move its lines first."
    kept = keep.placements.values("sub_outcome")
    both = drop.placements.filter(sub_outcome__in=kept).select_related("sub_outcome").first()
    return f"Both stand under {both.sub_outcome.number}. Take one away there instead." if both else ""


def _take_partners(keep: Commitment, drop: Commitment) -> None:
    named = CommitmentPartner.objects.filter(commitment=keep).values("partner")
    for row in CommitmentPartner.objects.filter(commitment=drop).exclude(partner__in=named):
        row.commitment = keep
        row.save()


@transaction.atomic
def confirm_same(item: PlanItem, as_item: PlanItem, *, by: User, why: str = "") -> PlanItem:
    """Say that `item` is the same thing as `as_item`, in whichever editions they stand.

    Whatever was confirmed the same as either is then the same as both. Returns the item that all of them are.
    """
    require(by, POLICY_OFFICER, to="say that two parts of plans are the same")
    locked = PlanItem.objects.select_for_update().order_by("pk").in_bulk([item.pk, as_item.pk])
    one, other = _thing(locked[item.pk]), _thing(locked[as_item.pk])
    if refusal := refusal_to_confirm(one, other):
        raise CannotMerge(refusal)
    PlanItem.objects.filter(same_as=one).update(same_as=other)
    one.same_as = other
    one.save()
    events.record(verb="item.same", subject=locked[item.pk], by=by, why=why, detail={"as": str(other.pk)})
    return other


def refusal_to_confirm(one: PlanItem, other: PlanItem, *, but: Plan | None = None) -> str:
    """Why two items cannot be the same thing, or nothing where they can. `but` is an edition that does not count,
    as one of the two is about to leave it."""
    one, other = _thing(one), _thing(other)
    if one.kind != other.kind:
        return f"One is {one.get_kind_display().lower()}, the other {other.get_kind_display().lower()}."
    if one.pk == other.pk:
        return "They are the same item already."
    shared = Plan.objects.filter(pk__in=_editions(one)).filter(pk__in=_editions(other))
    shared = shared.exclude(pk=but.pk) if but else shared
    if shared:
        return f"Both stand in {join_words([str(plan) for plan in shared])}. In one version they are two things."
    return ""


@transaction.atomic
def withdraw_same(item: PlanItem, *, by: User, why: str) -> PlanItem:
    """Take back that an item is the same as another: confirmed by mistake. What hangs on each stays where it hangs."""
    require(by, POLICY_OFFICER, to="say that two parts of plans are the same")
    item = PlanItem.objects.select_for_update().get(pk=item.pk)
    if item.same_as_id is None:
        raise CannotMerge("It is not confirmed to be the same as another.")
    if not why.strip():
        raise CannotMerge("Say why they are not the same.")
    detail = {"as": str(item.same_as_id)}
    item.same_as = None
    item.save()
    events.record(verb="item.not_same", subject=item, by=by, why=why, detail=detail)
    return item


def _thing(item: PlanItem) -> PlanItem:
    """The item that this one was confirmed to be, or itself: confirmations never chain."""
    return item.same_as or item


def _editions(thing: PlanItem):
    """Editions in which a thing, or what was confirmed the same as it, has a row."""
    group = PlanItem.objects.filter(same_as=thing).values_list("pk", flat=True)
    return ROW_OF[thing.kind].objects.filter(item__in=[thing.pk, *group]).values("plan")
