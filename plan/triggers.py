"""The SQL of triggers that refuse changes, for SQLite and for PostgreSQL, from one definition.

SQLite replaces rows (`REPLACE INTO`, `UPDATE OR REPLACE`) without asking a DELETE trigger, unless a connection has
switched that on. So there an insert or update is refused as well where its keys belong to a frozen row.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.sqlite3.schema import DatabaseSchemaEditor

from .slots import Erasable, Freeze

PREFIX = "frozen_"
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
ANY_ROW = "o"  # what a table's own rows are called inside a condition


@dataclass(frozen=True)
class Trigger:
    """One trigger: before `operation` on `table`, where `condition` holds (or always, if empty), `message`."""

    name: str
    table: str
    operation: str
    condition: str
    message: str

    @property
    def refusal(self) -> str:
        return self.message.replace("'", "''")


def triggers(freeze: Freeze, vendor: str) -> list[Trigger]:
    """What guards the freeze's rows on this kind of database."""
    model = model_of(freeze.table)
    made = [
        _trigger(freeze, "UPDATE", _update(freeze, model, vendor)),
        _trigger(freeze, "DELETE", _rows(freeze, "OLD")),
    ]
    if insert := _insert(freeze, model, vendor):
        made.append(_trigger(freeze, "INSERT", insert))
    if vendor == "postgresql":
        made.append(_trigger(freeze, "TRUNCATE", _any_frozen(freeze) if freeze.when else ""))
    return made


def statements(trigger: Trigger, vendor: str) -> list[str]:
    return _postgresql(trigger) if vendor == "postgresql" else [sqlite_statement(trigger)]


def sqlite_statement(trigger: Trigger) -> str:
    when = f" WHEN {trigger.condition}" if trigger.condition else ""
    return (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.operation} ON {trigger.table} FOR EACH ROW{when}"
        f" BEGIN SELECT RAISE(ABORT, '{trigger.refusal}'); END"
    )


def postgresql_body(trigger: Trigger) -> str:
    """Of the trigger's function. A subquery is not allowed in a trigger's WHEN, so the condition stands here."""
    refuse = f"RAISE EXCEPTION '{trigger.refusal}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {trigger.condition} THEN {refuse} END IF;" if trigger.condition else refuse
    result = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(trigger.operation, "NEW")
    return f" BEGIN {body} RETURN {result}; END "


def _postgresql(trigger: Trigger) -> list[str]:
    each = "STATEMENT" if trigger.operation == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $frozen${postgresql_body(trigger)}$frozen$",
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.operation} ON {trigger.table}"
        f" FOR EACH {each} EXECUTE FUNCTION {trigger.name}()",
    ]


# Conditions --------------------------------------------------------------------------------------------------------


def _trigger(freeze: Freeze, operation: str, condition: str) -> Trigger:
    name = f"{PREFIX}{freeze.key}_{operation.lower()}"
    return Trigger(name, freeze.table, operation, condition, freeze.message)


def _update(freeze: Freeze, model: type[models.Model], vendor: str) -> str:
    """Refused if the row was frozen, would be moved among frozen ones, or would take a frozen one's place."""
    if not freeze.when:
        return f"NOT ({freeze.moves})" if freeze.moves else ""
    condition = _rows(freeze, "OLD", "NEW") if freeze.inserts else _rows(freeze, "OLD")
    if freeze.columns:
        # The key too: a row that moved away from what points at it would set that free.
        columns = (model._meta.pk.column, *freeze.columns)
        changed = " OR ".join(f"OLD.{column} {DIFFERS[vendor]} NEW.{column}" for column in columns)
        condition = f"({condition}) AND ({changed})"
    if freeze.erasable:
        condition = f"({condition}) AND NOT ({_erasing(freeze.erasable, vendor)})"
    return f"({condition}) OR {_takes_place(freeze, model, moved=True)}" if vendor == "sqlite" else condition


def _erasing(erasable: Erasable, vendor: str) -> str:
    kept = [f"NOT (OLD.{column} {DIFFERS[vendor]} NEW.{column})" for column in erasable.kept]
    return " AND ".join([f"({erasable.when.format(row='OLD')})", f"({erasable.emptied.format(row='NEW')})", *kept])


def _insert(freeze: Freeze, model: type[models.Model], vendor: str) -> str:
    """Refused if the row would stand among frozen ones, or take the place of one; empty where no insert is."""
    conditions = []
    if freeze.begins:
        conditions.append(f"NOT ({freeze.begins})")
    if freeze.inserts:
        conditions.append(_rows(freeze, "NEW"))
    if vendor == "sqlite":
        conditions.append(_takes_place(freeze, model))
    return " OR ".join(conditions)


def _rows(freeze: Freeze, *rows: str) -> str:
    return " OR ".join(f"({freeze.when.format(row=row)})" for row in rows) if freeze.when else ""


def _any_frozen(freeze: Freeze, *, which: str = "") -> str:
    """That a frozen row stands in the table, of those for `which` (or of all)."""
    where = " AND ".join(filter(None, (which, _rows(freeze, ANY_ROW))))
    return f"EXISTS (SELECT 1 FROM {freeze.table} {ANY_ROW} WHERE {where or 'TRUE'})"  # noqa: S608  our own words


def _takes_place(freeze: Freeze, model: type[models.Model], *, moved: bool = False) -> str:
    """That a frozen row has the new one's row number or one of its unique keys, and so would be replaced by it."""
    same = " OR ".join(f"({key})" for key in _keys_in_common(model))
    another = f"{ANY_ROW}.rowid <> OLD.rowid AND " if moved else ""
    return _any_frozen(freeze, which=f"{another}({same})")


def _keys_in_common(model: type[models.Model]) -> list[str]:
    """For each unique key, the condition that a row `o` and the new row share it."""
    fields = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
    found = [_equal(["rowid"]), *(_equal([fields[field.name]]) for field in model._meta.local_fields if field.unique)]
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        if constraint.expressions:
            raise NotImplementedError(f"{constraint.name}: a unique key of expressions cannot be guarded yet.")
        columns = [fields[name] for name in constraint.fields]
        found.append(" AND ".join(filter(None, (_equal(columns), _covers_both(constraint, model)))))
    return found + [_equal([fields[name] for name in names]) for names in model._meta.unique_together]


def _equal(columns: list[str]) -> str:
    return " AND ".join(f"{ANY_ROW}.{column} = NEW.{column}" for column in columns)


def _covers_both(constraint: models.UniqueConstraint, model: type[models.Model]) -> str:
    """For a key that holds for some rows only: that both rows are among them; else empty."""
    editor: Any = DatabaseSchemaEditor(connections["default"])
    condition = constraint._get_condition_sql(model, editor)  # type: ignore[attr-defined]
    if not condition:
        return ""
    columns = [field.column for field in model._meta.local_concrete_fields]
    both = [", ".join(f"{row}.{column} AS {column}" for column in columns) for row in (ANY_ROW, "NEW")]
    return " AND ".join(f"(SELECT {condition} FROM (SELECT {row}))" for row in both)  # noqa: S608  our own words


def model_of(table: str) -> type[models.Model]:
    """The model whose rows lie in this table."""
    return next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
