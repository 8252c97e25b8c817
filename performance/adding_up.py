"""Numbers some of which are hidden, and sums between them: what else to hide so that no sum tells a hidden one. Pure.

A single hidden part could be worked out from the whole and the other parts, so another is hidden with it (the rule is
`suppression.hide`). Sums that share numbers can tell together what none of them tells alone; what they determine is
found by solving them, as a patient reader could.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .suppression import hide

Cell = TypeVar("Cell", bound=Hashable)
PRIME = 2_147_483_647  # equations are solved in remainders by it: quick, and exact for coefficients as small as these


@dataclass(frozen=True)
class Sum(Generic[Cell]):
    """The total is what the parts add up to. A total that has no number of its own is not shown."""

    total: Cell
    parts: frozenset[Cell]

    @property
    def cells(self) -> frozenset[Cell]:
        return self.parts | {self.total}


def settle(figures: Mapping[Cell, int], sums: Sequence[Sum[Cell]], hidden: set[Cell]) -> None:
    """Add to what is hidden until nothing of it can be worked out. Costs little where nothing is hidden."""
    while _close(figures, sums, hidden) or _open_up(figures, sums, hidden):
        pass


def _close(figures: Mapping[Cell, int], sums: Sequence[Sum[Cell]], hidden: set[Cell]) -> bool:
    """Go once through the sums, each by itself; whether anything was added."""
    before = len(hidden)
    for one in sums:
        if one.total not in figures and one.parts & hidden:
            hidden.add(one.total)
        if one.total not in hidden and not one.parts & hidden:
            continue
        counts = {part: figures[part] for part in one.parts}
        answer = hide(
            figures.get(one.total), {"": counts}, 0, already=hidden & one.parts, whole_hidden=one.total in hidden
        )
        hidden |= answer.parts | ({one.total} if answer.whole else set())
    return len(hidden) > before


def _open_up(figures: Mapping[Cell, int], sums: Sequence[Sum[Cell]], hidden: set[Cell]) -> bool:
    """Hide one more number where the sums together tell a hidden one: the smallest of those nearest to it."""
    for cell in sorted(_told(figures, sums, hidden), key=str):
        near, before = {cell}, 0
        while len(near) > before:
            before = len(near)
            near |= {other for one in sums if near & one.cells for other in one.cells}
            more = [(figures[other], str(other), other) for other in near - hidden if figures.get(other)]
            if more:
                hidden.add(min(more)[2])
                return True
    return False


def _told(figures: Mapping[Cell, int], sums: Sequence[Sum[Cell]], hidden: set[Cell]) -> set[Cell]:
    """The hidden numbers that have only one value, given what is shown and that nought is never hidden."""
    found: set[Cell] = set()
    for row, right in _solved(_equations(figures, sums, hidden)):
        if len(row) == 1 or (set(row.values()) == {1} and right == len(row)):
            found |= set(row)
    return found & set(figures)


def _equations(
    figures: Mapping[Cell, int], sums: Sequence[Sum[Cell]], hidden: set[Cell]
) -> Iterator[tuple[dict[Cell, int], int]]:
    """Each sum as the hidden numbers with their signs, and what they come to."""
    for one in sums:
        row = dict.fromkeys(one.parts & hidden, 1)
        if one.total in hidden:
            row[one.total] = PRIME - 1
        if row:
            shown = sum(figures[part] for part in one.parts - hidden)
            yield row, ((0 if one.total in hidden else figures[one.total]) - shown) % PRIME


def _solved(equations: Iterator[tuple[dict[Cell, int], int]]) -> list[tuple[dict[Cell, int], int]]:
    """The equations solved as far as they go: each has a number that stands in no other (Gauss and Jordan)."""
    solved: dict[Cell, tuple[dict[Cell, int], int]] = {}
    for row, right in equations:
        for first, (other, value) in solved.items():
            row, right = _less(row, right, other, value, row.get(first, 0))
        if not row:
            continue
        first = min(row, key=str)
        inverse = pow(row[first], -1, PRIME)
        row, right = {cell: by * inverse % PRIME for cell, by in row.items()}, right * inverse % PRIME
        solved = {key: _less(*pair, row, right, pair[0].get(first, 0)) for key, pair in solved.items()}
        solved[first] = row, right
    return list(solved.values())


def _less(
    row: dict[Cell, int], right: int, other: Mapping[Cell, int], value: int, times: int
) -> tuple[dict[Cell, int], int]:
    """An equation less some times another."""
    if not times:
        return row, right
    left = {cell: (row.get(cell, 0) - times * other.get(cell, 0)) % PRIME for cell in {*row, *other}}
    return {cell: by for cell, by in left.items() if by}, (right - times * value) % PRIME
