"""Results as pages show them, read from their plain data: bars, percentages, ranks, groups side by side. Pure.

Page and desk read the same, so they cannot disagree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from consultation.asking.scales import SCALES
from plan.wording import count

from . import shares
from .bars import Part, bar, plain
from .shares import Place, Tally

ALL = "all"
EVERYBODY = "All respondents"
TOO_FEW = "Not shown: too few people, or it would tell of a group of too few."
HIDDEN = "not shown"
SOME_HIDDEN = "Few gave some of the answers, so these are not shown."


@dataclass(frozen=True)
class Cell:
    words: str  # which answer
    percent: str
    count: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a table: what it is of, its bar, the same in a sentence, each answer's share, how many answered."""

    words: str
    parts: list[Part]
    told: str
    cells: list[Cell]
    base: int | None
    place: str = ""


class Question:
    def __init__(self, content: Mapping[str, Any], groups: Iterable[tuple[str, str]]) -> None:
        self.content, self.groups = content, list(groups)
        self.number, self.kind, self.wording = content["number"], content["kind"], content["wording"]
        self.levels = [tuple(level) for level in content["levels"]]
        self.rows = content["rows"]

    @property
    def is_scale(self) -> bool:
        return self.kind in SCALES

    @property
    def is_text(self) -> bool:
        return self.kind == "text"

    @property
    def texts(self) -> str:
        how_many = self.content["texts"]
        return "" if how_many is None else f"{count(how_many, 'person', 'people')} wrote something."

    @property
    def heads(self) -> list[str]:
        return [words for _, words in self.levels] if self.is_scale else ["Share"]

    @cached_property
    def lines(self) -> list[Line]:
        """All respondents: a line for each thing judged on a scale, or for each choice."""
        places = {place.key: place_words(place) for place in self.ranked}
        if self.is_scale:
            return [self._line(row["wording"] or EVERYBODY, row, places.get(row["key"], "")) for row in self.rows]
        return [line for row in self.rows for line in self._choices(row)]

    @property
    def ranked(self) -> list[Place]:
        if self.kind != "importance" or len(self.rows) < 2:
            return []
        return shares.rank({row["key"]: tally for row in self.rows if (tally := tally_of(row)) is not None})

    @cached_property
    def by_group(self) -> list[tuple[str, list[Line]]]:
        """For each thing judged: all respondents, then each group."""
        return [
            (row["wording"], [self._line(words, tally) for _, words, tally in self.told_of(row)]) for row in self.rows
        ]

    def told_of(self, row: Mapping[str, Any]) -> list[tuple[str, str, Mapping[str, Any] | None]]:
        """(code, words, tally or None) of everybody and of each group."""
        return [(ALL, EVERYBODY, row), *((code, words, row["groups"].get(code)) for code, words in self.groups)]

    def group_heads(self) -> list[str]:
        return [words for _, words in self.levels]

    def _line(self, words: str, tally_: Mapping[str, Any] | None, place: str = "") -> Line:
        tally = tally_of(tally_)
        if tally is None:
            return Line(words, [], TOO_FEW, [], None, place)
        cells = [
            Cell(level, shares.percent(tally.share((code,))), f"{tally.counts.get(code, 0):,}")
            if tally.shows((code,)) else Cell(level, HIDDEN) for code, level in self.levels
        ]  # fmt: skip
        parts = bar(tally, [code for code, _ in self.levels]) if self.is_scale and not tally.hidden else []
        return Line(words, parts, self._told(tally), cells, tally.base, place)

    def _told(self, tally: Tally) -> str:
        """Both sides of a scale in a sentence."""
        if not tally.base:
            return "Nobody answered."
        sides = shares.combined(self.kind, [])
        told = [f"{shares.percent(tally.share(codes))} {words.lower()}" for words, codes in sides if tally.shows(codes)]
        return ", ".join(told) if told or not tally.hidden else SOME_HIDDEN

    def _choices(self, row: Mapping[str, Any]) -> list[Line]:
        tally = tally_of(row)
        if tally is None:
            return [Line(words, [], TOO_FEW, [], None) for _, words in self.levels]
        found = []
        for code, words in self.levels:
            percent = shares.percent(tally.share((code,)))
            cell = Cell("Share", percent, f"{tally.counts.get(code, 0):,}")
            found.append(Line(words, plain(tally, code), f"{percent} chose it", [cell], tally.base))
        return found

    def compare(self, one: str, other: str) -> list["Beside"]:
        """Two groups (codes, or `ALL`) on each thing judged; of several things both sides of the scale alone."""
        return [beside for row in self.rows if (beside := self._beside(row, one, other)) is not None]

    def _beside(self, row: Mapping[str, Any], one: str, other: str) -> "Beside | None":
        told = {code: (words, tally_of(tally)) for code, words, tally in self.told_of(row)}
        if one not in told or other not in told:
            return None
        (first, one_tally), (second, other_tally) = told[one], told[other]
        if one_tally is None or other_tally is None:
            return Beside(row["wording"], first, second, [], TOO_FEW)
        levels = self.levels if len(self.rows) == 1 else []
        found = shares.compare(self.kind, levels, one_tally, other_tally)
        return Beside(
            row["wording"], f"{first} ({one_tally.base:,})", f"{second} ({other_tally.base:,})", found,
            shares.warning([(first, one_tally), (second, other_tally)]),
        )  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """Two groups side by side, with how many of each answered."""

    wording: str
    one: str
    other: str
    compared: list[shares.Compared]
    warning: str

    @property
    def lines(self) -> list[tuple[str, str, str, str]]:
        return [
            (one.words, _percent(one.one), _percent(one.other),
             "–" if one.difference is None else shares.points(one.difference))
            for one in self.compared
        ]  # fmt: skip


def _percent(share: Fraction | None) -> str:
    return HIDDEN if share is None else shares.percent(share)


@dataclass(frozen=True)
class Ranked:
    """An aim in its place among all aims of the plan."""

    place: str
    wording: str
    question: Question
    important: str
    very: str
    base: int


class Results:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self.groups = [tuple(group) for group in content["groups"]]
        names = [(code, words) for code, words, _ in self.groups]
        self.questions = [Question(one, names) for one in content["questions"]]
        self.responses = content["responses"]
        self.themes = content["themes"]

    def question(self, number: int) -> Question | None:
        return next((one for one in self.questions if one.number == number), None)

    @cached_property
    def ranked(self) -> list[Ranked]:
        """Aims over the whole plan; none where only one question asks for importance, which ranks its own."""
        asked = [question for question in self.questions if question.kind == "importance"]
        rows = {row["key"]: (question, row) for question in asked for row in question.rows if row["key"]}
        tallies = {key: tally for key, (_, row) in rows.items() if (tally := tally_of(row)) is not None}
        if len(asked) < 2:
            return []
        return [
            Ranked(
                place_words(place), rows[place.key][1]["wording"], rows[place.key][0], shares.percent(place.important),
                shares.percent(place.very), place.tally.base,
            )
            for place in shares.rank(tallies)
        ]  # fmt: skip


def tally_of(row: Mapping[str, Any] | None) -> Tally | None:
    """None where it is not shown."""
    if row is None or row["base"] is None:
        return None
    return Tally(row["base"], row["counts"], frozenset(row.get("hidden", ())))


def place_words(place: Place) -> str:
    return f"{place.place}, equal" if place.tied else str(place.place)
