"""Triggers of a database that are ours by how their names begin: those that stand, what each does, dropping them."""

from collections.abc import Mapping
from typing import Any

from django.db import connections

# How PostgreSQL notes what a trigger waits for: bits for "each row", "before" and the operation.
BITS = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}

STANDING = {
    "postgresql": "SELECT tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT tgisinternal AND starts_with(tgname, %s) ORDER BY 1",
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND instr(name, %s) = 1 ORDER BY 1",
}


def standing(prefix: str, using: str) -> list[tuple[str, str]]:
    """(trigger, table) of those that stand in the database now."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor], [prefix])
        return [(str(name), str(table)) for name, table in cursor.fetchall()]


def drop(prefix: str, using: str) -> None:
    """Drop every one of them."""
    connection = connections[using]
    found = standing(prefix, using)
    with connection.cursor() as cursor:
        for name, table in found:
            suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def signature(table: str, operation: str, body: str, columns: tuple[str, ...] = ()) -> tuple:
    """What PostgreSQL says of a trigger of ours that is as it should be; `columns` are those that an update is of."""
    bits = BITS["BEFORE"] + BITS[operation] + (0 if operation == "TRUNCATE" else BITS["ROW"])
    return (table, bits, "plpgsql", body, columns, True)


def failing(should: Mapping[str, Any], using: str) -> dict[str, str]:
    """Those that do not do what they should, by name, each with what is the matter. `should` has the statement that
    makes each on SQLite, its `signature` on PostgreSQL."""
    there = _postgresql(using) if connections[using].vendor == "postgresql" else _sqlite(using)
    found = {}
    for name, definition in sorted(should.items()):
        if name not in there:
            found[name] = "is missing or switched off"
        elif there[name] != definition:
            found[name] = "was altered"
    return found


def _sqlite(using: str) -> dict[str, str]:
    """The SQL of each trigger that stands."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _postgresql(using: str) -> dict[str, tuple]:
    """What each trigger does that stands and is switched on: where, before what, and what its function says."""
    query = (
        "SELECT t.tgname, c.relname, t.tgtype, l.lanname, p.prosrc,"
        " ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.tgrelid"
        " AND a.attnum = ANY(t.tgattr::int2[])),"
        " t.tgqual IS NULL AND p.proconfig IS NULL"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " JOIN pg_language l ON l.oid = p.prolang"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid)"
    )
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return {name: (*rest, tuple(sorted(columns)), plain) for name, *rest, columns, plain in cursor.fetchall()}
