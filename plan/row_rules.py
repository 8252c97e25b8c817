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
    return sorted(_name(rule, operation) for rule in slots.row_rules for operation in OPERATIONS)


def failing(*, using: str = "default") -> dict[str, str]:
    """Rules' triggers that do not do what they should, by name, each with what is the matter."""
    told = _signature if connections[using].vendor == "postgresql" else _sqlite
    should = {_name(rule, operation): told(rule, operation) for rule in slots.row_rules for operation in OPERATIONS}
    return named_triggers.failing(should, using)


def statements(rule: RowRule, vendor: str) -> list[str]:
    """The SQL that refuses rows which break this rule, on this kind of database."""
    if vendor != "postgresql":
        return [_sqlite(rule, operation) for operation in OPERATIONS]
    made = []
    for operation in OPERATIONS:
        name = _name(rule, operation)
        made += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $rule${_body(rule)}$rule$",
            f"{_head(rule, operation)} EXECUTE FUNCTION {name}()",
        ]
    return made


def _name(rule: RowRule, operation: str) -> str:
    return f"{PREFIX}{rule.key}_{operation.lower()}"


def _asked(rule: RowRule) -> tuple[str, ...]:
    """The columns that the rule looks at: writing others is nobody's business here."""
    return tuple(sorted(set(COLUMN.findall(rule.broken))))


def _head(rule: RowRule, operation: str) -> str:
    of = f" OF {', '.join(_asked(rule))}" if operation == "UPDATE" else ""
    return f"CREATE TRIGGER {_name(rule, operation)} BEFORE {operation}{of} ON {rule.table} FOR EACH ROW"


def _sqlite(rule: RowRule, operation: str) -> str:
    broken = rule.broken.format(row="NEW")
    return f"{_head(rule, operation)} WHEN {broken} BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"


def _body(rule: RowRule) -> str:
    refuse = f"RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'integrity_constraint_violation';"
    return f" BEGIN IF {rule.broken.format(row='NEW')} THEN {refuse} END IF; RETURN NEW; END "


def _signature(rule: RowRule, operation: str) -> tuple:
    columns = _asked(rule) if operation == "UPDATE" else ()
    return named_triggers.signature(rule.table, operation, _body(rule), columns)
