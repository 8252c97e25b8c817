"""Where the lists of aims and commitments begin."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .labels import aim_label
from .lines import Line


@dataclass(frozen=True, slots=True)
class Marks:
    """Indexes of the lines that introduce aims and commitments, in order."""

    aims: tuple[int, ...]
    commitments: tuple[int, ...]

    def both(self, start: int, end: int) -> bool:
        """True if aims and commitments are introduced among ``lines[start:end]``."""
        return _next(self.aims, start, end) < end and self.commitments_from(start, end) < end

    def commitments_from(self, start: int, end: int) -> int:
        """Where the first commitments among ``lines[start:end]`` are introduced; ``end`` if there are none."""
        return _next(self.commitments, start, end)


def _next(indexes: Sequence[int], start: int, end: int) -> int:
    at = bisect_left(indexes, start)
    return min(indexes[at], end) if at < len(indexes) else end


def read_marks(lines: Sequence[Line]) -> Marks:
    """Lines that are an introducing heading with something below it; "Aim 1: …" introduces itself."""
    aims: list[int] = []
    commitments: list[int] = []
    for index, line in enumerate(lines):
        kind = line.introduces
        if kind and index + 1 < len(lines) and lines[index + 1].introduces is None:
            (aims if kind == "aims" else commitments).append(index)
        elif aim_label(line.text):
            aims.append(index)
    return Marks(tuple(aims), tuple(commitments))
