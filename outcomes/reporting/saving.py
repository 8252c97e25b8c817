"""How verbs save: one more version for optimistic locking, and history that says who, or that nobody wrote it."""

from typing import TypeVar

from plan.models import Edited

Row = TypeVar("Row", bound=Edited)


def put(row: Row, *, by=None, why: str = "") -> Row:
    """Save the row with its next version and its history under `by`; without `by`, the row was copied, not written.

    Who is signed in does not matter here: a verb says in whose name it acts.
    """
    if row.pk and not row._state.adding:
        row.version += 1
    row._history_user = by
    row._change_reason = why or None
    try:
        row.save()
    finally:  # whoever saves this instance next answers for it under their own name
        del row._history_user, row._change_reason
    return row


def take_away(row: Edited, *, by, why: str = "") -> None:
    """Delete a row under `by`. Its history keeps what it said; the row given keeps its key, for the event about it."""
    pk = row.pk
    row._history_user = by
    row._change_reason = why or None
    row.delete()
    row.pk = pk


def drop(row: Edited) -> None:
    """Delete a row that nobody wrote: its history names nobody."""
    row._history_user = None
    row.delete()
