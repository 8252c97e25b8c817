"""The geometry of a trend, as a sparkline in a table's row or a chart of its own: coordinates and words, no ink.

Pure: no Django. The templates `charts/sparkline.svg` and `charts/chart.svg` draw what is worked out here, on the page
and on paper alike. Missing points are gaps, never joined up and never nought. Coordinates run from the top left, in
pixels at natural size.
"""

import base64
from collections.abc import Sequence
from decimal import Decimal

from performance import lettering, scale
from performance.chart_parts import Chart, LegendItem, Mark, Path, Plane, SideLabel, Tick, areas, marks, polylines
from performance.chart_words import Band, Comparator, Point, describe, legend_words, short_value
from performance.lettering import Box, Text, width_of
from performance.rag import Target
from plan import wording

__all__ = ["Band", "Chart", "Comparator", "Point", "chart", "data_uri", "describe", "sparkline"]

SPARKLINE_SIZE = (132, 34)
CHART_SIZE = (640, 260)
SMALL, LARGE = 12.0, 14.0
TOP, BOTTOM = 30, 28  # above the plot for the caption and the highest label, below it for the periods
LEGEND_HEIGHT = 24
SIDE_GAP, SIDE_WIDTH, LINE_HEIGHT = 10, 150, 15
MOST_MARKS = 24  # more points than this, and a mark on each hides the line
MOST_LABELS = 12  # more than this, and only the first, the last and the extremes are labelled


def sparkline(
    name: str, points: Sequence[Point], *, target: Target | None = None, unit: str = "", places: int | None = None
) -> Chart:
    """A trend for a table's row, 132 by 34: the line, the target dotted, the last point marked, nothing else."""
    width, height = SPARKLINE_SIZE
    plot = Box(2, 5, width - 6, height - 5)
    words = describe(name, points, target=target, unit=unit, places=places)
    known = _known(points)
    if not known:
        nothing = Text(wording.NO_DATA, plot.left, height / 2 + 4, "start", 11)
        return Chart(width, height, name, words, plot, empty=nothing)
    low, high = scale.span([*known, *_ends(target)], unit)
    plane = Plane(plot, len(points), low, high, inset=2)
    return Chart(
        width,
        height,
        name,
        words,
        plot,
        segments=polylines(plane.paths([point.value for point in points])),
        marks=marks(plane, points, every=False),
        targets=tuple(plane.y(end) for end in _ends(target)),
    )


def chart(
    name: str,
    points: Sequence[Point],
    *,
    target: Target | None = None,
    comparator: Comparator | None = None,
    band: Band | None = None,
    unit: str = "",
    places: int | None = None,
) -> Chart:
    """A trend of its own, 640 by 260 (taller with a legend): axes, points, values where they fit, names beside lines.

    Raises ValueError where the comparator or the band has not one value (or `None`) for each point.
    """
    if (comparator and len(comparator.values) != len(points)) or (band and len(band.ends) != len(points)):
        raise ValueError("The comparator needs one value, or none, for each point of the series.")
    width, height = CHART_SIZE
    words = describe(name, points, target=target, comparator=comparator, band=band, unit=unit, places=places)
    if not _known(points):
        nothing = Text(wording.NO_DATA, width / 2, height / 2, "middle", LARGE)
        return Chart(width, height, name, words, Box(0, 0, width, height), empty=nothing)
    others = [value for value in comparator.values if value is not None] if comparator else []
    ends = band.amounts if band else []
    amounts = scale.ticks([*_known(points), *others, *ends, *_ends(target)], unit, places)
    tick_words = [short_value(amount, unit, _places_of(amounts)) for amount in amounts]
    named = _named_lines(points, target, comparator, band, unit, places)
    plot = _plot(tick_words, named)
    plane = Plane(plot, len(points), amounts[0], amounts[-1], inset=_inset(points))
    drawn = marks(plane, points, every=len(points) <= MOST_MARKS)
    other_paths = plane.paths(comparator.values) if comparator else []
    side = _side_labels(plane, named)
    legend = _legend(points, plot.left)
    return Chart(
        width,
        height + (LEGEND_HEIGHT if legend else 0),
        name,
        words,
        plot,
        segments=polylines(plane.paths([point.value for point in points])),
        marks=drawn,
        targets=tuple(plane.y(end) for end in _ends(target)),
        ticks=tuple(
            Tick(plane.y(amount), label, not amount) for amount, label in zip(amounts, tick_words, strict=True)
        ),
        periods=_periods(plane, points),
        values=_values(plane, points, drawn, [*other_paths, *map(plane.across, _ends(target))], unit, places),
        side_labels=side,
        bands=areas(plane, band.ends) if band else (),
        comparator=polylines(other_paths),
        comparator_marks=tuple(Mark(*path[0]) for path in other_paths if len(path) == 1),
        caption="" if unit in ("", "%", "£") else wording.sentence(unit),
        legend=legend,
    )


