"""The geometry of a bar that goes both ways: agreement or importance to the right of the middle, the opposite to its
left, and what is neither across it. "Don't know" is no side, and is told in words alone. Pure.

Coordinates are whole tenths of a percentage point from 0 to 2,000, the middle at 1,000.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from consultation.hearing.levels import side

from .shares import DONT_KNOW, Tally

MIDDLE = 1_000


@dataclass(frozen=True)
class Part:
    x: int
    width: int
    kind: str  # for, against or between; with "strongly" for the ends of the scale


def bar(tally: Tally, codes: Sequence[str]) -> list[Part]:
    """The pieces of a bar for answers on a scale, given from the most in favour to the most against."""
    widths = {code: _width(tally, code) for code in codes if code != DONT_KNOW}
    between = [code for code in widths if not side(code)]
    half = sum(widths[code] for code in between) // 2
    parts = [Part(MIDDLE - half, 2 * half, "between")] if half else []
    for way, kind in ((1, "for"), (-1, "against")):
        inwards = [code for code in widths if side(code) == way]
        outermost = inwards[0 if way > 0 else -1] if inwards else None
        start = half
        for code in reversed(inwards) if way > 0 else inwards:  # the weaker answer stands next to the middle
            width = widths[code]
            if width:
                x = MIDDLE + start if way > 0 else MIDDLE - start - width
                parts.append(Part(x, width, f"{kind}-strongly" if code == outermost else kind))
            start += width
    return parts


def plain(tally: Tally, code: str) -> list[Part]:
    """The bar of one choice: from the left, as long as its share."""
    width = 2 * _width(tally, code)
    return [Part(0, width, "for")] if width else []


def _width(tally: Tally, code: str) -> int:
    return round(tally.share((code,)) * 1_000)
