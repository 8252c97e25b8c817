"""Trends and bars as pictures, and narratives, for packs: drawn from a pack's own content and nothing else."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from outcomes.packs import lean
from outcomes.packs.content import Count
from outcomes.packs.parts import Goal, Measure
from performance.charts import Point, can_draw
from performance.charts import sparkline as drawn
from performance.rag import Target, TargetKind
from performance.suppression import NOT_SHOWN
from plan import text
from plan.templatetags.marks import status_tag as with_shape

register = template.Library()

# The colours of the tags, as an image cannot see the page's own.
INK = {
    "on_track": "#0b6b4f", "ongoing": "#4d9a80", "completed": "#2f4b8f", "at_risk": "#8a5a00", "off_track": "#a3202a",
    "stopped": "#6d141b", "not_started": "#9aa4b0", "superseded": "#c3cad3", "": "#e3e7ec",
}  # fmt: skip
ACCENTS = {1: "#155f7a", 2: "#7a3573", 3: "#3d6b1f", 4: "#8a5200", 5: "#2a4d9b", 6: "#9a3b26"}
BAR_WIDTH, BAR_HEIGHT = 400, 16


@register.simple_tag
def illustrative() -> SafeString:
    """Marks what was made up to show how the system works."""
    return SafeString('<span class="illustrative">illustrative</span>')


@register.simple_tag
def trend(measure: Measure, accent: int) -> SafeString:
    """The trend as a picture with its words; nothing where there are not two figures to join."""
    points = [
        Point(
            point.label, None if point.value is None else Decimal(point.value), point.when, point.words,
            point.provisional, point.illustrative, date.fromisoformat(point.end_day) if point.end_day else None,
            kept_back=point.words == NOT_SHOWN,
        )
        for point in measure.trend
    ]  # fmt: skip
    if not can_draw(points):
        return SafeString("")
    chart = drawn(measure.name, points, target=_target(measure.goal), unit=measure.unit, places=measure.places)
    svg = render_to_string("charts/trend.svg", {"chart": chart, "accent": ACCENTS[accent]})
    return format_html('<img class="trend" src="{}" alt="{}">', _address(svg), chart.description)


def _address(svg: str) -> SafeString:
    """The drawing as an image's address: everything that could end the attribute is percent-encoded in it."""
    return SafeString(lean.image(svg))


@register.simple_tag
def status_tag(status: str) -> SafeString:
    """A status as a word in its colour; its shape comes from the pack's style sheet."""
    return SafeString(lean.without_shape(with_shape(status)))


def _target(goal: Goal | None) -> Target | None:
    if goal is None or not goal.amount:
        return None
    kind, upper = TargetKind(goal.kind), None if goal.upper is None else Decimal(goal.upper)
    return Target(kind, Decimal(goal.amount), upper, than=goal.than if kind.is_relative else "")


@register.simple_tag
def bar(counts: Sequence[Count]) -> SafeString:
    """A stacked bar. It has no words of its own: the counts stand in words beneath it."""
    total = sum(one.count for one in counts)
    pieces, start = [], 0
    for one in counts:
        end = start + one.count
        left, right = BAR_WIDTH * start // total, BAR_WIDTH * end // total
        gap = 2 if end < total else 0
        pieces.append(
            f"<rect x='{left}' width='{max(right - left - gap, 2)}' height='{BAR_HEIGHT}' fill='{INK[one.status]}'/>"
        )
        start = end
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{BAR_WIDTH}' height='{BAR_HEIGHT}' "
        f"viewBox='0 0 {BAR_WIDTH} {BAR_HEIGHT}' preserveAspectRatio='none'>{''.join(pieces)}</svg>"
    )
    return format_html('<img class="bar" src="{}" alt="">', _address(svg))


@register.filter
def without_unit(figure: str, measure: Measure) -> str:
    """The figure alone, where its unit is said beneath it."""
    return figure.removesuffix(f" {measure.unit}") if has_long_unit(measure) else figure


@register.filter
def has_long_unit(measure: Measure) -> bool:
    """Whether the unit is words that would make a narrow column of figures tall."""
    return " " in measure.unit and measure.unit[:1] not in ("%", "£")


@register.filter
def narrative(markdown: str, level: int = 4) -> SafeString:
    """Public words as safe HTML, with headings from this level and links that lead somewhere from paper."""
    return text.to_html(markdown, heading_level=level, paper_base=settings.SITE_ADDRESS)


@register.filter
def plain(markdown: str) -> str:
    """Public words on one line and without links, for notes and definitions."""
    return text.plain(markdown)


@register.filter
def on_a_line(markdown: str) -> SafeString:
    """Public words on one line with their links, where only a line has room, as in a table's row."""
    return text.to_line(markdown, paper_base=settings.SITE_ADDRESS)


@register.filter
def is_one_paragraph(markdown: str) -> bool:
    """Whether public words can go on within a line and lose nothing by it."""
    return text.is_one_paragraph(markdown)


@register.filter
def in_full(markdown: str, level: int = 5) -> SafeString:
    """Public words within the item of a list: a paragraph goes on in its line, more than one is set as written."""
    return on_a_line(markdown) if text.is_one_paragraph(markdown) else narrative(markdown, level)
