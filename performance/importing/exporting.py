"""Results as rows of a file that, brought in again, changes nothing.

Where the columns cannot say what a result holds, its cell says "as it stands", which leaves it alone; what has no
column (cause, remedy, base year) is left alone anyway. Rows that count very few people are left out for those who do
not answer for them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from performance.hiding import hidden_from, is_hidden
from performance.models import Qualifier
from performance.values import trimmed_or_none

from . import cells
from .rows import LONGEST_CELL, guarded, settled
from .tables import CellValue

READ = (
    "indicator_id", "breakdown_id", "indicator__slug", "period", "breakdown__slug", "value", "qualifier", "upper",
    "numerator", "denominator", "words", "provisional", "commentary",
)  # fmt: skip


def rows(results: Any, *, by) -> Iterator[list[CellValue]]:
    """One row for each result that `by` may see, in the order of `checks.COLUMNS`. Four queries at most; results are
    read from the database as they are asked for."""
    kept_back = hidden_from(by)
    for row in results.visible_to(by).values(*READ).iterator(chunk_size=2_000):
        if not is_hidden(kept_back, row["indicator_id"], row["period"], row["breakdown_id"]):
            yield row_of(row)


def row_of(row: Mapping[str, Any]) -> list[CellValue]:
    value, qualifier = figure(row)
    return [
        row["indicator__slug"], row["period"], row["breakdown__slug"], value, qualifier,
        trimmed_or_none(row["numerator"]), trimmed_or_none(row["denominator"]),
        "provisional" if row["provisional"] else "final", _text(row["commentary"]),
    ]  # fmt: skip


def figure(row: Mapping[str, Any]) -> tuple[CellValue, str]:
    """The cells for value and qualifier."""
    value, upper, qualifier = trimmed_or_none(row["value"]), trimmed_or_none(row["upper"]), row["qualifier"]
    if qualifier == Qualifier.SHARE:
        return (None, qualifier) if value is None and upper is None else (cells.KEPT, "")
    if qualifier == Qualifier.RANGE:
        whole = value is not None and upper is not None
        return (f"{value:f} to {upper:f}", qualifier) if whole else (cells.KEPT, "")
    if value is not None:
        return value, "" if qualifier == Qualifier.EXACT else qualifier
    if qualifier != Qualifier.EXACT:
        return cells.KEPT, ""
    words = settled(row["words"])
    return (words, "words") if words else (cells.KEPT if row["words"] else None, "")


def _text(commentary: str) -> str:
    text = settled(commentary)
    return text if len(guarded(text)) <= LONGEST_CELL else cells.KEPT
