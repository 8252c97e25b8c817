"""A cell of a workbook: what is written of it, and what people see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from .formats import Kind
from .rows import EMPTY, Cell, text_cell

LAST_COLUMN = 16_384  # of any spreadsheet
DAY = "was turned into a date by the spreadsheet: format the column as text"
THOUSANDS = "is shown in thousands or millions: write the figure itself, in a plain number format"
UNCLEAR = "is shown now as a percentage, now not: give it a plain number format"
LONGEST_NUMBER = 40
LETTERS = re.compile("[A-Z]{1,3}")


@dataclass(frozen=True)
class Book:
    """What cells refer to: texts, and the kinds of number format by style. `epoch` is day 0 of its dates."""

    texts: Sequence[str]
    kinds: Sequence[Kind]
    epoch: datetime


def place_of(reference: str) -> int:
    """Which column a reference such as "AB12" is in, from 0."""
    return _place(reference.rstrip("0123456789"))


@lru_cache(1_000)
def _place(letters: str) -> int:
    place = 0
    if not LETTERS.fullmatch(letters):
        raise ValueError(letters)
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1  # beyond the last column is for the sheet to refuse


def seen(kind: str, style: int, value: str, formula: str | None, book: Book) -> Cell:
    """The cell as people see it. `kind` and `style` are what its `t` and `s` say, `formula` None where it has none."""
    if formula is not None:
        return Cell(f"={formula}"[:60], "is a formula: paste its value instead")
    if kind == "s":
        return text_cell(book.texts[_index(value)]) if value else EMPTY
    if kind in ("inlineStr", "str"):
        return text_cell(value) if value else EMPTY
    if not value:
        return EMPTY
    if kind == "e":
        return Cell(value[:60], "is an error of the spreadsheet")
    if kind == "b":
        return Cell("True" if value.strip() == "1" else "False", "is true or false, not a figure")
    if kind == "d":
        return Cell(value[:10], DAY)
    return _figure(value, book.kinds[style] if style or book.kinds else Kind.PLAIN, book)


def _index(value: str) -> int:
    index = int(value)
    if index < 0:
        raise ValueError(value)
    return index


def _figure(value: str, kind: Kind, book: Book) -> Cell:
    """A number as people see it: fifteen digits, as a spreadsheet keeps them, and 0.79 shown as 79% is 79."""
    if len(value) > LONGEST_NUMBER:
        raise ValueError(value[:LONGEST_NUMBER])
    number = float(value)
    if kind is Kind.DAY:
        return Cell(_day(number, book.epoch), DAY)
    amount = Decimal(f"{number:.15g}")
    if not amount.is_finite():
        return Cell(value, "is no figure")
    is_percentage = kind is Kind.PERCENTAGE
    text = f"{(amount * 100 if is_percentage else amount).normalize():f}"
    fault = THOUSANDS if kind is Kind.THOUSANDS else UNCLEAR if kind is Kind.UNCLEAR else ""
    return Cell(text, fault, is_percentage)


def _day(number: float, epoch: datetime) -> str:
    from openpyxl.utils.datetime import from_excel

    try:
        told = from_excel(number, epoch)
    except (ValueError, OverflowError):
        return f"{number:g}"
    return f"{told:%Y-%m-%d}" if isinstance(told, date) else str(told)
