"""What a list of indicators is narrowed and a scorecard counted by, where it is judged on read.

Every indicator has exactly one answer to each signal, so the counts of a signal add up to all of them. Pure: today is
part of what is judged.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from performance.direction import Change
from performance.rag import Status
from performance.read import IndicatorLine
from performance.releases import Due

QUARTERS = ("1", "2", "3", "4")
COMPARED = tuple(change.value for change in Change if change.counted)
RATED = tuple(status.value for status in Status if status.rated)


@dataclass(frozen=True)
class Judged:
    """An indicator on a day with the figure that it awaits next, if it awaits one."""

    line: IndicatorLine
    due: Due | None
    on: date


@dataclass(frozen=True)
class Signal:
    """One question: `answer` gives the code of what an indicator is, `choices` the codes there are with their words.

    `some` is a code for several of them together, with its words and which; these are the ones that can be counted
    against each other. `said` tells in words that follow "indicators" what those of a code have in common.
    """

    name: str
    label: str
    any: str
    choices: tuple[tuple[str, str], ...]
    some: tuple[str, str, tuple[str, ...]]
    said: Mapping[str, str]
    answer: Callable[[Judged], str] = field(compare=False)

    @property
    def asked(self) -> list[tuple[str, str]]:
        """All that may be asked for: the answers, and those that can be counted against each other together."""
        return [*self.choices, self.some[:2]]

    def keeps(self, one: Judged, asked: str) -> bool:
        answer = self.answer(one)
        return answer in self.some[2] if asked == self.some[0] else answer == asked


def _position(one: Judged) -> str:
    if one.line.position is None:
        return "none"
    return str(one.line.quarter or "stated")


def _overdue(one: Judged) -> str:
    if one.due is None:
        return "never"
    return "1" if one.due.is_overdue(one.on) else "0"


POSITION = Signal(
    "position", "Among comparable councils", "Any place",
    (
        ("1", "Best 25%"), ("2", "Second best 25%"), ("3", "Second worst 25%"), ("4", "Worst 25%"),
        ("stated", "Told in other words"), ("none", "No comparison"),
    ),
    ("quarter", "Placed from best to worst", QUARTERS),
    {
        "1": "in the best 25% of comparable councils", "2": "in the second best 25% of comparable councils",
        "3": "in the second worst 25% of comparable councils", "4": "in the worst 25% of comparable councils",
        "stated": "whose place among other councils is told in other words than a best or worst 25%",
        "none": "without a comparison with other councils",
        "quarter": "with a place from the best to the worst 25% of comparable councils",
    },
    _position,
)  # fmt: skip
DIRECTION = Signal(
    "direction", "Since before", "Any direction",
    tuple((change.value, change.label) for change in Change),
    ("compared", "Better, worse or much the same", COMPARED),
    {
        "better": "that got better", "worse": "that got worse", "same": "without a significant change",
        "changed": "that changed where neither way is good", "unknown": "without an earlier figure to compare with",
        "compared": "that got better or worse or stayed much the same",
    },
    lambda one: one.line.direction.change.value,
)  # fmt: skip
RATING = Signal(
    "rating", "Against target", "Any rating",
    tuple((status.value, status.label) for status in Status),
    ("rated", "Rated against a target", RATED),
    {
        "green": "rated green", "amber": "rated amber", "red": "rated red",
        "no_target": "without a target for the latest figure", "no_data": "without any figure",
        "not_rated": "that cannot be held against the target", "rated": "rated against a target",
    },
    lambda one: one.line.rating.status.value,
)  # fmt: skip
OVERDUE = Signal(
    "overdue", "Next figure", "Any date",
    (("1", "Overdue"), ("0", "Not due yet"), ("never", "No fixed dates")),
    ("dated", "With fixed dates of release", ("1", "0")),
    {
        "1": "whose next figure is overdue", "0": "whose next figure is not due yet",
        "never": "without fixed dates of release", "dated": "with fixed dates of release",
    },
    _overdue,
)  # fmt: skip
SIGNALS = (POSITION, DIRECTION, RATING, OVERDUE)  # position and trend first: most indicators have no target


# Orders of a list -----------------------------------------------------------------------------------------------------


def _how_much(line: IndicatorLine) -> int:
    """What there is to read, most first: a figure, a place among others, nothing."""
    return 0 if line.latest else 1 if line.position else 2


def _worst_first(signal: Signal, *codes: str) -> Callable[[Judged], tuple[int, ...]]:
    places = {code: place for place, code in enumerate(codes)}
    return lambda one: (places.get(signal.answer(one), len(codes)), _how_much(one.line))


FIRST_KEY = "key"
ORDERS: dict[str, tuple[str, Callable[[Judged], tuple[int, ...]]]] = {
    FIRST_KEY: ("Key indicators first", lambda one: (not one.line.is_key, _how_much(one.line))),
    "name": ("By name", lambda one: ()),
    "position": ("Worst place first", _worst_first(POSITION, "4", "3", "2", "1", "stated")),
    "direction": ("Worse first", _worst_first(DIRECTION, "worse", "same", "changed", "better")),
    "rating": ("Red first", _worst_first(RATING, "red", "amber", "green", "not_rated", "no_target")),
}


def in_order(found: list[Judged], order: str) -> list[Judged]:
    """Sorted as asked, within that by name. An order is one of `ORDERS`."""
    key = ORDERS[order][1]
    return sorted(found, key=lambda one: (*key(one), one.line.name.lower(), one.line.pk))
