"""What stands in the way of publishing words and figures: one shape for figures and for what boards say. Pure.

A board's status and the ratings of indicators are signals of their own, and one may be good where the other is not;
where they plainly disagree somebody had better look before a committee does.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from performance.checking import Looked
from performance.checks import SAYS_BETTER, SAYS_GOOD, Level
from performance.direction import Change
from performance.quoting import outdated
from performance.rag import Status
from performance.read import IndicatorLine
from plan.wording import count, join_words

GOOD = {"on_track": "on track", "completed": "completed"}
MOST_NAMED = 4


@dataclass(frozen=True)
class Point:
    """One thing to mend, or to publish in spite of with a reason: what it is about, what was found, and where it is
    mended. `department` answers for the figure; `boards` report on it."""

    level: Level
    kind: str
    name: str
    message: str
    url: str
    department: str = ""
    boards: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        return self.level is Level.STOP

    def __str__(self) -> str:
        """On one line, whatever the names in it hold."""
        return " ".join(f"{self.name}: {self.message}.".split())


@dataclass(frozen=True)
class Passage:
    """Words that everybody is to read, about a part of the plan. `status` is the board's, where it judges a
    sub-outcome here; `written` the last day on which they were changed, where that is known."""

    about: UUID | None
    name: str
    text: str
    indicators: tuple[int, ...]
    url: str
    board: str
    status: str = ""
    written: date | None = None


def stops(points: Iterable[Point]) -> list[Point]:
    return [point for point in points if point.stops]


def seal(stops: Iterable[Point]) -> str:
    """What a page carries of the stops that somebody read on it, to tell whether they are still the same."""
    return hashlib.sha256("\n".join(sorted(map(str, stops))).encode()).hexdigest()


def refusal(stops: Sequence[Point], *, anyway: str, seen: str | None) -> str:
    """Why something may not be published while these stand, and what to do; empty where it may.

    `anyway` is the reason given for publishing all the same, `seen` the seal of what was read before it was given: a
    reason counts only for what its author has read. None where nobody read a page.
    """
    if not stops:
        return ""
    if not anyway.strip():
        many = "1 point stands" if len(stops) == 1 else f"{len(stops)} points stand"
        told = " ".join(map(str, stops[:MOST_NAMED]))
        more = f" And {len(stops) - MOST_NAMED} more." if len(stops) > MOST_NAMED else ""
        return f"{many} in the way. {told}{more} Mend what can be mended, or publish anyway and say why."
    if seen is not None and seen != seal(stops):
        return "What stands in the way changed since you opened this page. Read the list again, then confirm."
    return ""


def in_order(points: Iterable[Point]) -> list[Point]:
    """Each once, what stops publication first."""
    return sorted(dict.fromkeys(points), key=lambda point: not point.stops)


def of_passage(passage: Passage, looked: Looked) -> Iterator[Point]:
    """What is found of words and status beside the figures they are about."""
    lines = [looked.lines[pk] for pk in passage.indicators if pk in looked.lines]
    contradiction = _status(passage, lines) or _words(passage, lines)
    if contradiction:
        yield _point(passage, Level.WARNING, "words", contradiction)
    known = [looked.known[line.pk] for line in lines]
    for one in outdated(passage.text, known, written=passage.written):
        level = Level.STOP if one.sure else Level.WARNING
        yield _point(passage, level, "quoted", f"the words quote a figure: {one.message}")


def _status(passage: Passage, lines: list[IndicatorLine]) -> str:
    """A good status where more of the indicators are red than green."""
    red = _rated(lines, Status.RED)
    if passage.status not in GOOD or len(red) <= len(_rated(lines, Status.GREEN)):
        return ""
    return f"the board says {GOOD[passage.status]}, and {_are(red)} red: {_named(red)}"


def _words(passage: Passage, lines: list[IndicatorLine]) -> str:
    """Words of success where every signal that there is says the contrary."""
    red = _rated(lines, Status.RED)
    if SAYS_GOOD.search(passage.text) and red and not _rated(lines, Status.GREEN):
        return f"the words say the target was met, and {_are(red)} red: {_named(red)}"
    worse = [line for line in lines if line.direction.change is Change.WORSE]
    better = [line for line in lines if line.direction.change is Change.BETTER]
    if SAYS_BETTER.search(passage.text) and worse and not better:
        got = "indicator got" if len(worse) == 1 else "indicators got"
        return f"the words tell of improvement, and {len(worse)} {got} worse and none better: {_named(worse)}"
    return ""


def _rated(lines: Iterable[IndicatorLine], status: Status) -> list[IndicatorLine]:
    return [line for line in lines if line.rating.status is status]


def _are(lines: list[IndicatorLine]) -> str:
    return f"{count(len(lines), 'indicator')} {'is' if len(lines) == 1 else 'are'}"


def _named(lines: list[IndicatorLine]) -> str:
    more = len(lines) - MOST_NAMED
    return join_words([*(line.name for line in lines[:MOST_NAMED]), *([f"{more} more"] if more > 0 else [])])


def _point(passage: Passage, level: Level, kind: str, message: str) -> Point:
    return Point(level, kind, passage.name, message, passage.url, boards=(passage.board,) if passage.board else ())
