"""What was erased for good, carried over to a database that a backup brings back, and erased there again."""

from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from .slots import slots

Told = dict[str, list[dict[str, Any]]]


def remember() -> Told:
    """All that was erased, by the kind of thing; nothing where the database in use cannot tell any more."""
    try:
        with transaction.atomic():
            return {one.key: one.remember() for one in slots.forgetting}
    except DatabaseError:
        return {}


def erase_again(told: Told) -> int:
    """Erase what of it is there. Returns how many."""
    with transaction.atomic():
        return sum(one.again(told.get(one.key, [])) for one in slots.forgetting)


def is_current() -> bool:
    """Whether the database has the tables that this code knows."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
