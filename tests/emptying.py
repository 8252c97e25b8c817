"""Empties the tables after a test with real transactions, which no rollback undoes.

Django's own way empties every table and then makes permissions, groups and triggers anew: a second each time. Here only
tables with rows are emptied, and what belongs to every database stays: it is compared with what stood there before, and
where a test has changed it, Django's way is gone.
"""

from collections.abc import Sequence

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from plan import records, roles

KEPT = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions", "plan_rolegroup")
TRIGGERS = {
    "sqlite": ["SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"],
    "postgresql": [
        "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    ],
}


class Emptying:
    """Stands in for what Django does around its transactional test cases."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.before: list | None = None
        self.tables: list[str] = []
        set_up, self.in_full = TransactionTestCase._fixture_setup.__func__, TransactionTestCase._fixture_teardown

        def begin(case: type[TransactionTestCase]) -> None:
            set_up(case)
            self.note()

        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(begin))
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: self.end(case))

    def note(self) -> None:
        if self.before is None:
            found = connection.introspection.django_table_names(only_existing=True, include_views=False)
            self.tables, self.before = sorted(set(found) - set(KEPT)), what_stands()

    def end(self, case: TransactionTestCase) -> None:
        if may_be_quick() and what_stands() == self.before:
            empty(with_rows(self.tables))
            return
        # The one place where the records' triggers are lifted.
        with records.lifted():
            self.in_full(case)
        roles.sync_roles()
        self.before = None


def may_be_quick() -> bool:
    """Who is no superuser of PostgreSQL cannot pass its triggers by."""
    return connection.vendor == "sqlite" or asked("SHOW is_superuser") == [("on",)]


def what_stands() -> list:
    """What belongs to every database: its triggers, and the rows that migrating leaves."""
    rows = [f"SELECT * FROM {name} ORDER BY 1" for name in KEPT]
    return [asked(query) for query in TRIGGERS[connection.vendor] + rows]


def with_rows(tables: Sequence[str]) -> list[str]:
    each = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables)
    return [name for (name,) in asked(" UNION ALL ".join(each))]


def empty(tables: Sequence[str]) -> None:
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        triggers = standing_on(tables) if connection.vendor == "sqlite" else []
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        for _, statement in triggers:
            cursor.execute(statement)


def standing_on(tables: Sequence[str]) -> list[tuple[str, str]]:
    """Triggers of an SQLite database, with the statement that makes each."""
    return [(name, sql) for name, table, sql in asked(TRIGGERS["sqlite"][0]) if table in tables]


def asked(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
