"""What an edition holds beside its words, read for its outline: sources, marks, savings in figures, further places."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from plan.models import Plan

from .importer.outline import SavingOutline
from .models import Aim, Commitment, CommitmentPartner, Saving


@dataclass
class Beside:
    """By item: source and whether illustrative; nested commitments to which the council contributes, and their
    partners. By the key of a sub-outcome: its savings."""

    marks: Mapping[UUID, tuple[str, bool]]
    contributing: frozenset[UUID]
    partners: Mapping[UUID, tuple[str, ...]]
    savings: Mapping[int, list[SavingOutline]]
    places: dict[UUID, str] = field(default_factory=dict)

    def first_place(self, item: UUID, number: str) -> str:
        """The number of the sub-outcome under which a commitment was met before; empty the first time."""
        first = self.places.setdefault(item, number)
        return "" if first == number else first


def read_beside(plan: Plan) -> Beside:
    """Four queries, whatever the edition's size."""
    marks: dict[UUID, tuple[str, bool]] = {
        item: (source, mark)
        for item, source, mark in Aim.objects.filter(plan=plan).values_list("item_id", "source", "illustrative")
    }
    contributing = set()
    rows = Commitment.objects.filter(plan=plan)
    for item, source, mark, role in rows.values_list("item_id", "source", "illustrative", "role"):
        marks[item] = (source, mark)
        if role == Commitment.Role.CONTRIBUTING:
            contributing.add(item)
    partners: dict[UUID, tuple[str, ...]] = {}
    named = CommitmentPartner.objects.filter(commitment__plan=plan, commitment__parent__isnull=False)
    for item, name in named.order_by("partner__name").values_list("commitment__item_id", "partner__name"):
        partners[item] = (*partners.get(item, ()), name)
    return Beside(marks, frozenset(contributing), partners, _savings(plan))


def _savings(plan: Plan) -> dict[int, list[SavingOutline]]:
    found = defaultdict(list)
    parts = defaultdict(list)
    for row in Saving.objects.filter(sub_outcome__plan=plan).order_by("pk"):
        parts[row.part_of_id].append(row)

    def made(row: Saving) -> SavingOutline:
        return SavingOutline(row.name, row.amount, row.qualifier, tuple(made(part) for part in parts[row.pk]))

    for row in parts[None]:
        found[row.sub_outcome_id].append(made(row))
    return found
