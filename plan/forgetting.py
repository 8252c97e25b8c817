"""What was erased for good, carried over to a database that a backup brings back, and erased there again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from .slots import Slot

Told = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Forgetting:
    """What was erased for good and must be again once an older backup is brought back. `remember()` gives it as plain
    values, none of which tells what it was; `again(told)` erases what of it is there once more, and returns how many.
    """

    key: str
    remember: Callable[[], list[dict[str, Any]]]
    again: Callable[[list[dict[str, Any]]], int]
    order: int = 100


# A slot like those in `slots`: rooms that hold personal data fill it.
kinds: Slot[Forgetting] = Slot("kind of what was erased")


def remember() -> Told | None:
    """All that was erased, by the kind of thing; None where the database in use cannot tell any more."""
    try:
        with transaction.atomic():
            return {one.key: one.remember() for one in kinds}
    except DatabaseError:
        return None


def erase_again(told: Told) -> int:
    """Erase what of it is there. Returns how many."""
    with transaction.atomic():
        return sum(one.again(told.get(one.key, [])) for one in kinds)


def is_current() -> bool:
    """Whether the database has the tables that this code knows."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
