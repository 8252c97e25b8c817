"""What came back from a page of figures: one row for each, with what was typed in its boxes. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from performance.importing.rows import LONGEST_CELL, Cell, Row

from .amounts import PARTS, Cells, cells_of

MOST_ROWS = 500
FIELDS = ("value", "provisional", "commentary", "cause", "remedy", "back_on_target")
WORDS = ("commentary", "cause", "remedy", "back_on_target")
LABELS = {
    "value": "This figure", "provisional": "Provisional", "commentary": "What happened", "cause": "Why",
    "remedy": "What is being done", "back_on_target": "Back on target",
}  # fmt: skip
FIELD_OF = {"qualifier": "value", "numerator": "value", "denominator": "value", "status": "provisional", "": "row"}
ROW = re.compile(r"(\d{1,4})-row")
NO_FIGURE = "There is no figure yet that could be provisional: give the figure, too."

Key = tuple[str, str]  # an indicator's short name, a period's code
Texts = Mapping[str, str]  # what stands in the boxes of a row, by field


@dataclass(frozen=True)
class TypedRow:
    """A row as it came back. `seen` is the version of the result that it was filled from, 0 where there was none."""

    number: int
    key: Key
    seen: int
    texts: Texts


def posted_rows(data: Mapping[str, str]) -> list[TypedRow]:
    """The rows of a posted page in their order, numbered from 1; what is no row is left out."""
    places = sorted(int(found[1]) for name in data if (found := ROW.fullmatch(name)))[:MOST_ROWS]
    rows: list[TypedRow] = []
    for place in places:
        slug, code, seen = [*data[f"{place}-row"].split(" "), "", "", ""][:3]
        if slug and code:
            texts = {name: plain(data.get(f"{place}-{name}", "")) for name in FIELDS}
            version = int(seen) if re.fullmatch(r"\d{1,9}", seen, re.ASCII) else 0
            rows.append(TypedRow(len(rows) + 1, (slug, code), version, texts))
    return rows


def plain(text: str) -> str:
    """A text without the blanks around it, and with one kind of line end: browsers send two."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def touched(typed: Texts, opened: Texts) -> list[str]:
    """The fields in which somebody typed something else than stood there."""
    return [name for name in FIELDS if typed[name] != plain(opened[name])]


def row_of(typed: TypedRow, opened: Texts, *, unit: str) -> Row | None:
    """The row of an import that says what was typed, and nothing of what was left alone; None where nothing was."""
    names = touched(typed.texts, opened)
    if not names:
        return None
    texts: Cells = {"indicator": typed.key[0], "period": typed.key[1]}
    if "value" in names:
        cells = cells_of(typed.texts["value"], unit)
        if "numerator" in cells_of(opened["value"], unit):  # typed away, so that they no longer belong to the figure
            texts |= dict.fromkeys(PARTS, "")
        texts |= cells
    if "provisional" in names:
        texts["status"] = "provisional" if typed.texts["provisional"] else "final"
    texts |= {name: typed.texts[name] for name in WORDS if name in names}
    return Row(typed.number, {name: _cell(text) for name, text in texts.items()})


def _cell(text: str) -> Cell:
    if "\x00" in text:
        return Cell(text.replace("\x00", ""), "holds a sign that is no text (NUL)")
    if len(text) > LONGEST_CELL:
        return Cell("", f"is longer than {LONGEST_CELL:,} characters")
    return Cell(text)
