"""Dated links of a body that end on a day, when it is closed, and pass to the body that takes over."""

from collections.abc import Iterable
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


def overlapping(links: QuerySet, starts: date | None, ends: date | None) -> QuerySet:
    """Those that hold on any day of a half-open stretch, whose ends may be open."""
    if starts is not None:
        links = links.filter(Q(ends__isnull=True) | Q(ends__gt=starts))
    return links.filter(Q(starts__isnull=True) | Q(starts__lt=ends)) if ends is not None else links


def uncovered(
    starts: date, ends: date | None, held: Iterable[tuple[date | None, date | None]]
) -> list[tuple[date, date | None]]:  # fmt: skip
    """What is left of a half-open stretch of days without those held already, in order. Pure."""
    left: list[tuple[date, date | None]] = []
    free: date | None = starts
    for begin, end in sorted(held, key=lambda one: one[0] or date.min):
        if free is None or (ends is not None and free >= ends):
            break
        if begin is not None and begin > free:
            left.append((free, begin if ends is None else min(begin, ends)))
        free = None if end is None else max(free, end)
    if free is not None and (ends is None or free < ends):
        left.append((free, ends))
    return left


def pass_on(link: Any, *, on: date, by: Any, why: str, about: tuple[str, ...] = ("item_id",), **to: Any) -> None:
    """Begin an item's link anew for the body named in `to`, unless that has one of its own. `about` are the columns
    that say what a link is about."""
    starts = max(on, link.starts) if link.starts else on
    same = {name: getattr(link, name) for name in about}
    if type(link).objects.on(starts).filter(**same, **to).exists():
        return
    new = type(link)(**same, starts=starts, ends=link.ends, source=link.source, illustrative=link.illustrative, **to)
    new._history_user, new._change_reason = by, why
    new.save()
