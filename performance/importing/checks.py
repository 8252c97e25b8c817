"""Rows of a file checked as a set against what there is: what each would create, change or leave, or why it cannot.

A fixed number of queries, whatever the number of rows. Nothing is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from performance.agreeing import disagreement
from performance.hiding import is_hidden
from performance.models import Qualifier
from plan.periods import Period

from . import cells, known
from .bare import IN_FILE, Changes
from .cells import Fault
from .known import FIGURE, SET, Key, Known
from .rows import EMPTY, Row, settled
from .silence import said

COLUMNS = (
    "indicator", "period", "breakdown", "value", "qualifier", "numerator", "denominator", "status", "commentary",
)  # fmt: skip
REQUIRED = ("indicator", "period")
SHARE_IN_PARTS = "A share needs how many and out of how many."


@dataclass(frozen=True)
class Error:
    """A row, or a cell of it, that cannot be used. `column` is empty where the row as a whole is meant."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Change:
    """A result to write. `before` has what the columns of `SET` held, and `version` which save of it that was, where
    there was a result."""

    row: int
    key: Key
    values: dict[str, Any]
    pk: int | None = None
    version: int = 0
    before: dict[str, Any] = field(default_factory=dict)

    def changes(self, names: Iterable[str]) -> bool:
        """Whether one of these columns is set to something else than it held."""
        return any(name in self.values and self.values[name] != self.before.get(name) for name in names)


@dataclass
class Checked:
    """What a file would do: all of it, or nothing where there are errors."""

    created: list[Change] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)
    unchanged: int = 0
    errors: list[Error] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # of how the file was read


def check(rows: Sequence[Row], *, by=None, today: date, bare: str = IN_FILE) -> Checked:
    """Check rows against the indicators, their parts and the results there are. Four queries, five where figures are
    kept from `by`.

    `by` may change only figures of indicators they answer for; without one it is the system's own doing. Rows of
    others that would change nothing are left, so that a list taken out comes back in. A row whose status is "awaited"
    says nothing with its empty cells, and a cell "as it stands" leaves what there is. `bare` says what to do about a
    bare number that may be a change or a level.
    """
    return _Checker(rows, by, today, bare).checked()


