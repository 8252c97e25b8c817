"""Rules on reported figures: what is left of a hundred, what a later figure replaces, how a figure reads. Pure.

A figure is anything with the fields of `ReportedResult`. Percentages are `Decimal`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from plan.wording import number, rounded

from .levels import HOLDS, WORDS, widest

HUNDRED = Decimal(100)
ROUNDED = Decimal("0.5")  # what a percentage may have gained when the source rounded it
OWN = "other"  # the scale of answers that are on none
Topic = tuple[str, Any, str]  # what makes figures those of one question but for its scale: about, item, question


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


def too_much(figures: Iterable[Any]) -> str:
    """Why figures of one group's answers to one question, on one scale, cannot all be right; "" where they can be.

    Rounded percentages may make a little more than a hundred. A lower bound is at least what it says.
    """
    known = {figure.level: figure for figure in figures if figure.level and share(figure) is not None}
    wide = widest(set(known))
    if _sum(known, wide) > HUNDRED + _slack(known, wide):
        told = percent(_sum(known, wide))
        return f"The answers would make {told} together, more than all who answered. Compare them with the source."
    for level in wide:
        within = {one for one in known if HOLDS[one] < HOLDS[level]}
        most = (share(known[level]) or Decimal(0)) + _slack(known, within | {level})
        if known[level].said == "exact" and _sum(known, within) > most:
            told = in_words(known[level])
            return f"“{WORDS[level]}” is {told}, and less than the answers within it. Compare them with the source."
    return ""


def _sum(known: dict[str, Any], levels: Iterable[str]) -> Decimal:
    return sum((share(known[level]) or Decimal(0) for level in levels), Decimal(0))


def _slack(known: dict[str, Any], levels: Iterable[str]) -> Decimal:
    return ROUNDED * sum(known[level].percentage is not None for level in levels)


@dataclass(frozen=True)
class Asked:
    """What makes figures those of one question. An answer of its own among those on a scale is one of them."""

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
    loose: bool = False  # there are answers besides of which nobody knows whether they belong to these

    @property
    def as_of(self) -> date | None:
        return self.figures[0].as_of

    @property
    def group_words(self) -> str:
        return self.group or "All respondents"

    @property
    def rest(self) -> Decimal | None:
        return None if self.loose else rest(self.figures)


def asked(figure: Any) -> Asked:
    """By the scale that the figure itself is on."""
    return Asked(*question_of(figure), figure.scale)


def question_of(figure: Any) -> Topic:
    """What was asked, whatever the scale of the answers."""
    return figure.about, figure.item_id, figure.question


def scales_of(figures: Iterable[Any]) -> dict[Topic, set[str]]:
    """The scales that the answers to each question are on."""
    found: dict[Topic, set[str]] = defaultdict(set)
    for figure in figures:
        found[question_of(figure)] |= {figure.scale} - {OWN}
    return found


def latest(rows: Iterable[Any]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Of rows about the same thing those that stand, and those replaced: final ones stand for interim ones, and later
    interim ones for earlier."""
    found = list(rows)
    day = max((row.as_of or date.max for row in found), default=date.max)
    now = tuple(row for row in found if (row.as_of or date.max) == day)
    before = [row for row in found if (row.as_of or date.max) != day]
    return now, tuple(sorted(before, key=lambda row: row.as_of))


def by_question(figures: Iterable[Any]) -> dict[Asked, list[Standing]]:
    """Figures by question, and of each by group, all respondents first and then the groups as they come.

    An answer that is on no scale stands among those on the scale of its question. Where its question was asked on two,
    it stands alone, and what is left of a hundred is not worked out.
    """
    rows = list(figures)
    scales, own = scales_of(rows), {question_of(row) for row in rows if row.scale == OWN}
    found: dict[Asked, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        on = scales[question_of(row)]
        one = replace(asked(row), scale=next(iter(on))) if row.scale == OWN and len(on) == 1 else asked(row)
        found[one][row.group].append(row)
    loose = {question for question in own if len(scales[question]) > 1}
    return {
        one: [
            Standing(group, *latest(groups[group]), (one.about, one.item, one.question) in loose)
            for group in sorted(groups, key=bool)
        ]
        for one, groups in found.items()
    }  # fmt: skip


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
