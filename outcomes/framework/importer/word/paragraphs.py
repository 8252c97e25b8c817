"""What stands in a Word document: paragraphs and tables as plain values, with what their styles and lists say.

Deleted words of tracked changes, tables of contents and what stands in headers and footers are left out. Nothing here
knows what a plan is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from ..reading import Unreadable
from .package import Package, W
from .styles import Lists, Styles, number, on, val

DEEPEST = 40  # of tables, boxes and the like within each other
MOST_BLOCKS = 50_000
ALIGNED = {"right": "right", "end": "right", "center": "center"}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_AROUND = {f"{W}{name}" for name in ("ins", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo", "customXml", "dir")}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. `link` is where they lead."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""

    def alike(self, other: "Run") -> bool:
        return replace(self, text=other.text) == other


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `level` is that of a heading (1 is the highest), `marker` "bullet" or "number" for an item of a
    list, `depth` how deep it stands in it, `counted` the number that Word counts for it ("5.1"), `left` its indent in
    twentieths of a point, and `names` the bookmarks that begin in it."""

    number: int
    runs: tuple[Run, ...]
    style: str = ""
    level: int | None = None
    marker: str | None = None
    depth: int = 0
    list_id: int = 0
    counted: str = ""
    start: int = 1
    left: int = 0
    names: tuple[str, ...] = ()
    rule: bool = False
    align: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        worded = [run for run in self.runs if run.text.strip()]
        return bool(worded) and all(run.bold for run in worded)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each with its runs and how it is aligned. `head`: the first row heads the columns."""

    number: int
    rows: tuple[tuple[Para, ...], ...]
    head: bool


Block = Para | Table


@dataclass
class _Reader:
    package: Package
    styles: Styles
    lists: Lists
    addresses: dict[str, str]
    blocks: list[Block] = field(default_factory=list)

    def read(self, parent: Element, depth: int = 0) -> None:
        if depth > DEEPEST:
            raise Unreadable("The Word document has far too much within each other. Copy its words into a new one.")
        for element in parent:
            if element.tag == f"{W}p":
                self._add(self.paragraph(element))
            elif element.tag == f"{W}tbl":
                self._add(self._table(element))
            elif element.tag in _AROUND:
                self.read(element, depth + 1)

    def _add(self, block: Block | None) -> None:
        if block is not None:
            self.blocks.append(block)
        if len(self.blocks) > MOST_BLOCKS:
            raise Unreadable(
                f"The document has more than {MOST_BLOCKS:,} paragraphs. Cut out the part that holds the plan."
            )

    def paragraph(self, element: Element) -> Para | None:
        properties = element.find(f"{W}pPr")
        style = self.styles.of(properties)
        if style.name.lower().startswith("toc "):
            return None
        item = self.lists.item(properties, style)
        made = Para(
            number=len(self.blocks) + 1,
            runs=tuple(_merged(self._runs(element, "", 0))),
            style=style.name,
            level=style.level if properties is None else _level(properties, style.level),
            marker=item.marker if item else None,
            depth=item.depth if item else 0,
            list_id=item.list_id if item else 0,
            counted=item.counted if item else "",
            start=item.start if item else 1,
            left=_left(properties),
            names=tuple(one.get(f"{W}name", "") for one in element.iter(f"{W}bookmarkStart")),
            rule=properties is not None and properties.find(f"{W}pBdr/{W}bottom") is not None,
            align=_align(properties),
        )
        return made

    def _runs(self, parent: Element, link: str, depth: int) -> Iterator[Run]:
        if depth > DEEPEST:
            return
        for element in parent:
            if element.tag == f"{W}r":
                yield from self._run(element, link)
            elif element.tag == f"{W}hyperlink":
                address = self.addresses.get(element.get(f"{_RELATION}id", ""), "")
                yield from self._runs(element, address or link, depth + 1)
            elif element.tag in _AROUND:
                yield from self._runs(element, link, depth + 1)

    def _run(self, element: Element, link: str) -> Iterator[Run]:
        looks = element.find(f"{W}rPr")
        bold, italic = self.styles.looks(looks)
        code = looks is not None and _is_code(looks)
        pieces = []
        for part in element:
            if part.tag == f"{W}t":
                pieces.append(part.text or "")
            elif part.tag in (f"{W}br", f"{W}cr"):
                if part.get(f"{W}type") not in ("page", "column"):
                    pieces.append("\n")
            elif part.tag == f"{W}tab":
                pieces.append("\t")
            elif part.tag == f"{W}noBreakHyphen":
                pieces.append("\N{NON-BREAKING HYPHEN}")
        if text := "".join(pieces):
            yield Run(text, bold, italic, code, link)

    def _table(self, element: Element) -> Table | None:
        rows: list[tuple[Para, ...]] = []
        head = False
        for row in element.findall(f"{W}tr"):
            if not rows:
                head = row.find(f"{W}trPr/{W}tblHeader") is not None
            rows.append(tuple(self._cell(cell) for cell in row.findall(f"{W}tc")))
        if not rows or not any(cell.text.strip() for row in rows for cell in row):
            return None
        return Table(len(self.blocks) + 1, tuple(rows), head)

    def _cell(self, element: Element) -> Para:
        """A cell's paragraphs as one: a table within it gives its words."""
        found = [para for one in element.iter(f"{W}p") if (para := self.paragraph(one)) and para.runs]
        if not found:
            return Para(0, ())
        runs = list(found[0].runs)
        for para in found[1:]:
            runs += [Run("\n"), *para.runs]
        return replace(found[0], runs=tuple(_merged(runs)))


def read_blocks(data: bytes) -> list[Block]:
    """The paragraphs and tables of a document, in order, numbered from 1. Raises Unreadable."""
    package = Package(data)
    styles = Styles(package.part("word/styles.xml"))
    reader = _Reader(package, styles, Lists(package.part("word/numbering.xml")), package.addresses())
    reader.read(package.body())
    return reader.blocks


def _merged(runs: Iterator[Run] | Sequence[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if found and found[-1].alike(run):
            found[-1] = replace(run, text=found[-1].text + run.text)
        else:
            found.append(run)
    return found


def _level(properties: Element, of_style: int | None) -> int | None:
    told = val(properties.find(f"{W}outlineLvl"))
    if told is None:
        return of_style
    level = number(told, 9)
    return level + 1 if level < 9 else None


def _left(properties: Element | None) -> int:
    told = None if properties is None else properties.find(f"{W}ind")
    return 0 if told is None else number(told.get(f"{W}left") or told.get(f"{W}start"), 0)


def _align(properties: Element | None) -> str:
    told = None if properties is None else val(properties.find(f"{W}jc"))
    return ALIGNED.get(told or "", "")


def _is_code(looks: Element) -> bool:
    fonts = looks.find(f"{W}rFonts")
    return fonts is not None and (fonts.get(f"{W}ascii") or "").startswith(("Courier", "Consolas"))


__all__ = ["Block", "Para", "Run", "Table", "on", "read_blocks"]
