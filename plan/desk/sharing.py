"""What several headings of My desk read alike is read once for the page: packs that wait, the plan worked with.

Outside of such a page everything is read when it is asked for.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from plan import events
from plan.models import Plan

Read = TypeVar("Read")
_page: ContextVar[dict[Hashable, Any] | None] = ContextVar("what a page of the desk has read", default=None)


@contextmanager
def sharing() -> Iterator[None]:
    """While this lasts, what is read under a key is read once."""
    token = _page.set({})
    try:
        yield
    finally:
        _page.reset(token)


def shared(key: Hashable, read: Callable[[], Read]) -> Read:
    """What `read()` gives, kept under `key` until the page is done. The key says all that it depends on, the user too;
    whoever gets it changes nothing in it."""
    page = _page.get()
    if page is None:
        return read()
    if key not in page:
        page[key] = read()
    found: Read = page[key]
    return found


def revision_on_desk() -> int:
    """The current revision, read once for the page."""
    return shared("revision", events.revision)


def plan_on_desk(on: date) -> Plan | None:
    """The plan in force on a day, read once for the page."""
    return shared(("in-force", on), lambda: Plan.current(on))
