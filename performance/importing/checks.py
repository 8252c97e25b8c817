"""Rows of a file checked as a set against what there is: what each would create, change or leave, or why it cannot.

A fixed number of queries, whatever the number of rows. Nothing is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from performance.models import Breakdown, Indicator, Qualifier, Result
from plan.periods import Period

from . import cells
from .cells import Fault
from .sheets import EMPTY, Row

COLUMNS = (
    "indicator", "period", "breakdown", "value", "qualifier", "numerator", "denominator", "status", "commentary",
)  # fmt: skip
REQUIRED = ("indicator", "period")
# What a form may say besides: the account of a figure that misses its target.
ACCOUNT = ("cause", "remedy", "back_on_target")
# What a row may set; the columns of a result that history and restatements look at.
SET = ("value", "qualifier", "upper", "numerator", "denominator", "words", "provisional", "commentary", *ACCOUNT)

SHARE_IN_PARTS = "A share needs how many and out of how many."

Key = tuple[int, str, int | None]  # indicator, period's code, breakdown


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


@dataclass
class Checked:
    """What a file would do: all of it, or nothing where there are errors."""

    created: list[Change] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)
    unchanged: int = 0
    errors: list[Error] = field(default_factory=list)


@dataclass(frozen=True)
class _Known:
    pk: int
    unit: str
    is_editable: bool


def check(rows: Sequence[Row], *, by=None, today: date) -> Checked:
    """Check rows against the indicators, their parts and the results there are. Four queries.

    `by` may change only figures of indicators they answer for; without one it is the system's own doing.
    """
    return _Checker(rows, by, today).checked()


class _Checker:
    def __init__(self, rows: Sequence[Row], by, today: date) -> None:
        self.rows, self.today = rows, today
        self.indicators = _indicators(by)
        wanted = {row.cells.get("indicator", EMPTY).text for row in rows} & self.indicators.keys()
        keys = {self.indicators[slug].pk for slug in wanted}
        self.parts = {
            (indicator, slug): pk
            for indicator, slug, pk in Breakdown.objects.filter(indicator__in=keys).values_list(
                "indicator_id", "slug", "pk"
            )
        }
        self.existing = _existing(keys)
        self.periods: dict[str, Period | Fault] = {}
        self.seen: dict[Key, int] = {}
        self.result = Checked()

    def checked(self) -> Checked:
        for row in self.rows:
            self._row(row)
        return self.result

    def _row(self, row: Row) -> None:
        faults = [Error(row.number, name, f"The cell {cell.fault}.") for name, cell in row.cells.items() if cell.fault]
        key, known = self._key(row, faults)
        values = self._values(row, known.unit if known else "", faults)
        if key and key in self.seen:
            faults.append(
                Error(row.number, "", f"The same figure stands in row {self.seen[key]}: keep one of the two.")
            )
        if faults or key is None:
            self.result.errors += faults
            return
        self.seen[key] = row.number
        self._compare(row, key, values)

    def _key(self, row: Row, faults: list[Error]) -> tuple[Key | None, _Known | None]:
        slug, code, part = (row.cells.get(name, EMPTY).text for name in ("indicator", "period", "breakdown"))
        known = self.indicators.get(slug)
        if known is None:
            faults.append(Error(row.number, "indicator", self._unknown(slug)))
        elif not known.is_editable:
            faults.append(Error(row.number, "indicator", f"Another department answers for “{slug}”: ask them."))
        period = self._period(code)
        if isinstance(period, Fault):
            faults.append(Error(row.number, "period", str(period)))
        pk = None
        if part and known and (pk := self.parts.get((known.pk, part))) is None:
            faults.append(Error(row.number, "breakdown", f"“{slug}” has no part called “{part}”."))
        if known is None or isinstance(period, Fault) or (part and pk is None):
            return None, known
        return (known.pk, period.code, pk), known

    def _unknown(self, slug: str) -> str:
        if not slug:
            return "Which indicator? Give its short name as its address has it."
        near = get_close_matches(slug, self.indicators, n=1)
        return f"There is no indicator “{slug}”." + (f" Is it “{near[0]}”?" if near else "")

    def _period(self, code: str) -> Period | Fault:
        if code not in self.periods:
            self.periods[code] = self._read_period(code)
        return self.periods[code]

    def _read_period(self, code: str) -> Period | Fault:
        if not code:
            return Fault("Which period? Write it like 2022-Q2, 2022/23, 2022 or 2022-07.")
        try:
            period = Period.parse(code)
        except ValueError as error:
            return Fault(str(error))
        if period.start > self.today:
            return Fault(f"{period.label} has not begun yet, so there can be no result for it.")
        return period

    def _values(self, row: Row, unit: str, faults: list[Error]) -> dict[str, Any]:
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
        if amount is not None:
            qualifier = Qualifier.EXACT if meant == "words" else meant
            found |= {"value": amount.value, "upper": amount.upper, "qualifier": qualifier}
            if amount.words is not None:
                found["words"] = amount.words
        for name in ("numerator", "denominator"):
            if name in row.cells:
                found[name] = read(name, lambda cell: cells.number(cell.text))
        self._parts_fit(row, meant, found, faults)
        provisional = read("status", lambda cell: cells.status(cell.text))
        if provisional is not None:
            found["provisional"] = provisional
        found |= {name: row.cells[name].text for name in ("commentary", "cause", "remedy") if name in row.cells}
        if "back_on_target" in row.cells:
            found["back_on_target"] = read("back_on_target", lambda cell: cells.day(cell.text))
        return found

    @staticmethod
    def _parts_fit(row: Row, meant: str, found: Mapping[str, Any], faults: list[Error]) -> None:
        top, bottom = found.get("numerator"), found.get("denominator")
        if bottom is not None and bottom <= 0:
            faults.append(Error(row.number, "denominator", "Nothing can be counted out of 0."))
        if meant == Qualifier.SHARE and (top is None or bottom is None):
            faults.append(Error(row.number, "numerator", SHARE_IN_PARTS))

    def _compare(self, row: Row, key: Key, values: dict[str, Any]) -> None:
        found = self.existing.get(key)
        if found is None:
            self.result.created.append(Change(row.number, key, values))
            return
        pk, version, before = found[3], found[4], dict(zip(SET, found[5:], strict=True))
        if _figure_changes(before, values) and "words" not in values:
            values = values | {"words": ""}
        after = {**before, **values}
        if after["qualifier"] == Qualifier.SHARE and None in (after["numerator"], after["denominator"]):
            self.result.errors.append(Error(row.number, "numerator", SHARE_IN_PARTS))
        elif all(before[name] == value for name, value in values.items()):
            self.result.unchanged += 1
        else:
            self.result.updated.append(Change(row.number, key, values, pk, version, before))


def _figure_changes(before: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return any(name in values and values[name] != before[name] for name in ("value", "qualifier", "upper"))


def _indicators(by) -> dict[str, _Known]:
    editable = None
    if by is not None:
        editable = set(Indicator.objects.editable_by(by).values_list("pk", flat=True))
    visible = Indicator.objects.all() if by is None else Indicator.objects.visible_to(by)
    return {
        slug: _Known(pk, unit, editable is None or pk in editable)
        for pk, slug, unit in visible.values_list("pk", "slug", "unit")
    }


def _existing(indicators: Iterable[int]) -> dict[Key, tuple]:
    """Rows by their key: the key's three columns, the row's own key and version, then the columns of `SET`."""
    rows = Result.objects.filter(indicator__in=list(indicators)).values_list(
        "indicator_id", "period", "breakdown_id", "pk", "version", *SET
    )
    return {row[:3]: row for row in rows.iterator(chunk_size=5_000)}
