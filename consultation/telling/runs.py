"""What changed of aims, commitments and the like, put together for a first page: changes alike in kind and reasons are
told in one go, so that no reason is read twice and the page stays light however much changed."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outcomes.framework.comparing.changes import REWORDED
from outcomes.framework.comparing.parts import (
    COMMITMENT,
    ENTRY,
    INDICATOR,
    JOINT_WORK,
    MOVABLE,
    PARTNER,
    STATEMENT,
    TERM,
    WORDS,
)
from plan.desk.changes import shortened
from plan.wording import plural

if TYPE_CHECKING:
    from .told import Told
    from .why import Why

RUNS = 6  # that the first page tells of one outcome
SHOWN = 5  # parts that it names of each
LONGEST = 140  # characters of each
# Several of a kind, where it is not that kind with an s.
SEVERAL = {
    ENTRY: "entries of sections", TERM: "words in the glossary", JOINT_WORK: "examples of joint work",
    STATEMENT: "points in lists", PARTNER: "partners named", INDICATOR: "indicators",
}  # fmt: skip


def several(kind: str, commitment: str = "commitment") -> str:
    """A kind of part for more than one; `commitment` is what the plan calls its own."""
    return SEVERAL.get(kind) or plural(commitment if kind == COMMITMENT else WORDS[kind])


@dataclass(frozen=True)
class Run:
    """Changes alike. `more` is how many there are beside those that are named."""

    told: tuple["Told", ...]
    more: int

    @property
    def labels(self) -> list[tuple[str, str]]:
        return self.told[0].labels

    @property
    def reasons(self) -> tuple["Why", ...]:
        return self.told[0].reasons

    @property
    def size(self) -> int:
        return len(self.told) + self.more

    @property
    def name(self) -> str:
        """What they are, one and several, as `count` takes them; empty for commitments."""
        kind = self.told[0].part.kind
        return "" if kind == COMMITMENT else f"{WORDS[kind].partition(':')[0]},{several(kind)}"

    @property
    def lines(self) -> list[tuple[tuple[str, str], str]]:
        return [(one.numbers, shortened(one.part.title, LONGEST)) for one in self.told]


def runs_of(told: Iterable["Told"]) -> list[Run]:
    """What is no heading, changes alike together: parts of the plan that came, went or moved first, then those in new
    words, then what stands beside them."""
    found: dict[Hashable, list[Told]] = {}
    for one in told:
        if not one.is_heading:
            found.setdefault((one.part.kind, one.keys, one.reasons), []).append(one)
    ordered = sorted(found.values(), key=lambda run: (run[0].part.kind not in MOVABLE, REWORDED in run[0].keys))
    return [Run(tuple(run[:SHOWN]), max(len(run) - SHOWN, 0)) for run in ordered]
