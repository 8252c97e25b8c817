"""The verb that enters several councils' figures of one indicator for one period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from plan import clock, locking
from plan.desk import recording
from plan.periods import Period

from .models import Indicator, Peer, PeerResult

NEEDED = ("performance.add_peerresult", "performance.change_peerresult")


@dataclass(frozen=True)
class Entry:
    """What a council gave. `seen` is the version of the figure this rests on; None where there was none yet."""

    peer: Peer
    seen: int | None
    value: Decimal | None
    words: str = ""


@dataclass(frozen=True)
class Told:
    """What is said of all the figures of one entry. An empty source leaves that of figures there are as it is, and a
    figure once marked as made up stays so until somebody looks at it by itself."""

    source: str
    illustrative: bool = False
    released: date | None = None


def may_enter(user, indicator: Indicator | None = None) -> bool:
    """Whether a user may enter other councils' figures, of this indicator if one is named: one query then."""
    allowed = user.has_perms(NEEDED)
    return allowed and (indicator is None or Indicator.objects.editable_by(user).filter(pk=indicator.pk).exists())


@transaction.atomic
def enter_figures(
    *, indicator: Indicator, period: Period, entries: Sequence[Entry], told: Told, by, why: str
) -> tuple[int, int]:
    """Enter or change figures, all of them or none; how many are new, and how many changed.

    Each is recorded and kept in the history like one that is saved alone. Raises PermissionDenied, ValidationError, and
    `locking.Stale` where a figure is no longer as it was seen.
    """
    if not may_enter(by, indicator):
        raise PermissionDenied
    new = changed = 0
    for entry in entries:
        row = PeerResult.objects.filter(indicator=indicator, peer=entry.peer, period=period.code).first()
        if (row is None) != (entry.seen is None):
            raise locking.Stale(PeerResult, row.pk if row else None, entry.seen)
        if row is None:
            _add(indicator, period, entry, told, by, why)
            new += 1
        else:
            _change(row, entry, told, by, why)
            changed += 1
    return new, changed


def _add(indicator: Indicator, period: Period, entry: Entry, told: Told, by, why: str) -> None:
    row = PeerResult(
        indicator=indicator, peer=entry.peer, period=period.code, value=entry.value, words=entry.words,
        source=told.source, illustrative=told.illustrative, released=told.released or clock.today(),
    )  # fmt: skip
    row.full_clean()
    try:
        with transaction.atomic():
            recording.save(row, by=by, why=why)
    except IntegrityError:
        raise locking.Stale(PeerResult, None, None) from None
    recording.added(row, by=by, why=why)


def _change(row: PeerResult, entry: Entry, told: Told, by, why: str) -> None:
    row.version = locking.claim(PeerResult, row.pk, entry.seen)
    before = PeerResult.objects.get(pk=row.pk)
    row.value, row.words = entry.value, entry.words
    row.source = told.source or row.source
    row.illustrative = row.illustrative or told.illustrative
    row.released = told.released or row.released
    row.full_clean()
    recording.save(row, by=by, why=why)
    recording.changed(row, before, by=by, why=why)
