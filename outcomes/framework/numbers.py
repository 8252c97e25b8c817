"""A printed number, resolved in the edition that speaks: "9.4" is a sub-outcome, "9.4/3" its third commitment or aim.

Requirement B25: 5.2, 6.4, 7.2 and 9.2 mean different things in the draft and the approved plan, so a number means
nothing without its edition.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from plan.models import Plan, Section

from .models import Outcome, PlanItem, SubOutcome
from .tree import read_tree


def number_key(number: str) -> list[tuple[int, str]]:
    """What puts printed numbers in order: 9.2 before 9.10, and that before 12."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in number.split(".")]


class Numbers:
    """The items of one edition by their printed numbers; places under a sub-outcome count from 1."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.outcomes: dict[str, UUID] = {}
        self.sub_outcomes: dict[str, UUID] = {}
        self.aims: dict[str, UUID] = {}
        self.commitments: dict[str, UUID] = {}
        for outcome in read_tree(plan):
            self.outcomes[outcome.number] = outcome.uuid
            for node in outcome.sub_outcomes:
                self.sub_outcomes[node.number] = node.uuid
                self.aims.update({f"{node.number}/{place}": aim.uuid for place, aim in enumerate(node.aims, start=1)})
                self.commitments.update(
                    {f"{node.number}/{place}": row.uuid for place, row in enumerate(node.commitments, start=1)}
                )

    def item(self, number: str, *, under: str = PlanItem.Kind.COMMITMENT) -> UUID:
        """The item with this number; `under` says whether "9.4/3" counts commitments or aims.

        A number that is both an outcome's and an implied sub-outcome's, such as 12, is the sub-outcome's.
        Raises KeyError naming the edition.
        """
        places = self.aims if under == PlanItem.Kind.AIM else self.commitments
        for known in (places, self.sub_outcomes, self.outcomes):
            if number in known:
                return known[number]
        raise KeyError(f"{self.plan} has nothing numbered {number}.")


@dataclass(frozen=True)
class Meaning:
    """What a number stands for in one edition. `kind` is outcome, sub_outcome or section."""

    plan: Plan
    kind: str
    uuid: UUID | None
    title: str
    url: str


def meanings(number: str, plans: Collection[Plan]) -> list[Meaning]:
    """What a printed number means in each of these editions, in their order; nothing for those that do not have it.

    An outcome's own number is never that of the sub-outcome implied under it. Three queries.
    """
    by_key = {plan.pk: plan for plan in plans}
    found: dict[int, Meaning] = {}
    sections = Section.objects.filter(plan__in=by_key, number=number).order_by("-position", "-pk")
    for key, title in sections.values_list("plan_id", "title"):
        plan = by_key[key]
        found[key] = Meaning(plan, "section", None, title, reverse("edition", args=[plan.slug]))
    subs = SubOutcome.objects.filter(plan__in=by_key, number=number, implied=False)
    for key, item, title in subs.values_list("plan_id", "item_id", "title"):
        plan = by_key[key]
        found[key] = Meaning(plan, "sub_outcome", item, title, reverse("edition-sub-outcome", args=[plan.slug, number]))
    outcomes = Outcome.objects.filter(plan__in=by_key, number=number)
    for key, item, title, slug in outcomes.values_list("plan_id", "item_id", "title", "slug"):
        plan = by_key[key]
        found[key] = Meaning(plan, "outcome", item, title, reverse("edition-outcome", args=[plan.slug, slug]))
    return [found[plan.pk] for plan in plans if plan.pk in found]


def newest_first(plans):
    """Editions as lists show them: the newest years first, in force before what never was."""
    return plans.order_by("-start_year", F("in_force_from").desc(nulls_last=True), "slug")
