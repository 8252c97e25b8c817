"""Triggers of a database that are ours by how their names begin: those that stand, and dropping them."""

from django.db import connections

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
