"""Where items stand in an edition: what pages call them, and where to read on.

Reports, citations, partners and strategies name items; a reader wants the number and the title, and a link.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from plan.models import Plan
from plan.prepared import ITEM, KEY, Many, Prepared

from .models import Aim, Outcome, Placement, PlanItem, SubOutcome
from .same import twins


@dataclass(frozen=True)
class Place:
    """An item in an edition. `number` is its own or, of an aim or a commitment, that of the sub-outcome above it."""

    item: UUID
    kind: str
    number: str
    title: str
    outcome: str
    sub_outcome: str = ""
    shown_at: UUID | None = None  # the commitment whose list holds it: pages show a line only there

    @property
    def url(self) -> str:
        """Its page in the edition in force; a commitment is a place on its sub-outcome's page."""
        if self.kind == PlanItem.Kind.OUTCOME:
            return reverse("outcome", args=[self.outcome])
        page = reverse("sub-outcome", args=[self.outcome, self.sub_outcome])
        return f"{page}#{anchor(self.shown_at or self.item)}" if self.kind == PlanItem.Kind.COMMITMENT else page

    @property
    def is_outcome(self) -> bool:
        return self.kind == PlanItem.Kind.OUTCOME


def anchor(item: UUID) -> str:
    """The id of an item on a page; ids begin with a letter."""
    return f"i{item.hex[:12]}"


def places(plan: Plan, items: Collection[UUID]) -> dict[UUID, Place]:
    """Where this edition has the items, or what is confirmed the same, by the item asked for: five queries, none for
    no items. A commitment is given its first place."""
    same = twins(items)
    found = _rows(plan, set(same))
    where: dict[UUID, Place] = {}
    for item, place in found.items():
        where.update((asked, place) for asked in same[item] if asked == item or asked not in found)
    return where


def _rows(plan: Plan, chosen: set[UUID]) -> dict[UUID, Place]:
    """The rows that the edition has of just these items."""
    if not chosen:
        return {}
    wanted: dict[str, Any] = {"plan": plan.pk, "items": chosen}
    kinds = PlanItem.Kind
    found = {row[0]: Place(row[0], kinds.OUTCOME, *row[1:]) for row in OUTCOMES(**wanted)}
    for item, number, title, outcome in SUB_OUTCOMES(**wanted):
        found[item] = Place(item, kinds.SUB_OUTCOME, number, title, outcome, number)
    for item, number, text, outcome in AIMS(**wanted):
        found[item] = Place(item, kinds.AIM, number, text, outcome, number)
    for item, number, text, outcome in COMMITMENTS(**wanted):
        found.setdefault(item, Place(item, kinds.COMMITMENT, number, text, outcome, number))
    rest = chosen - found.keys()
    return found | _lines(plan, rest) if rest else found


def _lines(plan: Plan, items: Collection[UUID]) -> dict[UUID, Place]:
    """Lines of commitments' lists, told after the commitment whose list it is: alone they rarely make a sentence."""
    found: dict[UUID, Place] = {}
    for item, number, text, line, outcome, shown_at in LINES(plan=plan.pk, items=items):
        title = f"{text.rstrip(' :')}: {line}"
        found.setdefault(item, Place(item, PlanItem.Kind.COMMITMENT, number, title, outcome, number, shown_at))
    return found


def _of_items(build: Callable[..., QuerySet]) -> Prepared:
    return Prepared(build, plan=KEY, items=Many(ITEM))


IN_ORDER = ("sub_outcome__outcome__position", "sub_outcome__position", "position")
OUTCOMES = _of_items(
    lambda plan, items: Outcome.objects.filter(plan=plan, item__among=items).values_list(
        "item_id", "number", "title", "slug"
    )
)
SUB_OUTCOMES = _of_items(
    lambda plan, items: SubOutcome.objects.filter(plan=plan, item__among=items).values_list(
        "item_id", "number", "title", "outcome__slug"
    )
)
AIMS = _of_items(
    lambda plan, items: Aim.objects.filter(plan=plan, item__among=items).values_list(
        "item_id", "sub_outcome__number", "text", "sub_outcome__outcome__slug"
    )
)
COMMITMENTS = _of_items(
    lambda plan, items: (
        Placement.objects.filter(commitment__plan=plan, commitment__item__among=items)
        .order_by(*IN_ORDER)
        .values_list("commitment__item_id", "sub_outcome__number", "commitment__text", "sub_outcome__outcome__slug")
    )
)
LINES = _of_items(
    lambda plan, items: Placement.objects.filter(commitment__plan=plan, commitment__nested__item__among=items)
    .order_by(*IN_ORDER)
    .values_list(
        "commitment__nested__item_id", "sub_outcome__number", "commitment__text", "commitment__nested__text",
        "sub_outcome__outcome__slug", "commitment__item_id",
    )
)  # fmt: skip
