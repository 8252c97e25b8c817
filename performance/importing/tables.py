"""Tables written as CSV and as workbooks, so that no cell is taken for a formula and all come back as they were.

Numbers are written as numbers; texts are kept from being formulas by `rows.guarded`. Rows are written as they come:
a list of any length costs the memory of some rows.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from .rows import guarded

TEXT = "@"  # a cell's format: what is typed over it stays text as well
SPOOLED = 2_000_000  # bytes kept in memory before a file is used
CellValue = str | Decimal | None


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook. Widths are in characters."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[CellValue]]
    widths: Sequence[int] = ()


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> Iterator[bytes]:
    """Line by line, in UTF-8 with the mark by which Excel knows it."""
    writer: Any = csv.writer(_Echo())
    yield b"\xef\xbb\xbf" + writer.writerow(header).encode()
    for row in rows:
        yield writer.writerow([_plain(cell) for cell in row]).encode()


def as_workbook(sheets: Iterable[Sheet]) -> IO[bytes]:
    """A workbook in a file that is gone once it is closed."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for one in sheets:
        page = book.create_sheet(one.title)
        page.freeze_panes = "A2"
        for place, width in enumerate(one.widths):
            page.column_dimensions[chr(ord("A") + place)].width = width
        page.append([_cell(page, name, bold=True) for name in one.header])
        for row in one.rows:
            page.append([_cell(page, cell) for cell in row])
    file = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115  whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _plain(cell: CellValue) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else guarded(cell)


def _cell(page: Any, value: CellValue, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if value is None or value == "":
        return None
    if isinstance(value, Decimal) and Decimal(f"{float(value):.15g}") == value:
        return WriteOnlyCell(page, float(value))
    cell = WriteOnlyCell(page, _plain(value))
    cell.data_type, cell.number_format = "s", TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell
