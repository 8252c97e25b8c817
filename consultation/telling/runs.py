"""What changed of aims, commitments and the like, put together for a first page: changes alike in kind and reasons are
told in one go, so that no reason is read twice and the page stays light however much changed."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outcomes.framework.comparing.changes import REWORDED
from outcomes.framework.comparing.parts import (
    AIM,
    COMMITMENT,
    ENTRY,
    INDICATOR,
    JOINT_WORK,
    MOVABLE,
    PARTNER,
    SAVING,
    STATEMENT,
    TERM,
)
from plan.desk.changes import shortened

if TYPE_CHECKING:
    from .told import Told
    from .why import Why

RUNS = 6  # that the first page tells of one outcome
SHOWN = 5  # parts that it names of each
LONGEST = 140  # characters of each
# One and many, as `count` takes them. Commitments have the name that their version gives them.
NAMES = {
    AIM: "aim", ENTRY: "entry of a section,entries of a section", TERM: "word in the glossary,words in the glossary",
    JOINT_WORK: "example of joint work,examples of joint work", STATEMENT: "line of a list,lines of a list",
    SAVING: "saving", PARTNER: "partner named,partners named",
    INDICATOR: "indicator of success,indicators of success",
}  # fmt: skip


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
        """What they are; empty for commitments."""
        kind = self.told[0].part.kind
        return "" if kind == COMMITMENT else NAMES[kind]

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
