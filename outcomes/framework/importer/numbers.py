"""Numbered lines of a paper: which may be headings of a plan, and which begin a report's numbered paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .chunks import Layout
from .lines import Line, ends_half_open, ends_open, stands_apart, was_broken
from .titles import KnownTitles, Title, is_title_like, may_be_paragraph, read_title

_LABELS = {"outcome", "priority", "theme", "goal", "ambition", "objective", "section", "chapter", "part", "pillar"}
_LABELS |= {"programme", "mission", "sub-outcome", "suboutcome"}
_NUMBER = re.compile(r"(?:([A-Za-z-]{4,12})\s+)?(\d{1,2})(?:\.(\d{1,2}))?([.:)]?)(?:\s*[-–—]\s+|\s+|$)")
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|…|(?:\. ){3,}|\s{3,})\s*\d{1,3}$")
_MONTHS = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october"}
_MONTHS |= {"november", "december"}


@dataclass(frozen=True, slots=True)
class Head:
    """A numbered heading, printed at ``index`` of the lines; the text below it begins at ``body``.

    ``minor`` is None for a section ("5") and the second number for a sub-section ("5.1"). ``firm``: set apart and
    numbered in a way that running text seldom is; others need something else to speak for them. ``alone``: nothing
    but the number stands on its line. ``plain``: set apart, but a section's number without a full stop ("5 Title").
    ``free``: not set apart, but the line before it did not have to be broken where it is.
    """

    index: int
    body: int
    major: int
    minor: int | None
    title: str
    line: int
    firm: bool
    alone: bool = False
    plain: bool = False
    free: bool = False

    @property
    def number(self) -> str:
        """As printed; empty for a section that has none."""
        if not self.major:
            return ""
        return str(self.major) if self.minor is None else f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Numbered:
    """All numbered lines of a paper: possible headings, and numbered paragraphs as a report has them.

    ``paragraphs`` holds index and number of those numbered "3.", ``sub_paragraphs`` the indexes of those numbered
    "3.1".
    """

    heads: tuple[Head, ...]
    paragraphs: tuple[tuple[int, int], ...]
    sub_paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    major: int
    minor: int | None
    rest: str
    plain: bool  # a section's number without a full stop or a word before it: "5 Title"


def read_numbered(lines: Sequence[Line], layouts: Sequence[Layout], known: KnownTitles) -> Numbered:
    """Every numbered line, in order. ``layouts`` holds the layout around each line. One pass."""
    marks = [_mark(line.text) for line in lines]
    stops = [
        mark is not None or line.bullet is not None or line.introduces is not None
        for mark, line in zip(marks, lines, strict=True)
    ]
    heads: list[Head] = []
    paragraphs: list[tuple[int, int]] = []
    sub_paragraphs: list[int] = []
    numbered = [(index, mark) for index, mark in enumerate(marks) if mark is not None]
    following: list[_Mark | None] = [*(mark for _, mark in numbered), None][1:]
    for (index, mark), after in zip(numbered, following, strict=True):
        title = read_title(lines, index, mark.rest, stops, layouts[index], known)
        has_subs = after is not None and (after.major, after.minor) == (mark.major, 1)
        doubtful = mark.minor is None and may_be_paragraph(title, lines[index].text, layouts[index])
        if is_title_like(title) and (has_subs or not doubtful):
            heads.append(_head(lines, index, mark, title, layouts[index].width))
        elif mark.rest and not mark.plain and stands_apart(lines, index):
            if mark.minor is None:
                paragraphs.append((index, mark.major))
            else:
                sub_paragraphs.append(index)
    return Numbered(tuple(heads), tuple(paragraphs), tuple(sub_paragraphs))


def _head(lines: Sequence[Line], index: int, mark: _Mark, title: Title, width: int) -> Head:
    apart = stands_apart(lines, index)
    return Head(
        index=index,
        body=title.body,
        major=mark.major,
        minor=mark.minor,
        title=title.text,
        line=lines[index].number,
        firm=apart and not mark.plain,
        alone=not mark.rest,
        plain=apart and mark.plain,
        free=not mark.plain and _free(lines, index, width),
    )


def read_number(text: str) -> tuple[int, int | None, str] | None:
    """The number of a heading ("5.1 Title", "Outcome 5: Title") as integers, and its title; None where it has none."""
    mark = _mark(text) if text else None
    return (mark.major, mark.minor, mark.rest) if mark else None


def _mark(text: str) -> _Mark | None:
    match = _NUMBER.match(text[:40])
    if match is None or not text[0].isascii():
        return None
    label, major, minor, end = match.groups()
    if (
        (label and label.casefold() not in _LABELS)
        or int(major) == 0
        or minor in ("0", "00")
        or (end == ")" and minor is None)
    ):
        return None
    rest = text[match.end() :].strip()
    if rest and not _may_begin_title(rest):
        return None
    if _CONTENTS_LINE.search(text[-40:]):
        return None
    plain = minor is None and not label and not end
    return _Mark(int(major), int(minor) if minor else None, rest, plain)


def _may_begin_title(rest: str) -> bool:
    first = rest.lstrip("‘“\"'(")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    return rest.split(None, 1)[0].casefold().rstrip(".,") not in _MONTHS


def _free(lines: Sequence[Line], index: int, width: int) -> bool:
    if index == 0:
        return True
    previous = lines[index - 1].text
    return not (ends_open(previous) or ends_half_open(previous) or was_broken(previous, lines[index], width))
