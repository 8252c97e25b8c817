"""Bars and addresses of items, for templates."""

from uuid import UUID

from django import template

from outcomes.framework import places
from outcomes.pages import summaries

register = template.Library()


@register.inclusion_tag("components/status_bar.html")
def status_bar(counts: dict[str, int]) -> dict:
    """A stacked bar with its counts in words beneath."""
    return {"segments": summaries.segments(counts), "width": summaries.BAR_WIDTH}


@register.filter
def anchor(item: UUID) -> str:
    """The id an item has on its page."""
    return places.anchor(item)


@register.filter
def at(found: dict, key):
    """The entry of a dictionary under a key that is only known here, or None."""
    return found.get(key)
