"""Rows that come as records of texts, from another system: read as cells like those of a file, checked and written by
the same rules."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from plan import clock

from .checks import COLUMNS, Checked, Error, check
from .rows import Cell, Row, text_cell
from .writing import write

NOT_TEXT = 'is not text: write figures in quotation marks, such as "79.5"'


def enter(records: Sequence[Any], *, name: str, by, why: str, dry_run: bool = False) -> Checked:
    """Check records and write all of them, or none where there are errors. Rows are numbered from 1.

    Raises `writing.Refused` where somebody changed one of the figures since it was checked.
    """
    rows, errors = read(records)
    checked = check(rows, by=by, today=clock.today())
    checked.errors = sorted([*errors, *checked.errors], key=lambda error: error.row)
    if not checked.errors and not dry_run:
        sent = json.dumps(records, sort_keys=True, ensure_ascii=True).encode()
        write(checked, name=name, sha256=hashlib.sha256(sent).hexdigest(), by=by, why=why)
    return checked


def read(records: Sequence[Any]) -> tuple[list[Row], list[Error]]:
    """The rows, and what is wrong with records that are none."""
    rows, errors = [], []
    for number, record in enumerate(records, start=1):
        if not isinstance(record, Mapping):
            errors.append(Error(number, "", "This is no object with columns and their texts."))
            continue
        unknown = [column for column in record if column not in COLUMNS]
        errors += [
            Error(number, _plain(column)[:60], f"There is no such column. The columns are: {', '.join(COLUMNS)}.")
            for column in unknown
        ]
        rows.append(Row(number, {name: _cell(record[name]) for name in COLUMNS if name in record}))
    return rows, errors


def _cell(value: Any) -> Cell:
    if not isinstance(value, str):
        return Cell("", NOT_TEXT)
    plain = _plain(value)
    return text_cell(plain) if plain == value else Cell(plain, "holds a sign that is no text")


def _plain(text: str) -> str:
    """Without halves of signs, which JSON can write and no database keeps."""
    return text.encode("utf-8", "replace").decode()
