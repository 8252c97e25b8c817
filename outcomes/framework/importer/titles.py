"""Where a title ends and the text below it begins.

A title stands on the line of its number or on the next one, and may run over several lines; the text often follows
without a blank line. In order of weight:

1. A title that the paper also prints elsewhere as an item or heading of a list (the summary of outcomes) ends where
   that one ends.
2. A title cannot end in a comma, a hyphen or a word such as "and"; and what begins with a small letter goes on with
   the line before it.
3. In text as wide as a page, a second short line with no full stop, with a full line below it, is still title.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .chunks import Layout
from .headings import words_of
from .lines import Line, ends_half_open, ends_open, join, starts_lower

MOST_LINES = 4
LONGEST = 170
MOST_WORDS = 26
MOST_WORDS_OF_SECTION = 16
NARROW = 60  # characters: narrower text says nothing about where titles end


class KnownTitles:
    """The titles a paper prints in its lists, to confirm those it prints as headings."""

    def __init__(self, titles: Iterable[str] = ()) -> None:
        self._titles = sorted({key for title in titles if len(title) <= LONGEST and (key := words_of(title))})

    def __contains__(self, text: str) -> bool:
        key = words_of(text)
        at = bisect_left(self._titles, key)
        return at < len(self._titles) and self._titles[at] == key

    def begins(self, text: str) -> bool:
        """True if a known title begins with these words and goes on."""
        key = words_of(text) + " "
        at = bisect_left(self._titles, key)
        return at < len(self._titles) and self._titles[at].startswith(key)


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the index of the first line after it. ``lines`` is how many lines it is printed on."""

    text: str
    body: int
    lines: int
    confirmed: bool


def read_title(
    lines: Sequence[Line], index: int, first: str, stops: Sequence[bool], layout: Layout, known: KnownTitles
) -> Title:
    """The title that begins with ``first`` on ``lines[index]``, or on the next line if ``first`` is empty.

    ``stops`` marks lines that cannot be part of a title: bullets, introducing headings and other numbers.
    """
    at = index + 1
    parts = [first] if first else []
    while at < len(lines) and len(parts) < MOST_LINES and not stops[at]:
        if parts and not _goes_on(parts, lines, at, stops, layout, known):
            break
        parts.append(lines[at].text)
        at += 1
    text = join(parts)
    return Title(text, at, len(parts), text in known)


def _goes_on(
    parts: list[str], lines: Sequence[Line], at: int, stops: Sequence[bool], layout: Layout, known: KnownTitles
) -> bool:
    line = lines[at]
    so_far, longer = join(parts), join([*parts, line.text])
    if (longer in known or known.begins(longer)) and not line.text.endswith("."):
        return True
    if len(longer) > 2 * LONGEST:
        return False
    if starts_lower(line.text):
        return True
    if so_far in known:
        return False
    if ends_open(parts[-1]):
        return True
    if line.apart:
        return False
    short = len(line.text) < 0.75 * layout.width and not line.text.endswith((".", "!", "?", ":", ";"))
    if ends_half_open(parts[-1]):
        return short
    return short and _looks_like_second_line(parts[-1], lines, at, stops, layout)


def _looks_like_second_line(last: str, lines: Sequence[Line], at: int, stops: Sequence[bool], layout: Layout) -> bool:
    if layout.width < NARROW or len(last) >= 0.8 * layout.width or len(lines[at].text) >= 0.6 * layout.width:
        return False
    below = at + 1
    if below >= len(lines) or stops[below] or lines[below].apart or starts_lower(lines[below].text):
        return False
    return len(lines[below].text) >= 0.75 * layout.width


def is_title_like(title: Title) -> bool:
    """True if this can be a title at all."""
    text = title.text
    if title.confirmed:
        return True
    if not text or len(text) > LONGEST or len(text.split()) > MOST_WORDS or text.endswith((".", ":", ";", ",")):
        return False
    return not any(mark in text for mark in (". ", "; ")) and not starts_lower(text)


def may_be_paragraph(title: Title, first_line: str, layout: Layout) -> bool:
    """True if a section's title may as well be the beginning of a report's numbered paragraph.

    Reports number their paragraphs as plans number their sections ("13."): a section's title is shorter and leaves
    part of its first line free.
    """
    if title.confirmed:
        return False
    return len(title.text.split()) > MOST_WORDS_OF_SECTION or len(first_line) >= 0.85 * max(layout.width, NARROW)
