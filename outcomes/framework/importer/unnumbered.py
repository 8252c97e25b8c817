"""Sections that carry no number: a foreword, a vision or a glossary known by its title alone."""

from collections.abc import Sequence

from .headings import words_of
from .lines import Line, stands_apart
from .numbers import Head

_TITLES = {
    *("foreword", "foreword by the leader", "leaders foreword", "foreword from the leader", "about this plan"),
    *("vision", "our vision", "the vision", "our vision and ambition", "vision and ambition"),
    *("values", "our values", "our values and behaviours", "values and behaviours"),
    *("strategic outcomes", "our strategic outcomes", "our outcomes", "our priorities", "strategic priorities"),
    *("plan on a page", "our plan on a page", "the plan on a page", "outcomes at a glance", "our plan at a glance"),
    *("enabling services", "monitoring progress", "monitoring and reporting", "measuring progress"),
    *("how we will monitor progress", "how we will monitor this plan", "monitoring this plan"),
    *("glossary", "glossary of terms", "abbreviations", "glossary and abbreviations"),
}
_LONGEST = 60


def unnumbered_heads(lines: Sequence[Line], start: int, end: int) -> list[Head]:
    """Headings without a number among ``lines[start:end]``: well-known titles that stand apart on their line.

    Their number is empty (``major`` is 0). Of a title that comes again, as in a table of contents, the last counts.
    """
    found = [
        Head(index, index + 1, 0, None, line.text.rstrip(":"), line.number, firm=True)
        for index, line in enumerate(lines[start:end], start=start)
        if len(line.text) <= _LONGEST and words_of(line.text) in _TITLES and stands_apart(lines, index)
    ]
    last = {words_of(head.title): head for head in found}
    return [head for head in found if last[words_of(head.title)] is head]
