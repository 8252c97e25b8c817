"""Bars and addresses of items, for templates."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from outcomes.framework import places
from outcomes.pages import documents, summaries
from outcomes.pages.outcomes import OwnedCommitment
from performance.read import IndicatorLine

register = template.Library()


@register.simple_tag
def status_bar(counts: dict[str, int]) -> SafeString:
    """A stacked bar with its counts in words beneath."""
    return _status_bar(tuple(counts.items()))


@lru_cache(1_000)
def _status_bar(counts: tuple[tuple[str, int], ...]) -> SafeString:
    context = {"segments": summaries.segments(dict(counts)), "width": summaries.BAR_WIDTH}
    return render_to_string("components/status_bar.html", context)


@register.simple_tag
def commitment(owned: OwnedCommitment) -> SafeString:
    """A commitment with how it stands, drawn once for as long as it says the same."""
    return _commitment(owned)


@lru_cache(5_000)
def _commitment(owned: OwnedCommitment) -> SafeString:
    return render_to_string("outcomes/parts/commitment.html", {"commitment": owned})


@register.filter
def by_document(lines: Iterable[IndicatorLine]) -> Sequence[tuple[str, list[documents.Placed]]]:
    """Lines under the documents that their latest figures are from, each with the place in it."""
    return documents.by_document(lines)


@register.filter
def anchor(item: UUID) -> str:
    """The id an item has on its page."""
    return places.anchor(item)


@register.filter
def at(found: dict, key):
    """The entry of a dictionary under a key that is only known here, or None."""
    return found.get(key)
