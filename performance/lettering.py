"""Where words go in a drawing: how wide they are, and which place for a label crosses least. Pure geometry.

Units are those of the drawing (a pixel at its natural size). Widths are those of Liberation Sans and Arial, near
enough: a label that is thought a little too wide loses nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_NARROW, _WIDE = frozenset(" ,.:;/|!'’ijlItf()[]-"), frozenset("MW%@mw")
ASCENT, DESCENT = 0.74, 0.22
Line = Sequence[tuple[float, float]]


def width_of(words: str, size: float) -> float:
    """How wide the words are at this size of type."""
    return size * sum(0.32 if sign in _NARROW else 0.87 if sign in _WIDE else 0.6 for sign in words)


def wrapped(words: str, size: float, width: float) -> list[str]:
    """The words in lines no wider than this, broken between words; a single word that is wider stays whole."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True)
class Text:
    """Words at a place: `y` is their base line, `anchor` one of start, middle and end."""

    words: str
    x: float
    y: float
    anchor: str = "middle"
    size: float = 12

    @property
    def box(self) -> "Box":
        """The space the words take up."""
        width = width_of(self.words, self.size)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        top, bottom = self.y - ASCENT * self.size, self.y + DESCENT * self.size
        return Box(*(round(edge, 1) for edge in (left, top, left + width, bottom)))


@dataclass(frozen=True)
class Box:
    """A rectangle, `top` above `bottom` as drawings have it: the smaller number."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return round(self.right - self.left, 1)

    @property
    def height(self) -> float:
        """From top to bottom."""
        return round(self.bottom - self.top, 1)

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: "Box") -> bool:
        """Whether this one lies wholly within the other."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def crossed_by(self, line: Line) -> bool:
        """Whether a line through these points runs through it: within its width, does the line enter its height?"""
        for (x1, y1), (x2, y2) in pairwise(line):
            left, right = max(self.left, min(x1, x2)), min(self.right, max(x1, x2))
            if left > right:
                continue
            slope = (y2 - y1) / (x2 - x1) if x2 != x1 else 0.0
            ends = [y1 + slope * (x - x1) for x in (left, right)] if x2 != x1 else [y1, y2]
            if min(ends) < self.bottom and max(ends) > self.top:
                return True
        return False


def place(choices: Iterable[Text], taken: Iterable[Box], frame: Box, lines: Iterable[Line]) -> Text | None:
    """The first choice that stays in the frame, clear of what is taken and of the lines; else `None`."""
    boxes, paths = list(taken), list(lines)
    for choice in choices:
        box = choice.box
        if not box.inside(frame) or any(box.meets(other) for other in boxes):
            continue
        if not any(box.crossed_by(path) for path in paths):
            return choice
    return None


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles for labels one above another, each as near as may be to where it wants to be, in the order given.

    Where there is not room for all, they start at `top` and run on, still clear of one another.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    middles = [0.0] * len(wanted)
    edge = top
    for position in order:
        middles[position] = max(wanted[position], edge + heights[position] / 2)
        edge = middles[position] + heights[position] / 2
    edge = bottom
    for position in reversed(order):
        middles[position] = min(middles[position], edge - heights[position] / 2)
        edge = middles[position] - heights[position] / 2
    return _pushed_down(middles, heights, order, top)


def _pushed_down(middles: list[float], heights: Sequence[float], order: Sequence[int], top: float) -> list[float]:
    edge = top
    for position in order:
        middles[position] = max(middles[position], edge + heights[position] / 2)
        edge = middles[position] + heights[position] / 2
    return middles


def apart(middles: Sequence[float], widths: Sequence[float], gap: float = 8) -> list[int]:
    """Which of a row of labels at these places to show, the last always, so that none meets the next."""
    shown: list[int] = []
    for place in reversed(range(len(middles))):
        if not shown or middles[place] + (widths[place] + widths[shown[-1]]) / 2 + gap <= middles[shown[-1]]:
            shown.append(place)
    return shown[::-1]


def every(count: int, widths: Sequence[float], step: float, gap: float = 8) -> list[int]:
    """Which of a row of labels to show, evenly apart and the last always, so that none meets the next.

    `step` is the distance from one label's middle to the next one's.
    """
    widest = max(widths, default=0) + gap
    apart = next((skip for skip in range(1, count + 1) if skip * step >= widest), max(count, 1))
    return sorted(range(count - 1, -1, -apart))
