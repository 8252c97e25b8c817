"""Writes a pack's data as a workbook: the same bytes for the same content, and no cell that is taken for a formula."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plan.characters import clean

from .kinds import AnyContent, PackKind, Sheet
from .sheets import sheets_of
from .zips import core_properties, steady

LONGEST = 32_767  # letters that a cell holds
DAY = "d mmmm yyyy"
TEXT = "@"  # a cell's format: what is typed over it stays text as well
NARROWEST, WIDEST = 12, 60  # in letters
MEASURED = 200  # rows that a column's width is judged by
TITLE_LETTERS = 31  # of a sheet's name
NOT_IN_TITLES = str.maketrans("[]:*?/\\", "()-----")


def workbook(kind: PackKind, content: AnyContent, *, fingerprint: str) -> bytes:
    """The workbook of a content: first what it is, then its sheets. Costs about a second for a large pack."""
    from openpyxl import Workbook

    book: Any = Workbook(write_only=True)
    sheets = sheets_of(kind, content)
    for sheet in [_about(content, sheets, fingerprint), *sheets]:
        _write(book, sheet)
    file = io.BytesIO()
    book.save(file)
    paper = content.paper
    told = core_properties(
        title=f"{paper.title}: data", creator=paper.council, subject=paper.committee,
        moment=f"{paper.cut_off_day}T00:00:00Z",
    )  # fmt: skip
    return steady(file.getvalue(), {"docProps/core.xml": told})


def _about(content: AnyContent, sheets: Sequence[Sheet], fingerprint: str) -> Sheet:
    """What the file is and how to read what is in it, and nothing of what is not."""
    paper = content.paper
    figures = any(isinstance(value, int | Decimal) for sheet in sheets for row in sheet.rows for value in row)
    columns = {column for sheet in sheets for column in sheet.columns}
    source = "paper" if paper.marking else "published pack"
    measured = ", which says how each figure is measured and where it comes from. Figures kept back because they count"
    measured += " very few people have no number here either."
    share = "Percentages are numbers of hundred: 79 stands for 79%. The unit stands in a column of its own."
    own = (
        "each such row says “illustrative” in its last column." if "Illustrative" in columns else "the pack says what."
    )
    as_at = "Figures as at" if figures else "As at"
    rows = [
        ("What it is", f"The data of: {paper.title}"), ("Council", paper.council), ("For", paper.committee),
        ("Period", paper.quarter_label), ("Version", str(paper.number)), (as_at, paper.cut_off),
        ("Version of the plan", paper.edition), ("Meeting", paper.meeting), ("What changed", paper.what_changed),
        ("Source", f"The {source} of the same version{measured if figures else '.'}"),
        ("Numbers", share if figures and "Unit" in columns else ""),
        ("Illustrative", f"Some of it is made up to show how the system works: {own}" if content.illustrative
         else "Nothing in it is made up."),
        ("SHA-256 of the content", fingerprint),
    ]  # fmt: skip
    return Sheet("About this file", ("About", "Words"), tuple((name, words) for name, words in rows if words))


def _write(book: Any, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(clean(sheet.title).translate(NOT_IN_TITLES)[:TITLE_LETTERS])
    page.freeze_panes = "A2"
    for place, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([_cell(page, name, head=True) for name in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _widths(sheet: Sheet) -> list[int]:
    shown: Sequence[Sequence[Any]] = [sheet.columns, *sheet.rows[:MEASURED]]
    longest = [max(len(str(row[place] or "")) for row in shown) for place in range(len(sheet.columns))]
    return [min(max(one + 2, NARROWEST), WIDEST) for one in longest]


def _cell(page: Any, value: Any, *, head: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    if value is None or value == "":
        return None
    if isinstance(value, int) or (isinstance(value, Decimal) and Decimal(f"{float(value):.15g}") == value):
        return WriteOnlyCell(page, value if isinstance(value, int) else _number(value))
    if isinstance(value, date):
        cell = WriteOnlyCell(page, value)
        cell.number_format, cell.alignment = DAY, Alignment(horizontal="left", vertical="top")
        return cell
    words = f"{value:f}" if isinstance(value, Decimal) else value
    # Its type is text whatever it begins with, so "=1+1" stays what was typed.
    cell = WriteOnlyCell(page, clean(words)[:LONGEST])
    cell.data_type, cell.number_format = "s", TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        cell.font = Font(bold=True)
    return cell


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
