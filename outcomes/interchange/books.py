"""Workbooks of editions, out and in: one sheet for each kind of row, all cells text."""

import hashlib
from collections.abc import Iterator, Sequence

from performance.importing import tables
from performance.importing.rows import LONGEST_CELL, NotATable
from performance.importing.workbooks import every_sheet

from .dumping import SHEETS, VERSION, Dump, Line, Sheet

ABOUT = "About this file"
MARK = "version of the plan, name and state"
HELP = (
    "Each sheet holds one kind of row. Keep the keys: they say which part of the plan a row is. A new row takes a key "
    "of its own, such as new1, by which other sheets name it.",
    "Partners stand one on a line. Lines that begin with an apostrophe would be formulas without it.",
)
LARGEST = 5_000_000  # bytes of a workbook of an edition
MOST_LINES = 20_000
WIDE, NARROW = 60, 18


class TooLong(ValueError):
    """A text of the edition is longer than a cell may be; the message says which."""


class NotABook(ValueError):
    """The file is no workbook of an edition; the message says what to do. `wrong` has a sentence for each fault."""

    def __init__(self, wrong: Sequence[str]) -> None:
        super().__init__("\n".join(wrong))
        self.wrong = list(wrong)


def state_of(dump: Dump) -> str:
    """A digest of all that an edition says: another state, other words."""
    return hashlib.sha256(repr([(sheet.title, list(dump.of(sheet))) for sheet in SHEETS]).encode()).hexdigest()


def write(dump: Dump) -> bytes:
    """The workbook. Raises TooLong."""
    about: list[list[str | None]] = [[MARK, f"{dump.slug} {state_of(dump)}"], ["label", dump.label]]
    about += [["", line] for line in HELP]
    sheets = [tables.Sheet(sheet.title, sheet.columns, _rows(sheet, dump), _widths(sheet)) for sheet in SHEETS]
    with tables.as_workbook([tables.Sheet(ABOUT, ("about", "value"), about, (NARROW, WIDE)), *sheets]) as file:
        return file.read()


def _rows(sheet: Sheet, dump: Dump) -> Iterator[Sequence[str]]:
    for line in dump.of(sheet):
        for column in sheet.columns:
            if len(line[column]) >= LONGEST_CELL:
                raise TooLong(
                    f"A text of this version is longer than a cell takes ({sheet.title}, {column}: "
                    f"“{line[column][:60]}…”). Take it out as a Word document."
                )
        yield [line[column] for column in sheet.columns]


def _widths(sheet: Sheet) -> list[int]:
    wide = ("text", "narrative", "title", "statement", "value", "definition")
    return [WIDE if column in wide else NARROW for column in sheet.columns]


def read(content: bytes) -> tuple[Dump, str]:
    """What a workbook says, and the state of the edition it was made of. Raises NotABook."""
    if len(content) > LARGEST:
        raise NotABook([f"The workbook is larger than {LARGEST // 1_000_000} MB. No version of a plan is."])
    try:
        found = dict(every_sheet(content, most=MOST_LINES))
    except NotATable as error:
        raise NotABook([str(error)]) from None
    named = {row[0].text: row[1].text for _, row in found.pop(ABOUT, []) if len(row) > 1 and row[0].text}
    slug, _, state = named.get(MARK, "").partition(" ")
    if not slug or VERSION.title not in found:
        raise NotABook(
            ["The workbook was not made of a version of the plan: its first sheet does not say of which. Take the "
             "version out as a workbook, change that, and bring it in."]
        )  # fmt: skip
    wrong: list[str] = []
    lines = {sheet.title: _read_sheet(sheet, found.pop(sheet.title, None), wrong) for sheet in SHEETS}
    wrong += [f"Nothing is known of the sheet “{name}”. Take it out." for name, rows in found.items() if rows]
    if wrong:
        raise NotABook(wrong)
    return Dump(slug, named.get("label", ""), lines), state


def _read_sheet(sheet: Sheet, rows: list | None, wrong: list[str]) -> list[Line]:
    if not rows:
        wrong.append(f"The sheet “{sheet.title}” is missing, or has no row of column names.")
        return []
    (_, head), *body = rows
    columns = [cell.text.strip().lower() for cell in head]
    if missing := [name for name in sheet.columns if name not in columns]:
        wrong.append(f"{sheet.title}: the column {', '.join(missing)} is missing.")
        return []
    if unknown := [name for name in columns if name and name not in sheet.columns]:
        wrong.append(f"{sheet.title}: nothing is known of the column {', '.join(unknown)}. Take it out.")
    found = []
    for number, cells in body:
        line = dict.fromkeys(sheet.columns, "")
        for name, cell in zip(columns, cells, strict=False):
            if cell.fault:
                wrong.append(f"{sheet.title}, row {number}, {name}: {cell.fault}.")
            elif name in line:
                line[name] = cell.text
            elif cell.text:
                wrong.append(f"{sheet.title}, row {number}: “{cell.text[:40]}” stands in a column without a name.")
        if any(line.values()):
            found.append(line)
    return found
