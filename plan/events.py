"""The one door to the event log.

Every verb ends by calling `record`. The log's last sequence number is the revision that pages and ETags are kept by:
it moves in the same transaction as the change, so a page kept under a revision is never stale.
"""

from datetime import UTC
from typing import Any

from django.db import connection, models, transaction

from . import chain, clock
from .models.events import ChainHead, Event

SYSTEM = "the system"


def name_of(row: models.Model) -> str:
    """What the log calls a row: it must not say of anybody what could never be taken out of it again."""
    return row.in_log() if hasattr(row, "in_log") else str(row)


def record(*, verb: str, subject: models.Model, by, why: str = "", detail: dict[str, Any] | None = None) -> Event:
    """Append an event: `by` (a User, or None for the system) did `verb` to `subject`.

    Must run inside the transaction of the change. Locks the head of the chain until that transaction ends, so call
    it last. `detail` holds plain JSON without floats.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An event is recorded inside the transaction of its change.")
    head = _head()
    event = Event(
        sequence=head.sequence + 1,
        at=clock.now(),
        by=by,
        by_name=name_of(by) if by else SYSTEM,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject=name_of(subject)[:300],
        why=why,
        detail=detail or {},
        previous=head.digest,
    )
    event.digest = chain.digest(head.digest, payload(event))
    event.save(force_insert=True)
    head.sequence, head.digest = event.sequence, event.digest
    head.save()
    return event


def next_number() -> int:
    """The number that the next entry will have: this transaction's, as it locks the end of the log."""
    return _head().sequence + 1


def _head() -> ChainHead:
    return ChainHead.objects.select_for_update().get_or_create(pk=1)[0]


def payload(event: Event) -> dict[str, Any]:
    """What of an event its hash covers: everything but the hashes themselves."""
    return {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(),  # however the moment was given, the database gives it back in UTC
        "by": event.by_id,
        "by_name": event.by_name,
        "verb": event.verb,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
        "subject": event.subject,
        "why": event.why,
        "detail": event.detail,
    }


def revision() -> int:
    """The current revision: one small query, asked for on every page, so its SQL is not put together anew each time."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sequence FROM {ChainHead._meta.db_table} WHERE id = 1")  # noqa: S608  no one's input
        row = cursor.fetchone()
    return row[0] if row else 0


def trail(subject: models.Model) -> models.QuerySet[Event]:
    """What happened to this row, oldest first."""
    return Event.objects.about(subject).select_related("by")
