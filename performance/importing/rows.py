"""What every file of rows is read as: rows with their numbers, of cells with their texts. Nothing here knows what the
rows mean."""

import re
from functools import lru_cache
from typing import NamedTuple

LONGEST_CELL = 20_000
# What a spreadsheet takes for a formula; apostrophes before it are such texts as `guarded` made of others.
LEADING = re.compile(r"'*[=+\-@\t\r]")
# No XML may hold these, so no workbook keeps them.
UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NotATable(ValueError):
    """The file cannot be read as a table at all; the message says what to do. `row` is where that was seen."""

    def __init__(self, message: str, row: int = 1) -> None:
        super().__init__(message)
        self.row = row


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
    fault: str = ""  # what is wrong with the row as a whole, in a sentence


EMPTY = Cell()


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
