"""A figure that is changed after its release is kept as it stood, with why it changed."""

from datetime import date
from typing import Any

from plan import clock

from .models import Restatement, Result
from .series import VALUE_COLUMNS

FIGURE = (*VALUE_COLUMNS, "provisional")
UNSAID = "No reason was given."


def was_out(result: Result, day: date) -> bool:
    """Whether there was a figure at all, and it had been released by a day."""
    there = result.value is not None or bool(result.words) or result.numerator is not None
    return there and (result.released or result.period_end) <= day


def as_it_stood(result: Result) -> dict[str, Any]:
    """A restatement's columns for a result that is about to change."""
    return {"result_id": result.pk, **{name: getattr(result, name) for name in FIGURE}}


def keep(before: Result, after: Result, by: Any, why: str) -> None:
    """Keep what a released figure was, if the figure itself has changed; who changed it stands in its history."""
    today = clock.today()
    if was_out(before, today) and any(getattr(before, name) != getattr(after, name) for name in FIGURE):
        Restatement.objects.create(**as_it_stood(before), day=today, why=why or UNSAID)
