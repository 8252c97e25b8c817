"""Items that an officer confirmed to be the same thing, in editions that were imported separately."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from .models import PlanItem


def same_items(items: Iterable[UUID]) -> set[UUID]:
    """The items with every other that is confirmed the same as one of them. One query."""
    wanted = set(items)
    rows = PlanItem.objects.filter(
        Q(pk__in=wanted) | Q(same_as__in=wanted) | Q(same_as__also__in=wanted) | Q(also__in=wanted)
    ).values_list("pk", flat=True)
    return wanted | set(rows)
