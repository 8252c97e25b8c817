"""The verb of a page of figures: what was typed is checked as a set and written, all of it or nothing."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import PermissionDenied

from performance.importing.cells import NOT_DATA
from performance.importing.checks import Change, Checked, Error, check
from performance.importing.writing import Refused, write
from performance.restating import FIGURE
from plan import clock
from plan.desk.merging import Conflict

from .posted import FIELD_OF, NO_FIGURE, Key, TypedRow, row_of, touched
from .standing import Standing, conflict, earlier, standing, units

VERB = "results.entered"
NEEDED = ("performance.add_result", "performance.change_result")
LONGEST_WHY = 1_000
ATTEMPTS = 3
NO_FIGURE_HERE = "Type “no data” if there is no figure for this period, or leave the row as it was."
SAY_WHY = "A figure that was there already is to change. Say why: the reason is kept with what it was."
TYPED_BARE = "Type up {}% or down {}% for a change, or exactly {} if it is the level itself."
WHY_TOO_LONG = f"Say it in at most {LONGEST_WHY:,} characters."


@dataclass
class Entered:
    """What became of a page: written, or why it was not. Errors and conflicts are by the row's number."""

    created: int = 0
    updated: int = 0
    written: list[Key] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)
    conflicts: dict[int, Conflict] = field(default_factory=dict)
    why: str = ""  # what is wrong with the reason
    now: Mapping[Key, Standing] = field(default_factory=dict)
    opened: Mapping[Key, Standing] = field(default_factory=dict)
    foreign: bool = False  # whether a row is of an indicator that somebody else answers for

    @property
    def refused(self) -> bool:
        return bool(self.errors or self.conflicts or self.why)

    def errors_of(self, row: int) -> dict[str, list[str]]:
        """Messages by the field they are about; those about the row as a whole under nothing."""
        found: dict[str, list[str]] = {}
        for error in self.errors:
            if error.row == row:
                found.setdefault(FIELD_OF.get(error.column, error.column), []).append(error.message)
        return found


def enter(rows: Sequence[TypedRow], *, name: str, by: Any, why: str) -> Entered:
    """Check the rows in which something was typed, and write all of them, or none where one cannot be used, was
    changed by somebody else since its page was made, or where a figure changes without `why`.

    `name` says of what the page was, for the record. Raises PermissionDenied for whoever enters no figures at all.
    """
    if not by.has_perms(NEEDED):
        raise PermissionDenied("Figures are entered by contributors and policy officers.")
    for _ in range(ATTEMPTS):
        checked, entered = _checked(rows, by, why)
        if entered.refused or not entered.written:
            return entered
        try:
            write(checked, name=name, sha256=_fingerprint(rows), by=by, why=why, verb=VERB)
        except Refused:
            continue  # somebody was quicker by a moment: the next attempt sees what they wrote
        return entered
    entered.errors.append(Error(0, "", "Others are saving the same figures at this moment. Save again."))
    return entered


def _checked(rows: Sequence[TypedRow], by: Any, why: str) -> tuple[Checked, Entered]:
    keys = {row.key for row in rows}
    known, now = units(keys, by), standing(keys, by)
    before = earlier(rows, now, by)
    opened = {key: was.opened for key, was in before.items() if was.opened is not None}
    entered = Entered(now=now, opened={**now, **opened})
    changed = {
        row.number: made for row in rows
        if (made := row_of(row, entered.opened.get(row.key, Standing()).texts, unit=known.get(row.key[0], "")))
    }  # fmt: skip
    checked = check(list(changed.values()), by=by, today=clock.today(), bare=TYPED_BARE)
    entered.errors = [*(_of_a_box(error) for error in checked.errors), *_without_figure(rows, entered, changed)]
    entered.foreign = any(rows[number - 1].key[0] not in known for number in changed)
    changes = [*checked.created, *checked.updated]
    for row in rows:
        if row.key in before and row.number in {change.row for change in changes}:
            entered.conflicts[row.number] = conflict(row, before[row.key], now.get(row.key, Standing()))
    _stale(changes, rows, entered)
    if len(why) > LONGEST_WHY:
        entered.why = WHY_TOO_LONG
    elif not why.strip() and any(_restates(change) for change in checked.updated):
        entered.why = SAY_WHY
    entered.created, entered.updated = len(checked.created), len(checked.updated)
    entered.written = [rows[change.row - 1].key for change in changes]
    return checked, entered


def _stale(changes: Collection[Change], rows: Sequence[TypedRow], entered: Entered) -> None:
    """What the checks read may be newer still than what was read here; rows without a history are told as well."""
    for change in changes:
        row = rows[change.row - 1]
        if change.row not in entered.conflicts and change.version != row.seen:
            entered.conflicts[change.row] = conflict(row, None, entered.now.get(row.key, Standing()))


def _of_a_box(error: Error) -> Error:
    """What is wrong, as a page says it: a file's empty cell is no data, an empty box is nothing said."""
    return replace(error, message=error.message.replace(f"; {NOT_DATA}.", f". {NO_FIGURE_HERE}"))


def _without_figure(rows: Sequence[TypedRow], entered: Entered, changed: Collection[int]) -> list[Error]:
    """New rows of which nothing was said but that they are provisional."""
    return [
        Error(row.number, "status", NO_FIGURE) for row in rows
        if row.number in changed and not entered.now.get(row.key, Standing()).version
        and touched(row.texts, Standing().texts) == ["provisional"]
    ]  # fmt: skip


def _restates(change: Change) -> bool:
    """Whether a figure that was there says something else now."""
    there = change.before["value"] is not None or change.before["words"] or change.before["numerator"] is not None
    return bool(there) and change.changes(FIGURE)


def _fingerprint(rows: Sequence[TypedRow]) -> str:
    sent = json.dumps([[*row.key, row.seen, dict(row.texts)] for row in rows], sort_keys=True)
    return hashlib.sha256(sent.encode()).hexdigest()
