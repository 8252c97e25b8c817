"""Rules on reported figures: what is left of a hundred, what a later figure replaces, how a figure reads. Pure.

A figure is anything with the fields of `ReportedResult`. Percentages are `Decimal`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plan.wording import number, rounded

from .levels import widest

HUNDRED = Decimal(100)


def share(figure: Any) -> Decimal | None:
    """The percentage: as it was reported, or worked out from a count and its base. None where words alone are known."""
    if figure.percentage is not None:
        return figure.percentage
    if figure.count is not None and figure.base:
        return Decimal(figure.count) * HUNDRED / Decimal(figure.base)
    return None


def is_derived(figure: Any) -> bool:
    """Whether its percentage is worked out here and stands in no report."""
    return figure.percentage is None and share(figure) is not None


def percent(value: Decimal) -> str:
    """A percentage with one decimal place at most: 79%, 22.7%."""
    return f"{number(rounded(value, 1))}%"


def in_words(figure: Any) -> str:
    """A figure as it was said: "79%", "over 90%", "58 of 255 (22.7%, derived)", "less important"."""
    if figure.said == "words":
        return figure.words
    if figure.said == "over":
        return f"over {percent(figure.percentage)}"
    if figure.count is None:
        return percent(figure.percentage)
    counted = f"{figure.count:,} of {figure.base:,}" if figure.base else f"{figure.count:,}"
    found = share(figure)
    if found is None:
        return counted
    return f"{counted} ({percent(found)}{', derived' if is_derived(figure) else ''})"


def rest(figures: Iterable[Any]) -> Decimal | None:
    """What is left of a hundred after the figures of one group's answers to one question on a scale.

    None where it cannot be known: a figure is only a lower bound, or in words; answers of its own may be several of one
    person; nothing is left.
    """
    known: dict[str, Decimal] = {}
    for figure in figures:
        found = share(figure)
        if figure.said != "exact" or not figure.level or found is None:
            return None
        known[figure.level] = found
    left = HUNDRED - sum((known[level] for level in widest(set(known))), Decimal(0))
    return left if known and left > 0 else None


@dataclass(frozen=True)
class Asked:
    """What makes figures those of one question."""

    about: str
    item: Any
    question: str
    scale: str


@dataclass(frozen=True)
class Standing:
    """Figures of one group for one question: those that stand, and earlier ones that they replace."""

    group: str
    figures: tuple[Any, ...]
    earlier: tuple[Any, ...] = ()

    @property
    def as_of(self) -> date | None:
        return self.figures[0].as_of

    @property
    def group_words(self) -> str:
        return self.group or "All respondents"

    @property
    def rest(self) -> Decimal | None:
        return rest(self.figures)


def asked(figure: Any) -> Asked:
    return Asked(figure.about, figure.item_id, figure.question, figure.scale)


def latest(rows: Iterable[Any]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Of rows about the same thing those that stand, and those replaced: final ones stand for interim ones, and later
    interim ones for earlier."""
    found = list(rows)
    day = max((row.as_of or date.max for row in found), default=date.max)
    now = tuple(row for row in found if (row.as_of or date.max) == day)
    before = [row for row in found if (row.as_of or date.max) != day]
    return now, tuple(sorted(before, key=lambda row: row.as_of))


def by_question(figures: Iterable[Any]) -> dict[Asked, list[Standing]]:
    """Figures by question, and of each by group, all respondents first and then the groups as they come."""
    found: dict[Asked, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        found[asked(figure)][figure.group].append(figure)
    return {
        question: [Standing(group, *latest(groups[group])) for group in sorted(groups, key=bool)]
        for question, groups in found.items()
    }


@dataclass(frozen=True)
class Compared:
    """One answer of two groups. `points` is how many percentage points the second gave it more often; worked out."""

    level: str
    first: Any
    second: Any
    points: Decimal


def compared(first: Standing, second: Standing) -> list[Compared]:
    """The answers that both groups have an exact figure of, as of the same day."""
    if first.as_of != second.as_of:
        return []
    other = {figure.level: figure for figure in second.figures if figure.level and figure.said == "exact"}
    found = []
    for figure in first.figures:
        match = other.get(figure.level)
        if match is None or figure.said != "exact":
            continue
        ours, theirs = share(figure), share(match)
        if ours is not None and theirs is not None:
            found.append(Compared(figure.level, figure, match, theirs - ours))
    return found


def points_in_words(points: Decimal, group: str) -> str:
    """ "8 points higher among users and carers (derived)"."""
    if not points:
        return f"the same among {group}"
    size = number(rounded(abs(points), 1))
    unit = "point" if size == "1" else "points"
    return f"{size} {unit} {'higher' if points > 0 else 'lower'} among {group}"
