"""Finding the plan inside the paper, by its structure.

A committee paper holds minutes, covering reports, slides and other reports around the plan, most of them with
numbered paragraphs. What only a plan has is numbered headings with a list of aims and a list of commitments below
them. The plan reaches from the first of these to the last, and beyond on both sides as far as numbered headings go
on in order before something foreign comes: a numbered paragraph, a title page, an appendix line.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .candidates import candidates
from .lines import Line, ends_open, stands_apart
from .marks import Marks
from .numbers import Head, Numbered
from .unnumbered import unnumbered_heads

_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?\d{1,2}(?:st|nd|rd|th)?\s"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s\d{4}",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:joint )?report of |minutes of |agenda item|item no|appendix\b|appendices$|background papers|"
    r"list of background|officers? to contact",
    re.IGNORECASE,
)
_BODIES = {"COMMITTEE", "COUNCIL", "CABINET", "BOARD", "COMMISSION", "PANEL", "REPORT", "AGENDA", "MINUTES"}
_APPENDIX = re.compile(r"(?:appendix|annex)\b(?:\s+[A-Z0-9]{1,2}\b)?\s*[:–-]?\s*(.*)", re.IGNORECASE)
_PLAN_TITLE = re.compile(r"\b(?:plan|strategy)\b.{0,40}\b20\d\d\b", re.IGNORECASE)
# So many numbered paragraphs between two headings with lists are a report that separates two documents.
_REPORT = 3
_SHORT_TITLE = 6  # words
# So many lines before the first numbered heading, sections without a number are looked for.
_FRONT = 400


@dataclass(frozen=True, slots=True)
class Found:
    """Where the plan is: its headings in order, the index where its last text ends, and its printed title if any."""

    heads: tuple[Head, ...]
    end: int
    title: str | None


def find_plan(lines: Sequence[Line], numbered: Numbered, marks: Marks) -> Found | None:
    """The plan's headings and end, or None if no numbered heading has both lists below it."""
    heads, printed = candidates(numbered.heads, marks, len(lines))
    proofs = [i for i in range(len(heads)) if _is_proof(heads, i, numbered, marks, len(lines))]
    if not proofs:
        return None
    proofs = _largest_group(proofs, heads, numbered)
    first, last = proofs[0], proofs[-1]
    foreign = [i for i in range(len(lines)) if _is_foreign(lines, i)]
    breaks = sorted([*(index for index, _ in numbered.paragraphs), *numbered.sub_paragraphs])
    core = _core(heads[first : last + 1], marks)
    before = _before(lines, [head for head in printed if head.index < core[0].index], core[0], [*breaks, *foreign])
    after = _after(heads[last + 1 :], core[-1], breaks, foreign)
    kept = [*before, *core, *after]
    end = _end(lines, kept[-1], marks, breaks, foreign)
    start = max((i + 1 for i in (*breaks, *foreign) if i < kept[0].index), default=0)
    front = unnumbered_heads(lines, max(start, kept[0].index - _FRONT), kept[0].index)
    back = unnumbered_heads(lines, _lists_below(kept[-1], marks, end), end)
    kept = [*front, *kept, *back]
    return Found(tuple(kept), end, _printed_title(lines, kept[0].index))


def _is_proof(heads: Sequence[Head], at: int, numbered: Numbered, marks: Marks, end: int) -> bool:
    """True if a heading has both lists below it, unless the numbered paragraphs of a report go on around them."""
    head, reach = heads[at], _reach(heads, at, numbered, end)
    if not marks.both(head.body, reach):
        return False
    lists = marks.commitments_from(head.body, reach)
    before = bisect_left(numbered.paragraphs, (lists, 0)) - 1
    if before < 0 or numbered.paragraphs[before][0] < head.body or before + 1 == len(numbered.paragraphs):
        return True
    return numbered.paragraphs[before][1] + 1 != numbered.paragraphs[before + 1][1]


def _reach(heads: Sequence[Head], at: int, numbered: Numbered, end: int) -> int:
    """Where the text under a heading ends at the latest.

    That is the next heading; for a section also the paragraph with the next number; and for all the third numbered
    paragraph, which only a report has.
    """
    head = heads[at]
    reach = heads[at + 1].index if at + 1 < len(heads) else end
    start = bisect_left(numbered.paragraphs, (head.body, 0))
    below = numbered.paragraphs[start : start + _REPORT]
    if head.minor is None and below and below[0][1] == head.major + 1:
        return min(reach, below[0][0])
    return min(reach, below[-1][0]) if len(below) == _REPORT else reach


def _largest_group(proofs: Sequence[int], heads: Sequence[Head], numbered: Numbered) -> list[int]:
    """The proofs that belong together, where a report with numbered paragraphs stands between some of them."""
    paragraphs = [index for index, _ in numbered.paragraphs]
    groups: list[list[int]] = [[proofs[0]]]
    for previous, proof in pairwise(proofs):
        between = bisect_left(paragraphs, heads[proof].index) - bisect_left(paragraphs, heads[previous].index)
        if between >= _REPORT:
            groups.append([])
        groups[-1].append(proof)
    return max(groups, key=len)


