"""Which of a paper's numbered lines can be headings: without tables of contents, ordered lists and broken lines."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .marks import Marks
from .numbers import Head


def candidates(heads: Sequence[Head], marks: Marks, end: int) -> tuple[list[Head], list[Head]]:
    """The headings that stand on their own, and with them those that may yet be wanted before the first of them.

    ``end`` is the number of lines in the paper.
    """
    printed = _firm_by_custom(_without_contents(_without_lists(heads)))
    return _with_support(printed, marks, end), printed


def _without_contents(heads: Sequence[Head]) -> list[Head]:
    """Leave out lines of a table of contents: nothing stands below them, and their number comes again."""
    again: set[str] = set()
    kept: list[Head] = []
    for head, following in zip(reversed(heads), [None, *reversed(heads)], strict=False):
        if not (following and _is_empty(head, following) and head.number in again):
            kept.append(head)
        again.add(head.number)
    return kept[::-1]


def _is_empty(head: Head, following: Head) -> bool:
    return following.index <= head.body


def _without_lists(heads: Sequence[Head]) -> list[Head]:
    """Leave out ordered lists of short items: from 1 on, sections without any text, one after the other.

    What ends such a list has text below it; it is a heading after all if its first sub-section follows.
    """
    kept: list[Head] = []
    in_list = False
    for at, head in enumerate(heads):
        after = heads[at + 1] if at + 1 < len(heads) else None
        goes_on = after is not None and (after.major, after.minor) == (head.major + 1, None) and _is_empty(head, after)
        in_list = head.minor is None and (in_list or (head.major == 1 and goes_on))
        if not in_list or (after is not None and (after.major, after.minor) == (head.major, 1)):
            kept.append(head)
        in_list = in_list and goes_on
    return kept


def _firm_by_custom(heads: Sequence[Head]) -> list[Head]:
    """Where a paper numbers its sections without a full stop ("5 Title"), take those that stand apart as firm."""
    confirmed = [
        head.plain
        for head, after in pairwise(heads)
        if head.minor is None and (after.major, after.minor) == (head.major, 1)
    ]
    if 2 * sum(confirmed) <= len(confirmed):
        return list(heads)
    return [replace(head, firm=True) if head.plain else head for head in heads]


def _with_support(heads: Sequence[Head], marks: Marks, end: int) -> list[Head]:
    """Keep headings that are firm, and others where what stands around them speaks for them."""
    kept: list[Head] = []
    for at, head in enumerate(heads):
        after = heads[at + 1] if at + 1 < len(heads) else None
        has_lists = marks.both(head.body, after.index if after else end)
        supported = _supported_section if head.minor is None else _supported_sub_section
        if head.firm or supported(head, after, kept[-1] if kept else None, has_lists, marks):
            kept.append(head)
    return kept


def _supported_section(head: Head, after: Head | None, last: Head | None, has_lists: bool, marks: Marks) -> bool:
    """Its first sub-section follows; or the heading above has its commitments, and this one has both lists or the
    next number."""
    if after and (after.major, after.minor) == (head.major, 1):
        return True
    follows_on = head.free and last is not None and head.major == last.major + 1
    return _is_done(last, head, marks) and (has_lists or follows_on)


def _supported_sub_section(head: Head, after: Head | None, last: Head | None, has_lists: bool, marks: Marks) -> bool:
    """Its number is the next one, and either the line before it ends of itself, or the number has a line of its own,
    or it has both lists and the one above has its own. A number alone above lists may also leave numbers out."""
    if last is None or last.major != head.major or head.minor is None:
        return False
    step = head.minor - (last.minor or 0)
    if step == 1:
        return head.alone or head.free or (has_lists and (last.minor is None or _is_done(last, head, marks)))
    return step > 1 and has_lists and head.alone


def _is_done(last: Head | None, head: Head, marks: Marks) -> bool:
    """True if the heading above does not wait for its commitments any more."""
    return last is None or marks.commitments_from(last.body, head.index) < head.index
