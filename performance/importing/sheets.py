"""Files of rows, as people save them: CSV in whatever encoding, or an Excel workbook's first sheet.

What would take too long or too much to open is refused before it is opened. Nothing here knows what the rows mean.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
MOST_ROWS = 200_000
LONGEST_CELL = 20_000
DELIMITERS = ",;\t"
MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
# What a spreadsheet takes for a formula; apostrophes before it are such texts as `guarded` made of others.
LEADING = re.compile(r"'*[=+\-@\t\r]")
# No XML may hold these, so no workbook keeps them.
UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NotATable(ValueError):
    """The file cannot be read as a table at all; the message says what to do."""


class Cell(NamedTuple):
    """What stands in a cell: `text` as people see it. `fault` says why it cannot be used, in words."""

    text: str = ""
    fault: str = ""
    is_percentage: bool = False


class Row(NamedTuple):
    """A row with its number as the program that made the file counts it: the header is row 1."""

    number: int
    cells: dict[str, Cell]
    silent: frozenset[str] = frozenset()  # columns whose cells say nothing, as if the file did not have them


EMPTY = Cell()


def read(content: bytes, known: Sequence[str], required: Sequence[str]) -> list[Row]:
    """The rows of a file, by column name; rows without any text are left out.

    Raises NotATable for an empty, broken or too large file, a header without the required columns, or one with a
    column that is not known.
    """
    if not content.strip():
        raise NotATable("The file is empty. Give one with a header row and at least one row of figures.")
    if len(content) > LARGEST_FILE:
        raise NotATable(f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Divide it into several files.")
    rows = _workbook(content) if content[:4] == b"PK\x03\x04" else _text(content, known)
    number, header = next(rows, (0, []))
    names = [cell.text.strip().lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    _check_header(names, known, required)
    found: list[Row] = []
    for number, cells in rows:
        if len(found) >= MOST_ROWS:
            raise NotATable(f"The file has more than {MOST_ROWS:,} rows. Divide it into several files.")
        beyond = [cell for cell in cells[len(names) :] if cell.text]
        named = dict(zip(names, cells, strict=False))
        if beyond and names:
            named[names[0]] = Cell(named[names[0]].text, "the row has more cells than there are columns")
        if any(cell.text or cell.fault for cell in named.values()):
            found.append(Row(number, named))
    return found


def _check_header(names: list[str], known: Sequence[str], required: Sequence[str]) -> None:
    columns = ", ".join(known)
    missing = [name for name in required if name not in names]
    if missing:
        raise NotATable(f"The first row has no column {' and no column '.join(missing)}. It may have: {columns}.")
    unknown = [name or "without a name" for name in names if name not in known]
    if unknown:
        raise NotATable(f"Nothing is known of the column {', '.join(unknown)}. The columns are: {columns}.")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise NotATable(f"The column {', '.join(twice)} stands there twice. Keep one.")


# Text ---------------------------------------------------------------------------------------------------------------


def decoded(content: bytes) -> str:
    """The text of a file in the encodings that spreadsheets save: UTF-8, UTF-16 with its mark, Windows-1252."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise NotATable("The file begins as UTF-16 but is not. Save it again as CSV UTF-8.") from None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable("The file is in no encoding that is understood. Save it again as CSV UTF-8.")


def _text(content: bytes, known: Sequence[str]) -> Iterator[tuple[int, list[Cell]]]:
    text = decoded(content)
    first = text.lstrip("\r\n").partition("\n")[0].lower()
    delimiter = max(DELIMITERS, key=lambda sign: len({part.strip(' "\r') for part in first.split(sign)} & set(known)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [text_cell(cell) for cell in cells]
    except csv.Error as error:
        raise NotATable(f"After row {number} the file cannot be read as CSV ({error}).") from None


@lru_cache(10_000)  # most cells of a file stand in it many times
def text_cell(text: str) -> Cell:
    if "\x00" in text:
        return Cell(text.replace("\x00", ""), "holds a sign that is no text (NUL)")
    if len(text) > LONGEST_CELL:
        return Cell("", f"is longer than {LONGEST_CELL:,} characters")
    return Cell(unguarded(text.strip()))


def guarded(text: str) -> str:
    """Text that a spreadsheet would take for a formula, made plain text by an apostrophe before it."""
    return f"'{text}" if LEADING.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and LEADING.match(text[1:]) else text


def settled(text: str) -> str:
    """Text as every spreadsheet keeps it: one kind of line end, nothing around it, no signs that a file cannot hold."""
    return UNKEPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


# Workbooks ----------------------------------------------------------------------------------------------------------


def _workbook(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    from openpyxl import load_workbook

    with _unpacked(content) as archive:
        merged = [ref.decode() for name in archive.namelist() if name.startswith("xl/worksheets/")
                  for ref in MERGED.findall(archive.read(name))]  # fmt: skip
    if merged:
        raise NotATable(f"The cells {', '.join(merged[:3])} are merged. Unmerge them, so that each row says its own.")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield number, [_sheet_cell(cell) for cell in cells]
    except NotATable:
        raise
    except Exception as error:
        raise NotATable(f"The workbook cannot be opened ({type(error).__name__}). Save it again as .xlsx.") from error


def _unpacked(content: bytes) -> zipfile.ZipFile:
    """The workbook's archive, if what it says of its own size is reasonable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise NotATable("The file is neither CSV nor a workbook that can be opened. Save it again as .xlsx.") from None
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise NotATable(
            f"The workbook unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB. Save the one sheet as CSV."
        )
    if not any(part.filename.startswith("xl/worksheets/") for part in parts):
        raise NotATable("The file is no workbook with sheets. Save it again as .xlsx or CSV.")
    return archive


def _sheet_cell(cell) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    if cell.data_type == "f":
        return Cell(str(value)[:60], "is a formula: paste its value instead")
    if cell.data_type == "e":
        return Cell(str(value), "is an error of the spreadsheet")
    if isinstance(value, bool):
        return Cell(str(value), "is true or false, not a figure")
    if isinstance(value, datetime | date):
        return Cell(f"{value:%Y-%m-%d}", "was turned into a date by the spreadsheet: format the column as text")
    if isinstance(value, int | float):
        percentage = "%" in (cell.number_format or "")
        return Cell(_number(value, percentage), is_percentage=percentage)
    return text_cell(str(value))


def _number(value: int | float, percentage: bool) -> str:
    """A number as people see it: fifteen digits, as a spreadsheet keeps them, and 0.79 shown as 79% is 79."""
    amount = Decimal(f"{value:.15g}")
    if not amount.is_finite():
        return str(value)
    return f"{(amount * 100 if percentage else amount).normalize():f}"
