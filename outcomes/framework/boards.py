"""What a board looks after, when the board is closed or merged into another."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from plan import locking
from plan.models import Body
from plan.slots import BodyEnding, slots
from plan.wording import count, day

from .models import ItemBoard

PARTS = ("part of the plan", "parts of the plan")


def open_links(body: Body, on: date) -> QuerySet[ItemBoard]:
    """What it would look after on that day or later."""
    return ItemBoard.objects.filter(board=body).filter(Q(ends__isnull=True) | Q(ends__gt=on)).order_by("pk")


def in_words(how_many: int, on: date, into: Body | None) -> list[str]:
    if not how_many:
        return ["It looks after no part of the plan."]
    parts, one = count(how_many, *PARTS), how_many == 1
    passes, has = ("passes", "has") if one else ("pass", "have")
    whose = f"{passes} to {into}" if into else f"{has} no board any more; name another"
    return [f"{parts} that it looks after {whose}, from {day(on)}."]


def told(body: Body, *, on: date, into: Body | None) -> list[str]:
    return in_words(open_links(body, on).count(), on, into)


def end(body: Body, *, on: date, into: Body | None, by: Any, why: str) -> list[str]:
    """End its links on that day, and begin new ones for the board that takes over, unless it looks after them too."""
    links = list(open_links(body, on))
    for link in links:
        if into is not None:
            _hand_over(link, on, into, by, why)
        link._history_user, link._change_reason = by, why
        if link.starts is not None and link.starts >= on:
            link.delete()
        else:
            link.ends = on
            locking.save(link, why=why)
    return in_words(len(links), on, into)


def _hand_over(link: ItemBoard, on: date, into: Body, by: Any, why: str) -> None:
    starts = max(on, link.starts) if link.starts else on
    if ItemBoard.objects.on(starts).filter(item=link.item_id, board=into).exists():
        return
    new = ItemBoard(
        item_id=link.item_id, board=into, starts=starts, ends=link.ends, source=link.source,
        illustrative=link.illustrative,
    )  # fmt: skip
    new._history_user, new._change_reason = by, why
    new.save()


def furnish() -> None:
    slots.body_endings.add(BodyEnding("item-boards", told, end, order=10))
