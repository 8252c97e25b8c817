"""Editions imported separately: what could be the same in both, and an officer's word on several pairs at once."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from plan import events
from plan.models import Plan, User
from plan.roles import POLICY_OFFICER, require

from .comparing.likeness import Proposal, proposals
from .comparing.reading import parts_of
from .mergers import ItemsApart
from .merging import CannotMerge, confirm_same
from .models import PlanItem, SubOutcome

Pairs = Collection[tuple[UUID, UUID]]


def proposed(before: Plan, after: Plan) -> list[Proposal]:
    """Pairs that could be the same, less those confirmed and those turned down. About thirty queries."""
    old, new = parts_of(before), parts_of(after)
    rows = ItemsApart.objects.values_list("one_id", "other_id")
    return proposals(old, new, {frozenset(pair) for pair in rows})


@transaction.atomic
def settle_pairs(*, same: Pairs = (), apart: Pairs = (), by: User, why: str = "") -> int:
    """Confirm that pairs of items are the same, and that others are not: all of them or none. The second of a pair
    becomes the first. Returns how many were settled.

    Raises CannotMerge where a pair cannot be the same, or is named as both.
    """
    require(by, POLICY_OFFICER, to="say that two parts of plans are the same")
    if {frozenset(pair) for pair in same} & {frozenset(pair) for pair in apart}:
        raise CannotMerge("A pair cannot be the same and two things at once.")
    told = len(same) + len(apart)
    same = [*same, *_implied(same)]
    items = PlanItem.objects.in_bulk({uuid for pair in (*same, *apart) for uuid in pair})
    try:
        for one, other in same:
            confirm_same(items[other], items[one], by=by, why=why)
        for one, other in apart:
            _set_apart(items[one], items[other], by=by, why=why)
    except KeyError:
        raise CannotMerge("One of these parts is not there any more. Open the page again.") from None
    return told


def _implied(pairs: Pairs) -> list[tuple[UUID, UUID]]:
    """Where an outcome prints no sub-outcome, the one it implies is the same as that of the outcome it is paired with:
    nobody can be asked, as neither has a heading."""
    rows = SubOutcome.objects.filter(implied=True, outcome__item__in={uuid for pair in pairs for uuid in pair})
    of = dict(rows.order_by("pk").values_list("outcome__item", "item"))
    found = [(of[one], of[other]) for one, other in pairs if one in of and other in of]
    return [(one, other) for one, other in found if one != other]


def _set_apart(one: PlanItem, other: PlanItem, *, by: User, why: str) -> None:
    _row, is_new = ItemsApart.objects.get_or_create(one=one, other=other)
    if is_new:
        events.record(verb="item.apart", subject=other, by=by, why=why, detail={"from": str(one.pk)})