def data_uri(svg: str) -> str:
    """A drawing as the address of an image, for an `<img>` on paper or under a strict content policy."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode('ascii')}"


def _known(points: Sequence[Point]) -> list[Decimal]:
    return [point.value for point in points if point.value is not None]


def _ends(target: Target | None) -> list[Decimal]:
    return [end for end in (target.low, target.high) if end is not None] if target else []


def _places_of(amounts: Sequence[Decimal]) -> int:
    """The decimal places the ticks need, the same for all of them."""
    return max(0, *(-int(amount.normalize().as_tuple().exponent) for amount in amounts))


# What stands around the plot ----------------------------------------------------------------------------------------

NamedLine = tuple[str, Decimal, list[str], float]  # role, the amount it ends at, lines of words, size of type


def _named_lines(
    points: Sequence[Point],
    target: Target | None,
    comparator: Comparator | None,
    band: Band | None,
    unit: str,
    places: int | None,
) -> list[NamedLine]:
    """What is named to the right of the plot: the last value where the series reaches it, target, others."""
    named: list[NamedLine] = []
    last = points[-1]
    if last.value is not None and len(points) > 1:
        words = last.words or short_value(last.value, unit, places)
        named.append(("series", last.value, lettering.wrapped(words, LARGE, SIDE_WIDTH), LARGE))
    if target and _ends(target):
        words = f"Target {target.shown(unit if unit in ('%', '£') else '', places)}"
        middle = sum(_ends(target), Decimal(0)) / len(_ends(target))
        named.append(("target", middle, lettering.wrapped(words, SMALL, SIDE_WIDTH), SMALL))
    others = [value for value in comparator.values if value is not None] if comparator else []
    if comparator and others:
        words = f"{comparator.name} {short_value(others[-1], unit, places)}"
        named.append(("comparator", others[-1], lettering.wrapped(words, SMALL, SIDE_WIDTH), SMALL))
    if band and (ends := band.amounts[-2:]):
        middle = sum(ends, Decimal(0)) / 2
        named.append(("band", middle, lettering.wrapped(band.name, SMALL, SIDE_WIDTH), SMALL))
    return named


def _plot(tick_words: Sequence[str], named: Sequence[NamedLine]) -> Box:
    left = max(width_of(words, SMALL) for words in tick_words) + 10
    side = max((width_of(line, size) for _, _, lines, size in named for line in lines), default=0)
    width, height = CHART_SIZE
    return Box(round(left, 1), TOP, round(width - side - SIDE_GAP - 2, 1), height - BOTTOM)


def _inset(points: Sequence[Point]) -> float:
    """Room for half of the first label within the plot, so that values and periods stay clear of the axis."""
    return min(40.0, max(14.0, *(width_of(point.label, SMALL) / 2 for point in (points[0], points[-1]))))


def _side_labels(plane: Plane, named: Sequence[NamedLine]) -> tuple[SideLabel, ...]:
    heights = [LINE_HEIGHT * len(lines) + 2.0 for _, _, lines, _ in named]
    wanted = [plane.y(amount) for _, amount, _, _ in named]
    middles = lettering.spread(wanted, heights, plane.plot.top - 12, plane.plot.bottom + 12)
    labels = []
    for (role, _, lines, size), middle in zip(named, middles, strict=True):
        first = middle - LINE_HEIGHT * (len(lines) - 1) / 2 + size * 0.36
        x = plane.plot.right + SIDE_GAP
        texts = [Text(line, x, round(first + LINE_HEIGHT * row, 1), "start", size) for row, line in enumerate(lines)]
        labels.append(SideLabel(role, tuple(texts)))
    return tuple(labels)


def _periods(plane: Plane, points: Sequence[Point]) -> tuple[Text, ...]:
    widths = [width_of(point.label, SMALL) for point in points]
    shown = lettering.every(len(points), widths, plane.step)
    base = plane.plot.bottom + 18
    return tuple(Text(points[place].label, plane.x(place), base, "middle", SMALL) for place in shown)


def _legend(points: Sequence[Point], left: float) -> tuple[LegendItem, ...]:
    items, x, middle = [], left + 4, CHART_SIZE[1] + LEGEND_HEIGHT / 2 - 2
    for shape, words in legend_words(points):
        mark = None if shape == "gap" else Mark(round(x, 1), middle, shape)
        text = Text(words, round(x + (10 if mark else -4), 1), middle + 4, "start", SMALL)
        items.append(LegendItem(mark, text))
        x = text.box.right + 24
    return tuple(items)


# Values beside their points -----------------------------------------------------------------------------------------


def _values(
    plane: Plane, points: Sequence[Point], drawn: Sequence[Mark], others: list[Path], unit: str, places: int | None
) -> tuple[Text, ...]:
    """Labels for points, the telling ones first; one that would cross a line or another label is left out."""
    frame = Box(plane.plot.left, 2, plane.plot.right, plane.plot.bottom)
    paths = plane.paths([point.value for point in points])
    taken, labels = [mark.box for mark in drawn], []
    for place in _telling(points):
        words = points[place].words or short_value(points[place].value or Decimal(0), unit, places)
        choices = _beside(plane, points, place, words)
        label = lettering.place(choices, taken, frame, [*paths, *others])
        if label is None and place in _telling(points)[:2]:
            label = lettering.place(choices, taken, frame, paths) or lettering.place(choices, taken, frame, [])
        if label:
            labels.append(label)
            taken.append(label.box)
    return tuple(sorted(labels, key=lambda label: label.x))


def _telling(points: Sequence[Point]) -> list[int]:
    """The places to label in order of importance: latest (unless named beside the plot), first, extremes, the rest."""
    known = [place for place, point in enumerate(points) if point.value is not None]
    by_value = sorted(known, key=lambda place: points[place].value or Decimal(0))
    order = [known[-1], known[0], by_value[-1], by_value[0]]
    if len(points) <= MOST_LABELS:
        order += known
    beside = {len(points) - 1} if len(points) > 1 else set()
    return [place for place in dict.fromkeys(order) if place not in beside]


def _beside(plane: Plane, points: Sequence[Point], place: int, words: str) -> list[Text]:
    """Above the point and below it; below first where the line has a hollow there."""
    value = points[place].value or Decimal(0)
    x, y = plane.x(place), plane.y(value)
    neighbours = [points[near].value for near in (place - 1, place + 1) if 0 <= near < len(points)]
    hollow = sum((near > value) - (near < value) for near in neighbours if near is not None) > 0
    above, below = Text(words, x, round(y - 9, 1)), Text(words, x, round(y + 18, 1))
    return [below, above] if hollow else [above, below]
