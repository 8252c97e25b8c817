"""Which answers of a group are not shown, because so few of the group gave them. Pure.

Groups large enough to be shown may hold one to four people who gave a rare answer. Nobody may read such a number, nor
work it out from what else is shown: how many of the group answered, how many of all gave each answer, and the other
groups. So further answers are hidden with it until it could, for all that is shown, be nobody or be many. What all
respondents answered together is shown in full: it says of nobody to which group they belong.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from performance.suppression import is_small

from .shares import Tally
from .small_groups import FEWEST

Group = TypeVar("Group", bound=Hashable)
Cell = tuple[int, str]  # the place of a group, and an answer
NONE: frozenset[str] = frozenset()


def hide_cells(shown: Mapping[Group, Tally], whole: Tally) -> dict[Group, frozenset[str]]:
    """The answers to hide of each group that is shown; `whole` is what all respondents answered, those of hidden groups
    among them. Those stand together as one more group here: taking the shown ones from the whole tells of them."""
    groups = [group for group, tally in shown.items() if tally.base]
    rows = [shown[group] for group in groups]
    rest = _rest(whole, rows)
    table = _Table([*rows, *([rest] if rest.base else [])], whole, known=len(rows))
    if len(table.rows) < 2:
        return dict.fromkeys(groups, NONE)  # the one group is the whole, of which all is told
    table.hide()
    return {group: frozenset(code for row, code in table.hidden if row == place) for place, group in enumerate(groups)}


def _rest(whole: Tally, rows: Iterable[Tally]) -> Tally:
    rows = list(rows)
    counts = {code: how_many - sum(row.counts.get(code, 0) for row in rows) for code, how_many in whole.counts.items()}
    return Tally(whole.base - sum(row.base for row in rows), counts)


@dataclass
class _Table:
    """Groups by answers. The first `known` rows are shown but for hidden cells; of a row after them nothing is."""

    rows: list[Tally]
    whole: Tally
    known: int

    def __post_init__(self) -> None:
        self.codes = sorted(code for code, how_many in self.whole.counts.items() if how_many)
        self.count = {
            (place, code): row.counts.get(code, 0) for place, row in enumerate(self.rows) for code in self.codes
        }
        self.small = sorted(cell for cell, how_many in self.count.items() if is_small(how_many, FEWEST))
        self.hidden = {cell for cell in self.count if cell[0] >= self.known or cell in self.small}
        # Where each person gave one answer, those of a group add up to it.
        self.add_up = all(sum(row.counts.values()) == row.base for row in self.rows)

    def hide(self) -> None:
        while self.small and (more := self._next()) is not None:
            self.hidden.add(more)

    def _next(self) -> Cell | None:
        """One more cell to hide; None when all is well."""
        for line in self._lines():
            unknown = [cell for cell in line if cell in self.hidden]
            if not any(cell[0] < self.known or cell in self.small for cell in unknown):
                continue  # what is left of an answer is of many hidden people, or of nobody
            alone = len(unknown) == 1 < len(line)
            if alone or sum(self.count[cell] for cell in unknown) < self._enough(line):
                return self._least(cell for cell in line if cell not in self.hidden)
        for cell in self.small:
            if not self._could_be_nobody_or_many(cell):
                row, code = cell
                near = [one for one in self.count if (one[0] == row or one[1] == code) and one not in self.hidden]
                return self._least(near or (one for one in self.count if one not in self.hidden))
        return None

    def _lines(self) -> list[list[Cell]]:
        columns = [[(place, code) for place in range(len(self.rows))] for code in self.codes]
        if not self.add_up:
            return columns
        return [*([(place, code) for code in self.codes] for place in range(self.known)), *columns]

    def _enough(self, line: list[Cell]) -> int:
        """How many people must be among what is hidden of a group, or of an answer: all where they are few."""
        return min(FEWEST, sum(self.count[cell] for cell in line))

    def _least(self, cells: Iterable[Cell]) -> Cell | None:
        """The cell whose loss is least: of few people, but not of nobody where there is another; of a large group."""
        found = sorted(cells, key=lambda cell: (not self.count[cell], self.count[cell], -self.rows[cell[0]].base, cell))
        return found[0] if found else None

    # What somebody could work out

    def _could_be_nobody_or_many(self, cell: Cell) -> bool:
        how_many = self.count[cell]
        if not self.add_up:
            return self._could_of_several(cell)
        return self._moves(cell, how_many, up=False) or self._moves(cell, FEWEST - how_many, up=True)

    def _could_of_several(self, cell: Cell) -> bool:
        """One person may give several answers, so that each answer stands for itself."""
        others = [place for place in range(len(self.rows)) if place != cell[0] and (place, cell[1]) in self.hidden]
        unknown = self.count[cell] + sum(self.count[place, cell[1]] for place in others)
        fewest = unknown - sum(self.rows[place].base for place in others)
        return fewest <= 0 or min(unknown, self.rows[cell[0]].base) >= FEWEST

    def _moves(self, cell: Cell, by: int, *, up: bool) -> bool:
        """Whether the hidden numbers could be others that add up alike, with this cell so many more or fewer."""
        count = {one: how_many for one, how_many in self.count.items() if one in self.hidden}
        while by > 0:
            path = _path(count, cell, up=up)
            if not path:
                return False
            falling = path[0::2] if up else path[1::2]
            step = min([by, *(count[one] for one in falling)])
            for place, one in enumerate(path):
                count[one] += step if (place % 2 == 0) != up else -step
            by -= step
        return True


def _path(count: Mapping[Cell, int], cell: Cell, *, up: bool) -> list[Cell]:
    """Cells from the group of `cell` to its answer that change by turns, the first one against `cell`: from group to
    answer, to another group, and so on. Those that would fall have something to lose. Empty where there is none."""
    by_row, by_code = defaultdict(list), defaultdict(list)
    for one in sorted(count):
        if one != cell:
            by_row[one[0]].append(one)
            by_code[one[1]].append(one)
    row, code = cell
    ways: dict[int | str, list[Cell]] = {row: []}
    queue: list[int | str] = [row]
    for at in queue:
        from_row = isinstance(at, int)
        for one in by_row[at] if isinstance(at, int) else by_code[at]:
            to = one[1] if from_row else one[0]
            if to not in ways and (count[one] or from_row != up):
                ways[to] = [*ways[at], one]
                queue.append(to)
    return ways.get(code, [])
