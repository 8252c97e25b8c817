"""What a workbook would change in the edition it was made of, told row by row. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .dumping import SHEETS, Dump, Line, Sheet

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
SHOWN = 160  # characters of a text
_NAMES = ("number", "title", "text", "term", "name", "heading", "what")


@dataclass(frozen=True)
class Change:
    """A row that is new, gone or changed: what it is, what it says, and each column that differs, before and after."""

    sort: str
    what: str
    says: str
    columns: tuple[tuple[str, str, str], ...] = ()


def changes(before: Dump, after: Dump) -> list[Change]:
    """Every difference, sheet by sheet; what moved says so by its column. None where both say the same."""
    names = {**_named(before), **_named(after)}
    return [change for sheet in SHEETS for change in _of_sheet(sheet, before.of(sheet), after.of(sheet), names)]


def _of_sheet(sheet: Sheet, before: Sequence[Line], after: Sequence[Line], names: dict[str, str]) -> Iterator[Change]:
    waiting: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in before:
        waiting[_key(sheet, line)].append(line)
    new = []
    for line in after:
        held = waiting.get(_key(sheet, line))
        if not held:
            new.append(line)
            continue
        old = held.pop(0)
        differing = tuple(
            (column, names.get(old[column], old[column]), names.get(line[column], line[column]))
            for column in sheet.columns
            if old[column] != line[column]
        )
        if differing:
            yield Change(CHANGED, sheet.what, _says(line, names), differing)
    yield from (Change(ADDED, sheet.what, _says(line, names)) for line in new)
    yield from (Change(REMOVED, sheet.what, _says(line, names)) for held in waiting.values() for line in held)


def _key(sheet: Sheet, line: Line) -> tuple[str, ...]:
    return tuple(line[name] for name in sheet.key)


def _named(dump: Dump) -> dict[str, str]:
    """What each key stands for, in words."""
    return {
        line["key"]: _says(line, {})
        for sheet in SHEETS
        if "key" in sheet.columns
        for line in dump.of(sheet)
        if line["key"]
    }


def _says(line: Line, names: dict[str, str]) -> str:
    words = " ".join(line[name] for name in _NAMES if line.get(name)) or " ".join(
        names.get(value, value) for value in line.values() if value
    )
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
