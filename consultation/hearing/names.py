"""What parts of the plan are called on a consultation's pages: by the version consulted on, where the reader sees it.

A title that changed afterwards stays as people were asked about it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consultation.asking.models import Consultation
from outcomes.framework.models import Aim, Commitment, Outcome, SubOutcome
from plan.models import Plan


@dataclass(frozen=True)
class Place:
    """A part by its name, where it is read, and the outcome it belongs to (none for commitments)."""

    title: str
    url: str = ""
    outcome: UUID | None = None
    order: tuple[int, ...] = ()


UNNAMED = Place("A part of the plan")


def places(consultation: Consultation, items: Collection[Any], user: Any) -> dict[UUID, Place]:
    """These items, and every outcome. Five queries; one where there is no version or the reader may not see it."""
    if consultation.plan_id is None:
        return {}
    plan = Plan.objects.visible_to(user).filter(pk=consultation.plan_id).first()
    if plan is None:
        return {}
    return {**_outcomes(plan), **_parts(plan, items), **_aims(plan, items), **_commitments(plan, items)}


def _outcomes(plan: Plan) -> dict[UUID, Place]:
    found = {}
    for row in Outcome.objects.filter(plan=plan):
        row.plan = plan
        found[row.item_id] = Place(row.title, row.get_absolute_url(), row.item_id, (row.position, row.pk))
    return found


def _parts(plan: Plan, items: Collection[Any]) -> dict[UUID, Place]:
    found = {}
    for part in SubOutcome.objects.filter(plan=plan, item__in=items).select_related("outcome"):
        part.plan = plan
        order = (part.outcome.position, part.outcome_id, part.position)
        found[part.item_id] = Place(part.title, part.get_absolute_url(), part.outcome.item_id, order)
    return found


def _aims(plan: Plan, items: Collection[Any]) -> dict[UUID, Place]:
    found = {}
    for aim in Aim.objects.filter(plan=plan, item__in=items).select_related("sub_outcome__outcome"):
        under, above = aim.sub_outcome, aim.sub_outcome.outcome
        under.plan = plan
        order = (above.position, above.pk, under.position, aim.position)
        found[aim.item_id] = Place(aim.text, under.get_absolute_url(), above.item_id, order)
    return found


def _commitments(plan: Plan, items: Collection[Any]) -> dict[UUID, Place]:
    rows = Commitment.objects.filter(plan=plan, item__in=items).values_list("item_id", "text")
    return {item: Place(text) for item, text in rows}
