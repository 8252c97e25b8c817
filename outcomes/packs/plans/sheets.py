"""The plan's data as sheets: its aims, its commitments, and how success is measured. Pure."""

from collections.abc import Iterator, Sequence

from plan.text import plain

from ..kinds import Sheet
from ..sheets import MADE_UP
from .content import Outcome, PlanContent, SubOutcome

PARTS = ("Number", "Title", "Outcome", "Illustrative")
AIMS = ("Number", "What success looks like", "Who can bring it about")
ACTIONS = ("Number", "Commitment or action", "Of which", "Aim it serves", "With")
MEASURED = ("Number", "Indicator", "At the start", "Period", "Place among comparable councils", "Illustrative")


def sheets(content: PlanContent) -> Sequence[Sheet]:
    subs = [(outcome, sub) for outcome in content.outcomes for sub in outcome.sub_outcomes]
    return [
        Sheet("Parts of the plan", PARTS, tuple(_parts(content.outcomes))),
        Sheet("Aims", AIMS, tuple((sub.number, plain(aim.text), aim.influence) for _, sub in subs for aim in sub.aims)),
        Sheet("Commitments", ACTIONS, tuple(row for _, sub in subs for row in _actions(sub))),
        Sheet("Measures", MEASURED, tuple(row for _, sub in subs for row in _measured(sub))),
    ]


def _parts(outcomes: Sequence[Outcome]) -> Iterator[tuple]:
    for outcome in outcomes:
        yield outcome.number, outcome.title, "", ""
        for sub in outcome.sub_outcomes:
            if not sub.implied:
                yield sub.number, sub.title, outcome.title, MADE_UP if sub.illustrative else ""


def _actions(sub: SubOutcome) -> Iterator[tuple]:
    for group in sub.groups:
        for one in group.actions:
            nested = "\n".join(plain(text) for text in one.nested)
            yield one.number, plain(one.text), nested, plain(group.aim), one.partners


def _measured(sub: SubOutcome) -> Iterator[tuple]:
    for one in sub.measured:
        yield sub.number, one.name, one.figure, one.period, one.position, MADE_UP if one.illustrative else ""