def _core(heads: Sequence[Head], marks: Marks) -> list[Head]:
    """The headings among those with lists: sub-sections of their section, and sections that go on in order.

    A numbered list within a narrative looks like headings too, but its numbers start again from 1 and it stands
    before the lists of the heading above it.
    """
    kept = [heads[0]]
    for at, head in enumerate(heads[1:], start=1):
        end = heads[at + 1].index if at + 1 < len(heads) else head.body
        proven = marks.both(head.body, end) or at + 1 == len(heads)
        current = kept[-1]
        if head.minor is None:
            done = marks.commitments_from(current.body, head.index) < head.index
            if head.major > current.major or done:
                kept.append(head)
        elif head.major == current.major or proven:
            kept.append(head)
    return kept


def _before(lines: Sequence[Line], heads: Sequence[Head], first: Head, bounds: Sequence[int]) -> list[Head]:
    """Headings that lead up to the first one with lists: its own section, then the sections before that one.

    The sections before may have numbers of their own; among themselves they must rise. One that is not firm counts if
    it has the very number that is wanted and a short title.
    """
    bound = max((i for i in bounds if i < first.index), default=-1)
    kept: list[Head] = []
    current, own_section_known, own_numbers = first, first.minor is None, False
    for head in reversed(heads):
        if head.index <= bound:
            break
        if not own_section_known and head.major == first.major and (head.firm or head.minor is None):
            kept.append(head)
            own_section_known = head.minor is None
            current = head
            continue
        own_section_known = True
        if not head.firm and not _wanted(lines, head, current):
            continue
        if own_numbers and (head.major, head.minor or 0) >= (current.major, current.minor or 0):
            break
        kept.append(head)
        current, own_numbers = head, True
    return kept[::-1]


def _wanted(lines: Sequence[Line], head: Head, current: Head) -> bool:
    if head.minor is not None or head.major != current.major - 1 or len(head.title.split()) > _SHORT_TITLE:
        return False
    return not ends_open(lines[head.index - 1].text)


def _after(heads: Sequence[Head], last: Head, breaks: Sequence[int], foreign: Sequence[int]) -> list[Head]:
    """Headings that go on after the last one with lists, up to the first thing that is not the plan's.

    The first of them may have a lower number, as where only the outcomes were numbered anew; but another document's
    headings begin at 1.
    """
    bound = min((i for i in (*breaks, *foreign) if i >= last.body), default=None)
    kept: list[Head] = []
    current = last
    for head in heads:
        if bound is not None and head.index > bound:
            break
        if head.minor is None:
            in_order = current.major < head.major <= current.major + 3
            goes_on = head.firm and (in_order or (not kept and head.major > 1))
        else:
            goes_on = head.major == current.major and head.minor > (current.minor or 0)
        if not goes_on:
            break
        kept.append(head)
        current = head
    return kept


def _lists_below(head: Head, marks: Marks, end: int) -> int:
    """Where the commitments below a heading begin; its first line if there are none."""
    lists = marks.commitments_from(head.body, end)
    return lists if lists < end else head.body


def _end(lines: Sequence[Line], last: Head, marks: Marks, breaks: Sequence[int], foreign: Sequence[int]) -> int:
    """Where the last text ends at the latest: at something foreign, or a numbered paragraph after its lists."""
    stop = min((i for i in foreign if i >= last.body), default=len(lines))
    lists = _lists_below(last, marks, stop)
    return min((i for i in breaks if lists <= i < stop), default=stop)


def _is_foreign(lines: Sequence[Line], index: int) -> bool:
    """True for lines that open another document: a date, "REPORT OF …", a committee's name in capitals."""
    text = lines[index].text
    if len(text) > 120 or not stands_apart(lines, index):
        return False
    if _DATE.fullmatch(text) or _OPENING.match(text):
        return True
    words = text.split()
    return len(words) >= 2 and text.isupper() and not _BODIES.isdisjoint(word.strip(":,.") for word in words)


def _printed_title(lines: Sequence[Line], start: int) -> str | None:
    """The plan's title, if an appendix line or a cover just before its first heading prints one."""
    for index in range(start - 1, max(0, start - 40) - 1, -1):
        text = lines[index].text
        appendix = _APPENDIX.match(text[:200])
        if appendix and _PLAN_TITLE.search(appendix[1][:200]):
            return str(appendix[1]).strip()
        below_appendix = index > 0 and _APPENDIX.match(lines[index - 1].text[:200])
        stands_alone = (lines[index].apart or below_appendix) and len(text) <= 100 and not text.endswith(".")
        if stands_alone and _PLAN_TITLE.search(text):
            return text
    return None
