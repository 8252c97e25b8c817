"""The geometry of a trend, as a sparkline in a table's row or a chart of its own: coordinates and words, no ink.

Pure: no Django. The templates `charts/sparkline.svg` and `charts/chart.svg` draw what is worked out here, on the page
and on paper alike. Missing points are gaps, bridged by dashes at most and never nought. Coordinates run from the
top left, in pixels at natural size.
"""

import base64
from collections.abc import Sequence
from decimal import Decimal

from performance import chart_around, lettering, scale
from performance.chart_around import ends as ends_of
from performance.chart_parts import Chart, Mark, Path, Plane, Tick, areas, links, marks, polylines, shares_of
from performance.chart_words import Band, Comparator, Point, describe, short_value
from performance.lettering import Box, Text
from performance.rag import Target
from plan import wording

__all__ = ["Band", "Chart", "Comparator", "Point", "can_draw", "chart", "data_uri", "describe", "sparkline"]

SPARKLINE_SIZE = (132, 34)
CHART_SIZE = (640, 260)
NARROW_SIZE = (288, 230)
MOST_MARKS = 24  # more points than this, and a mark on each hides the line
MOST_LABELS = 12  # more than this, and only the first, the last and the extremes are labelled


def can_draw(points: Sequence[Point]) -> bool:
    """Whether there is a course to draw: two figures at least."""
    return len(_known(points)) > 1


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
    low, high = scale.span([*known, *ends_of(target)], unit)
    plane = Plane(plot, shares_of(points), low, high, inset=2)
    runs = plane.paths([point.value for point in points])
    return Chart(
        width,
        height,
        name,
        words,
        plot,
        segments=polylines(runs),
        links=polylines(links(runs)),
        marks=marks(plane, points, every=False),
        targets=tuple(plane.y(end) for end in ends_of(target)),
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
    narrow: bool = False,
) -> Chart:
    """A trend of its own, 640 by 260 (taller with a legend): axes, points, values where they fit, names beside lines.
    A `narrow` one is 288 wide, for telephones: what is named beside the plot stands below it.

    Raises ValueError where the comparator or the band has not one value (or `None`) for each point.
    """
    if (comparator and len(comparator.values) != len(points)) or (band and len(band.ends) != len(points)):
        raise ValueError("The comparator needs one value, or none, for each point of the series.")
    width, height = size = NARROW_SIZE if narrow else CHART_SIZE
    words = describe(name, points, target=target, comparator=comparator, band=band, unit=unit, places=places)
    if not _known(points):
        nothing = Text(wording.NO_DATA, width / 2, height / 2, "middle", chart_around.LARGE)
        return Chart(width, height, name, words, Box(0, 0, width, height), empty=nothing)
    others = [value for value in comparator.values if value is not None] if comparator else []
    ends = band.amounts if band else []
    amounts = scale.ticks([*_known(points), *others, *ends, *ends_of(target)], unit, places)
    tick_words = [short_value(amount, unit, _places_of(amounts)) for amount in amounts]
    lines = chart_around.named_lines(target, comparator, band, unit, places)
    beside = [] if narrow else [*chart_around.last_value(points, unit, places), *lines]
    plot = chart_around.plot_of(size, tick_words, beside)
    plane = Plane(plot, shares_of(points), amounts[0], amounts[-1], inset=chart_around.inset(points))
    drawn = marks(plane, points, every=len(points) <= MOST_MARKS)
    other_paths = plane.paths(comparator.values) if comparator else []
    legend = chart_around.legend(points, lines if narrow else [], plot.left if not narrow else 2, size)
    runs = plane.paths([point.value for point in points])
    crossed = [*links(runs), *other_paths, *map(plane.across, ends_of(target))]
    return Chart(
        width,
        height + chart_around.below(legend),
        name,
        words,
        plot,
        segments=polylines(runs),
        links=polylines(links(runs)),
        marks=drawn,
        targets=tuple(plane.y(end) for end in ends_of(target)),
        ticks=tuple(
            Tick(plane.y(amount), label, not amount) for amount, label in zip(amounts, tick_words, strict=True)
        ),
        periods=chart_around.periods(plane, points),
        values=_values(plane, points, drawn, crossed, unit, places, last_too=narrow),
        side_labels=chart_around.side_labels(plane, beside),
        bands=areas(plane, band.ends) if band else (),
        comparator=polylines(other_paths),
        comparator_marks=tuple(Mark(*path[0]) for path in other_paths if len(path) == 1),
        caption=_caption(unit, width),
        legend=legend,
    )


