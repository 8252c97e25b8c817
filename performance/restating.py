"""A figure that is changed after its release is kept as it stood, with why it changed; what it is of stands."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Coalesce

from plan import clock

from .models import Restatement, Result
from .rows import KEPT, VALUE_COLUMNS

FIGURE = (*VALUE_COLUMNS, "provisional")
TABLE, RESTATED = Result._meta.db_table, Restatement._meta.db_table
PLACE = ("period", "breakdown_id", "indicator_id", "released")  # what a released figure is of, and since when
HAS_FIGURE = Q(value__isnull=False) | ~Q(words="") | Q(numerator__isnull=False)
UNSAID = "No reason was given."
SAY_WHY = "A figure that has been released is to change. Say why: the reason is kept with what it was."
STANDS = (
    "This figure has been released, so its period, its part and its day of release stand. To take it back, empty the "
    "figure and say why; then enter it where it belongs."
)
NOT_DELETED = (
    "A figure that has been released is not deleted. To take it back, open it, empty the figure and say why: what it "
    "was is kept with the reason."
)


def was_out(result: Result, day: date) -> bool:
    """Whether there was a figure at all, and it had been released by a day."""
    return has_figure(result) and (result.released or result.period_end) <= day


def has_figure(result: Any) -> bool:
    """Whether there is a figure at all, in numbers or in words."""
    return result.value is not None or bool(result.words) or result.numerator is not None


def comes_late(before: Result, today: date) -> bool:
    """Whether a figure entered now was not there when its row came out empty: it is released only today."""
    return not has_figure(before) and (before.released or before.period_end) < today


def stands(result: Result, day: date) -> bool:
    """Whether a result's place is settled: it has been released, or was once and then taken back. A query at most."""
    return was_out(result, day) or result.restatements.exists()


def changes_figure(before: Result, after: Any) -> bool:
    """Whether the figure itself differs; `after` is a result, or what was read of one by name."""
    return any(getattr(before, name) != getattr(after, name) for name in FIGURE)


def any_stands(results: Collection[int]) -> bool:
    """Whether one of these results was released: two queries at most."""
    rows = Result.objects.filter(pk__in=results)
    return rows.out_on(clock.today()).filter(HAS_FIGURE).exists() or rows.filter(restatements__isnull=False).exists()


def as_it_stood(result: Result) -> dict[str, Any]:
    """A restatement's columns for a result that is about to change."""
    return {"result_id": result.pk, **{name: getattr(result, name) for name in KEPT}}


def keep_all(results: Sequence[int], today: date, why: str) -> set[int]:
    """Keep what these results are about to be changed from, as far as they were out or have been taken back: copied by
    the database, five times as fast as one by one. The keys of those that come late. Two queries; some thousand
    results at a time."""
    figure = "(value IS NOT NULL OR words <> '' OR numerator IS NOT NULL)"
    released = "COALESCE(released, period_end) <= %s"
    taken_back = f"EXISTS (SELECT 1 FROM {RESTATED} kept WHERE kept.result_id = {TABLE}.id)"  # noqa: S608
    late = (
        Result.objects.filter(pk__in=results, value=None, words="", numerator=None, restatements=None)
        .alias(since=Coalesce("released", "period_end"))
        .filter(since__lt=today)
    )
    found = set(late.values_list("pk", flat=True))
    columns, day = ", ".join(KEPT), connection.ops.adapt_datefield_value(today)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {RESTATED} (result_id, {columns}, day, why) "  # noqa: S608  names from the models
            f"SELECT id, {columns}, %s, %s FROM {TABLE} "
            f"WHERE id IN ({', '.join(['%s'] * len(results))}) AND (({figure} AND {released}) OR {taken_back})",
            [day, why, *results, day],
        )
    return found


def keep(before: Result, after: Result, by: Any, why: str) -> None:
    """Keep what a released figure was, if the figure itself has changed; who changed it stands in its history.

    Raises ValidationError where no reason is given, or where the figure would be moved elsewhere.
    """
    today = clock.today()
    moves = any(getattr(before, name) != getattr(after, name) for name in PLACE)
    if not (moves or changes_figure(before, after)) or not stands(before, today):
        return
    if moves:
        raise ValidationError(STANDS)
    if not why.strip():
        raise ValidationError(SAY_WHY)
    Restatement.objects.create(**as_it_stood(before), day=today, why=why)
