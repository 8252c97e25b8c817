"""What a committee watches on a day: its remit, inherited downwards, seen in an edition."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from outcomes.framework.same import same_as_any
from outcomes.framework.tree import OutcomeNode, read_tree, within
from plan.models import Body, BodyKind, Plan
from plan.prepared import DAY, ITEM, Many, Prepared

from .models import Remit


def named_items(committee: Body, *, on: date) -> set[UUID]:
    """Items that the remit names on a day, without what is under them."""
    remits = Remit.objects.on(on).filter(committee=committee)
    return set(same_as_any(remits.values("item")).values_list("pk", flat=True))


def remit_tree(committee: Body, plan: Plan, *, on: date) -> tuple[OutcomeNode, ...]:
    """The part of an edition that this committee watches on a day."""
    return within(read_tree(plan), named_items(committee, on=on))


@dataclass(frozen=True)
class Watching:
    """A committee that watches something, under the name that pages have room for."""

    slug: str
    short: str


def committees_watching(items: set[UUID], *, on: date) -> list[Watching]:
    """Scrutiny bodies whose remit names one of these items that day. Pass an item with its ancestors for what it
    inherits. One query."""
    return [Watching(slug, short_name or name) for slug, name, short_name in WATCHING(items=items, on=on)]


def _watching(items: Any, on: Any) -> QuerySet:
    remits = Remit.objects.on(on).filter(item__in=same_as_any(items)).values("committee_id")
    bodies = Body.objects.filter(pk__in=remits).exclude(kind=BodyKind.COMMISSION)
    return bodies.order_by("name").values_list("slug", "name", "short_name")


WATCHING = Prepared(_watching, items=Many(ITEM), on=DAY)
