"""Optimistic locking: who saves a row says which version they read, and the database decides whether that still holds.

The decision is one conditional UPDATE (`claim`), never a look followed by a save. It also locks the row until the
transaction ends, so what is read after it is what is saved over. The row's history keeps what each version said.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction


class Stale(Exception):
    """The row was saved or deleted since this version of it was read. Nothing was written."""

    def __init__(self, model: type[models.Model], pk: Any, seen: int | None) -> None:
        super().__init__(f"{model._meta.label} {pk} is no longer at version {seen}.")
        self.model, self.pk, self.seen = model, pk, seen


@dataclass(frozen=True)
class LastChange:
    """Who last changed a row, and when. `deleted` says that the change was its end."""

    who: str
    when: datetime | None
    why: str = ""
    deleted: bool = False


def is_versioned(model: type[models.Model]) -> bool:
    return any(field.name == "version" for field in model._meta.concrete_fields)


def claim(model: type[models.Model], pk: Any, seen: int | None) -> int:
    """Take the row for this transaction if it still is at version `seen`, and return its new version.

    Raises `Stale` where it is not, or is gone. Whoever claims must save the row (or delete it) before committing, so
    that its history has the new version too; if not, roll back.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A row is claimed inside the transaction that saves it.")
    if seen is None:
        raise Stale(model, pk, seen)
    if not model._base_manager.filter(pk=pk, version=seen).update(version=seen + 1):
        raise Stale(model, pk, seen)
    return seen + 1


def save(row: Any, *, why: str = "") -> None:
    """Save a row over the version it was read at; for verbs. Raises `Stale` like `claim`."""
    row.version = claim(type(row), row.pk, row.version)
    row._change_reason = why or None
    row.save()


def at_version(model: type[models.Model], pk: Any, version: int | None) -> Any:
    """The row as it stood at a version, from its history: an unsaved instance, or None where that was not kept."""
    if version is None or not hasattr(model, "history"):
        return None
    record = model.history.filter(**{model._meta.pk.name: pk}, version=version).order_by("-history_id").first()
    return record.instance if record else None


def last_change(model: type[models.Model], pk: Any) -> LastChange:
    """Who changed the row last: from its history, or else from the event log."""
    if hasattr(model, "history"):
        records = model.history.filter(**{model._meta.pk.name: pk}).select_related("history_user")
        record = records.order_by("-history_date", "-history_id").first()
        if record:
            who = str(record.history_user) if record.history_user else "the system"
            deleted = record.history_type == "-"
            return LastChange(who, record.history_date, record.history_change_reason or "", deleted)
    from .models import Event

    event = Event.objects.filter(subject_type=model._meta.label_lower, subject_id=str(pk)).order_by("-sequence").first()
    if event:
        return LastChange(event.by_name, event.at, event.why, event.verb.endswith(".deleted"))
    return LastChange("somebody", None)
