"""Which boards answer for which outcomes."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from outcomes.framework.links import ItemBoard
from outcomes.framework.same import twins


def boards_of(items: Collection[UUID], *, on: date) -> dict[UUID, dict[int, str]]:
    """By item, the boards that answer for it on a day: names by their keys, in alphabetical order. Two queries."""
    same = twins(items)
    found: dict[UUID, dict[int, str]] = {}
    rows = ItemBoard.objects.on(on).filter(item__in=list(same)).order_by("board__name")
    for item, key, name in rows.values_list("item_id", "board", "board__name"):
        for asked in same[item]:
            found.setdefault(asked, {})[key] = name
    return found
