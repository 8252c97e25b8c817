"""The words of `plan/wording.py` and `plan/text.py` for templates."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from plan import clock, text, wording

register = template.Library()


def _day_of(when: date | datetime) -> date:
    return clock.local_day(when) if isinstance(when, datetime) else when


@register.filter
def day(when: date | datetime | None) -> str:
    """A date in full: "26 October 2021". A moment is the day it falls on in London; nothing is nothing."""
    return wording.day(_day_of(when)) if when else ""


@register.filter
def weekday(when: date) -> str:
    """A date with its weekday: "Monday 6 September 2021"."""
    return wording.weekday(when)


@register.filter
def day_and_month(when: date | datetime) -> str:
    """A date without its year: "12 October"."""
    return wording.day(_day_of(when)).rsplit(" ", 1)[0]


@register.filter
def moment(when: datetime) -> str:
    """A day with the time in London: "26 October 2021, 14:05"."""
    return f"{day(when)}, {when.astimezone(clock.LONDON):%H:%M}"


@register.filter
def percentage(value: Decimal | int | None, places: int | None = None) -> str:
    return wording.percentage(value, places)


@register.filter
def count(how_many: int, noun: str) -> str:
    """How many of something: `{{ 3|count:"commitment" }}` is "3 commitments"; "body,bodies" gives an odd plural."""
    one, _, many = noun.partition(",")
    return wording.count(how_many, one, many)


@register.filter
def plural(word: str) -> str:
    return wording.plural(word)


@register.filter
def number(value: Decimal | int) -> str:
    return wording.number(value)


@register.filter
def sentence(words: str) -> str:
    """The words with a capital first letter, the rest as they are."""
    return wording.sentence(str(words))


@register.filter
def listed(words: list[str]) -> str:
    """ "a, b and c"."""
    return wording.join_words([str(word) for word in words])


@register.filter
def markdown(narrative: str, heading_level: int = 3) -> SafeString:
    """A narrative as safe HTML; `heading_level` is one below the heading it stands under."""
    return text.to_html(narrative or "", heading_level=heading_level)


@register.filter
def markdown_line(narrative: str) -> SafeString:
    """A narrative as safe HTML that goes on within a line, with its links."""
    return text.to_line(narrative or "")


@register.filter
def plain(narrative: str) -> str:
    """A narrative's words on one line."""
    return text.plain(narrative or "")


@register.filter
def size(how_many_bytes: int) -> str:
    """A file's size as people say it: "312 kB", "1.4 MB"."""
    if how_many_bytes < 1_000_000:
        return f"{max(1, round(how_many_bytes / 1000))} kB"
    return f"{wording.number(Decimal(how_many_bytes) / 1_000_000, 1)} MB"
