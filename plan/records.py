"""Rows that may never change again, refused by the database itself.

Each app names them in the slot `freezes`; `triggers.py` makes the SQL. They are installed anew after every migrate,
because SQLite drops triggers silently when a migration rebuilds a table.
"""

from contextlib import contextmanager

from django.db import connections

from . import named_triggers
from .slots import slots
from .triggers import PREFIX, Trigger, postgresql_body, sqlite_statement, statements, triggers

# How PostgreSQL notes what a trigger waits for: bits for "each row", "before" and the operation.
BITS = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


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
    standing = _postgresql_triggers(using) if vendor == "postgresql" else _sqlite_triggers(using)
    told = _postgresql_signature if vendor == "postgresql" else sqlite_statement
    found = {}
    for trigger in sorted(_triggers(vendor), key=lambda trigger: trigger.name):
        if trigger.name not in standing:
            found[trigger.name] = "is missing or switched off"
        elif standing[trigger.name] != told(trigger):
            found[trigger.name] = "was altered"
    return found


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


def _sqlite_triggers(using: str) -> dict[str, str]:
    """The SQL of each trigger that stands."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _postgresql_triggers(using: str) -> dict[str, tuple]:
    """What each trigger does that stands and is switched on: where, before what, and what its function says."""
    query = (
        "SELECT t.tgname, c.relname, t.tgtype, l.lanname, p.prosrc,"
        " t.tgqual IS NULL AND cardinality(t.tgattr::int2[]) = 0 AND p.proconfig IS NULL"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " JOIN pg_language l ON l.oid = p.prolang"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid)"
    )
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


def _postgresql_signature(trigger: Trigger) -> tuple:
    bits = BITS["BEFORE"] + BITS[trigger.operation] + (0 if trigger.operation == "TRUNCATE" else BITS["ROW"])
    return (trigger.table, bits, "plpgsql", postgresql_body(trigger), True)
