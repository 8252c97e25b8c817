"""Writes what a file would do, all of it or nothing, with its history, its restatements and one event."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import connection, transaction

from performance.models import Restatement, Result, ResultsImport
from plan import clock, events
from plan.periods import Period

from .checks import FIGURE, SET, Change, Checked

BATCH = 2_000
Item = TypeVar("Item")


class Refused(ValueError):
    """The rows have errors, or what they were checked against has changed. Nothing was written."""


@transaction.atomic
def write(checked: Checked, *, name: str, sha256: str, by, why: str) -> ResultsImport:
    """Write checked rows. A figure that had been released is kept as it stood, with `why` it changed.

    Raises Refused where there are errors, or where a result was changed since the rows were checked.
    """
    if checked.errors:
        raise Refused("The file has errors, so none of it was written.")
    today = clock.today()
    _restate(checked.updated, today, why)
    _create(checked.created, today, by, why)
    _update(checked.updated, by, why)
    done = ResultsImport.objects.create(
        name=name[:200], sha256=sha256, at=clock.now(), by=by, why=why, created=len(checked.created),
        updated=len(checked.updated), unchanged=checked.unchanged,
    )  # fmt: skip
    events.record(
        verb="results.imported", subject=done, by=by, why=why,
        detail={"created": done.created, "updated": done.updated, "unchanged": done.unchanged, "sha256": sha256},
    )  # fmt: skip
    return done


def _create(changes: Sequence[Change], today: date, by, why: str) -> None:
    for batch in _batches(changes):
        made = Result.objects.bulk_create([_new(change, today) for change in batch])
        _keep_history([result.pk for result in made], "+", by, why)


def _new(change: Change, today: date) -> Result:
    indicator, code, part = change.key
    result = Result(indicator_id=indicator, breakdown_id=part, period=code, released=today, **change.values)
    period = Period.parse(code)
    result.period_start, result.period_end = period.start, period.end
    return result


def _update(changes: Sequence[Change], by, why: str) -> None:
    for batch in _batches(changes):
        rows = {row.pk: row for row in Result.objects.select_for_update().filter(pk__in=[one.pk for one in batch])}
        for change in batch:
            row = rows.get(change.pk)
            if row is None or any(getattr(row, name) != value for name, value in change.before.items()):
                raise Refused(f"The figure of row {change.row} was changed meanwhile. Check the file again.")
            for name, value in change.values.items():
                setattr(row, name, value)
            row.version += 1
        Result.objects.bulk_create(
            rows.values(), update_conflicts=True, unique_fields=["id"], update_fields=[*SET, "version"]
        )
        _keep_history(list(rows), "~", by, why)


def _restate(changes: Sequence[Change], today: date, why: str) -> None:
    """Figures that were out already are kept as they stood."""
    changed = [one for one in changes if any(one.values.get(name, one.before[name]) != one.before[name]
                                             for name in FIGURE)]  # fmt: skip
    for batch in _batches(changed):
        rows = Result.objects.filter(pk__in=[one.pk for one in batch])
        Restatement.objects.bulk_create(
            Restatement(**stood, day=today, why=why) for stood in map(as_it_stood, rows) if stood is not None
        )


def as_it_stood(result: Result) -> dict[str, Any] | None:
    """A restatement's columns for a result that is about to change; None where it had no figure to keep."""
    if result.value is None and not result.words and result.numerator is None:
        return None
    kept = ("value", "qualifier", "upper", "numerator", "denominator", "base", "words", "provisional")
    return {"result_id": result.pk, **{name: getattr(result, name) for name in kept}}


def _keep_history(keys: Sequence[int], sort: str, by, why: str) -> None:
    """History rows for results as they stand now, copied by the database: the set may be large."""
    history = Result.history.model
    shared = [field.column for field in Result._meta.concrete_fields]
    quoted = ", ".join(connection.ops.quote_name(column) for column in shared)
    extra = "history_date, history_change_reason, history_type, history_user_id"
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {history._meta.db_table} ({quoted}, {extra}) "  # noqa: S608  names from the models
            f"SELECT {quoted}, %s, %s, %s, %s FROM {Result._meta.db_table} WHERE id IN ({marks})",
            [connection.ops.adapt_datetimefield_value(clock.now()), why[:100] or None, sort, by.pk if by else None,
             *keys],
        )  # fmt: skip


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
