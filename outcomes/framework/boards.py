"""What a board looks after, when the board is closed or merged into another."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from plan import endings
from plan.models import Body
from plan.slots import BodyEnding, slots
from plan.wording import count, day

from .models import ItemBoard

PARTS = ("part of the plan", "parts of the plan")


def open_links(body: Body, on: date) -> QuerySet[ItemBoard]:
    """What it would look after on that day or later."""
    return endings.lasting(ItemBoard.objects.filter(board=body), on)


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
            endings.pass_on(link, on=on, by=by, why=why, board=into)
        endings.end(link, on=on, by=by, why=why)
    return in_words(len(links), on, into)


def furnish() -> None:
    slots.body_endings.add(BodyEnding("item-boards", told, end, order=10))
