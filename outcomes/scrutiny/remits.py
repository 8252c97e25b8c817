"""What a committee watches on a day: its remit, inherited downwards, seen in an edition."""

from datetime import date
from uuid import UUID

from outcomes.framework.same import same_as_any
from outcomes.framework.tree import OutcomeNode, read_tree, within
from plan.models import Body, BodyKind, Plan

from .models import Remit


def named_items(committee: Body, *, on: date) -> set[UUID]:
    """Items that the remit names on a day, without what is under them."""
    remits = Remit.objects.on(on).filter(committee=committee)
    return set(same_as_any(remits.values("item")).values_list("pk", flat=True))


def remit_tree(committee: Body, plan: Plan, *, on: date) -> tuple[OutcomeNode, ...]:
    """The part of an edition that this committee watches on a day."""
    return within(read_tree(plan), named_items(committee, on=on))


def committees_watching(items: set[UUID], *, on: date) -> list[Body]:
    """Scrutiny bodies whose remit names one of these items that day. Pass an item with its ancestors for what it
    inherits."""
    remits = Remit.objects.on(on).filter(item__in=same_as_any(items)).values("committee_id")
    return list(Body.objects.filter(pk__in=remits).exclude(kind=BodyKind.COMMISSION).order_by("name"))
