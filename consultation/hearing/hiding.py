"""Which reported figures the public does not see, because so few people answered that they could be recognised. Pure.

A source may give a group's size with the group, with a question, or only by how many gave each answer. Groups need not
make up all respondents, nor exclude each other: whoever is in none that is named counts as one more group, which is
never shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .figures import Topic, question_of
from .levels import widest
from .small_groups import few, hide_groups

HIDDEN = "not shown, so that nobody can be recognised"
EVERYBODY = ""
UNNAMED = ""  # whoever is in no group that is named, beside the named ones
Sizes = dict[str, int]  # how many there are, or answered, by group


def hidden_groups(sizes: Mapping[str, int]) -> frozenset[str]:
    """The groups to hide; all respondents among them where they are few. Where their number is not known, nothing can
    be worked out from it."""
    named = {group: size for group, size in sizes.items() if group}
    whole = sizes.get(EVERYBODY)
    if whole is None:
        return frozenset(group for group, size in named.items() if few(size))
    if few(whole):
        return frozenset(sizes)
    if sum(named.values()) <= whole:
        return _of_parts(named, whole)
    return frozenset().union(*(_of_parts({group: min(size, whole)}, whole) for group, size in named.items()))


def _of_parts(named: Mapping[str, int], whole: int) -> frozenset[str]:
    rest = whole - sum(named.values())
    # Of no size, the others are the first that are hidden with a small group: they are not shown anyway.
    return hide_groups({**named, UNNAMED: rest}, sizes={**named, UNNAMED: 0}).groups - {UNNAMED}


@dataclass(frozen=True)
class Hiding:
    """What is hidden of a consultation's counts and figures, each as of its day (None: the final ones)."""

    sizes: Mapping[date | None, Sizes]
    answered: Mapping[tuple[Topic, date | None], Sizes]

    def count(self, group: str, as_of: date | None) -> bool:
        """Whether to hide how many of a named group answered. How many there were in all tells of nobody."""
        return bool(group) and folded(group) in hidden_groups(self.sizes.get(as_of, {}))

    def figure(self, figure: Any) -> bool:
        sizes = self.answered.get((question_of(figure), figure.as_of), {})
        hidden = hidden_groups(sizes) | hidden_groups(_as_of(self.sizes, figure.as_of))
        return EVERYBODY in hidden or folded(figure.group) in hidden

    def earlier(self, figure: Any, now: Any) -> bool:
        """Also what was replaced since, where the two set side by side would tell of few."""
        then, later = (
            self.answered.get((question_of(one), one.as_of), {}).get(folded(one.group)) for one in (figure, now)
        )
        apart = then is not None and later is not None and few(abs(then - later))
        return apart or self.figure(figure)


NOTHING = Hiding({}, {})


def hiding(counts: Iterable[Any], results: Iterable[Any]) -> Hiding:
    """`counts` have the fields of `ResponseCount`, `results` those of `ReportedResult`."""
    sizes: dict[date | None, Sizes] = defaultdict(dict)
    for row in counts:
        known, group = sizes[row.as_of], folded(row.group)
        known[group] = min(row.count, known.get(group, row.count))
    figures: dict[tuple[Topic, date | None], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    bases: Sizes = {}
    for row in results:
        group = folded(row.group)
        figures[question_of(row), row.as_of][group].append(row)
        if group and row.base is not None:
            bases[group] = max(row.base, bases.get(group, 0))
    answered = {
        (topic, day): _answered(groups, _as_of(sizes, day), bases) for (topic, day), groups in figures.items()
    }  # fmt: skip
    return Hiding(dict(sizes), answered)


def folded(group: str) -> str:
    """A group's name without capitals and odd spaces: sources spell the same one differently."""
    return " ".join(group.casefold().split())


def _as_of(sizes: Mapping[date | None, Sizes], day: date | None) -> Sizes:
    """The groups' sizes as of a day, or the nearest that is known: the final ones, or the latest."""
    if day in sizes or None in sizes:
        return sizes.get(day, sizes.get(None, {}))
    return sizes[max(one for one in sizes if one)] if sizes else {}


def _answered(groups: Mapping[str, list[Any]], sizes: Sizes, bases: Sizes) -> Sizes:
    """How many of each group answered a question, with all respondents where their number is known. `bases` are the
    most of each that answered any question."""
    found = {
        group: _base(figures, sizes.get(group), bases.get(group))
        for group, figures in {EVERYBODY: [], **groups}.items()
    }
    return {group: base for group, base in found.items() if base is not None}


def _base(figures: list[Any], size: int | None, elsewhere: int | None) -> int | None:
    """As a figure says; else the size of the group; else at least as many as gave answers that exclude each other; else
    as many as answered another question."""
    told = [figure.base for figure in figures if figure.base is not None]
    if told or size is not None:
        return max(told) if told else size
    counts = {figure.level or figure.answer: figure.count for figure in figures if figure.count is not None}
    levels = widest({figure.level for figure in figures if figure.level in counts})
    own = max((count for answer, count in counts.items() if answer not in levels), default=0)
    return max(sum(counts[level] for level in levels), own) if counts else elsewhere
