"""How far remits reach down an edition. Pure: who watches which line of it, what two watch, and what nobody does."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from uuid import UUID

from outcomes.framework.models import PlanItem
from outcomes.framework.tree import CommitmentNode, OutcomeNode, SubOutcomeNode

Claim = TypeVar("Claim")
Kind = PlanItem.Kind


@dataclass
class Line(Generic[Claim]):
    """A part of the plan where it stands. `direct` are the claims that name it, `inherited` those that name what it
    stands under, the highest first."""

    item: UUID
    kind: str
    number: str
    text: str
    direct: tuple[Claim, ...] = ()
    inherited: tuple["Inherited[Claim]", ...] = ()
    parts: list["Line[Claim]"] = field(default_factory=list)

    @property
    def claims(self) -> list[Claim]:
        return [*self.direct, *(one.claim for one in self.inherited)]

    def walk(self) -> Iterator["Line[Claim]"]:
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Inherited(Generic[Claim]):
    """A claim that reaches a line from above: from what has this number."""

    claim: Claim
    through: str


def lines(outcomes: Iterable[OutcomeNode], named: Mapping[UUID, Collection[Claim]]) -> list[Line[Claim]]:
    """An edition as lines, each with who watches it. A commitment with several places has a line at each; it inherits
    from what it stands under there, its aim included."""
    return [_outcome(node, named) for node in outcomes]


def _outcome(node: OutcomeNode, named: Mapping[UUID, Collection[Claim]]) -> Line[Claim]:
    line = _line(node.uuid, Kind.OUTCOME, node.number, node.title, named, ())
    line.parts = [_sub_outcome(sub, named, passed_on(line)) for sub in node.sub_outcomes]
    return line


def _sub_outcome(
    node: SubOutcomeNode, named: Mapping[UUID, Collection[Claim]], above: tuple[Inherited[Claim], ...]
) -> Line[Claim]:
    line = _line(node.uuid, Kind.SUB_OUTCOME, node.number, node.title, named, above)
    below = passed_on(line)
    for place, aim in enumerate(node.aims, start=1):
        number = f"aim {place} of {node.number}"
        part = _line(aim.uuid, Kind.AIM, number, aim.text, named, below)
        part.parts = [_commitment(one, node, named, passed_on(part)) for one in node.of_aim(aim.uuid)]
        line.parts.append(part)
    line.parts += [_commitment(one, node, named, below) for one in node.of_aim(None)]
    return line


def _commitment(
    node: CommitmentNode,
    under: SubOutcomeNode,
    named: Mapping[UUID, Collection[Claim]],
    above: tuple[Inherited[Claim], ...],
) -> Line[Claim]:
    return _line(node.uuid, Kind.COMMITMENT, under.number, node.text, named, above)


def _line(
    item: UUID,
    kind: str,
    number: str,
    text: str,
    named: Mapping[UUID, Collection[Claim]],
    above: tuple[Inherited[Claim], ...],
) -> Line[Claim]:
    return Line(item, kind, number, text, tuple(named.get(item, ())), above)


def passed_on(line: Line[Claim]) -> tuple[Inherited[Claim], ...]:
    """What a line hands down to what stands under it."""
    return (*line.inherited, *(Inherited(claim, line.number) for claim in line.direct))
