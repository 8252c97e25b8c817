"""Which indicators an edition's parts are measured by on a day: by outcome, and for whatever stands above the parts."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plan.models import Plan

from .links import IndicatorCitation
from .models import Aim, Outcome, SubOutcome
from .same import twins


@dataclass(frozen=True)
class Cited:
    """An indicator where the edition cites it: the outcome's short name, the item with all that stands above, and the
    sub-outcome among these; None where the outcome itself cites it."""

    indicator: int
    outcome: str
    items: frozenset[UUID]
    sub_outcome: UUID | None


def citations(plan: Plan, *, on: date) -> tuple[Cited, ...]:
    """All citations of a day by outcomes, sub-outcomes and aims of this edition, or by what is confirmed the same.
    Five queries, whatever its size. An indicator stands there once for every item that cites it."""
    where = _items(plan)
    return tuple(Cited(indicator, *where[own]) for own, indicator in cited_by(where, on=on))


def cited_by(items: Collection[UUID], *, on: date) -> Iterator[tuple[UUID, int]]:
    """Which of these items cites which indicator on a day, itself or by what is confirmed the same, in order. Two
    queries."""
    same = twins(items)
    links = IndicatorCitation.objects.on(on).filter(item__in=list(same)).order_by("position", "pk")
    return ((own, indicator) for item, indicator in links.values_list("item_id", "indicator_id") for own in same[item])


def cited_under(found: Iterable[Cited], named: Collection[UUID]) -> set[int]:
    """Keys of the indicators that these items or anything under them cite: what is said of an item is inherited
    downwards."""
    wanted = set(named)
    return {one.indicator for one in found if one.items & wanted}


def _items(plan: Plan) -> dict[UUID, tuple[str, frozenset[UUID], UUID | None]]:
    """What can cite an indicator, with its outcome's short name, itself among all that stands above it, and the
    sub-outcome among these."""
    of_plan = {"plan": plan}
    outcomes = Outcome.objects.filter(**of_plan).values_list("slug", "item_id")
    subs = SubOutcome.objects.filter(**of_plan).values_list("outcome__slug", "outcome__item_id", "item_id")
    aims = Aim.objects.filter(**of_plan).values_list(
        "sub_outcome__outcome__slug", "sub_outcome__outcome__item_id", "sub_outcome__item_id", "item_id"
    )
    return {
        path[-1]: (slug, frozenset(path), path[1] if len(path) > 1 else None)
        for rows in (outcomes, subs, aims)
        for slug, *path in rows
    }
