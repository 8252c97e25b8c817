"""What papers for officers draw beside what every pack has: how a request stands, and what a page left out."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from outcomes.packs.corporate.asked import Asked
from outcomes.packs.corporate.cmt import Page

register = template.Library()

TONES = {"overdue": "bad", "open": "", "part": "warn", "answered": "good", "withdrawn": ""}


@register.simple_tag
def asked_tag(asked: Asked) -> SafeString:
    """How what was asked stands, in the word for it; its shape comes from the pack's style sheet."""
    return format_html('<span class="tag {}">{}</span>', TONES.get(asked.state, ""), asked.state_words)


@register.simple_tag
def left_out(page: Page, name: str) -> SafeString:
    """How many lines of a list gave way to keep an outcome to its page."""
    many = page.left_out.get(name, 0)
    return format_html(' <span class="more">and {} more</span>', many) if many else SafeString("")
