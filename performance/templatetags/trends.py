"""Trends drawn by `performance/charts.py`, for templates."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from performance.chart_words import Point
from performance.charts import Chart, can_draw, sparkline
from performance.rag import Target
from performance.read import IndicatorLine
from performance.values import Sense
from plan import wording

register = template.Library()


@register.simple_tag(name="sparkline")
def draw_sparkline(line: IndicatorLine, where: str = "") -> SafeString:
    """A trend for a table's row, nothing where there are not two figures to draw; `where` tells two drawings of one
    indicator on a page apart."""
    points = tuple(line.points)
    if not can_draw(points):
        return SafeString("")
    return _drawn(line.name, points, line.goal, line.unit, line.places, f"trend{where}-{line.pk}")


@lru_cache(2_000)
def _drawn(name: str, points: tuple[Point, ...], goal: Target | None, unit: str, places: int, uid: str) -> SafeString:
    """The drawing depends on nothing else, and most indicators are the same on the next page and after most changes."""
    chart = sparkline(name, points, target=goal, unit=unit, places=places)
    return render_to_string("charts/sparkline.svg", {"chart": chart, "uid": uid})


@register.simple_tag
def indicator_row(line: IndicatorLine, where: str | int | None = None, in_full: bool | None = None) -> SafeString:
    """A row of a table of indicators; `where` as for its trend, `in_full` adds which way is good and, beneath a red or
    amber figure, why and what is being done."""
    return _row(line, str(where or ""), bool(in_full))


@lru_cache(5_000)
def _row(line: IndicatorLine, where: str, in_full: bool) -> SafeString:
    return render_to_string("components/indicator_row.html", {"line": line, "where": where, "in_full": in_full})


@register.inclusion_tag("components/trend_legend.html")
def trend_legend(lines: Iterable[IndicatorLine]) -> dict:
    """What the marks in these lines' trends mean: only of those that there are."""
    drawn = [(line, points) for line in lines if can_draw(points := line.points)]
    points = [point for _, of_line in drawn for point in of_line]
    return {
        "is_drawn": bool(drawn),
        "illustrative": any(point.illustrative for point in points),
        "provisional": any(point.provisional and not point.illustrative for point in points),
        "has_goal": any(line.goal is not None for line, _ in drawn),
    }


def _unit_apart(line: IndicatorLine) -> bool:
    """Whether the unit is words that may stand smaller, below the number."""
    if line.latest is None or not line.unit or line.unit == "%" or line.unit.startswith("£"):
        return False
    value = line.latest.value
    return value.amount is not None and not value.words and value.sense is not Sense.CHANGE


@register.filter
def figure(line: IndicatorLine) -> str:
    """The latest figure for a narrow column: "597"; its unit, where that is words, is `figure_unit`."""
    if line.latest is None or not _unit_apart(line):
        return line.latest_shown
    return line.latest.value.shown("", line.places)


@register.filter
def figure_unit(line: IndicatorLine) -> str:
    """The unit that `figure` leaves out: "per 100,000 people"; else nothing."""
    return line.latest.shown.removeprefix(figure(line)).strip() if line.latest and _unit_apart(line) else ""


@register.filter
def goal_figure(line: IndicatorLine) -> str:
    """The target beside such a figure: "at most 550"."""
    return line.goal.shown("", line.places) if line.goal and _unit_apart(line) else line.goal_shown


@register.filter
def why(reason: str) -> str:
    """A reason without the word it begins with, for where the tag beside it says that word already."""
    return wording.sentence(reason.partition(": ")[2] or reason)


@register.inclusion_tag("charts/chart.svg", name="chart")
def draw_chart(chart: Chart, kind: str) -> dict:
    """A trend of its own. One of each kind (`wide`, `narrow`) to a page, of which the style sheet shows one."""
    return {"chart": chart, "uid": f"chart-{kind}", "kind": f"chart-{kind}"}