class _Checker:
    def __init__(self, rows: Sequence[Row], by, today: date, bare: str) -> None:
        self.rows, self.today = [said(row) for row in rows], today
        self.indicators = known.indicators(by)
        wanted = {row.cells.get("indicator", EMPTY).text for row in rows} & self.indicators.keys()
        keys = {self.indicators[slug].pk for slug in wanted}
        self.parts = known.parts(keys)
        self.existing = known.results(keys)
        self.kept_back = known.kept_back(self.indicators[slug] for slug in wanted)
        self.periods: dict[str, Period | Fault] = {}
        self.changes = Changes(self.existing, bare)
        self.seen: dict[Key, int] = {}
        self.result = Checked()

    def checked(self) -> Checked:
        for row in self.rows:
            self._row(row)
        return self.result

    def _row(self, row: Row) -> None:
        faults = [Error(row.number, "", row.fault)] if row.fault else []
        faults += [Error(row.number, name, f"The cell {cell.fault}.") for name, cell in row.cells.items() if cell.fault]
        key, about = self._key(row, faults)
        values = self._values(row, about.unit if about else None, faults)
        if key and key in self.seen:
            faults.append(
                Error(row.number, "", f"The same figure stands in row {self.seen[key]}: keep one of the two.")
            )
        change = None if faults or key is None else self._change(row, key, values, faults)
        if change and about and not faults and (wrong := _disagreement(change, about.unit)):
            faults.append(Error(row.number, *wrong))
        if about and not about.is_editable and self._touches(key, change, faults):
            slug = row.cells["indicator"].text
            faults.insert(0, Error(row.number, "indicator", f"Another department answers for “{slug}”: ask them."))
        if faults or key is None:
            self.result.errors += faults
            return
        self.seen[key] = row.number
        if change is None:
            self.result.unchanged += 1
        else:
            (self.result.created if change.pk is None else self.result.updated).append(change)

    def _touches(self, key: Key | None, change: Change | None, faults: list[Error]) -> bool:
        """Whether a row of somebody else's figure is more than that figure as it is shown to everybody."""
        if faults or key is None or key not in self.existing:
            return True
        return change is not None or is_hidden(self.kept_back, *key)

    def _key(self, row: Row, faults: list[Error]) -> tuple[Key | None, Known | None]:
        slug, code, part = (row.cells.get(name, EMPTY).text for name in ("indicator", "period", "breakdown"))
        about = self.indicators.get(slug)
        if about is None:
            faults.append(Error(row.number, "indicator", self._unknown(slug)))
        period = self._period(code)
        if isinstance(period, Fault):
            faults.append(Error(row.number, "period", str(period)))
        pk = None
        if part and about and (pk := self.parts.get((about.pk, part))) is None:
            faults.append(Error(row.number, "breakdown", f"“{slug}” has no part called “{part}”."))
        if about is None or isinstance(period, Fault) or (part and pk is None):
            return None, about
        key = (about.pk, period.code, pk)
        if period.start > self.today and key not in self.existing:
            faults.append(Error(row.number, "period", cells.NOT_BEGUN.format(period=period.label)))
        return key, about

    def _unknown(self, slug: str) -> str:
        if not slug:
            return "Which indicator? Give its short name as its address has it."
        near = get_close_matches(slug, self.indicators, n=1)
        return f"There is no indicator “{slug}”." + (f" Is it “{near[0]}”?" if near else "")

    def _period(self, code: str) -> Period | Fault:
        if code not in self.periods:
            try:
                self.periods[code] = cells.period(code)
            except Fault as fault:
                self.periods[code] = fault
        return self.periods[code]

    def _values(self, row: Row, unit: str | None, faults: list[Error]) -> dict[str, Any]:
        """What the row's cells set; a column that the file does not have sets nothing."""
        found: dict[str, Any] = {}

        def read(name: str, understand) -> Any:
            cell = row.cells.get(name)
            if cell is None or cell.fault:
                return None
            try:
                return understand(cell)
            except Fault as fault:
                faults.append(Error(row.number, name, str(fault)))
                return None

        meant = read("qualifier", lambda cell: cells.qualifier(cell.text)) or Qualifier.EXACT
        amount = read("value", lambda cell: cells.amount(cell.text, meant, unit=unit, is_percentage=cell.is_percentage))
        if amount is None and meant == Qualifier.SHARE and "value" not in row.cells:
            amount = cells.Amount()
        if amount is not None:
            qualifier = Qualifier.EXACT if meant == "words" else meant
            found |= {"value": amount.value, "upper": amount.upper, "qualifier": qualifier}
            if amount.words is not None:
                found["words"] = amount.words
        for name in ("numerator", "denominator"):
            if name in row.cells:
                found[name] = read(name, lambda cell: cells.count(cell.text, is_percentage=cell.is_percentage))
        _parts_fit(row, meant, found, faults)
        provisional = read("status", lambda cell: cells.status(cell.text))
        if provisional is not None:
            found["provisional"] = provisional
        found |= {name: row.cells[name].text for name in ("commentary", "cause", "remedy") if name in row.cells}
        if "back_on_target" in row.cells:
            found["back_on_target"] = read("back_on_target", lambda cell: cells.day(cell.text))
        return found

    def _change(self, row: Row, key: Key, values: dict[str, Any], faults: list[Error]) -> Change | None:
        """What the row would write; None where that is what there is, or where it says nothing."""
        found = self.existing.get(key)
        if told := self.changes.fault(row, key, values):
            faults.append(Error(row.number, "qualifier", told))
        if found is None:
            if "value" in row.silent and "status" not in row.silent:
                faults.append(Error(row.number, "value", "There is no figure yet that could stay as it stands."))
            return None if "status" in row.silent and not values else Change(row.number, key, values)
        pk, version, before = found[3], found[4], dict(zip(SET, found[5:], strict=True))
        values = {name: _as_before(before[name], value) for name, value in values.items()}
        if "words" not in values and _figure_changes(before, values):
            values |= {"words": ""}
        after = {**before, **values}
        if after["qualifier"] == Qualifier.SHARE and None in (after["numerator"], after["denominator"]):
            faults.append(Error(row.number, "numerator", SHARE_IN_PARTS))
        if all(before[name] == value for name, value in values.items()):
            return None
        if any(name in values and values[name] != before[name] for name in FIGURE):
            values |= {"source": "", "illustrative": False}  # the old figure's; the new one is from the data source
        return Change(row.number, key, values, pk, version, before)


def _as_before(before: Any, value: Any) -> Any:
    """Text that differs only in what a spreadsheet changes by itself is the text there was."""
    if before == value or not isinstance(before, str) or not isinstance(value, str):
        return value
    return before if settled(before) == settled(value) else value


def _parts_fit(row: Row, meant: str, found: Mapping[str, Any], faults: list[Error]) -> None:
    top, bottom = found.get("numerator"), found.get("denominator")
    if bottom is not None and bottom <= 0:
        faults.append(Error(row.number, "denominator", "Nothing can be counted out of 0."))
    if meant == Qualifier.SHARE and (top is None or bottom is None):
        faults.append(Error(row.number, "numerator", SHARE_IN_PARTS))


def _disagreement(change: Change, unit: str) -> tuple[str, str] | None:
    """What of the figure does not agree with its parts, where the row says something of them."""
    if not change.changes(FIGURE):
        return None
    column, said = disagreement({**change.before, **change.values}, unit)
    return (column, said) if said else None


def _figure_changes(before: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Whether the words that stand for a figure, if any, stand for another one now. A share is its parts; an empty
    value is no data, in words neither."""
    if values.get("qualifier") == Qualifier.SHARE:
        told: tuple[str, ...] = ("qualifier", "upper", "numerator", "denominator")
    else:
        told = ("value", "qualifier", "upper")
    emptied = "value" in values and values["value"] is None and values.get("qualifier") == Qualifier.EXACT
    return emptied or any(name in values and values[name] != before[name] for name in told)
