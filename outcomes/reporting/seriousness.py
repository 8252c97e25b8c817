"""How serious a delivery status is, for comparing two of them. Pure.

A status whose seriousness is the same as another's is neither better nor worse; `superseded` is not compared at all.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

BADNESS = {"completed": 0, "ongoing": 0, "on_track": 0, "not_started": 0, "at_risk": 1, "off_track": 2, "stopped": 3}


class Said(Protocol):
    @property
    def status(self) -> str: ...


S = TypeVar("S", bound=Said)


def worst(statuses: Iterable[str]) -> str:
    """The most serious of these statuses, the first of equals; empty where there is none."""
    return max(statuses, key=_badness, default="")


def most_serious(said: Iterable[S]) -> S | None:
    """What speaks for a part on which several boards reported: the most serious status, the first of equals.

    Candour: where boards differ, the worse news is not averaged away.
    """
    return max(said, key=lambda one: _badness(one.status), default=None)


def _badness(status: str) -> int:
    return BADNESS.get(status, -1)
