"""The clock: the one place that asks the machine for the time. Rules are given a day; they never ask for one.

Days are the United Kingdom's: what happens at half past midnight on 1 July in summer time happens on 1 July, though
it is still 30 June in UTC.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_standing: ContextVar[datetime | None] = ContextVar("standing clock", default=None)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """A clock that stands, for as long as the block lasts: records of the past are entered under their own dates."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)


def now() -> datetime:
    """This moment, in UTC and saying so; fit for a field's default."""
    return _standing.get() or datetime.now(tz=UTC)


def today(now: datetime | None = None) -> date:
    """The day it is in Europe/London, at the moment given or, without one, by the machine's clock.

    Raises ValueError for a moment without a time zone: which day it is on cannot be known.
    """
    return local_day(_moment() if now is None else now)


def local_day(moment: datetime) -> date:
    """The day in Europe/London that a moment falls on. Raises ValueError for a moment without a time zone."""
    if moment.utcoffset() is None:
        raise ValueError("A moment needs its time zone before anyone can say which day it falls on.")
    return moment.astimezone(LONDON).date()


# `today` has a parameter called `now`, which hides the function inside it.
_moment = now
