"""A bare number where the figure before is a change without its level ("up 20%"): it may be the next change or the
level, and nobody but its author knows which. Figures of the draft Strategic Plan 2022-26 are of both sorts."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from performance.models import Qualifier
from performance.values import trimmed
from plan.periods import Period
from plan.wording import number

from .known import SET, Key
from .rows import EMPTY, Row

IN_FILE = "Give the qualifier change, with a minus where it fell, or exact if it is the level itself."
VALUE, QUALIFIER = 5 + SET.index("value"), 5 + SET.index("qualifier")  # in a row of what there is

Figure = tuple[Period, str, Decimal]  # for when, how it is meant, how much


class Changes:
    """The figures of those indicators, or parts of them, that have a change among the results there are. `hint` says
    what to do; "{}" in it stands for the number without its sign."""

    def __init__(self, results: Mapping[Key, tuple], hint: str) -> None:
        self.hint = hint
        those = {(key[0], key[2]) for key, row in results.items() if row[QUALIFIER] == Qualifier.CHANGE}
        self.figures: dict[tuple[int, int | None], list[Figure]] = defaultdict(list)
        for key, row in results.items():
            if row[VALUE] is not None and (key[0], key[2]) in those:
                self.figures[key[0], key[2]].append((Period.parse(key[1]), row[QUALIFIER], row[VALUE]))

    def fault(self, row: Row, key: Key, values: Mapping[str, Any]) -> str:
        """What to say of a row that gives another number than there is and not how it is meant: nothing, unless the
        figure there, else the one before, else the newest, is a change."""
        value, figures = values.get("value"), self.figures.get((key[0], key[2]))
        if not figures or value is None or values["qualifier"] != Qualifier.EXACT or _says_how(row):
            return ""
        period, qualifier, amount = _standing(figures, Period.parse(key[1]))
        if qualifier != Qualifier.CHANGE:
            return ""
        which = "there" if period.code == key[1] else "before"
        was = f"the figure {which} is a change, “{_in_words(amount)}”"
        return f"“{number(trimmed(value))}” may be a change or a level: {was}. {self.hint}".replace(
            "{}", number(trimmed(abs(value)))
        )


def _says_how(row: Row) -> bool:
    return bool(row.cells.get("qualifier", EMPTY).text)


def _standing(figures: list[Figure], period: Period) -> Figure:
    """The figure for a period, else the last before it, else the newest."""
    ordered = sorted(figures, key=lambda figure: figure[0])
    return ([figure for figure in ordered if figure[0] <= period] or ordered)[-1]


def _in_words(change: Decimal) -> str:
    return f"{'up' if change > 0 else 'down'} {number(trimmed(abs(change)))}%" if change else "no change"
