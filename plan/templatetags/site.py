"""What the site's frame needs: where the reader is, and the panels that other apps hang on a page."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from plan.slots import slots

register = template.Library()

ACCENTS = 6


@register.simple_tag(takes_context=True)
def navigation(context) -> list[dict]:
    """The header's links, each with its `current`: "page" on the page itself, "true" below it, else empty."""
    request = context.get("request")
    here = request.path if request else ""
    return [
        {"title": link.title, "url": (url := reverse(link.url_name)), "current": _current(url, here, link.covers)}
        for link in slots.nav_links
    ]


def _current(url: str, here: str, covers: tuple[str, ...]) -> str:
    if here == url:
        return "page"
    below = (*covers, url) if url != "/" else covers
    return "true" if here.startswith(below) else ""


@register.filter
def accent(position: int) -> str:
    """The class of the accent that an outcome has by its place: neighbours differ."""
    return f"accent-{(int(position) - 1) % ACCENTS + 1}"


@register.simple_tag(takes_context=True)
def page_panels(context, page: str, subject) -> SafeString:
    """Everything that apps have hung on this page about its subject, in order."""
    request = context["request"]
    made = []
    for panel in slots.page_panels:
        if panel.page == page:
            found = panel.context(subject, request.user)
            if found is not None:
                made.append(render_to_string(panel.template, {**found, "request": request}))
    return SafeString("".join(made))  # each part was made by a template, which escapes what it shows
