"""What of a plan is in no committee's remit: the plan without what the committees watch. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from outcomes.framework.tree import OutcomeNode, SubOutcomeNode

Tree = Sequence[OutcomeNode]


def remaining(plan: Tree, watched: Iterable[Tree]) -> tuple[OutcomeNode, ...]:
    """Every outcome, sub-outcome, aim and commitment that is an item of none of the `watched` trees.

    An outcome or sub-outcome of which committees watch only parts is here itself, with its words, status and figures;
    one that a committee watches whole is not. A commitment with several places is here where it is watched at none.
    """
    outcomes: set[UUID] = set()
    subs: set[UUID] = set()
    aims: set[UUID] = set()
    placed: set[tuple[UUID, UUID]] = set()
    for tree in watched:
        outcomes |= {node.uuid for node in tree if not node.heading_only}
        for sub in (sub for node in tree for sub in node.sub_outcomes):
            subs |= set() if sub.heading_only else {sub.uuid}
            aims |= {aim.uuid for aim in sub.aims}
            placed |= {(sub.uuid, commitment.uuid) for commitment in sub.commitments}

    def left_of(sub: SubOutcomeNode) -> SubOutcomeNode:
        kept = tuple(aim for aim in sub.aims if aim.uuid not in aims)
        known = {aim.uuid for aim in kept}
        made = tuple(one for one in sub.commitments if (sub.uuid, one.uuid) not in placed)
        under = tuple(one if one.aim in known else replace(one, aim=None) for one in made)
        return replace(sub, aims=kept, commitments=under)

    return tuple(
        replace(node, sub_outcomes=tuple(left_of(sub) for sub in node.sub_outcomes if sub.uuid not in subs))
        for node in plan
        if node.uuid not in outcomes
    )
