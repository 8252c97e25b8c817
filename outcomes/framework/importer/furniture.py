"""Page furniture: page numbers and running headers or footers left among the text of a PDF."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from .headings import Headings
from .markers import read_bullet

_PAGE_NUMBER = re.compile(r"(?:[-–—|]\s?)?(?:page|p\.)?\s?\|?\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?(?:\s?[-–—|])?", re.I)
_SUB_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\d.%])\b")
_FOOTER = re.compile(r"(?:\s{3,}|\t\s*|\s?[|·]\s?)(?:page\s)?\d{1,4}$", re.IGNORECASE)
_BEGINS = re.compile(r"[^\W\d_]|\d{1,4}(?:\s{2}|\s?[|·])")
_DIGITS = re.compile(r"\A\d+\b|\b\d+\Z|(?<=page )\d+")
_LONGEST = 100
_OFTEN = 3
_FEWEST_SECTIONS = 2


def furniture_of(texts: Sequence[str], page_starts: Sequence[bool], headings: Headings) -> set[int]:
    """Indexes of lines that belong to the page and not to the paper. Costs one pass over the lines."""
    numbers = {i for i, text in enumerate(texts) if len(text) <= 20 and _PAGE_NUMBER.fullmatch(text)}
    sections = _section_numbers(texts, numbers)
    numbers -= sections
    return numbers | (_running_lines(texts, page_starts, numbers, headings) - sections)


def _section_numbers(texts: Sequence[str], bare: set[int]) -> set[int]:
    """Bare numbers that are a section's own: a title follows, and the next sub-section is the first of that number."""
    wanted = sorted((i for i in bare if texts[i].isdigit()), reverse=True)
    found: set[int] = set()
    following: tuple[int, int] | None = None
    claimed = False
    waiting = iter(wanted)
    candidate = next(waiting, None)
    for index in range(len(texts) - 1, -1, -1):
        if match := _SUB_NUMBER.match(texts[index]):
            following, claimed = (int(match[1]), int(match[2])), False
        elif following and texts[index].startswith((f"{following[0]}. ", f"{following[0]} ")):
            claimed = True
        if index == candidate:
            number = int(texts[index])
            if following == (number, 1) and not claimed and _may_be_title(texts, index + 1):
                found.add(index)
                claimed = True
            candidate = next(waiting, None)
    return found | _numbers_between(texts, found, wanted[::-1])


def _numbers_between(texts: Sequence[str], found: set[int], bare: Sequence[int]) -> set[int]:
    """Where sections have their numbers on lines of their own, those without sub-sections have them too: the numbers
    that lead up to the first one found, and those that go on from each."""
    if len(found) < _FEWEST_SECTIONS:
        return set()
    more: set[int] = set()
    first = min(found)
    wanted = int(texts[first]) - 1
    for index in (i for i in reversed(bare) if i < first):
        if int(texts[index]) == wanted and _may_be_title(texts, index + 1):
            more.add(index)
            wanted -= 1
    wanted = 0
    for index in (i for i in bare if i >= first):
        if index in found:
            wanted = int(texts[index]) + 1
        elif int(texts[index]) == wanted and _may_be_title(texts, index + 1):
            more.add(index)
            wanted += 1
    return more


def _may_be_title(texts: Sequence[str], index: int) -> bool:
    if index >= len(texts):
        return False
    text = texts[index]
    return text[:1].isupper() and len(text) < 80 and not text.endswith((".", ",", ":"))


def _running_lines(
    texts: Sequence[str], page_starts: Sequence[bool], numbers: set[int], headings: Headings
) -> set[int]:
    """Short lines repeated through the paper, nearly always beside a page number or a page's start.

    A line that carries the page number itself, after a wide gap or a bar, needs no such company.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if index not in numbers and _may_be_furniture(text):
            places[_DIGITS.sub("#", " ".join(text.split()).casefold())].append(index)
    found: set[int] = set()
    for indexes in places.values():
        if len(indexes) < _OFTEN or headings.kind(texts[indexes[0]]):
            continue
        at_edge = Counter(_at_page_edge(index, page_starts, numbers, len(texts)) for index in indexes)
        numbered = all(_FOOTER.search(texts[index][-12:]) for index in indexes)
        if numbered or at_edge[True] >= 0.8 * len(indexes):
            found.update(indexes)
    return found


def _may_be_furniture(text: str) -> bool:
    if not text or len(text) > 3 * _LONGEST or not _BEGINS.match(text) or text.endswith((".", "?", ":", ",", ";")):
        return False
    return (
        not text[0].islower()
        and len(" ".join(text.split())) <= _LONGEST
        and not _SUB_NUMBER.match(text)
        and read_bullet(text) is None
    )


def _at_page_edge(index: int, page_starts: Sequence[bool], numbers: set[int], count: int) -> bool:
    if index - 1 in numbers or index + 1 in numbers:
        return True
    return index + 1 < count and (page_starts[index] or page_starts[index + 1])
