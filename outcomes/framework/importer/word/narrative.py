"""Paragraphs and tables as a narrative in Markdown: headings, lists within lists, quotations, tables, code, rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .inline import to_markdown
from .paragraphs import Block, Para, Run, Table

TOP_LEVEL = 3  # the level of a narrative's topmost headings in a document
CODE = "Plan code"
_CONTINUES = 800  # twentieths of a point: further in, a paragraph goes on with the item above it
_STEP = 425  # 0.75 cm, by which each level of a list stands further in
_DELIMITERS = {"left": "---", "right": "--:", "center": ":-:"}


@dataclass
class _Item:
    list_id: int
    marker: str
    count: int
    width: int
    closing: str = "."


def narrative(blocks: Sequence[Block], *, top: int = TOP_LEVEL) -> str:
    """The blocks as Markdown; empty paragraphs are left out. `top` is the level of its topmost headings."""
    return _Writer(top).write(blocks)


class _Writer:
    def __init__(self, top: int) -> None:
        self.top = top
        self.out: list[str] = []
        self.items: list[_Item] = []
        self.last = ""  # what was written last: "item" joins the next one without a blank line

    def write(self, blocks: Sequence[Block]) -> str:
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if isinstance(block, Para) and block.style == CODE:
                at = self._code(blocks, at)
                continue
            self._block(block)
            at += 1
        return "".join(self.out)

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self.items.clear()
            self._put(_table(block), "table")
        elif not block.text.strip():
            if block.rule:
                self.items.clear()
                self._put("***", "rule")
        elif block.level is not None:
            self.items.clear()
            depth = min(max(block.level - self.top, 0), 3) + 1
            words = " ".join(to_markdown(_without_breaks(block.runs), in_table=False).split("\n"))
            self._put(f"{'#' * depth} {_heading(words)}", "heading")
        elif block.marker is not None:
            self._item(block)
        else:
            self._paragraph(block)

    def _paragraph(self, block: Para) -> None:
        quoted = block.style.casefold() in ("quote", "intense quote")
        text = to_markdown(block.runs)
        if quoted:
            if not self._goes_on(block):
                self.items.clear()
            text = "\n".join(f"> {line}" for line in text.split("\n"))
            kind = "quote"
        else:
            kind = "continued" if self._goes_on(block) else "paragraph"
            if kind == "paragraph":
                self.items.clear()
        if kind == "quote" and self.last == "quote":
            indent = " " * sum(one.width for one in self.items)
            self.out.append(f"\n{indent}>")
            text = "\n".join(f"{indent}{line}" for line in text.split("\n"))
            self.out.append(f"\n{text}")
        else:
            self._put(text, kind)

    def _goes_on(self, block: Para) -> bool:
        if not self.items or block.left < _CONTINUES:
            return False
        depth = round(block.left / _STEP) - 1
        del self.items[max(depth, 1) :]
        return True

    def _item(self, block: Para) -> None:
        depth = min(block.depth, len(self.items))
        del self.items[depth + 1 :]
        numbered = block.marker == "number"
        if depth < len(self.items) and self.items[depth].marker == block.marker and (
            not numbered or self.items[depth].list_id == block.list_id
        ):  # fmt: skip
            self.items[depth].count += 1
        else:
            before = self.items[depth] if depth < len(self.items) else None
            closing = ")" if before and numbered and before.marker == "number" and before.closing == "." else "."
            del self.items[depth:]
            self.items.append(_Item(block.list_id, block.marker or "", block.start, 2, closing))
        item = self.items[depth]
        mark = f"{item.count}{item.closing} " if numbered else "- "
        item.width = len(mark)
        indent = " " * sum(one.width for one in self.items[:depth])
        lines = to_markdown(block.runs).split("\n")
        inner = " " * (len(indent) + item.width)
        text = f"{indent}{mark}{f'{chr(10)}{inner}'.join(lines)}"
        tight = self.last == "item"
        self.out.append(f"{'' if not self.out else chr(10) if tight else chr(10) * 2}{text}")
        self.last = "item"

    def _put(self, text: str, kind: str) -> None:
        indent = " " * sum(one.width for one in self.items)
        text = "\n".join(f"{indent}{line}" if line else line for line in text.split("\n"))
        self.out.append(f"\n\n{text}" if self.out else text)
        self.last = kind

    def _code(self, blocks: Sequence[Block], at: int) -> int:
        block = blocks[at]
        text = block.text if isinstance(block, Para) else ""
        fence = "```"
        while fence in text:
            fence += "`"
        if isinstance(block, Para) and not self._goes_on(block):
            self.items.clear()
        self._put(f"{fence}\n{text}\n{fence}", "code")
        return at + 1


def _heading(words: str) -> str:
    """A heading whose words end in hashes would lose them."""
    return f"{words[:-1]}\\#" if words.endswith("#") and not words.endswith("\\#") else words


def _without_breaks(runs: Sequence[Run]) -> list[Run]:
    return [replace(run, text=run.text.replace("\n", " ")) for run in runs]


def _table(table: Table) -> str:
    width = max(len(row) for row in table.rows)
    head, body = (table.rows[0], table.rows[1:]) if table.head else ((), table.rows)
    aligned = table.rows[0]
    shape = [_DELIMITERS[(aligned[at].align if at < len(aligned) else "") or "left"] for at in range(width)]
    rows = [_row(head, width, bold=False), f"| {' | '.join(shape)} |"]
    rows += [_row(row, width, bold=table.head) for row in body]
    return "\n".join(rows)


def _row(cells: Sequence[Para], width: int, *, bold: bool) -> str:
    """`bold` says whether bold words of the row's first cell mean it; otherwise they say only that it heads the row."""
    texts = []
    for at in range(width):
        runs: Sequence[Run] = cells[at].runs if at < len(cells) else ()
        if not bold and (at == 0 or not _is_body(cells)):
            runs = [replace(run, bold=False) for run in runs]
        texts.append(to_markdown(runs, in_table=True))
    return f"| {' | '.join(texts)} |"


def _is_body(cells: Sequence[Para]) -> bool:
    """True for a row that heads no columns: not all its words are bold."""
    return any(cell.text.strip() and not cell.is_bold for cell in cells)
