"""Files of rows, as people save them: CSV in whatever encoding, or an Excel workbook's sheet of figures.

What would take too long or too much to open is refused before it is opened. Nothing here knows what the rows mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .archives import refuse_old
from .rows import NotATable, Row
from .texts import table as text_table
from .workbooks import MOST_ROWS, Workbook, workbook

LARGEST_FILE = 20_000_000
TOO_LONG = "The row has more cells than there are columns. Put text or figures with a comma in quotation marks."


@dataclass(frozen=True)
class Table:
    """The rows of a file, and what whoever sent it should know of how it was read."""

    rows: list[Row]
    notes: list[str]


def read(content: bytes, known: Sequence[str], required: Sequence[str]) -> list[Row]:
    """The rows of a file, as `table` has them."""
    return table(content, known, required).rows


def table(content: bytes, known: Sequence[str], required: Sequence[str]) -> Table:
    """The rows of a file, by column name; rows without any text are left out.

    Raises NotATable for an empty, broken or too large file, a header without the required columns, or one with a
    column that is not known.
    """
    if not content.strip():
        raise NotATable("The file is empty. Give one with a header row and at least one row of figures.")
    if len(content) > LARGEST_FILE:
        raise NotATable(f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Divide it into several files.")
    refuse_old(content)
    is_workbook = content[:4] == b"PK\x03\x04"
    source = workbook(content, required) if is_workbook else Workbook(text_table(content, known))
    _, header = next(source.rows, (0, []))
    names = [cell.text.strip().lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    _check_header(names, known, required)
    found: list[Row] = []
    for number, cells in source.rows:
        if len(found) >= MOST_ROWS:
            raise NotATable(f"The file has more than {MOST_ROWS:,} rows. Divide it into several files.")
        named = dict(zip(names, cells, strict=False))
        is_long = any(cell.text for cell in cells[len(names) :])
        if is_long or any(cell.text or cell.fault for cell in named.values()):
            found.append(Row(number, named, fault=TOO_LONG if is_long else ""))
    return Table(found, source.notes)


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
