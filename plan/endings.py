"""Dated links of a body that end on a day, when it is closed, and pass to the body that takes over."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from . import locking


def lasting(links: QuerySet, on: date) -> QuerySet:
    """Those that hold on that day or later."""
    return links.filter(Q(ends__isnull=True) | Q(ends__gt=on)).order_by("pk")


def end(link: Any, *, on: date, by: Any, why: str) -> None:
    """End a link on a day. One that would only begin then or later never comes to be: it is taken away, and kept in
    history."""
    link._history_user, link._change_reason = by, why
    if link.starts is not None and link.starts >= on:
        link.delete()
    else:
        link.ends = on
        locking.save(link, why=why)


def pass_on(link: Any, *, on: date, by: Any, why: str, **to: Any) -> None:
    """Begin an item's link anew for the body named in `to`, unless that has one of its own."""
    starts = max(on, link.starts) if link.starts else on
    if type(link).objects.on(starts).filter(item=link.item_id, **to).exists():
        return
    new = type(link)(
        item_id=link.item_id, starts=starts, ends=link.ends, source=link.source, illustrative=link.illustrative, **to
    )
    new._history_user, new._change_reason = by, why
    new.save()
