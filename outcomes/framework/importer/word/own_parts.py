"""The parts of a plan while a document is read: what has been found of each so far. `told` is what the lines beside a
part say of it."""

from dataclasses import dataclass, field
from decimal import Decimal

from ..outline import (
    AimOutline,
    BesideNested,
    CommitmentOutline,
    EntryOutline,
    GroupOutline,
    OutcomeOutline,
    SavingOutline,
    SectionOutline,
    StatementsOutline,
    SubOutcomeOutline,
)
from .beside import Told
from .narrative import narrative
from .paragraphs import Block


@dataclass
class Item:
    text: str
    line: int
    nested: list[str] = field(default_factory=list)
    group: int = -1
    told: Told = field(default_factory=dict)
    told_nested: dict[int, Told] = field(default_factory=dict)

    def aim(self, position: int, source: str) -> AimOutline:
        return AimOutline(position, self.text, self.line, tuple(self.nested), **{"source": source, **self.told})

    def commitment(self, position: int, aim: int | None, heading: str | None) -> CommitmentOutline:
        beside = (BesideNested(at, **told) for at, told in sorted(self.told_nested.items()))
        return CommitmentOutline(
            position, self.text, aim, tuple(self.nested), heading, self.line, **self.told,
            beside_nested=tuple(one for one in beside if one != BesideNested(one.position)),
        )  # fmt: skip


@dataclass
class Saving:
    name: str
    qualifier: str
    amount: Decimal
    line: int
    parts: list["Saving"] = field(default_factory=list)

    def made(self) -> SavingOutline:
        parts = tuple(part.made() for part in self.parts)
        return SavingOutline(self.name, self.amount, self.qualifier, parts, self.line)


@dataclass
class Sub:
    number: str
    title: str
    line: int
    implied: bool
    words: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    aims: list[Item] = field(default_factory=list)
    commitments: list[Item] = field(default_factory=list)
    groups: list[tuple[str | None, int | None, int]] = field(default_factory=list)
    promises: list[tuple[str, int, list[str]]] = field(default_factory=list)
    joint: list[str] = field(default_factory=list)
    savings: list[Saving] = field(default_factory=list)
    told: Told = field(default_factory=dict)

    def made(self, outcome: "Outcome") -> SubOutcomeOutline:
        """One that the plan does not print has its outcome's source; aims have that of their sub-outcome."""
        told = {"source": outcome.told.get("source", "") if self.implied else "", **self.told}
        commitments = []
        for position, item in enumerate(self.commitments, start=1):
            heading, aim, _ = self.groups[item.group] if item.group >= 0 else (None, None, 0)
            commitments.append(item.commitment(position, aim, heading))
        return SubOutcomeOutline(
            self.number, self.title, narrative(self.words),
            tuple(aim.aim(at, told["source"]) for at, aim in enumerate(self.aims, start=1)),
            tuple(commitments),
            tuple(StatementsOutline(heading, tuple(items), line) for heading, line, items in self.promises),
            self.implied, self.line,
            tuple(GroupOutline(heading, aim, line) for heading, aim, line in self.groups if heading is not None),
            narrative(self.notes), tuple(self.joint), tuple(saving.made() for saving in self.savings), **told,
        )  # fmt: skip


@dataclass
class Outcome:
    kind: str
    number: str
    title: str
    line: int
    statement: list[str] = field(default_factory=list)
    words: list[Block] = field(default_factory=list)
    subs: list[Sub] = field(default_factory=list)
    told: Told = field(default_factory=dict)

    def made(self) -> OutcomeOutline:
        return OutcomeOutline(
            self.number, self.title, narrative(self.words), tuple(sub.made(self) for sub in self.subs), self.line,
            self.kind, "\n".join(self.statement), implied=not self.title, **self.told,  # type: ignore[arg-type]
        )  # fmt: skip


@dataclass
class Entry:
    title: str
    line: int
    text: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    told: Told = field(default_factory=dict)


@dataclass
class Section:
    kind: str
    number: str
    title: str
    line: int
    words: list[Block] = field(default_factory=list)
    signatory: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    told: Told = field(default_factory=dict)

    def made(self) -> SectionOutline:
        entries = tuple(
            EntryOutline(one.title, "\n".join(one.text), tuple(one.items), one.line, **one.told) for one in self.entries
        )
        return SectionOutline(
            self.number, self.title, self.kind, narrative(self.words), self.line, entries,  # type: ignore[arg-type]
            tuple(self.signatory), **self.told,
        )  # fmt: skip
