"""A printed number, resolved in the edition that speaks: "9.4" is a sub-outcome, "9.4/3" its third commitment or aim.

Requirement B25: 5.2, 6.4, 7.2 and 9.2 mean different things in the draft and the approved plan, so a number means
nothing without its edition.
"""

from uuid import UUID

from plan.models import Plan

from .models import PlanItem
from .tree import read_tree


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
