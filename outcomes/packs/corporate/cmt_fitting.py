"""Keeps each outcome to one page of management's pack: words are cut to a length, and lists give up their last lines.

Pure. Heights are estimated, in millimetres, as `outcomes/pack-corporate.css` sets the page; on the safe side, because a
page that runs on to a second breaks the promise of one page to an outcome.
"""

from dataclasses import replace
from math import ceil
from typing import Any

from ..parts import Measure
from .asked import Asked
from .cmt import LISTS, Answered, Page, Part, Sought, Trouble
from .reported import Said

ROOM = 256.0  # the page has 251 under its margins; what is estimated comes out at 97% or less of that
BAND, HEADING, TABLE_HEAD, FOOT = 19.0, 7.2, 5.0, 7.0
ACROSS, ACROSS_TAGGED, ACROSS_TITLE = 112, 96, 54  # letters to a line
LINE, SMALL, GAP = 4.3, 3.9, 1.5
TREND = 9.8  # a drawing with its direction beneath
SUMMARY, WORDS, WHY, DECISION, ANSWER = 330, 150, 170, 360, 200  # the most letters of each text
# Beyond its share a list gives way at once, then down to what it keeps; WANTED is what the page is for.
SHARE = {"decisions": 4, "decided": 4, "asked": 4, "troubles": 6, "figures": 6, "parts": 7, "answers": 3}
KEEPS = {"decisions": 4, "decided": 2, "asked": 4, "troubles": 3, "figures": 3, "parts": 5, "answers": 1}
WANTED = ("decisions", "asked")


def fitted(page: Page, *, taken: float = 0.0) -> Page:
    """The page with as many lines as it has room for, no list without a line where it has any; `cut` counts the rest.

    Lists longer than their share give way first, then those longer than what they keep; what is wanted of management
    gives way last. `taken` is what covering words take of it, in millimetres.
    """
    lists = {name: list(getattr(page, name)) for name in LISTS}
    cut = dict.fromkeys(LISTS, 0) | page.left_out
    while _height(page, lists) > ROOM - taken and any(len(rows) > 1 for rows in lists.values()):
        name = max(LISTS, key=lambda one: _gives_way(one, len(lists[one])))
        lists[name].pop()
        cut[name] += 1
    kept: dict[str, Any] = {name: tuple(rows) for name, rows in lists.items()}
    return replace(page, **kept, cut=tuple((name, many) for name, many in cut.items() if many))


def _gives_way(name: str, many: int) -> tuple[bool, bool, bool, bool, int]:
    """How soon a list of so many lines gives up one: the greatest first."""
    wanted = name in WANTED
    return many > 1, many > SHARE[name], many > KEEPS[name] and not wanted, not wanted, many


def _height(page: Page, lists: dict[str, list]) -> float:
    title = BAND + 8 * (ceil(len(page.title) / ACROSS_TITLE) - 1)
    total = title + FOOT + SMALL * ceil(len(page.more) / 130) + sum(map(_said, page.said)) + (0 if page.said else LINE)
    total += 6 * HEADING + 2 * TABLE_HEAD
    for name, rows in lists.items():
        nothing = 0.0 if name == "decided" else LINE + GAP  # without decisions there is no such heading
        total += sum(map(_line, rows)) if rows else nothing
    if lists["decided"]:
        total += HEADING
    return total


def _said(one: Said) -> float:
    broken = LINE if one.illustrative else 0.0  # a line may end before a mark in it that is followed by a full stop
    return _lines(f"{one.board} {one.period}. {one.stands}, illustrative. {one.summary}") + broken + GAP


def _lines(text: str, across: int = ACROSS) -> float:
    return LINE * ceil(len(text) / across) if text else 0.0


def _line(row: Any) -> float:
    match row:
        case Part():
            counts = ", ".join(f"{one.count} {one.label}" for one in row.promises)
            return max(SMALL * ceil((len(row.number) + len(row.title) + 1) / 56), SMALL * ceil(len(counts) / 46)) + 1.3
        case Trouble():
            return _lines(row.text + row.why + row.number + " illustrative ", ACROSS_TAGGED) + GAP
        case Measure():
            return _figure(row)
        case Answered():
            return _lines(f"{row.priority} {row.answer}. {row.text}") + GAP
        case Sought():
            decided = f" {row.decided_on}: {row.decided}, illustrative" if row.decided else ""
            return _lines(f"{row.number} {row.text} ({row.board}){decided}", ACROSS - 6) + GAP
        case Asked():
            told = f"{row.text} {row.kind} of {row.by}, {row.on}, to {row.owner}; due {row.due}; illustrative"
            answer = _lines(f"{row.answer} ({row.answered})", ACROSS_TAGGED) if row.answer or row.answered else 0.0
            return _lines(told, ACROSS_TAGGED + 8) + answer + GAP
    raise TypeError(f"No height is known for a line of {type(row).__name__}.")


def _figure(row: Measure) -> float:
    """The tallest of its columns."""
    name = SMALL * ceil(len(row.name) / 35)
    place = SMALL * ceil((len(row.place.words) + 14 * row.place.illustrative) / 21) if row.place else 0.0
    latest = SMALL * ceil(len(row.latest) / 13) + SMALL * (1 + bool(row.illustrative) + bool(row.provisional))
    expected = f"{row.forecast.shown} expected" if row.forecast else ""
    aim = SMALL + SMALL * ceil(len(row.goal.shown) / 20) if row.goal else SMALL
    return max(name, place, latest, aim + SMALL * ceil(len(expected) / 20), TREND) + 1.8
