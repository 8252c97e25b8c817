"""What several headings of My desk read alike is read once for the page: packs that wait, the plan worked with.

Outside of such a page everything is read when it is asked for. What takes many queries is kept from page to page, until
anything at all changes (`unchanged`).
"""

import hashlib
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from django.core.cache import cache

from plan import events
from plan.models import Plan
from plan.pages import DAY, fingerprint

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


def unchanged(*key: Hashable, read: Callable[[], Read]) -> Read:
    """What `read()` gave under this key since the last change of anything that the log tells of. The key says all else
    that it depends on: the day, and whose rows they are, by the rows themselves, since rights are asked each time."""
    parts = (fingerprint(), str(revision_on_desk()), *map(str, key))
    found: Read = cache.get_or_set(f"desk:{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()}", read, DAY)
    return found
