"""Writes what a file would do, all of it or nothing, with its history, its restatements and one event.

Rows go to the database as a set and their history is copied there, thirty times as fast as one by one: a council's
figures of ten years are a hundred thousand rows.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction

from performance.models import Result, ResultsImport
from performance.restating import FIGURE, UNSAID, keep_all
from plan import clock, events
from plan.periods import Period

from .checks import SET, Change, Checked

BATCH = 2_000
Item = TypeVar("Item")
TABLE, HISTORY = Result._meta.db_table, Result.history.model._meta.db_table
COLUMNS = [str(field.column) for field in Result._meta.concrete_fields]


class Refused(ValueError):
    """The rows have errors, or what they were checked against has changed. Nothing was written."""


@transaction.atomic
def write(checked: Checked, *, name: str, sha256: str, by, why: str, verb: str = "results.imported") -> ResultsImport:
    """Write checked rows. A figure that had been released is kept as it stood, with `why` it changed.

    Raises Refused where there are errors, or where a result was changed since the rows were checked.
    """
    if checked.errors:
        raise Refused("The file has errors, so none of it was written.")
    today = clock.today()
    late = _restate(checked.updated, today, why)
    _update(checked.updated, late, today, by, why)
    _create(checked.created, today, by, why)
    done = ResultsImport.objects.create(
        name=name[:200], sha256=sha256, at=clock.now(), by=by, why=why, created=len(checked.created),
        updated=len(checked.updated), unchanged=checked.unchanged,
    )  # fmt: skip
    events.record(
        verb=verb, subject=done, by=by, why=why,
        detail={"created": done.created, "updated": done.updated, "unchanged": done.unchanged, "sha256": sha256},
    )  # fmt: skip
    return done


def _restate(changes: Sequence[Change], today: date, why: str) -> set[int]:
    """Figures that were out already are kept as they stood; the keys of results that had none, and have one only
    from today on."""
    changed = [one.pk for one in changes if one.pk and one.changes(FIGURE)]
    late: set[int] = set()
    for batch in _batches(changed):
        late |= keep_all(batch, today, why or UNSAID)
    return late


def _create(changes: Sequence[Change], today: date, by, why: str) -> None:
    if not changes:
        return
    columns = [column for column in COLUMNS if column != "id"]
    row_of = _Rows(columns, today)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {TABLE}")  # noqa: S608  a name from the models, as below
        last = cursor.fetchone()[0]
        try:
            for batch in _batches(changes):
                cursor.executemany(
                    f"INSERT INTO {TABLE} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                    [row_of(change) for change in batch],
                )
        except IntegrityError:
            raise Refused("Somebody entered one of these figures meanwhile. Check the file again.") from None
    # Rows that others added at the same time have their own history already.
    unkept = f"id > %s AND NOT EXISTS (SELECT 1 FROM {HISTORY} kept WHERE kept.id = {TABLE}.id)"  # noqa: S608
    _keep_history(unkept, [last], "+", by, why)


class _Rows:
    """Makes the row to insert for a change: a new result's own defaults, with what the file says of it."""

    def __init__(self, columns: Sequence[str], today: date) -> None:
        plain = Result(released=today, qualifier=Result._meta.get_field("qualifier").default)
        fields = {field.column: field for field in Result._meta.concrete_fields}
        dates = ("period_start", "period_end", "period", "indicator_id")
        self.plain = [
            None if column in dates else fields[column].get_db_prep_save(getattr(plain, column), connection)
            for column in columns
        ]
        self.place = {column: place for place, column in enumerate(columns)}
        self.days: dict[str, tuple[Any, Any]] = {}

    def __call__(self, change: Change) -> list[Any]:
        row, place = self.plain.copy(), self.place
        row[place["indicator_id"]], row[place["period"]], row[place["breakdown_id"]] = change.key
        row[place["period_start"]], row[place["period_end"]] = self._days(change.key[1])
        for name, value in change.values.items():
            row[place[name]] = _adapted(value)
        return row

    def _days(self, code: str) -> tuple[Any, Any]:
        if code not in self.days:
            period, adapt = Period.parse(code), connection.ops.adapt_datefield_value
            self.days[code] = adapt(period.start), adapt(period.end)
        return self.days[code]


def _update(changes: Sequence[Change], late: Collection[int], today: date, by, why: str) -> None:
    settings = ", ".join(f"{name} = %s" for name in SET)
    for batch in _batches(changes):
        rows = [[*_columns(one, today if one.pk in late else None), one.pk, one.version] for one in batch]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {TABLE} SET {settings}, version = version + 1 WHERE id = %s AND version = %s",  # noqa: S608
                rows,
            )
            written = cursor.rowcount
        if written != len(batch):
            raise Refused("Somebody changed one of these figures meanwhile. Check the file again.")
        keys = [one.pk for one in batch]
        _keep_history(f"id IN ({', '.join(['%s'] * len(keys))})", keys, "~", by, why)


def _columns(change: Change, released: date | None) -> Iterator[Any]:
    after = {**change.before, **change.values, **({"released": released} if released else {})}
    return (_adapted(after[name]) for name in SET)


def _keep_history(which: str, values: Sequence[Any], sort: str, by, why: str) -> None:
    """History rows for results as they stand now, copied by the database."""
    columns = ", ".join(COLUMNS)
    extra = "history_date, history_change_reason, history_type, history_user_id"
    now = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {HISTORY} ({columns}, {extra}) "  # noqa: S608  names from the models
            f"SELECT {columns}, %s, %s, %s, %s FROM {TABLE} WHERE {which}",
            [now, why or None, sort, by.pk if by else None, *values],
        )


def _adapted(value: Any) -> Any:
    if value is None or isinstance(value, str):  # most are: asking of a date takes longer
        return value
    if isinstance(value, Decimal):
        return connection.ops.adapt_decimalfield_value(value, 18, 4)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
