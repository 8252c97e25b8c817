"""Rules between rows that no constraint of one table can hold, kept by triggers on SQLite and PostgreSQL alike.

Each app names them in the slot `row_rules`. They are put in anew after every migrate, like the records' triggers, and
look only at the row as it would stand: a row is never refused for what it said before, and may always be deleted.
"""

import re

from django.db import connections

from . import named_triggers
from .slots import RowRule, slots

PREFIX = "rule_"
OPERATIONS = ("INSERT", "UPDATE")
COLUMN = re.compile(r"\{row\}\.(\w+)")


def install(*, using: str = "default") -> None:
    """(Re)install every rule whose table exists. Safe to repeat."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    remove(using=using)
    with connection.cursor() as cursor:
        for rule in slots.row_rules:
            if rule.table in tables:
                for statement in statements(rule, connection.vendor):
                    cursor.execute(statement)


def remove(*, using: str = "default") -> None:
    """Drop every rule's trigger. Only tests and migrations have a reason to."""
    named_triggers.drop(PREFIX, using)


def installed(*, using: str = "default") -> list[tuple[str, str]]:
    """(trigger, table) of the rules that stand in the database now."""
    return named_triggers.standing(PREFIX, using)


def expected() -> list[str]:
    """Names of the triggers that must stand."""
    return sorted(f"{PREFIX}{rule.key}_{operation.lower()}" for rule in slots.row_rules for operation in OPERATIONS)


def statements(rule: RowRule, vendor: str) -> list[str]:
    """The SQL that refuses rows which break this rule, on this kind of database."""
    broken = rule.broken.format(row="NEW")
    asked = ", ".join(sorted(set(COLUMN.findall(rule.broken))))  # writing other columns is nobody's business here
    made = []
    for operation in OPERATIONS:
        name = f"{PREFIX}{rule.key}_{operation.lower()}"
        of = f" OF {asked}" if operation == "UPDATE" else ""
        head = f"CREATE TRIGGER {name} BEFORE {operation}{of} ON {rule.table} FOR EACH ROW"
        if vendor == "postgresql":
            refuse = f"RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'integrity_constraint_violation';"
            made.append(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $rule$ BEGIN IF {broken} THEN {refuse} END IF; RETURN NEW; END $rule$"
            )
            made.append(f"{head} EXECUTE FUNCTION {name}()")
        else:
            made.append(f"{head} WHEN {broken} BEGIN SELECT RAISE(ABORT, '{rule.message}'); END")
    return made