def data_uri(svg: str) -> str:
    """A drawing as the address of an image, for an `<img>` on paper or under a strict content policy."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode('ascii')}"


def _known(points: Sequence[Point]) -> list[Decimal]:
    return [point.value for point in points if point.value is not None]


def _places_of(amounts: Sequence[Decimal]) -> int:
    """The decimal places the ticks need, the same for all of them."""
    return max(0, *(-int(amount.normalize().as_tuple().exponent) for amount in amounts))


# Values beside their points -----------------------------------------------------------------------------------------


def _caption(unit: str, width: int) -> str:
    """The unit, where it does not stand by each number and there is room for it; the page says it as well."""
    words = "" if unit in ("", "%", "£") else wording.sentence(unit)
    return words if lettering.width_of(words, chart_around.SMALL) <= width else ""


def _values(
    plane: Plane,
    points: Sequence[Point],
    drawn: Sequence[Mark],
    others: list[Path],
    unit: str,
    places: int | None,
    last_too: bool,
) -> tuple[Text, ...]:
    """Labels for points, the telling ones first; one that would cross a line or another label is left out. The latest
    is named beside the plot, unless it is to be labelled too."""
    frame = Box(plane.plot.left, 2, plane.plot.right, plane.plot.bottom)
    paths = plane.paths([point.value for point in points])
    taken, labels = [mark.box for mark in drawn], []
    telling = _telling(points, last_too)
    for place in telling:
        words = points[place].words or short_value(points[place].value or Decimal(0), unit, places)
        choices = _beside(plane, points, place, words)
        label = lettering.place(choices, taken, frame, [*paths, *others])
        if label is None and place in telling[:2]:
            label = lettering.place(choices, taken, frame, paths) or lettering.place(choices, taken, frame, [])
        if label:
            labels.append(label)
            taken.append(label.box)
    return tuple(sorted(labels, key=lambda label: label.x))


def _telling(points: Sequence[Point], last_too: bool) -> list[int]:
    """The places to label in order of importance: latest (unless named beside the plot), first, extremes, the rest."""
    known = [place for place, point in enumerate(points) if point.value is not None]
    by_value = sorted(known, key=lambda place: points[place].value or Decimal(0))
    order = [known[-1], known[0], by_value[-1], by_value[0]]
    if len(points) <= MOST_LABELS:
        order += known
    beside = {len(points) - 1} if len(points) > 1 and not last_too else set()
    return [place for place in dict.fromkeys(order) if place not in beside]


def _beside(plane: Plane, points: Sequence[Point], place: int, words: str) -> list[Text]:
    """Above the point and below it; below first where the line has a hollow there."""
    value = points[place].value or Decimal(0)
    x, y = plane.x(place), plane.y(value)
    neighbours = [points[near].value for near in (place - 1, place + 1) if 0 <= near < len(points)]
    hollow = sum((near > value) - (near < value) for near in neighbours if near is not None) > 0
    above, below = Text(words, x, round(y - 9, 1)), Text(words, x, round(y + 18, 1))
    edge = Text(words, plane.plot.right, above.y, "end")
    at_edge = [edge] if above.box.right > plane.plot.right else []
    return [*([below, above] if hollow else [above, below]), *at_edge]
