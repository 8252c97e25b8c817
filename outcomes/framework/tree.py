"""An edition as a tree of flat, frozen rows: what it says, in order, read in a fixed number of queries.

The one way pages, packs and exports read a plan's words, so that they cannot disagree. No model instances: an edition
of 300 rows costs about as much to read as one of 30.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from plan.models import Plan

from .models import Commitment, Outcome
from .tree_rows import (
    AIMS,
    JOINT_WORK,
    NESTED,
    OUTCOMES,
    PARTNERS,
    PLACED,
    PLACES,
    SAVINGS,
    STATEMENTS,
    SUB_OUTCOMES,
)


@dataclass(frozen=True)
class AimNode:
    uuid: UUID
    position: int
    text: str
    influence: str
    influence_note: str
    note: str = ""


@dataclass(frozen=True)
class CommitmentNode:
    """A commitment where it stands. `aim` is the aim's uuid, or None; `elsewhere` are its other places' numbers."""

    uuid: UUID
    pk: int
    position: int
    text: str
    role: str
    aim: UUID | None
    partners: tuple[str, ...]
    nested: tuple[tuple[UUID, str], ...]
    elsewhere: tuple[str, ...]
    note: str = ""

    @property
    def leads(self) -> bool:
        return self.role == Commitment.Role.LEAD


@dataclass(frozen=True)
class SubOutcomeNode:
    """`alone` are keys of indicators that are shown here though what they measure is not (see `within`). A `note`,
    here as on every kind of node, is what a room to the right says of it where it is shown."""

    uuid: UUID
    pk: int
    number: str
    title: str
    narrative: str
    implied: bool
    illustrative: bool
    source: str
    aims: tuple[AimNode, ...]
    commitments: tuple[CommitmentNode, ...]
    joint_work: tuple[str, ...]
    statements: tuple[tuple[str, tuple[str, ...]], ...]
    savings: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    heading_only: bool = False
    alone: tuple[int, ...] = ()
    note: str = ""

    def of_aim(self, aim: UUID | None) -> tuple[CommitmentNode, ...]:
        return tuple(commitment for commitment in self.commitments if commitment.aim == aim)


@dataclass(frozen=True)
class OutcomeNode:
    uuid: UUID
    pk: int
    kind: str
    number: str
    title: str
    slug: str
    position: int
    statement: str
    narrative: str
    source: str
    illustrative: bool
    overseen_by: str
    managed_by: str
    sub_outcomes: tuple[SubOutcomeNode, ...]
    heading_only: bool = False
    note: str = ""

    @property
    def is_strategic(self) -> bool:
        return self.kind == Outcome.Kind.OUTCOME


def read_tree(plan: Plan, *, outcome: str = "", sub_outcome: str = "") -> tuple[OutcomeNode, ...]:
    """The edition's outcomes with all under them; only the outcome with this slug, or the sub-outcome with this
    number, where one is named. Ten queries."""
    return _Reader(plan, outcome, sub_outcome).outcomes()


def within(
    outcomes: Collection[OutcomeNode], named: Collection[UUID], alone: Mapping[UUID, tuple[int, ...]] | None = None
) -> tuple[OutcomeNode, ...]:
    """Only the named items and all that is under them; what stands above one stays as a heading without its words.

    Design: a remit is inherited downwards, ancestors show only as headings. A commitment with several places is kept
    where it is covered, not everywhere. `alone` are indicators by the sub-outcome that they stand under, which stays
    as a heading for them.
    """
    wanted, figures = set(named), alone or {}
    return tuple(filter(None, (_outcome_within(node, wanted, figures) for node in outcomes)))


def _outcome_within(node: OutcomeNode, wanted: set[UUID], alone: Mapping[UUID, tuple[int, ...]]) -> OutcomeNode | None:
    if node.uuid in wanted:
        return node
    kept = tuple(filter(None, (_sub_outcome_within(child, wanted, alone) for child in node.sub_outcomes)))
    return replace(node, heading_only=True, statement="", narrative="", sub_outcomes=kept) if kept else None


def _sub_outcome_within(
    node: SubOutcomeNode, wanted: set[UUID], alone: Mapping[UUID, tuple[int, ...]]
) -> SubOutcomeNode | None:
    if node.uuid in wanted:
        return node
    aims = tuple(aim for aim in node.aims if aim.uuid in wanted)
    known = {aim.uuid for aim in aims}
    kept = tuple(
        commitment if commitment.aim in known else replace(commitment, aim=None)
        for commitment in node.commitments
        if commitment.aim in known or commitment.uuid in wanted
    )
    figures = alone.get(node.uuid, ())
    if not aims and not kept and not figures:
        return None
    return replace(
        node, heading_only=True, narrative="", aims=aims, commitments=kept, joint_work=(), statements=(), savings=(),
        alone=figures,
    )  # fmt: skip


def noted(outcomes: Collection[OutcomeNode], notes: Mapping[UUID, str]) -> tuple[OutcomeNode, ...]:
    """The tree with these notes on its nodes, by item."""
    if not notes:
        return tuple(outcomes)

    def on(node: Any) -> Any:
        return replace(node, note=notes[node.uuid]) if node.uuid in notes else node

    def on_sub_outcome(node: SubOutcomeNode) -> SubOutcomeNode:
        return replace(on(node), aims=tuple(map(on, node.aims)), commitments=tuple(map(on, node.commitments)))

    return tuple(replace(on(node), sub_outcomes=tuple(map(on_sub_outcome, node.sub_outcomes))) for node in outcomes)


def items_of(outcomes: Collection[OutcomeNode]) -> set[UUID]:
    """Every item of the tree, nested ones too; headings that only lead to an item are not among them."""
    found = set()
    for outcome in outcomes:
        found |= set() if outcome.heading_only else {outcome.uuid}
        for node in outcome.sub_outcomes:
            found |= set() if node.heading_only else {node.uuid}
            found.update(aim.uuid for aim in node.aims)
            for commitment in node.commitments:
                found.add(commitment.uuid)
                found.update(uuid for uuid, _ in commitment.nested)
    return found


class _Reader:
    """Reads the parts of the outcomes and sub-outcomes asked for, then puts them together."""

    def __init__(self, plan: Plan, outcome: str, sub_outcome: str) -> None:
        rows = OUTCOMES(plan=plan.pk)  # in the order of OutcomeNode's fields
        self.outcome_rows = [row for row in rows if not outcome or row[5] == outcome]
        subs = SUB_OUTCOMES(outcomes=[row[1] for row in self.outcome_rows])
        self.sub_rows = [row for row in subs if not sub_outcome or row[3] == sub_outcome]
        if sub_outcome:
            above = {row[0] for row in self.sub_rows}
            self.outcome_rows = [row for row in self.outcome_rows if row[1] in above]
        self.keys = [row[2] for row in self.sub_rows]

    def outcomes(self) -> tuple[OutcomeNode, ...]:
        subs = self._sub_outcomes() if self.keys else {}
        return tuple(
            OutcomeNode(*row, sub_outcomes=tuple(subs.get(row[1], ())))  # type: ignore[call-arg, misc]
            for row in self.outcome_rows
        )

    def _sub_outcomes(self) -> dict[int, list[SubOutcomeNode]]:
        aims = self._aims()
        commitments = self._commitments()
        joint = _grouped(JOINT_WORK(sub_outcomes=self.keys))
        statements = self._statements()
        savings = self._savings()
        found = defaultdict(list)
        for outcome, uuid, pk, number, title, narrative, implied, illustrative, source in self.sub_rows:
            found[outcome].append(
                SubOutcomeNode(
                    uuid=uuid, pk=pk, number=number, title=title, narrative=narrative, implied=implied,
                    illustrative=illustrative, source=source, aims=tuple(aims.get(pk, ())),
                    commitments=tuple(commitments.get(pk, ())), joint_work=tuple(joint.get(pk, ())),
                    statements=statements.get(pk, ()), savings=savings.get(pk, ()),
                )
            )  # fmt: skip
        return found

    def _aims(self) -> dict[int, list[AimNode]]:
        found = defaultdict(list)
        for sub_outcome, *fields in AIMS(sub_outcomes=self.keys):
            found[sub_outcome].append(AimNode(*fields))
        return found

    def _commitments(self) -> dict[int, list[CommitmentNode]]:
        rows = PLACED(sub_outcomes=self.keys)
        keys = {row[2] for row in rows}
        partners = _grouped(PARTNERS(commitments=keys))
        nested = defaultdict(list)
        for parent, item, text in NESTED(commitments=keys):
            nested[parent].append((item, text))
        places = _grouped(PLACES(commitments=keys))
        found = defaultdict(list)
        for sub_outcome, item, pk, position, text, role, aim, here in rows:
            elsewhere = tuple(number for number in places[pk] if number != here)
            mine, lines = tuple(partners.get(pk, ())), tuple(nested.get(pk, ()))
            found[sub_outcome].append(CommitmentNode(item, pk, position, text, role, aim, mine, lines, elsewhere))
        return found

    def _statements(self) -> dict[int, tuple[tuple[str, tuple[str, ...]], ...]]:
        found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for sub_outcome, heading, text in STATEMENTS(sub_outcomes=self.keys):
            found[sub_outcome][heading].append(text)
        return {pk: tuple((heading, tuple(texts)) for heading, texts in lists.items()) for pk, lists in found.items()}

    def _savings(self) -> dict[int, tuple]:
        parts = defaultdict(list)
        totals = defaultdict(list)
        for pk, sub_outcome, part_of, name, qualifier, million in SAVINGS(sub_outcomes=self.keys):
            amount = f"{qualifier} £{million.normalize():f} million".strip()
            if part_of:
                parts[part_of].append((name, amount))
            else:
                totals[sub_outcome].append((pk, name, amount))
        return {
            pk: tuple((name, amount, tuple(parts[saving])) for saving, name, amount in rows)
            for pk, rows in totals.items()
        }


def _grouped(pairs: Iterable[tuple]) -> dict[int, list[str]]:
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
