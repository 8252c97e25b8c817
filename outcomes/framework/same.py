"""Items that an officer confirmed to be the same thing, in editions that were imported separately.

What outlives an edition hangs on the item: owners, citations, reports, updates, remits. Whoever reads those for the
items of one edition asks here, so that nothing is lost when an edition with items of its own comes into force. What
belongs to the edition's row (words, order, partners) and what was written into a record is read as it stands there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from plan.prepared import ITEM, Many, Named, Prepared

from .models import PlanItem

# Confirmations never chain, so this one step leads from every item of a group to the same one.
THING = Coalesce("same_as", "pk")


def thing_of(path: str) -> Coalesce:
    """The same for every row whose item, at the end of `path`, is the same: for joining rows about items."""
    return Coalesce(f"{path}__same_as", path)


def same_as_any(items: Iterable[Any] | QuerySet | Named) -> QuerySet:
    """The items with every other that is confirmed the same as one of them, for use inside a query.

    `items` are UUIDs, or a query for them, or what stands for them in a prepared query.
    """
    wanted = {"pk__among": items} if isinstance(items, Named) else {"pk__in": items}
    things = PlanItem.objects.filter(**wanted).values_list(THING)
    return PlanItem.objects.alias(thing=THING).filter(thing__in=things).values("pk")


def same_items(items: Iterable[UUID]) -> set[UUID]:
    """The items with every other that is confirmed the same as one of them. One query."""
    wanted = list(items)
    return set(wanted) | set(same_as_any(wanted).values_list("pk", flat=True))


def twins(items: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Every item that is the same as one of these, each of these included, with those of these it is the same as.

    What hangs on a key of the answer is said of all its values. One query; none for no items.
    """
    wanted = set(items)
    if not wanted:
        return {}
    things = dict(THINGS(items=wanted))
    asked = defaultdict(list)
    for item in sorted(wanted):
        asked[things.get(item, item)].append(item)
    return {item: tuple(asked[things.get(item, item)]) for item in wanted | set(things)}


THINGS = Prepared(lambda items: same_as_any(items).values_list("pk", THING), items=Many(ITEM))
