"""The documents that figures are from, each named once, with the place in it of each figure. Pure."""

import re
from collections.abc import Iterable, Sequence

from performance.read import IndicatorLine

# "Report on demand, 1 November 2021, paragraph 40. Forecast at period 5": a document, then a place that begins with a
# small letter, then notes. Where no such place follows, the first sentence is the document.
PLACED = re.compile(r"(?P<document>(?:(?!\. ).)+?), (?P<place>[a-z][^,.]*(?:\.\d[^,.]*)*(?:\. .*|\.)?)", re.DOTALL)

Placed = tuple[IndicatorLine, str]


def document_of(source: str) -> tuple[str, str]:
    """A source as the document it names and what else it says: "The canal report", "paragraph 4"."""
    found = PLACED.fullmatch(source)
    if found:
        return found["document"], found["place"]
    document, _, notes = source.partition(". ")
    return document.removesuffix("."), notes


def by_document(lines: Iterable[IndicatorLine]) -> Sequence[tuple[str, list[Placed]]]:
    """Lines under the document of their latest figure, in the order in which each document is first named."""
    found: dict[str, list[Placed]] = {}
    for line in lines:
        document, place = document_of(line.latest.source if line.latest else "")
        found.setdefault(document, []).append((line, place))
    return list(found.items())
