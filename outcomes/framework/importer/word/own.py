"""The outline in a document that this system made, edited since or not: nothing is guessed that it says itself."""

from collections.abc import Collection, Sequence

from ..headings import DEFAULT_HEADINGS, Headings
from ..numbers import read_number
from ..outline import NotAPlan, PlanOutline, SectionOutline, Warning_
from . import beside, names
from .beside import Told
from .narrative import narrative
from .own_parts import Entry, Item, Outcome, Saving, Section, Sub
from .paragraphs import Block, Para
from .warned import warnings_of

_OUTCOMES = ("outcome", "finance", "change")
_LISTS = ("aims", "commitments", "promises", "joint")


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
        self.parts: list[Outcome | Section] = []
        self.sub: Sub | None = None
        self.where = "aside"  # what the paragraphs below the last heading are
        self.glossary: list[tuple[str, list[str]]] = []
        self.told: Told = {}
        self.note: list[Block] = []
        self.used: list[tuple[str, Para]] = []
        self.unread: list[Warning_] = []

    def read(self, blocks: Sequence[Block]) -> PlanOutline:
        for block in blocks:
            if not (isinstance(block, Para) and self._heading(block)):
                self._words(block)
        promises = [part.made() for part in self.parts if isinstance(part, Outcome)]
        sections = [part.made() for part in self.parts if isinstance(part, Section)]
        if not promises and not sections:
            raise NotAPlan(
                "The document holds no part of a plan any more: its headings are gone. Export the version again."
            )
        return PlanOutline(
            self.title, tuple(sections), tuple(one for one in promises if one.kind == "outcome"),
            tuple(one for one in promises if one.kind != "outcome"),
            warnings_of(sections, promises, self.used, self.unread), *self._vision(sections),
            tuple((term, "\n".join(words)) for term, words in self.glossary), narrative(self.note), **self.told,
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
            self.parts.append(Outcome(role, *_numbered(para, bool(said)), para.number))
            self.sub, self.where = None, "words"
        elif role == "section":
            self.parts.append(Section(said[1] if len(said) > 1 else "text", *_numbered(para, bool(said)), para.number))
            self.sub, self.where = None, "words"
        elif role in ("sub", "implied"):
            self._begin_sub(*_numbered(para, bool(said)), para.number, role == "implied")
        elif role == "group":
            self._group(para, said)
        else:
            if role in _LISTS or role in ("notes", names.SAVINGS):
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
        if para.level == 2 and isinstance(outcome, Outcome):
            return "sub"
        kind = self.headings.kind(para.text) if isinstance(outcome, Outcome) else None
        if kind:
            return kind
        if isinstance(outcome, Outcome) and para.text.strip().casefold() == names.SAVINGS:
            return names.SAVINGS
        return "group" if para.level == 4 and self.where == "commitments" else ""

    def _begin_sub(self, number: str, title: str, line: int, implied: bool) -> None:
        if not self.parts or not isinstance(self.parts[-1], Outcome):
            self.parts.append(Outcome("outcome", number.partition(".")[0], "", line))
        outcome = self.parts[-1]
        self.sub, self.where = Sub(number, title, line, implied), "words"
        if isinstance(outcome, Outcome):
            outcome.subs.append(self.sub)

    def _sub(self, line: int) -> None:
        """Lists that stand right under an outcome make the sub-outcome that the plan does not print."""
        outcome = self.parts[-1] if self.parts else None
        if self.sub is None and isinstance(outcome, Outcome):
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
        if isinstance(block, Para) and self._is_beside(block):
            self._beside(block)
            return
        part = self.parts[-1] if self.parts else None
        if isinstance(block, Para) and block.text.strip() and part:
            self.used.append((self._place(), block))
        if self.where in ("cover", names.VISION_TEXT, names.ABOUT):
            self._cover(block)
        elif self.where in _LISTS and isinstance(block, Para):
            self._item(block)
        elif self.where == names.SAVINGS and isinstance(block, Para):
            self._saving(block)
        elif self.where == "terms" and isinstance(block, Para):
            self._term(block)
        elif self.sub is not None:
            # What stands among lists and is none is kept beside them.
            (self.sub.words if self.where == "words" else self.sub.notes).append(block)
        elif isinstance(part, Section):
            self._in_section(part, block)
        elif isinstance(part, Outcome):
            if isinstance(block, Para) and block.style == names.STATEMENT:
                part.statement.append(block.text)
            else:
                part.words.append(block)

    def _place(self) -> str:
        part = self.sub or (self.parts[-1] if self.parts else None)
        return (part.number or part.title) if part else ""

    # Lines beside the parts -------------------------------------------------------------------------------------------

    def _is_beside(self, para: Para) -> bool:
        """By its style; among the lists also by how it begins, where somebody typed it without that style."""
        if not para.text.strip():
            return False
        if para.style in (names.BESIDE, names.BESIDE_NESTED):
            return True
        return self.where in ("aims", "commitments") and para.marker is None and beside.is_labelled(para.text)

    def _beside(self, para: Para) -> None:
        """Take down what a line says of the part above it. What was said before stays: a line whose own part was taken
        out stands beside another one."""
        told, allowed = self._above(para)
        found = beside.read(para.text, allowed)
        if not found:
            self._warn(para, "could not be read, so nothing was made of it")
        elif any(name in told for name in found):
            self._warn(para, "says again what another line said before, so nothing was made of it")
        else:
            told.update(found)

    def _above(self, para: Para) -> tuple[Told, Collection[str]]:
        """What is told of the part above a line, and what may be."""
        sub, part = self.sub, self.parts[-1] if self.parts else None
        if self.where == "aims" and sub and sub.aims:
            return sub.aims[-1].told, beside.OF_AIM
        if self.where == "commitments" and sub and sub.commitments:
            last = sub.commitments[-1]
            if para.style == names.BESIDE_NESTED and last.nested:
                return last.told_nested.setdefault(len(last.nested), {}), beside.OF_NESTED
            return last.told, beside.OF_COMMITMENT
        if self.where == "cover":
            return self.told, beside.OF_PLAN
        if self.where != "words" or part is None:
            return {}, ()
        if sub:
            return sub.told, beside.SOURCED
        if isinstance(part, Outcome):
            return part.told, beside.OF_OUTCOME
        return (part.entries[-1].told, beside.OF_ENTRY) if part.entries else (part.told, beside.SOURCED)

    def _warn(self, para: Para, what: str) -> None:
        self.unread.append(Warning_(self._place(), para.number, "unread", f"The line “{para.text.strip()}” {what}."))

    # Lists ------------------------------------------------------------------------------------------------------------

    def _saving(self, para: Para) -> None:
        read = beside.read_saving(para.text)
        if self.sub is None or not para.text.strip():
            return
        if read is None:
            self._warn(para, "does not give a saving as “name: £1 million”, so nothing was made of it")
            return
        made = Saving(*read, para.number)
        among = self.sub.savings
        for _ in range(para.depth if para.marker is not None else 0):
            among = among[-1].parts if among else among
        among.append(made)

    def _cover(self, block: Block) -> None:
        if isinstance(block, Para) and block.style == names.VISION:
            self.vision.append(block.text)
        elif self.where == names.VISION_TEXT:
            self.vision_words.append(block)
        elif self.where == names.ABOUT:
            self.note.append(block)

    def _item(self, para: Para) -> None:
        sub, text = self.sub, para.text
        if sub is None or not text.strip():
            return
        if self.where in ("aims", "commitments") and beside.is_labelled(text):
            self._warn(para, "stands in the list as an item of its own, and was taken for one")
        if self.where == "joint":
            sub.joint.append(text)
        elif self.where == "promises":
            sub.promises[-1][2].append(text)
        elif self.where == "aims":
            _add(sub.aims, para)
        elif _add(sub.commitments, para):
            sub.commitments[-1].group = len(sub.groups) - 1

    def _term(self, para: Para) -> None:
        if para.style == names.DEFINITION and self.glossary:
            self.glossary[-1][1].append(para.text)
        elif para.text.strip():
            self.glossary.append((para.text, []))

    def _in_section(self, section: Section, block: Block) -> None:
        style = block.style if isinstance(block, Para) else ""
        text = block.text if isinstance(block, Para) else ""
        entries = section.entries
        if style == names.SIGNATORY:
            section.signatory.append(text)
        elif style == names.ENTRY:
            entries.append(Entry(text, block.number))
        elif style == names.ENTRY_TEXT and entries:
            entries[-1].text.append(text)
        elif style == names.ENTRY_ITEM and entries:
            entries[-1].items.append(text)
        else:
            section.words.append(block)


def _add(items: list[Item], para: Para) -> bool:
    """Put an item into its list, or under the last one; whether it stands by itself."""
    if para.marker is not None and para.depth > 0 and items:
        items[-1].nested.append(para.text)
        return False
    items.append(Item(para.text, para.number))
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
