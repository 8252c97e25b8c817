"""Excel workbooks: which of their sheets holds the figures, and its rows as people see them.

Parsed as a stream, several times as fast as by a library that makes an object of each cell, and bounded: rows and
cells are counted as they come, blank ones too, and what is missing between them is not made up.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .archives import DAMAGED, TOO_MUCH, Attributes, opened, parsed, refuse_old, whole
from .book_cells import LAST_COLUMN, Book, place_of, seen
from .books import TRUE, Page, pages_and_book
from .rows import EMPTY, Cell, NotATable

MOST_ROWS = 200_000  # of a file; also of those that are blank
LAST_ROW = 1_048_576  # of any spreadsheet
MOST_CELLS = 2_000_000
MOST_OTHERS = 300_000  # elements that are neither rows nor cells, such as what a sheet says of its looks
NAMED = 3
TOO_MANY_ROWS = (
    f"The sheet has more than {MOST_ROWS:,} rows, blank ones counted. Delete the blank ones, or divide the file into "
    "several."
)
TEXTS = ("v", "t")
AROUND_TEXT = ("is", "r")


@dataclass
class Workbook:
    """A workbook's rows of figures with their numbers, the header first. `notes` is told once they were read."""

    rows: Iterator[tuple[int, list[Cell]]]
    notes: list[str] = field(default_factory=list)


def workbook(content: bytes, required: Sequence[str]) -> Workbook:
    """The one sheet that has the `required` columns; where none has, the first.

    Raises NotATable for what cannot be opened, costs too much, or has figures on several sheets.
    """
    with whole():
        archive = opened(content)
        pages, book = pages_and_book(archive)
        those = [page for page in pages if set(required) <= _header(archive, page, book)]
    if len(those) > 1:
        raise NotATable(f"There are figures on several sheets: {_named(those)}. Keep those of one sheet in the file.")
    page = those[0] if those else pages[0]
    others = [one for one in pages if one != page]
    found = Workbook(iter(()))
    if others:
        found.notes.append(f"Only the sheet “{page.name}” is read, not {_named(others)}.")
    found.rows = _rows(archive, page, book, found.notes)
    return found


def every_sheet(content: bytes, *, most: int = MOST_ROWS) -> list[tuple[str, list[tuple[int, list[Cell]]]]]:
    """All sheets in their order: the name of each, and its rows that hold anything, the header first.

    Raises NotATable for what cannot be opened, costs too much, or has more than `most` rows in all.
    """
    found: list[tuple[str, list[tuple[int, list[Cell]]]]] = []
    with whole():
        refuse_old(content)
        archive = opened(content)
        pages, book = pages_and_book(archive)
        for page in pages:
            rows = []
            for row in _rows(archive, page, book, []):
                most -= 1
                if most < 0:
                    raise NotATable(TOO_MUCH.format("far too many rows"))
                rows.append(row)
            found.append((page.name, rows))
    return found


def _named(pages: Sequence[Page]) -> str:
    names = ", ".join(f"“{page.name}”" for page in pages[:NAMED])
    more = len(pages) - NAMED
    return f"{names} and {more} more" if more > 0 else names


def _header(archive: zipfile.ZipFile, page: Page, book: Book) -> set[str]:
    sheet = _Sheet(book)
    for _ in sheet.read(archive, page):
        if sheet.rows:
            return {cell.text.strip().lower() for cell in sheet.rows[0][1].values()}
    return set()


def _rows(archive: zipfile.ZipFile, page: Page, book: Book, notes: list[str]) -> Iterator[tuple[int, list[Cell]]]:
    """Each row as far as the header goes, and one cell more where there is anything beyond."""
    sheet, width = _Sheet(book), 0
    with whole():
        for _ in sheet.read(archive, page):
            for number, cells in sheet.rows:
                if width and not cells:
                    continue
                width = width or max(cells, default=-1) + 1
                row = [cells.get(place, EMPTY) for place in range(width)]
                beyond = next((cell for place, cell in cells.items() if place >= width and cell.text), None)
                yield number, [*row, beyond] if beyond else row
            sheet.rows.clear()
    if sheet.merged:
        names = ", ".join(sheet.merged[:NAMED])
        raise NotATable(f"The cells {names} are merged. Unmerge them, so that each row says its own.")
    if sheet.hidden:
        names, more = ", ".join(str(number) for number in sheet.hidden[:NAMED]), len(sheet.hidden) - NAMED
        notes.append(f"Rows that are hidden in the sheet are read as well: {names}{f' and {more} more' * (more > 0)}.")


class _Sheet:
    """Collects the rows of a sheet as it is parsed."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.rows: list[tuple[int, dict[int, Cell]]] = []
        self.merged: list[str] = []
        self.hidden: list[int] = []
        self.counted = self.cells = self.others = self.number = 0
        self.row: dict[int, Cell] = {}
        self.is_hidden = self.in_cell = self.is_aid = False
        self.place, self.kind, self.style = -1, "n", 0
        self.value: list[str] = []
        self.formula: list[str] | None = None
        self.into: list[str] | None = None

    def read(self, archive: zipfile.ZipFile, page: Page) -> Iterator[None]:
        return parsed(archive, page.part, self.start, self.end, self.text)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes)
        elif name in TEXTS:
            self.into = self.value if self.in_cell and not self.is_aid else None
        elif name == "f" and self.in_cell:
            self.into = self.formula = []
        elif name == "row":
            self._row(attributes)
        elif name == "rPh":
            self.is_aid = True
        elif name not in AROUND_TEXT or not self.in_cell:
            self._other(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            formula = None if self.formula is None else "".join(self.formula)
            cell = seen(self.kind, self.style, "".join(self.value), formula, self.book)
            if cell is not EMPTY:
                self.row[self.place] = cell
            self.in_cell = False
        elif name == "row":
            self.rows.append((self.number, self.row))
            if self.is_hidden and self.row:
                self.hidden.append(self.number)
        elif name == "rPh":
            self.is_aid = False
        elif name in TEXTS or name == "f":
            self.into = None

    def text(self, piece: str) -> None:
        if self.into is not None:
            self.into.append(piece)

    def _row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r", self.number + 1))
        self.counted += 1
        if self.counted > MOST_ROWS + 1:
            raise NotATable(TOO_MANY_ROWS)
        if number > LAST_ROW:
            raise NotATable(
                f"The sheet has a row {number:,}, more than any spreadsheet. Copy the figures into a new one."
            )
        if number <= self.number:
            raise NotATable(DAMAGED)
        self.number, self.row, self.place = number, {}, -1
        self.is_hidden = attributes.get("hidden") in TRUE

    def _other(self, name: str, attributes: Attributes) -> None:
        self.others += 1
        if self.others > MOST_OTHERS:
            raise NotATable(TOO_MUCH.format("far too much"))
        if name == "mergeCell" and len(self.merged) < NAMED:
            self.merged.append(attributes.get("ref", "")[:20])

    def _cell(self, attributes: Attributes) -> None:
        place = place_of(attributes["r"]) if "r" in attributes else self.place + 1
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise NotATable(TOO_MUCH.format("far too many cells"))
        if place >= LAST_COLUMN:
            raise NotATable("A row has more cells than any spreadsheet. Copy the figures into a new one.")
        if place <= self.place:
            raise NotATable(DAMAGED)
        self.place, self.in_cell = place, True
        self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self.value, self.formula, self.into = [], None, None
