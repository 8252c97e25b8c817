"""Which lines begin an item of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line, starts_lower
from .markers import is_certain


@dataclass(frozen=True, slots=True)
class Bullets:
    """How a paper prints its lists: the bullets under the introducing headings, and whether items begin with a
    capital letter."""

    usual: frozenset[str] = frozenset()
    capitals: bool = False


def read_bullets(lines: Sequence[Line]) -> Bullets:
    """Learn a paper's bullets from the first item under each introducing heading, and its items' first letters."""
    found: set[str] = set()
    waiting = 0
    items = capitals = 0
    for line in lines:
        mark = line.bullet
        if line.introduces:
            waiting = 4  # a heading of the group, over at most three lines, may come first
        elif waiting:
            waiting -= 1
            if mark:
                found.add(mark[0])
                waiting = 0
        if mark and mark[1] and mark[0] in found:
            items += 1
            capitals += not starts_lower(mark[1])
    return Bullets(frozenset(found), capitals >= 0.8 * items)


def begins_item(lines: Sequence[Line], index: int, open_item: Line | None, bullets: Bullets) -> bool:
    """True if a line begins an item; ``open_item`` is the first line of the item that the line may go on with.

    A dash, a letter or a number at the start of a line counts only where a list is to be expected: it is set apart,
    follows a colon or an item with the same bullet, is indented with another one like it below, or is this paper's
    usual bullet. Elsewhere it is a dash within a broken sentence; so is one before a small letter where items begin
    with capitals.
    """
    line = lines[index]
    previous = lines[index - 1] if index else None
    mark = line.bullet
    if mark is None:
        return False
    if is_certain(mark[0]) or line.apart or previous is None or previous.text.endswith(":"):
        return True
    if open_item and line.indent >= open_item.indent + 2 and _another_follows(lines, index, mark[0]):
        return True
    opened = open_item.bullet if open_item else None
    if starts_lower(mark[1]) and bullets.capitals and not (opened and starts_lower(opened[1])):
        return False
    return mark[0] in bullets.usual or (opened is not None and opened[0] == mark[0])


def _another_follows(lines: Sequence[Line], index: int, marker: str) -> bool:
    """True if the next item, not far below and without a gap, has the same bullet at the same indent."""
    for line in lines[index + 1 : index + 4]:
        if line.apart:
            return False
        if line.bullet:
            return line.bullet[0] == marker and line.indent == lines[index].indent
    return False
