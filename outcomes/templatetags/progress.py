"""Bars and addresses of items, for templates."""

from functools import lru_cache
from uuid import UUID

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from outcomes.framework import places
from outcomes.pages import summaries
from outcomes.pages.outcomes import OwnedCommitment

register = template.Library()


@register.inclusion_tag("components/status_bar.html")
def status_bar(counts: dict[str, int]) -> dict:
    """A stacked bar with its counts in words beneath."""
    return {"segments": summaries.segments(counts), "width": summaries.BAR_WIDTH}


@register.simple_tag
def commitment(owned: OwnedCommitment) -> SafeString:
    """A commitment with how it stands, drawn once for as long as it says the same."""
    return _commitment(owned)


@lru_cache(5_000)
def _commitment(owned: OwnedCommitment) -> SafeString:
    return render_to_string("outcomes/parts/commitment.html", {"commitment": owned})


@register.filter
def anchor(item: UUID) -> str:
    """The id an item has on its page."""
    return places.anchor(item)


@register.filter
def at(found: dict, key):
    """The entry of a dictionary under a key that is only known here, or None."""
    return found.get(key)
