"""What a file would do, told before it is done: figures and words as they are and as they would be."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from performance.models import Breakdown, Indicator
from performance.series import value_of
from performance.values import trimmed
from plan import wording
from plan.periods import Period

from .checks import Change, Checked, Error
from .tables import CellValue

MOST_CHANGES, MOST_ERRORS = 50, 100
SHORTENED = 120  # characters of a commentary shown
ERROR_COLUMNS = ("row", "column", "what is wrong")
NEW = {
    "value": None, "qualifier": "exact", "upper": None, "numerator": None, "denominator": None, "words": "",
    "provisional": False, "commentary": "", "source": "",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A row of the file with the figure it is about, and each thing it would change: what, from, to."""

    row: int
    name: str
    period: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Preview:
    """A file in counts, the first changes and errors in words, and how many there are beyond."""

    created: int
    updated: int
    unchanged: int
    lines: tuple[Line, ...]
    more_lines: int
    errors: tuple[Error, ...]
    error_count: int
    more_errors: int
    notes: tuple[str, ...] = ()


def preview(checked: Checked) -> Preview:
    """What would change comes before what would be new. Two queries."""
    every = list(itertools.chain(checked.updated, checked.created))
    return Preview(
        created=len(checked.created),
        updated=len(checked.updated),
        unchanged=checked.unchanged,
        lines=tuple(_lines(every[:MOST_CHANGES])),
        more_lines=max(0, len(every) - MOST_CHANGES),
        errors=tuple(checked.errors[:MOST_ERRORS]),
        error_count=len(checked.errors),
        more_errors=max(0, len(checked.errors) - MOST_ERRORS),
        notes=tuple(checked.notes),
    )


def errors(checked: Checked) -> Iterator[Sequence[CellValue]]:
    """All that is wrong, as rows of a table."""
    return ([str(one.row), one.column, one.message] for one in checked.errors)


def _lines(changes: Sequence[Change]) -> Iterator[Line]:
    indicators = Indicator.objects.in_bulk({one.key[0] for one in changes})
    parts = Breakdown.objects.in_bulk({one.key[2] for one in changes} - {None})
    for one in changes:
        indicator, part = indicators[one.key[0]], parts.get(one.key[2] or 0)
        name = f"{indicator.name}, {part.name}" if part else indicator.name
        period = Period.parse(one.key[1]).short_label
        yield Line(one.row, name, period, tuple(_told(one, indicator.unit)))


def _told(change: Change, unit: str) -> Iterator[tuple[str, str, str]]:
    before = {**NEW, **change.before}
    after = {**before, **change.values}
    was, now = _figure(before, unit), _figure(after, unit)
    is_new = change.pk is None
    if is_new or was != now:
        yield "Figure", "not there" if is_new else was, now
    for name, label in (("numerator", "How many"), ("denominator", "Out of how many")):
        if before[name] != after[name]:
            yield label, _number(before[name]), _number(after[name])
    if before["provisional"] != after["provisional"]:
        yield "Status", _status(before), _status(after)
    if before["source"] != after["source"]:
        yield "Source", _shortened(before["source"]), _shortened(after["source"])
    if before["commentary"] != after["commentary"]:
        yield "Commentary", _shortened(before["commentary"]), _shortened(after["commentary"])


def _figure(row: Mapping[str, Any], unit: str) -> str:
    return value_of({**row, "base": ""}).shown(unit)


def _number(amount: Any) -> str:
    return "none" if amount is None else wording.number(trimmed(amount))


def _status(row: Mapping[str, Any]) -> str:
    return "provisional" if row["provisional"] else "final"


def _shortened(text: str) -> str:
    if not text:
        return "none"
    return text if len(text) <= SHORTENED else f"{text[:SHORTENED].rstrip()}…"
