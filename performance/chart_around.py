"""What stands around a trend's plot: periods below it, names beside its lines, a legend. Coordinates, no ink. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from performance import lettering
from performance.chart_parts import LegendItem, Mark, Plane, SideLabel
from performance.chart_words import Band, Comparator, Point, legend_words, short_value
from performance.lettering import Box, Text, width_of
from performance.rag import Target

SMALL, LARGE = 12.0, 14.0
TOP, BOTTOM = 30, 28  # above the plot for the caption and the highest label, below it for the periods
LEGEND_ROW = 18
SIDE_GAP, SIDE_WIDTH, LINE_HEIGHT = 10, 150, 15
SWATCH = 20  # room for a piece of a line before its name
EVEN = 1.25  # steps that differ by no more than this are a rhythm: quarters of 90 and of 92 days

NamedLine = tuple[str, Decimal, str]  # role, the amount it ends at, words


def ends(target: Target | None) -> list[Decimal]:
    """The amounts that a target is drawn at."""
    return [end for end in (target.low, target.high) if end is not None] if target else []


def named_lines(
    target: Target | None, comparator: Comparator | None, band: Band | None, unit: str, places: int | None
) -> list[NamedLine]:
    """The lines beside the series' own: the target, others."""
    named: list[NamedLine] = []
    if target and ends(target):
        words = f"Target {target.shown(unit if unit in ('%', '£') else '', places)}"
        named.append(("target", sum(ends(target), Decimal(0)) / len(ends(target)), words))
    others = [value for value in comparator.values if value is not None] if comparator else []
    if comparator and others:
        named.append(("comparator", others[-1], f"{comparator.name} {short_value(others[-1], unit, places)}"))
    if band and (both := band.amounts[-2:]):
        named.append(("band", sum(both, Decimal(0)) / 2, band.name))
    return named


def last_value(points: Sequence[Point], unit: str, places: int | None) -> list[NamedLine]:
    """The latest figure, to stand beside the plot where the series reaches its edge."""
    last = points[-1]
    if last.value is None or len(points) < 2:
        return []
    return [("series", last.value, last.words or short_value(last.value, unit, places))]


def plot_of(size: tuple[int, int], tick_words: Sequence[str], named: Sequence[NamedLine]) -> Box:
    """The plot within a drawing: room on its left for the amounts, on its right for what is named there."""
    left = max(width_of(words, SMALL) for words in tick_words) + 10
    side = max((width_of(line, _size(role)) for role, _, words in named for line in _lines(role, words)), default=0)
    gap = SIDE_GAP if named else 0
    return Box(round(left, 1), TOP, round(size[0] - side - gap - 2, 1), size[1] - BOTTOM)


def inset(points: Sequence[Point]) -> float:
    """Room for half of the first label within the plot, so that values and periods stay clear of the axis."""
    return min(40.0, max(14.0, *(width_of(point.label, SMALL) / 2 for point in (points[0], points[-1]))))


def side_labels(plane: Plane, named: Sequence[NamedLine]) -> tuple[SideLabel, ...]:
    """Names to the right of the plot, each as near its line as there is room."""
    wrapped = [_lines(role, words) for role, _, words in named]
    heights = [LINE_HEIGHT * len(lines) + 2.0 for lines in wrapped]
    wanted = [plane.y(amount) for _, amount, _ in named]
    middles = lettering.spread(wanted, heights, plane.plot.top - 12, plane.plot.bottom + 12)
    labels = []
    for (role, _, _), lines, middle in zip(named, wrapped, middles, strict=True):
        size = _size(role)
        first = middle - LINE_HEIGHT * (len(lines) - 1) / 2 + size * 0.36
        x = plane.plot.right + SIDE_GAP
        texts = [Text(line, x, round(first + LINE_HEIGHT * row, 1), "start", size) for row, line in enumerate(lines)]
        labels.append(SideLabel(role, tuple(texts)))
    return tuple(labels)


def _size(role: str) -> float:
    return LARGE if role == "series" else SMALL


def _lines(role: str, words: str) -> list[str]:
    return lettering.wrapped(words, _size(role), SIDE_WIDTH)


def periods(plane: Plane, points: Sequence[Point]) -> tuple[Text, ...]:
    """The names of as many points as have room: evenly apart where they keep a rhythm, the latest always."""
    widths = [width_of(point.label, SMALL) for point in points]
    middles = [plane.x(place) for place in range(len(points))]
    steps = [later - earlier for earlier, later in pairwise(middles)] or [plane.plot.width]
    if max(steps) <= EVEN * min(steps):
        shown = lettering.every(len(points), widths, min(steps))
    else:
        shown = lettering.apart(middles, widths)
    base = plane.plot.bottom + 18
    return tuple(Text(points[place].label, middles[place], base, "middle", SMALL) for place in shown)


def legend(
    points: Sequence[Point], named: Sequence[NamedLine], left: float, size: tuple[int, int]
) -> tuple[LegendItem, ...]:
    """The lines that are named nowhere else and the marks that need a word, in as many rows as it takes."""
    told = [(role, words, SWATCH) for role, _, words in named]
    told += [(shape, words, SWATCH if shape == "gap" else 10) for shape, words in legend_words(points)]
    items: list[LegendItem] = []
    start, x, row = left + 4, left + 4, 0
    for kind, words, room in told:
        lines = lettering.wrapped(words, SMALL, size[0] - start - room - 2)
        if x > start and (len(lines) > 1 or x + room + width_of(words, SMALL) > size[0]):
            x, row = start, row + 1
        for place, line in enumerate(lines):
            row += bool(place)
            middle = size[1] + 10 + LEGEND_ROW * row
            text = Text(line, round(x + room, 1), middle + 4, "start", SMALL)
            is_mark = room == 10 and not place
            items.append(LegendItem(Mark(round(x, 1), middle, kind) if is_mark else None, text,
                                    kind if room == SWATCH and not place else ""))  # fmt: skip
        x = items[-1].text.box.right + 24
    return tuple(items)


def below(items: Sequence[LegendItem]) -> int:
    """How much taller a legend makes the drawing."""
    rows = len({item.text.y for item in items})
    return LEGEND_ROW * rows + 6 if rows else 0
