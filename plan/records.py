"""Rows that may never change again, refused by the database itself.

Each app names them in the slot `freezes`; `triggers.py` makes the SQL. They are installed anew after every migrate,
because SQLite drops triggers silently when a migration rebuilds a table.
"""

from contextlib import contextmanager

from django.db import connections

from . import named_triggers
from .slots import slots
from .triggers import PREFIX, Trigger, postgresql_body, sqlite_statement, statements, triggers


def install(*, using: str = "default") -> None:
    """(Re)install every trigger whose table exists. Safe to repeat."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        remove(using=using)
        for trigger in _triggers(connection.vendor):
            if trigger.table in tables:
                for statement in statements(trigger, connection.vendor):
                    cursor.execute(statement)


def remove(*, using: str = "default") -> None:
    """Drop every trigger of ours. Only tests and migrations have a reason to."""
    named_triggers.drop(PREFIX, using)


def installed(*, using: str = "default") -> list[tuple[str, str]]:
    """(trigger, table) of those of our triggers that stand in the database now."""
    return named_triggers.standing(PREFIX, using)


def expected(vendor: str) -> list[str]:
    """Names of the triggers that must stand on this kind of database."""
    return sorted(trigger.name for trigger in _triggers(vendor))


def failing(*, using: str = "default") -> dict[str, str]:
    """Our triggers that do not do what they should, by name, each with what is the matter."""
    vendor = connections[using].vendor
    told = _signature if vendor == "postgresql" else sqlite_statement
    return named_triggers.failing({trigger.name: told(trigger) for trigger in _triggers(vendor)}, using)


@contextmanager
def lifted(*, using: str = "default"):
    """Without our triggers, for as long as it takes tests to empty their tables."""
    remove(using=using)
    try:
        yield
    finally:
        install(using=using)


def _triggers(vendor: str) -> list[Trigger]:
    return [trigger for freeze in slots.freezes for trigger in triggers(freeze, vendor)]


def _signature(trigger: Trigger) -> tuple:
    return named_triggers.signature(trigger.table, trigger.operation, postgresql_body(trigger))
