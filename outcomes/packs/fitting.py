"""Keeps the first page to one page: what it would take is estimated, and lists give up their last lines. Pure.

Estimated, because the page is laid out long after its words are chosen; on the safe side, because a first page that
runs on to a second no longer stands alone. Heights are in millimetres, as `outcomes/pack.css` sets the page.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from .content import Line, Lines, Row

ROOM = 149  # what a page has for three lists and table, with a judgement on two lines and figures of three lines
HEADING = 10.5  # of a list
ACROSS, ACROSS_TAGGED = 114, 102  # letters to a line
LINE, GAP = 4.3, 1.6
ACROSS_TITLE, ACROSS_COUNTS, SMALL, BAR = 24, 45, 3.3, 6.0  # the table's first two columns
MARK = 10  # letters of "illustrative", which are small
SEE = 18  # letters of "See 10.4, page 17"


def fitted(lists: Sequence[Lines], rows: Sequence[Row], *, what_changed: str = "") -> list[Lines]:
    """The lists as long as the page allows, none shorter than one line where it has any; of two as long the later gives
    up a line, as what is off track comes first. A revised paper says on this page what changed, which takes its share.
    """
    room = ROOM - sum(map(_row_height, rows)) - HEADING * max(sum(bool(one.lines) for one in lists) - 3, 0)
    if what_changed:
        room -= LINE * ceil((len(what_changed) + len("Revised paper, version 2. ")) / ACROSS) + 2 * GAP
    kept = list(lists)
    while sum(map(_height, kept)) > room:
        place = max(range(len(kept)), key=lambda at: (len(kept[at].lines), at))
        longest = kept[place]
        if len(longest.lines) < 2:
            break
        kept[place] = replace(longest, lines=longest.lines[:-1], more=longest.more + 1)
    for place in reversed(range(len(kept))):  # where even that is too much, the reasons go: they stand further on
        if sum(map(_height, kept)) > room:
            kept[place] = replace(kept[place], lines=tuple(replace(line, why="") for line in kept[place].lines))
    return kept


def _height(lines: Lines) -> float:
    return sum(_line_height(line) for line in lines.lines)


def _line_height(line: Line) -> float:
    letters = len(line.text) + len(line.why) + SEE + (MARK if line.illustrative else 0)
    return LINE * ceil(letters / (ACROSS_TAGGED if line.status else ACROSS)) + GAP


def _row_height(row: Row) -> float:
    words = len(", ".join(f"{one.count} {one.label}" for one in row.promises)) or 1
    title = ceil((len(row.number) + len(row.title) + 2) / ACROSS_TITLE)
    return max(BAR + SMALL * ceil(words / ACROSS_COUNTS), LINE * title + GAP)
