"""An edition as a Word document: real headings, lists and tables, which reading it back takes for what they are.

What is said of a part besides its words (source, partners, influence) stands below it in quiet labelled lines. They
outlive any word processor, go along when the part is moved with them, and officers see what they change; bookmarks on
each item or parts hidden in the file would be lost or, worse, say something else than the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from outcomes.framework.importer.outline import (
    AimOutline,
    CommitmentOutline,
    OutcomeOutline,
    PlanOutline,
    SavingOutline,
    SectionOutline,
    SubOutcomeOutline,
)
from outcomes.framework.importer.word import beside, names
from outcomes.framework.importer.word.narrative import CODE, TOP_LEVEL

AIMS, COMMITMENTS, JOINT = "What will success look like?", "Our commitments", "Joint work to build on"
OTHERS = "Other commitments"
VISION = "Vision"
NOTES = "Notes"
SAVINGS = "Savings"
ABOUT = "About this version"
GLOSSARY = "Glossary"
LEADS = "The council leads on a commitment unless it says otherwise."
STYLES = (
    names.VISION, names.STATEMENT, names.SIGNATORY, names.ENTRY, names.ENTRY_TEXT, names.ENTRY_ITEM, names.BESIDE,
    names.BESIDE_NESTED, names.TERM, names.DEFINITION, names.ASIDE, CODE,
)  # fmt: skip
QUIET = (names.ASIDE, names.BESIDE, names.BESIDE_NESTED)
BOLD = (names.VISION, names.ENTRY, names.TERM)


@dataclass(frozen=True)
class Cover:
    """What a document says of the edition it holds. `asides` are lists that readers are told beside a sub-outcome's
    words, by its place: no part of them, and not read back."""

    title: str
    lines: tuple[str, ...] = ()
    creator: str = ""
    moment: str = "2000-01-01T00:00:00Z"
    asides: Mapping[int, Sequence[tuple[str, Sequence[str]]]] = field(default_factory=dict)


def write_words(outline: PlanOutline, cover: Cover) -> bytes:
    """The outline as a .docx. The same outline and cover give the same bytes. Costs about 1 ms a paragraph."""
    return _Writer(outline, cover).write()


class _Writer:
    def __init__(self, outline: PlanOutline, cover: Cover) -> None:
        from outcomes.packs.word.document import WordDocument  # large, and needed only where one is written

        self.outline, self.cover = outline, cover
        self.document: Any = WordDocument(footer=cover.title)
        self.bullets = self.document.new_list(ordered=False)
        self.names = 0
        self._add_styles()

    def write(self) -> bytes:
        self._cover()
        parts: list[SectionOutline | OutcomeOutline] = [
            *self.outline.sections, *self.outline.outcomes, *self.outline.enablers,
        ]  # fmt: skip
        for part in sorted(parts, key=lambda part: part.line):
            if isinstance(part, OutcomeOutline):
                self._outcome(part)
            else:
                self._section(part)
        self._glossary()
        return self.document.as_bytes(
            title=self.cover.title, subject="Strategic Plan", creator=self.cover.creator, moment=self.cover.moment
        )

    # Parts ------------------------------------------------------------------------------------------------------------

    def _cover(self) -> None:
        said = self._own_vision()
        how = names.UNTOLD if self.outline.vision is None else names.SAME if said is None else names.TOLD
        self._name(self._say(self.outline.title_found or "", "Title"), "cover", how)
        for line in self.cover.lines:
            self._say(line, names.ASIDE)
        self._beside(beside.of_plan(self.outline))
        if self.outline.vision:
            self._say(self.outline.vision, names.VISION)
        self._say(LEADS, names.ASIDE)
        if said:
            self._heading(1, "", VISION, names.VISION_TEXT)
            self._narrative(said)
        if self.outline.note:
            self._heading(1, "", ABOUT, names.ABOUT)
            self._narrative(self.outline.note)

    def _own_vision(self) -> str | None:
        """The vision at more length; None where its section says the same."""
        section = next((one for one in self.outline.sections if one.kind == "vision"), None)
        same = section is not None and section.text == self.outline.vision_text
        return None if same else self.outline.vision_text

    def _section(self, section: SectionOutline) -> None:
        self._heading(2 if "." in section.number else 1, section.number, section.title, "section", section.kind)
        self._beside(beside.of_part(section))
        self._narrative(section.text)
        for entry in section.entries:
            if not entry.title:
                continue  # an item that stands in the text as well
            self._say(entry.title, names.ENTRY)
            if entry.text:
                self._say(entry.text, names.ENTRY_TEXT)
            for item in entry.items:
                self._item(item, 0, names.ENTRY_ITEM)
            self._beside(beside.of_entry(entry))
        for line in section.signatory:
            self._say(line, names.SIGNATORY)

    def _outcome(self, outcome: OutcomeOutline) -> None:
        self._heading(1, outcome.number, outcome.title, outcome.kind)
        self._beside(beside.of_outcome(outcome))
        if outcome.statement:
            self._say(outcome.statement, names.STATEMENT)
        self._narrative(outcome.narrative)
        for at, sub in enumerate(outcome.sub_outcomes):
            if at or not _is_plain_implied(sub, outcome):
                self._heading(2, sub.number, sub.title, "implied" if sub.implied else "sub")
                self._beside(beside.of_part(sub, usual=outcome.source if sub.implied else ""))
            self._sub_outcome(sub)

    def _sub_outcome(self, sub: SubOutcomeOutline) -> None:
        self._narrative(sub.narrative)
        for statements in sub.statements:
            self._list(statements.heading, "promises", statements.items)
        self._list(JOINT, "joint", sub.joint_work)
        if sub.aims:
            self._heading(3, "", AIMS, "aims")
            for aim in sub.aims:
                self._aim(aim, sub.source)
        for heading, lines in self.cover.asides.get(sub.line, ()):
            self._heading(3, "", heading, "aside")
            for line in lines:
                self._item(line, 0, names.ASIDE)
        if sub.savings:
            self._heading(3, "", SAVINGS, names.SAVINGS)
            for saving in sub.savings:
                self._saving(saving, 0)
        if sub.commitments or sub.groups:
            self._heading(3, "", COMMITMENTS, "commitments")
            self._commitments(sub)
        if sub.notes:
            self._heading(3, "", NOTES, "notes")
            self._narrative(sub.notes)

    def _commitments(self, sub: SubOutcomeOutline) -> None:
        """Commitments in runs under one heading; groups without any keep their headings."""
        waiting = [(group.heading, group.aim_position) for group in sub.groups]
        texts = {aim.position: aim.text for aim in sub.aims}
        first = True
        for (heading, aim), run in groupby(sub.commitments, key=lambda one: (one.heading, one.aim_position)):
            while heading is not None and waiting and (heading, aim) in waiting:
                told = waiting.pop(0)
                if told == (heading, aim):
                    break
                self._group(*told)
            if heading is not None:
                self._group(heading, aim)
            elif aim is not None or not first:
                self._group(texts.get(aim or 0) or OTHERS, aim, shown=False)
            first = False
            for commitment in run:
                self._commitment(commitment)
        for told in waiting:
            self._group(*told)

    def _group(self, heading: str, aim: int | None, *, shown: bool = True) -> None:
        self._heading(4, "", heading, "group", aim or 0, names.SHOWN if shown else names.SILENT)

    def _aim(self, aim: AimOutline, source: str) -> None:
        self._item(aim.text, 0)
        for nested in aim.nested:
            self._item(nested, 1)
        self._beside(beside.of_aim(aim, usual=source), 2)

    def _commitment(self, commitment: CommitmentOutline) -> None:
        told = {one.position: one for one in commitment.beside_nested}
        self._item(commitment.text, 0)
        for at, nested in enumerate(commitment.nested, start=1):
            self._item(nested, 1)
            if at in told:
                self._beside(beside.of_commitment(told[at]), 3, names.BESIDE_NESTED)
        self._beside(beside.of_commitment(commitment), 2)

    def _saving(self, saving: SavingOutline, level: int) -> None:
        self._item(beside.of_saving(saving), level)
        for part in saving.parts:
            self._saving(part, level + 1)

    def _glossary(self) -> None:
        if self.outline.glossary:
            self._heading(1, "", GLOSSARY, "terms")
        for term, definition in self.outline.glossary:
            self._say(term, names.TERM)
            self._say(definition, names.DEFINITION)

    # Pieces -----------------------------------------------------------------------------------------------------------

    def _beside(self, lines: Iterable[str], level: int = 0, style: str = names.BESIDE) -> None:
        """What is said of the part above: quietly, and further in below an item of a list."""
        for line in lines:
            said = self._say(line, style)
            if level:
                self.document.indent(said, level)

    def _list(self, heading: str, role: str, items: Sequence[str]) -> None:
        if items:
            self._heading(3, "", heading, role)
            for item in items:
                self._item(item, 0)

    def _narrative(self, markdown: str) -> None:
        from outcomes.packs.word.blocks import write_blocks

        write_blocks(self.document, markdown, heading_level=TOP_LEVEL, numbered=False, base=None, code=CODE)

    def _heading(self, level: int, number: str, title: str, *role: object) -> None:
        made = self._say(f"{number}\t{title}" if number or "\t" in title else title, f"Heading {level}")
        self._name(made, *role)

    def _say(self, words: str, style: str) -> Any:
        return self.document.say(words, style)

    def _item(self, words: str, level: int, style: str = "Normal") -> None:
        made = self._say(words, style)
        self.document.in_list(made, self.bullets, level)

    def _name(self, paragraph: Any, *role: object) -> None:
        self.names += 1
        self.document.bookmark(paragraph, self.names, names.bookmark(self.names, *role))

    def _add_styles(self) -> None:
        for name in STYLES:
            self.document.style(name, bold=name in BOLD, quiet=name in QUIET)


def _is_plain_implied(sub: SubOutcomeOutline, outcome: OutcomeOutline) -> bool:
    """True for a sub-outcome that its lists alone bring about when the document is read."""
    borrowed = (sub.number, sub.title) == (outcome.number, outcome.title)
    lists = sub.aims or sub.commitments or sub.groups or sub.statements or sub.joint_work or sub.notes or sub.savings
    alike = sub.source == outcome.source and not sub.illustrative
    return sub.implied and borrowed and alike and not sub.narrative and bool(lists)
