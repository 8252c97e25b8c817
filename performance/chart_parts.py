"""The parts of a drawn trend: coordinates ready for a template, and the plane that turns amounts into them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from performance.chart_words import Point
from performance.lettering import Box, Text

Path = tuple[tuple[float, float], ...]
# Half the width of a mark, by shape: squares look larger than circles of the same width.
MARK_SIZE = 3.0
# Half the width of a band that is of one point alone.
ALONE = 9


@dataclass(frozen=True)
class Mark:
    """A point as drawn: `shape` is solid, provisional (a hollow circle) or illustrative (a hollow square)."""

    x: float
    y: float
    shape: str = "solid"
    last: bool = False

    @property
    def left(self) -> float:
        """The left edge of a square mark."""
        return round(self.x - MARK_SIZE, 1)

    @property
    def top(self) -> float:
        """The upper edge of a square mark."""
        return round(self.y - MARK_SIZE, 1)

    @property
    def box(self) -> Box:
        """The space the mark takes up."""
        return Box(self.x - MARK_SIZE, self.y - MARK_SIZE, self.x + MARK_SIZE, self.y + MARK_SIZE)


@dataclass(frozen=True)
class Tick:
    """A thin line across at a round amount, its label left of it; `nought` where the amount is 0."""

    y: float
    label: str
    nought: bool = False

    @property
    def label_y(self) -> float:
        """Where the label's base line lies, so that the label is level with the line."""
        return round(self.y + 4, 1)


@dataclass(frozen=True)
class SideLabel:
    """Words to the right of the plot that name what ends there: `role` is series, target or comparator."""

    role: str
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class LegendItem:
    """A mark and the word that explains it; `mark` is `None` for a line or area,
    whose `role` is gap, target, comparator or band."""

    mark: Mark | None
    text: Text
    role: str = ""

    @property
    def middle(self) -> float:
        """How far down its swatch lies."""
        return round(self.text.y - 4, 1)

    @property
    def swatch(self) -> Box:
        """Where a piece of the line or area that it names is drawn, before the words."""
        return Box(round(self.text.x - 18, 1), self.middle - 4, round(self.text.x - 5, 1), self.middle + 4)


@dataclass(frozen=True)
class Chart:
    """All that a template needs to draw a trend. `segments` and `comparator` are ready for a polyline's
    `points`, `bands` for a polygon's.

    A run of one point is no line: it is a mark. `links` lead over gaps and are dashed. `empty` is what to say instead
    where there is nothing to draw.
    """

    width: int
    height: int
    title: str
    description: str
    plot: Box
    segments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    targets: tuple[float, ...] = ()
    ticks: tuple[Tick, ...] = ()
    periods: tuple[Text, ...] = ()
    values: tuple[Text, ...] = ()
    side_labels: tuple[SideLabel, ...] = ()
    bands: tuple[str, ...] = ()
    comparator: tuple[str, ...] = ()
    comparator_marks: tuple[Mark, ...] = ()
    caption: str = ""
    legend: tuple[LegendItem, ...] = ()
    empty: Text | None = None

    @property
    def view_box(self) -> str:
        """The drawing's extent, for the attribute of that name."""
        return f"0 0 {self.width} {self.height}"

    @property
    def last(self) -> Mark | None:
        """The latest point there is."""
        return next((mark for mark in self.marks if mark.last), None)


@dataclass(frozen=True)
class Plane:
    """Where the places of a series and its amounts lie on the drawing; `inset` keeps the ends off the plot's edges.
    `shares` say how far along each place is, from 0 to 1 (`shares_of`)."""

    plot: Box
    shares: tuple[float, ...]
    low: Decimal
    high: Decimal
    inset: float = 0

    def x(self, place: int) -> float:
        """How far from the left."""
        room = self.plot.right - self.plot.left - 2 * self.inset
        return round(self.plot.left + self.inset + self.shares[place] * room, 1)

    def y(self, amount: Decimal) -> float:
        """Upwards from the bottom of the plot."""
        share = float((amount - self.low) / (self.high - self.low))
        return round(self.plot.bottom - share * (self.plot.bottom - self.plot.top), 1)

    def across(self, amount: Decimal) -> Path:
        """A level line at this amount."""
        return ((self.plot.left, self.y(amount)), (self.plot.right, self.y(amount)))

    def paths(self, values: Sequence[Decimal | None]) -> list[Path]:
        """The unbroken runs of a series; a missing value ends one."""
        runs: list[list[tuple[float, float]]] = [[]]
        for place, value in enumerate(values):
            if value is None:
                runs.append([])
            else:
                runs[-1].append((self.x(place), self.y(value)))
        return [tuple(run) for run in runs if run]


def links(paths: Sequence[Path]) -> list[Path]:
    """From the end of each unbroken run to the beginning of the next one."""
    return [(before[-1], after[0]) for before, after in pairwise(paths)]


def shares_of(points: Sequence[Point]) -> tuple[float, ...]:
    """How far along each point lies, from 0 to 1: by its day, where each has one later than the one before; else evenly
    from left to right. A single point lies in the middle."""
    if len(points) == 1:
        return (0.5,)
    days = [point.day.toordinal() for point in points if point.day]
    if len(days) < len(points) or any(later <= earlier for earlier, later in pairwise(days)):
        return tuple(place / (len(points) - 1) for place in range(len(points)))
    return tuple((day - days[0]) / (days[-1] - days[0]) for day in days)


def polylines(paths: Sequence[Path]) -> tuple[str, ...]:
    """The runs that are lines, as a polyline's `points`."""
    return tuple(" ".join(f"{x:g},{y:g}" for x, y in path) for path in paths if len(path) > 1)


def areas(plane: Plane, ends: Sequence[tuple[Decimal, Decimal] | None]) -> tuple[str, ...]:
    """Unbroken runs of a lower and an upper end, as a polygon's `points`; one alone is a narrow upright box."""
    lower = plane.paths([pair[0] if pair else None for pair in ends])
    upper = plane.paths([pair[1] if pair else None for pair in ends])
    drawn = []
    for below, above in zip(lower, upper, strict=True):
        if len(below) == 1:
            (x, low), (_, high) = below[0], above[0]
            below, above = (tuple((round(x + side, 1), y) for side in (-ALONE, ALONE)) for y in (low, high))
        drawn.append(" ".join(f"{x:g},{y:g}" for x, y in (*above, *reversed(below))))
    return tuple(drawn)


def marks(plane: Plane, points: Sequence[Point], *, every: bool) -> tuple[Mark, ...]:
    """The points to mark: all of them, or only the last, those alone between gaps, and those that are not final."""
    known = [place for place, point in enumerate(points) if point.value is not None]
    chosen = [
        place
        for place in known
        if every
        or place == known[-1]
        or points[place].shape != "solid"
        or ((place - 1) not in known and (place + 1) not in known)
    ]
    return tuple(
        Mark(plane.x(place), plane.y(points[place].value or Decimal(0)), points[place].shape, place == known[-1])
        for place in chosen
    )
