"""The desk's own events: one for each row that a form, a list or an action added, changed or deleted.

They hold what changed, but for the fields that a model keeps from the log: of those they say only that they changed.
"""

from typing import Any

from django.db import models

from plan import events
from plan.slots import slots

from . import changes


def save(row: models.Model, *, by: Any, why: str = "") -> None:
    """Save a row so that its history says who and why."""
    row._history_user, row._change_reason = by, why or None
    row.save()


def added(row: models.Model, *, by: Any, why: str = "") -> None:
    _record(row, "added", changes.standing(row, events.name_of), by, why, new=True)


def changed(
    row: models.Model,
    before: models.Model,
    *,
    by: Any,
    why: str = "",
    many: list[changes.Change] | None = None,
) -> None:
    """Record what differs between the row and its state before; nothing where nothing does."""
    found = changes.between(before, row, events.name_of) + (many or [])
    if found:
        for keeper in slots.change_keepers:
            if keeper.model == row._meta.label:
                keeper.keep(before, row, by, why)
        _record(row, "changed", found, by, why)


def delete(row: models.Model, *, by: Any, why: str = "", also: dict[str, int] | None = None) -> None:
    """Delete a row and record what it said. `also` counts, by kind, what went with it."""
    said, pk = changes.standing(row, events.name_of), row.pk
    row._history_user, row._change_reason = by, why or None
    row.delete()
    row.pk = pk  # the event names what is gone
    _record(row, "deleted", said, by, why, also=also or {})


def _record(
    row: models.Model, what: str, found: list[changes.Change], by: Any, why: str, new: bool = False, **more: Any
) -> None:
    told = [change.as_detail() for change in found]
    if new:  # what was filled in is what there is now
        told = [{**line, "before": changes.NOTHING, "after": line["before"]} for line in told]
    kept = getattr(row, "kept_from_log", frozenset())
    told = [{"field": line["field"], "label": line["label"]} if line["field"] in kept else line for line in told]
    detail = {"version": getattr(row, "version", None), "changes": told, **more}
    events.record(verb=f"{row._meta.model_name}.{what}", subject=row, by=by, why=why, detail=detail)
