"""The outline in a document that this system made, edited since or not: nothing is guessed that it says itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..headings import DEFAULT_HEADINGS, Headings
from ..numbers import read_number
from ..outline import (
    AimOutline,
    CommitmentOutline,
    EntryOutline,
    GroupOutline,
    NotAPlan,
    OutcomeOutline,
    PlanOutline,
    SectionOutline,
    StatementsOutline,
    SubOutcomeOutline,
)
from . import names
from .narrative import narrative
from .paragraphs import Block, Para
from .warned import warnings_of

_OUTCOMES = ("outcome", "finance", "change")
_LISTS = ("aims", "commitments", "promises", "joint")


@dataclass
class _Item:
    text: str
    line: int
    nested: list[str] = field(default_factory=list)
    group: int = -1
    contributes: bool = False
    partners: tuple[str, ...] = ()


@dataclass
class _Sub:
    number: str
    title: str
    line: int
    implied: bool
    words: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    aims: list[_Item] = field(default_factory=list)
    commitments: list[_Item] = field(default_factory=list)
    groups: list[tuple[str | None, int | None, int]] = field(default_factory=list)
    promises: list[tuple[str, int, list[str]]] = field(default_factory=list)
    joint: list[str] = field(default_factory=list)

    def made(self) -> SubOutcomeOutline:
        commitments = []
        for position, item in enumerate(self.commitments, start=1):
            heading, aim, _ = self.groups[item.group] if item.group >= 0 else (None, None, 0)
            nested = tuple(item.nested)
            commitments.append(
                CommitmentOutline(position, item.text, aim, nested, heading, item.line, item.contributes, item.partners)
            )
        return SubOutcomeOutline(
            self.number, self.title, narrative(self.words),
            tuple(AimOutline(at, aim.text, aim.line, tuple(aim.nested)) for at, aim in enumerate(self.aims, start=1)),
            tuple(commitments),
            tuple(StatementsOutline(heading, tuple(items), line) for heading, line, items in self.promises),
            self.implied, self.line,
            tuple(GroupOutline(heading, aim, line) for heading, aim, line in self.groups if heading is not None),
            narrative(self.notes), tuple(self.joint),
        )  # fmt: skip


@dataclass
class _Outcome:
    kind: str
    number: str
    title: str
    line: int
    statement: list[str] = field(default_factory=list)
    words: list[Block] = field(default_factory=list)
    subs: list[_Sub] = field(default_factory=list)

    def made(self) -> OutcomeOutline:
        return OutcomeOutline(
            self.number, self.title, narrative(self.words), tuple(sub.made() for sub in self.subs), self.line,
            self.kind, "\n".join(self.statement), implied=not self.title,  # type: ignore[arg-type]
        )  # fmt: skip


@dataclass
class _Entry:
    title: str
    line: int
    text: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


@dataclass
class _Section:
    kind: str
    number: str
    title: str
    line: int
    words: list[Block] = field(default_factory=list)
    signatory: list[str] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)

    def made(self) -> SectionOutline:
        entries = tuple(
            EntryOutline(one.title, "\n".join(one.text), tuple(one.items), one.line) for one in self.entries
        )
        return SectionOutline(
            self.number, self.title, self.kind, narrative(self.words), self.line, entries,  # type: ignore[arg-type]
            tuple(self.signatory),
        )  # fmt: skip


def is_own(blocks: Sequence[Block]) -> bool:
    """Whether this system made the document, whatever was done to it since."""
    return any(names.COVER in name for block in blocks if isinstance(block, Para) for name in block.names)


def read_own(blocks: Sequence[Block], headings: Headings = DEFAULT_HEADINGS) -> PlanOutline:
    """The outline. Raises NotAPlan where nothing of it is left."""
    return _Reader(headings).read(blocks)


class _Reader:
    def __init__(self, headings: Headings) -> None:
        self.headings = headings
        self.title: str | None = None
        self.vision: list[str] = []
        self.vision_told = names.TOLD
        self.vision_words: list[Block] = []
        self.parts: list[_Outcome | _Section] = []
        self.sub: _Sub | None = None
        self.where = "aside"  # what the paragraphs below the last heading are
        self.glossary: list[tuple[str, list[str]]] = []
        self.used: list[tuple[str, Para]] = []

    def read(self, blocks: Sequence[Block]) -> PlanOutline:
        for block in blocks:
            if not (isinstance(block, Para) and self._heading(block)):
                self._words(block)
        promises = [part.made() for part in self.parts if isinstance(part, _Outcome)]
        sections = [part.made() for part in self.parts if isinstance(part, _Section)]
        if not promises and not sections:
            raise NotAPlan(
                "The document holds no part of a plan any more: its headings are gone. Export the version again."
            )
        return PlanOutline(
            self.title, tuple(sections), tuple(one for one in promises if one.kind == "outcome"),
            tuple(one for one in promises if one.kind != "outcome"), warnings_of(sections, promises, self.used),
            *self._vision(sections),
            tuple((term, "\n".join(words)) for term, words in self.glossary),
        )  # fmt: skip

    def _vision(self, sections: Sequence[SectionOutline]) -> tuple[str | None, str]:
        if self.vision_told == names.UNTOLD and not self.vision:
            return None, ""
        text = narrative(self.vision_words)
        if self.vision_told == names.SAME and not text:
            text = next((section.text for section in sections if section.kind == "vision"), "")
        return "\n".join(self.vision), text

    # Headings ---------------------------------------------------------------------------------------------------------

    def _heading(self, para: Para) -> bool:
        """Take a heading for what its bookmark says, or for what it looks like if it was added since."""
        said = next((parts for name in para.names if (parts := names.parts_of(name))), [])
        role = said[0] if said else self._role_of_new(para)
        if not role:
            return False
        if role == "cover":
            self.title, self.where, self.vision_told = para.text or None, "cover", (said[1:] or [names.TOLD])[0]
        elif role in _OUTCOMES:
            self.parts.append(_Outcome(role, *_numbered(para, bool(said)), para.number))
            self.sub, self.where = None, "words"
        elif role == "section":
            self.parts.append(_Section(said[1] if len(said) > 1 else "text", *_numbered(para, bool(said)), para.number))
            self.sub, self.where = None, "words"
        elif role in ("sub", "implied"):
            self._begin_sub(*_numbered(para, bool(said)), para.number, role == "implied")
        elif role == "group":
            self._group(para, said)
        else:
            if role in _LISTS or role == "notes":
                self._sub(para.number)
            self.where = role
            if role == "promises" and self.sub:
                self.sub.promises.append((para.text, para.number, []))
        return True

    def _role_of_new(self, para: Para) -> str:
        if para.level is None or not para.text.strip():
            return ""
        if para.level == 1:
            return "outcome" if read_number(para.text) else "section"
        outcome = self.parts[-1] if self.parts else None
        if para.level == 2 and isinstance(outcome, _Outcome):
            return "sub"
        kind = self.headings.kind(para.text) if isinstance(outcome, _Outcome) else None
        if kind:
            return kind
        return "group" if para.level == 4 and self.where == "commitments" else ""

    def _begin_sub(self, number: str, title: str, line: int, implied: bool) -> None:
        if not self.parts or not isinstance(self.parts[-1], _Outcome):
            self.parts.append(_Outcome("outcome", number.partition(".")[0], "", line))
        outcome = self.parts[-1]
        self.sub, self.where = _Sub(number, title, line, implied), "words"
        if isinstance(outcome, _Outcome):
            outcome.subs.append(self.sub)

    def _sub(self, line: int) -> None:
        """Lists that stand right under an outcome make the sub-outcome that the plan does not print."""
        outcome = self.parts[-1] if self.parts else None
        if self.sub is None and isinstance(outcome, _Outcome):
            self._begin_sub(outcome.number, outcome.title, outcome.line, implied=True)
        elif self.sub is None:
            self._begin_sub("", "", line, implied=True)

    def _group(self, para: Para, said: list[str]) -> None:
        self._sub(para.number)
        if self.sub is None:
            return
        if len(said) == 3:
            aim = int(said[1]) if said[1].isdigit() and 1 <= int(said[1]) <= len(self.sub.aims) else None
            shown = said[2] == names.SHOWN
        else:
            texts = [aim.text for aim in self.sub.aims]
            aim, shown = texts.index(para.text) + 1 if para.text in texts else None, True
        self.sub.groups.append((para.text if shown else None, aim, para.number))
        self.where = "commitments"

    # Words ------------------------------------------------------------------------------------------------------------

    def _words(self, block: Block) -> None:
        if isinstance(block, Para) and (block.style == names.ASIDE or self.where == "aside"):
            return
        part = self.parts[-1] if self.parts else None
        if isinstance(block, Para) and block.text.strip() and part:
            where = (self.sub.number or self.sub.title) if self.sub else (part.number or part.title)
            self.used.append((where, block))
        if self.where in ("cover", names.VISION_TEXT):
            self._cover(block)
        elif self.where in _LISTS and isinstance(block, Para):
            self._item(block)
        elif self.where == "terms" and isinstance(block, Para):
            self._term(block)
        elif self.sub is not None:
            # What stands among lists and is none is kept beside them.
            (self.sub.words if self.where == "words" else self.sub.notes).append(block)
        elif isinstance(part, _Section):
            self._in_section(part, block)
        elif isinstance(part, _Outcome):
            if isinstance(block, Para) and block.style == names.STATEMENT:
                part.statement.append(block.text)
            else:
                part.words.append(block)

    def _cover(self, block: Block) -> None:
        if isinstance(block, Para) and block.style == names.VISION:
            self.vision.append(block.text)
        elif self.where == names.VISION_TEXT:
            self.vision_words.append(block)

    def _item(self, para: Para) -> None:
        sub, text = self.sub, para.text
        if sub is None or not text.strip():
            return
        if self.where == "joint":
            sub.joint.append(text)
        elif self.where == "promises":
            sub.promises[-1][2].append(text)
        elif self.where == "aims":
            _add(sub.aims, para)
        elif para.style == names.BESIDE and sub.commitments:
            last = sub.commitments[-1]
            last.contributes, last.partners = _beside(text)
        elif _add(sub.commitments, para):
            sub.commitments[-1].group = len(sub.groups) - 1

    def _term(self, para: Para) -> None:
        if para.style == names.DEFINITION and self.glossary:
            self.glossary[-1][1].append(para.text)
        elif para.text.strip():
            self.glossary.append((para.text, []))

    def _in_section(self, section: _Section, block: Block) -> None:
        style = block.style if isinstance(block, Para) else ""
        text = block.text if isinstance(block, Para) else ""
        entries = section.entries
        if style == names.SIGNATORY:
            section.signatory.append(text)
        elif style == names.ENTRY:
            entries.append(_Entry(text, block.number))
        elif style == names.ENTRY_TEXT and entries:
            entries[-1].text.append(text)
        elif style == names.ENTRY_ITEM and entries:
            entries[-1].items.append(text)
        else:
            section.words.append(block)


def _add(items: list[_Item], para: Para) -> bool:
    """Put an item into its list, or under the last one; whether it stands by itself."""
    if para.marker is not None and para.depth > 0 and items:
        items[-1].nested.append(para.text)
        return False
    items.append(_Item(para.text, para.number))
    return True


def _numbered(para: Para, known: bool) -> tuple[str, str]:
    """Number and title of a heading. One that was added since has its number typed before its title, if at all."""
    if "\t" in para.text:
        number, _, title = para.text.partition("\t")
        return number, title
    found = None if known else read_number(para.text)
    if found is None:
        return para.counted.rstrip("."), para.text
    major, minor, title = found
    return str(major) if minor is None else f"{major}.{minor}", title


def _beside(text: str) -> tuple[bool, tuple[str, ...]]:
    """Whether the council only contributes, and with whom."""
    contributes = text.startswith(names.CONTRIBUTES)
    _, found, told = text.partition(names.WITH)
    partners = told.split("\n") if "\n" in told else told.split("; ")
    return contributes, tuple(name for name in partners if name) if found else ()
