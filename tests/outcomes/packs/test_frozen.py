"""What the database refuses to do to a published pack."""

import pytest
from django.db import DatabaseError, connection, transaction

from outcomes.packs import paper
from outcomes.packs.building import build, request_build
from outcomes.packs.disclosing import disclose
from outcomes.packs.publishing import withdraw
from outcomes.packs.verify import altered
from tests.tables import columns_of

from .beside import exempt
from .world import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]


def copied(table: str, **changed: str) -> tuple[str, dict[str, str]]:
    return table, changed


def replacing(copy: tuple[str, dict[str, str]]) -> str:
    """The end of an INSERT that would put a copy of a table's rows in their own place, changed."""
    table, changed = copy
    names = columns_of(table)
    values = ", ".join(changed.get(name, name) for name in names)
    return f"INTO {table} ({', '.join(names)}) SELECT {values} FROM {table}"


RAW = {
    "version's content": "UPDATE outcomes_packversion SET content = '{}'",
    "version's moment": "UPDATE outcomes_packversion SET published_at = NULL",
    "version": "DELETE FROM outcomes_packversion",
    "file's bytes": "UPDATE outcomes_packfile SET content = size",
    "file's name": "UPDATE outcomes_packfile SET name = 'other.pdf'",
    "file": "DELETE FROM outcomes_packfile",
    "another file": "INSERT INTO outcomes_packfile (version_id, kind, audience, name, content, size, sha256)"
    " SELECT version_id, kind, 'members', name, content, size, sha256 FROM outcomes_packfile",
    "withdrawal's reason": "UPDATE outcomes_packwithdrawal SET reason = 'None'",
    "withdrawal": "DELETE FROM outcomes_packwithdrawal",
    "disclosure's reason": "UPDATE outcomes_disclosure SET reason = 'None'",
    "disclosure": "DELETE FROM outcomes_disclosure",
    "committee's address": "UPDATE plan_body SET slug = 'climate-committee' WHERE slug = 'environment-committee'",
    "pack's committee": "UPDATE outcomes_pack SET covers = '2022-Q3'",
    "pack's key": "UPDATE outcomes_pack SET id = id + 1",
}
REPLACED = {
    "version by key": copied("outcomes_packversion", number="99"),
    "version by number": copied("outcomes_packversion", id="NULL"),
    "file by key": copied("outcomes_packfile", audience="'members'"),
    "file by kind": copied("outcomes_packfile", id="NULL"),
    "file by key, out of its version": copied("outcomes_packfile", version_id="99", kind="'other'"),
    "withdrawal by key": copied("outcomes_packwithdrawal", reason="'None'"),
    "withdrawal by version": copied("outcomes_packwithdrawal", id="NULL", reason="'None'"),
    "pack by key": copied("outcomes_pack", covers="'2022-Q3'"),
    "pack by quarter": copied("outcomes_pack", id="NULL"),
}
MOVED_OVER = {
    "version's key": "UPDATE OR REPLACE outcomes_packversion SET id = {published} WHERE id = {draft}",
    "version's number": "UPDATE OR REPLACE outcomes_packversion SET number = 1 WHERE id = {draft}",
    "file's key": "UPDATE OR REPLACE outcomes_packfile SET id = (SELECT MIN(id) FROM outcomes_packfile)"
    " WHERE version_id = {draft} AND kind = 'pdf'",
}
TRUNCATED = ["outcomes_packversion", "outcomes_packfile", "outcomes_packwithdrawal", "outcomes_disclosure"]


@pytest.fixture
def disclosed(world, officer, monkeypatch):
    """A published version whose exempt appendix was made public."""
    monkeypatch.setattr(paper, "print_exempt", lambda exempt, content: paper.Printed(b"%PDF exempt", 1))
    exempt(world)
    version = issue(build(request_build(world.pack, by=officer, queued=False).pk), by=officer)
    disclose(version, by=officer, reason="It is let.")
    return version


def refused(sql: str) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(error.value)


@pytest.mark.parametrize("sql", RAW.values(), ids=RAW)
def test_the_database_refuses_every_change(disclosed, officer, sql):
    withdraw(disclosed, by=officer, reason="A breach of data protection.")
    sql = sql.replace("content = size", "content = 'x'::bytea") if connection.vendor == "postgresql" else sql

    message = refused(sql)

    said = (
        "A published pack",
        "A recorded withdrawal is never",
        "A recorded disclosure is never",
        "Packs of this committee are published at",
    )
    assert any(sentence in message for sentence in said)
    assert altered() == []


only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")


@pytest.fixture(params=["off", "on"])
def recursive_triggers(request):
    """What another program has switched on or off on its connection must not matter."""
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA recursive_triggers").fetchone()[0]
        cursor.execute(f"PRAGMA recursive_triggers = {request.param}")
        yield
        cursor.execute(f"PRAGMA recursive_triggers = {before}")


@only_sqlite
@pytest.mark.usefixtures("recursive_triggers")
@pytest.mark.parametrize("verb", ["REPLACE", "INSERT OR REPLACE"])
@pytest.mark.parametrize("sql", REPLACED.values(), ids=REPLACED)
def test_no_row_takes_a_published_ones_place(published, officer, sql, verb):
    withdraw(published, by=officer, reason="A breach of data protection.")

    message = refused(f"{verb} {replacing(sql)}")

    assert "A published pack" in message or "A recorded withdrawal is never changed" in message
    assert altered() == []


@only_sqlite
@pytest.mark.usefixtures("recursive_triggers")
@pytest.mark.parametrize("sql", MOVED_OVER.values(), ids=MOVED_OVER)
def test_no_row_moves_into_a_published_ones_place(published, world, officer, sql):
    draft = build(request_build(world.pack, by=officer, what_changed="A figure.", queued=False).pk)

    assert "A published pack" in refused(sql.format(published=published.pk, draft=draft.pk))

    assert altered() == []
    assert issue(draft, by=officer).number == 2


@only_sqlite
def test_our_own_connections_ask_delete_triggers_when_they_replace():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA recursive_triggers").fetchone() == (1,)


@pytest.mark.parametrize("table", TRUNCATED)
def test_the_database_refuses_to_empty_a_table(disclosed, officer, table):
    withdraw(disclosed, by=officer, reason="A breach of data protection.")

    refused(f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}")

    assert altered() == []
