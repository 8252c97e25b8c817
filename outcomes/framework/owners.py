"""Who answers for items on a day, and what they have to do with one another: the dated links as flat rows."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from plan.models import Plan
from plan.prepared import DAY, ITEM, Many, Prepared

from .links import ItemBoard, ItemDepartment, ItemLeadMember, ItemRelation, ItemStrategy
from .places import Place, places
from .same import same_as_any, twins


@dataclass(frozen=True)
class Named:
    """Somebody or something linked to an item. `detail` is a strength, a portfolio or nothing; departments and
    strategies have their short name."""

    name: str
    detail: str = ""
    team: str = ""
    illustrative: bool = False
    slug: str = ""


@dataclass(frozen=True)
class Owners:
    """Those linked to one item, in alphabetical order; departments with the most direct first."""

    departments: tuple[Named, ...] = ()
    boards: tuple[Named, ...] = ()
    lead_members: tuple[Named, ...] = ()
    strategies: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.departments or self.boards or self.lead_members or self.strategies)


def owners(items: Collection[UUID], *, on: date) -> dict[UUID, Owners]:
    """Those linked to each of the items on a day; an item that nobody owns has empty lists. Five queries.

    A link of an item that is confirmed the same counts too, once.
    """
    same = twins(items)

    def linked(links: Prepared) -> dict[UUID, list[tuple]]:
        found: dict[UUID, dict[tuple, None]] = defaultdict(dict)
        for item, *row in links(items=same, on=on):
            for asked in same[item]:
                found[asked][tuple(row)] = None
        return {item: list(rows) for item, rows in found.items()}

    departments, boards = linked(DEPARTMENTS), linked(BOARDS)
    lead_members, strategies = linked(LEAD_MEMBERS), linked(STRATEGIES)
    owned = {
        item: Owners(
            tuple(_department(*row) for row in sorted(departments.get(item, ()), key=lambda row: (row[1], row[0]))),
            tuple(Named(name, illustrative=illustrative) for name, illustrative in boards.get(item, ())),
            tuple(Named(title, portfolio, "", invented) for title, portfolio, invented in lead_members.get(item, ())),
            tuple(Named(title, "", "", made_up, slug) for title, made_up, slug in strategies.get(item, ())),
        )
        for item in departments.keys() | boards.keys() | lead_members.keys() | strategies.keys()
    }
    return defaultdict(Owners, owned)


STRENGTHS = {strength.value: strength.label.lower() for strength in ItemDepartment.Strength}


def _department(name: str, strength: str, team: str, illustrative: bool, slug: str) -> Named:
    return Named(name, STRENGTHS[strength], team, illustrative, slug)


def _linked(model: Any, *columns: str) -> Prepared:
    """The links of items on a day, in alphabetical order of whom they name."""
    return Prepared(
        lambda items, on: (
            model.objects.on(on).filter(item__among=items).order_by(columns[0]).values_list("item_id", *columns)
        ),
        items=Many(ITEM),
        on=DAY,
    )


DEPARTMENTS = _linked(ItemDepartment, "department__name", "strength", "team", "illustrative", "department__slug")
BOARDS = _linked(ItemBoard, "board__name", "illustrative")
LEAD_MEMBERS = _linked(ItemLeadMember, "lead_member__title", "lead_member__portfolio", "illustrative")
STRATEGIES = _linked(ItemStrategy, "strategy__title", "illustrative", "strategy__slug")


@dataclass(frozen=True)
class Relation:
    """A link or a tension as seen from one of its ends: `words` lead to the `other` end."""

    words: str
    other: Place
    reason: str
    handling: str
    illustrative: bool


SEEN_FROM = {
    ("link", False): "Supports",
    ("link", True): "Supported by",
    ("tension", False): "In tension with",
    ("tension", True): "In tension with",
}


def relations(plan: Plan, items: Collection[UUID], *, on: date) -> list[Relation]:
    """Links and tensions of these items with others that the edition has, links first: seven queries, one where there
    are none. A link of an item that is confirmed the same counts too, once."""
    rows = RELATIONS(items=items, on=on)
    where = places(plan, {end for row in rows for end in row[:2]})
    found = []
    for item, other, kind, reason, handling, illustrative, forwards, backwards in rows:
        end = other if forwards else item
        if end in where and not (forwards and backwards):
            found.append(Relation(SEEN_FROM[kind, not forwards], where[end], reason, handling, illustrative))
    return list(dict.fromkeys(found))


def _relations(items: Any, on: Any) -> QuerySet:
    wanted = same_as_any(items)
    return (
        ItemRelation.objects.on(on)
        .annotate(forwards=Q(item__in=wanted), backwards=Q(other__in=wanted))
        .filter(Q(forwards=True) | Q(backwards=True))
        .order_by("kind", "pk")
        .values_list("item_id", "other_id", "kind", "reason", "handling", "illustrative", "forwards", "backwards")
    )


RELATIONS = Prepared(_relations, items=Many(ITEM), on=DAY)
