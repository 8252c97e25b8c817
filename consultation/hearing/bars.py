"""The geometry of a bar that goes both ways: answers in favour to the right of the middle, against to its left. Pure.

Coordinates are percentage points from 0 to 200, the middle at 100. What is only a lower bound ends open. What is left
of a hundred lies around the middle, and only where both sides are known: elsewhere nobody knows where it belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .figures import rest, share
from .levels import HOLDS, side, widest

MIDDLE = Decimal(100)


@dataclass(frozen=True)
class Part:
    """A piece of the bar. `kind` is for, against, between or more ("and over": the open end)."""

    x: Decimal
    width: Decimal
    kind: str
    strong: bool = False  # inside a wider one


def bar(figures: Sequence[Any], *, loose: bool = False) -> list[Part]:
    """The pieces of one group's bar, from the middle outwards; none where no figure has a side. `loose`: other answers
    may belong to them, so nothing is left to be drawn."""
    known = {figure.level: figure for figure in figures if figure.level and share(figure) is not None}
    wide = widest(set(known))
    sides = {side(level) for level in wide}
    left = rest(figures) if {1, -1} <= sides and not loose else None
    middling = sum((share(known[level]) or Decimal(0) for level in wide if not side(level)), Decimal(0)) + (left or 0)
    parts = [Part(MIDDLE - middling / 2, middling, "between")] if middling else []
    for way in (1, -1):
        start = middling / 2
        for level in [level for level in known if level in wide and side(level) == way]:
            parts += _side(known, level, way, start)
            start += share(known[level]) or Decimal(0)
    return parts


def _side(known: dict[str, Any], level: str, way: int, start: Decimal) -> list[Part]:
    figure, kind = known[level], "for" if way > 0 else "against"
    size = share(figure) or Decimal(0)
    parts = [_part(way, start, size, kind)]
    if figure.said == "over":
        parts.append(_part(way, start + size, MIDDLE - start - size, "more"))
    inner = [other for other in known if HOLDS[other] < HOLDS[level] and known[other].said == "exact"]
    end = start + size
    for other in inner[:1]:  # one is drawn, at the outer end; the words beside the bar give all
        part = share(known[other]) or Decimal(0)
        parts.append(_part(way, end - part, part, kind, strong=True))
    return parts


def _part(way: int, start: Decimal, size: Decimal, kind: str, *, strong: bool = False) -> Part:
    return Part(MIDDLE + start if way > 0 else MIDDLE - start - size, size, kind, strong)
