"""Puts Markdown into a Word document: headings, paragraphs, lists, tables, quotations, emphasis and links.

It goes by the tokens of `plan.text`, which hold no raw HTML, no images and only links that may be followed.
"""

from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from plan.text import tokens_of

from .document import LEVELS, NUMBERED, WordDocument


@dataclass
class _List:
    """A list that is open: the number that joins its items, and whether its item still waits for its first words."""

    number: int
    waits: bool = False


@dataclass
class _Writer:
    """Goes through the tokens once. `numbered`: whether paragraphs that stand in no list bear the report's numbers."""

    document: WordDocument
    numbered: bool
    code: str = ""
    lists: list[_List] = field(default_factory=list)
    quotes: int = 0
    paragraph: Any = None
    heading: bool = False

    def write(self, tokens: list[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "table_open":
                position = self._table(tokens, position)
                continue
            handle = getattr(self, f"_on_{token.type}", None)
            if handle:
                handle(token)
            position += 1

    # Blocks ----------------------------------------------------------------------------------------------------------

    def _on_heading_open(self, token: Token) -> None:
        self.paragraph, self.heading = self.document.heading(int(token.tag[1:])), True

    def _on_heading_close(self, token: Token) -> None:
        self.heading = False

    def _on_paragraph_open(self, token: Token) -> None:
        self.paragraph = self._block()

    def _on_inline(self, token: Token) -> None:
        write_line(self.document, self.paragraph, token.children or [])

    def _on_fence(self, token: Token) -> None:
        lines = token.content.rstrip("\n").split("\n")
        made = self._block(plain=True, style=self.code or "Normal")
        for place, line in enumerate(lines):
            if place:
                made.add_run().add_break()
            self.document.run(made, line, bold=False, italic=False, code=True)

    _on_code_block = _on_fence

    def _on_hr(self, token: Token) -> None:
        self.document.rule()

    def _on_blockquote_open(self, token: Token) -> None:
        self.quotes += 1

    def _on_blockquote_close(self, token: Token) -> None:
        self.quotes -= 1

    def _on_bullet_list_open(self, token: Token) -> None:
        self.lists.append(_List(self.document.new_list(ordered=False)))

    def _on_ordered_list_open(self, token: Token) -> None:
        start, level = int(token.attrGet("start") or 1), min(len(self.lists), LEVELS - 1)
        self.lists.append(_List(self.document.new_list(ordered=True, start=start, level=level)))

    def _on_bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: Token) -> None:
        self.lists[-1].waits = True

    def _block(self, *, plain: bool = False, style: str = "Normal") -> Any:
        """The next paragraph, as where it stands wants it; `style` is its own where that wants none."""
        if not self.lists:
            wanted = "Quote" if self.quotes else NUMBERED if self.numbered and not plain else style
            return self.document.paragraph(wanted)
        made, level = self.document.paragraph("Quote" if self.quotes else style), len(self.lists) - 1
        if self.lists[-1].waits:
            self.document.in_list(made, self.lists[-1].number, level)
            self.lists[-1].waits = False
        else:
            self.document.indent(made, min(level, LEVELS - 1) + 2)
        return made

    # Tables ----------------------------------------------------------------------------------------------------------

    def _table(self, tokens: list[Token], position: int) -> int:
        """The table that begins here; the position after it."""
        end = next(later for later in range(position, len(tokens)) if tokens[later].type == "table_close")
        rows: list[list[tuple[Token, Token]]] = []
        for place in range(position, end):
            token = tokens[place]
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append((token, tokens[place + 1]))
        heads = tokens[position + 1].type == "thead_open"
        made = self.document.table(len(rows), max(len(row) for row in rows), heads=heads)
        for row, drawn in zip(rows, made.rows, strict=True):
            for (cell, words), room in zip(row, drawn.cells, strict=False):
                write_line(self.document, room.paragraphs[0], words.children or [], bold=cell.tag == "th")
                self.document.align(room.paragraphs[0], str(cell.attrGet("class") or ""))
        self.document.paragraph()  # two tables that touch would be one
        return end + 1


def write_blocks(
    document: WordDocument, markdown: str, *, heading_level: int, numbered: bool, base: str | None, code: str = ""
) -> None:
    """Put a narrative at the document's end, its topmost headings at this level; relative links are made whole with
    `base`, if any. `code` is the style of blocks of code. Whatever the text, it is written."""
    _Writer(document, numbered, code).write(tokens_of(markdown, heading_level, base))


def write_line(document: WordDocument, paragraph: Any, children: list[Token], *, bold: bool = False) -> None:
    """Put what stands on a line at a paragraph's end: words, emphasis, links, code, breaks."""
    strong, stressed, link = int(bold), 0, None
    for child in children:
        if child.type == "strong_open":
            strong += 1
        elif child.type == "strong_close":
            strong -= 1
        elif child.type == "em_open":
            stressed += 1
        elif child.type == "em_close":
            stressed -= 1
        elif child.type == "link_open":
            link = document.link(paragraph, str(child.attrGet("href")))
        elif child.type == "link_close":
            link = None
        elif child.type == "hardbreak":
            paragraph.add_run().add_break()
        elif child.type == "softbreak":
            document.run(paragraph, " ", bold=strong > 0, italic=stressed > 0, code=False, link=link)
        elif child.content:
            code = child.type == "code_inline"
            document.run(paragraph, child.content, bold=strong > 0, italic=stressed > 0, code=code, link=link)
