"""Marks that stand on nearly every line of a page: what a status looks like, and that something is made up.

Each is drawn once by its component and kept: a page of a hundred lines would otherwise spend most of its time on them.
Known to every template without loading.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def status_tag(status: str) -> SafeString:
    """A status as word, shape and colour: of delivery, a rating, a direction, or how a version stands."""
    return _drawn("components/status_tag.html", str(status or ""))


@register.simple_tag
def illustrative() -> SafeString:
    """Marks what stands before it as made up."""
    return SafeString(_drawn("components/illustrative.html").strip())


@lru_cache(100)
def _drawn(component: str, status: str = "") -> SafeString:
    return render_to_string(component, {"status": status})
