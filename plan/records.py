"""Rows that may never change again, refused by the database itself.

Each app names them in the slot `freezes`; one definition makes the triggers for SQLite and for PostgreSQL. They are
installed anew after every migrate, because SQLite drops triggers silently when a migration rebuilds a table.
"""

from contextlib import contextmanager

from django.db import connections

from .slots import Erasable, Freeze, slots

PREFIX = "frozen_"


def install(*, using: str = "default") -> None:
    """(Re)install every trigger whose table exists. Safe to repeat."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        remove(using=using)
        for freeze in slots.freezes:
            if freeze.table in tables:
                for statement in statements(freeze, connection.vendor):
                    cursor.execute(statement)


def remove(*, using: str = "default") -> None:
    """Drop every trigger of ours. Only tests and migrations have a reason to."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in installed(using=using):
            suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def installed(*, using: str = "default") -> list[tuple[str, str]]:
    """(trigger, table) of those of our triggers that stand in the database now."""
    connection = connections[using]
    query = (
        "SELECT tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT tgisinternal AND tgname LIKE %s ORDER BY 1"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ORDER BY 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{PREFIX}%"])
        return [(str(name), str(table)) for name, table in cursor.fetchall()]


def enforced(*, using: str = "default") -> set[str]:
    """Names of our triggers that stand and are switched on."""
    names = {name for name, _ in installed(using=using)}
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('D', 'R')")
            names -= {str(name) for (name,) in cursor.fetchall()}
    return names


def expected(vendor: str) -> list[str]:
    """Names of the triggers that must stand on this kind of database."""
    return sorted(name for freeze in slots.freezes for name in _names(freeze, vendor))


@contextmanager
def lifted(*, using: str = "default"):
    """Without our triggers, for as long as it takes tests to empty their tables."""
    remove(using=using)
    try:
        yield
    finally:
        install(using=using)


def statements(freeze: Freeze, vendor: str) -> list[str]:
    """The SQL that refuses changes to `freeze`'s rows on this kind of database."""
    return _postgresql(freeze) if vendor == "postgresql" else _sqlite(freeze)


def _operations(freeze: Freeze) -> list[str]:
    return ["UPDATE", "DELETE", *(["INSERT"] if freeze.inserts else [])]


def _names(freeze: Freeze, vendor: str) -> list[str]:
    names = [f"{PREFIX}{freeze.key}_{operation.lower()}" for operation in _operations(freeze)]
    return [*names, f"{PREFIX}{freeze.key}_truncate"] if vendor == "postgresql" and freeze.truncate else names


def _condition(freeze: Freeze, operation: str, differs: str) -> str:
    """An update is refused if the row was frozen, or would be moved among frozen ones."""
    rows = {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"] if freeze.inserts else ["OLD"]}[operation]
    condition = " OR ".join(f"({freeze.when.format(row=row)})" for row in rows) if freeze.when else ""
    if operation == "UPDATE" and freeze.columns:
        changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in freeze.columns)
        condition = f"({condition}) AND ({changed})" if condition else changed
    if operation == "UPDATE" and freeze.erasable:
        condition = f"({condition}) AND NOT ({_erasing(freeze.erasable, differs)})"
    return condition


def _erasing(erasable: Erasable, differs: str) -> str:
    kept = [f"NOT (OLD.{column} {differs} NEW.{column})" for column in erasable.kept]
    return " AND ".join([f"({erasable.when.format(row='OLD')})", f"({erasable.emptied.format(row='NEW')})", *kept])


def _sqlite(freeze: Freeze) -> list[str]:
    made = []
    for name, operation in zip(_names(freeze, "sqlite"), _operations(freeze), strict=True):
        condition = _condition(freeze, operation, "IS NOT")
        made.append(
            f"CREATE TRIGGER {name} BEFORE {operation} ON {freeze.table} FOR EACH ROW"
            f"{f' WHEN {condition}' if condition else ''}"
            f" BEGIN SELECT RAISE(ABORT, '{freeze.message}'); END"
        )
    return made


def _postgresql(freeze: Freeze) -> list[str]:
    made = []
    for name, operation in zip(_names(freeze, "postgresql"), [*_operations(freeze), "TRUNCATE"], strict=False):
        condition = "" if operation == "TRUNCATE" else _condition(freeze, operation, "IS DISTINCT FROM")
        refuse = f"RAISE EXCEPTION '{freeze.message}' USING ERRCODE = 'integrity_constraint_violation';"
        # A subquery is not allowed in a trigger's WHEN, so the condition stands in the function.
        body = f"IF {condition} THEN {refuse} END IF;" if condition else refuse
        result = "OLD" if operation == "DELETE" else "NULL" if operation == "TRUNCATE" else "NEW"
        made.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $frozen$ BEGIN {body} RETURN {result}; END $frozen$"
        )
        each = "STATEMENT" if operation == "TRUNCATE" else "ROW"
        made.append(
            f"CREATE TRIGGER {name} BEFORE {operation} ON {freeze.table} FOR EACH {each} EXECUTE FUNCTION {name}()"
        )
    return made
