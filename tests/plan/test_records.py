"""What the database refuses, on whichever database the suite runs."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from plan import chain, events, records, triggers
from plan.models import ChainHead, Event
from plan.slots import slots
from tests.factories import make_plan, make_tree

pytestmark = pytest.mark.django_db


def test_all_triggers_stand_after_all_migrations():
    assert sorted(name for name, _ in records.installed()) == records.expected(connection.vendor)


ALTERED = [
    "UPDATE plan_event SET why = 'changed'",
    "DELETE FROM plan_event",
    "DELETE FROM plan_chainhead",
    "UPDATE plan_chainhead SET sequence = 0",
    "UPDATE plan_chainhead SET sequence = sequence - 1",
    "UPDATE plan_chainhead SET sequence = sequence + 1",
    "UPDATE plan_chainhead SET digest = (SELECT previous FROM plan_event ORDER BY sequence LIMIT 1)",
    "UPDATE plan_chainhead SET sequence = sequence + 1, digest = (SELECT MAX(digest) FROM plan_event)",
]
EMPTIED = ["TRUNCATE plan_event CASCADE", "TRUNCATE plan_chainhead"]
EVENT = "sequence, at, by_id, by_name, verb, subject_type, subject_id, subject, why, detail, previous, digest"
CHANGED = EVENT.replace("why", "'changed'")
OTHER = CHANGED.replace("sequence", "99")
REPLACED = [
    f"REPLACE INTO plan_event ({EVENT}) SELECT {CHANGED} FROM plan_event",
    f"INSERT OR REPLACE INTO plan_event ({EVENT}) SELECT {OTHER} FROM plan_event",
    f"REPLACE INTO plan_event (rowid, {EVENT}) SELECT rowid, {OTHER} || 'x' FROM plan_event",
    "UPDATE OR REPLACE plan_event SET sequence = 1",
    "REPLACE INTO plan_chainhead (id, sequence, digest) SELECT 1, 9, digest FROM plan_chainhead",
    f"REPLACE INTO plan_chainhead (id, sequence, digest) VALUES (1, 0, '{chain.GENESIS}')",
    f"REPLACE INTO plan_chainhead (rowid, sequence, digest) VALUES (1, 0, '{chain.GENESIS}')",
]


@pytest.fixture
def logged(policy_officer):
    for word in ("one", "two"):
        with transaction.atomic():
            events.record(verb=word, subject=make_plan(), by=policy_officer)
    return state()


def state():
    return list(Event.objects.order_by("sequence").values()), list(ChainHead.objects.values())


def refused(statement):
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(error.value)


@pytest.mark.parametrize("statement", ALTERED)
def test_the_event_log_refuses_changes_by_sql(statement, logged):
    message = refused(statement)
    assert "The event log is never changed" in message or "only moves on to the entry that follows" in message
    assert state() == logged


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
@pytest.mark.parametrize("recursive", ["OFF", "ON"])
@pytest.mark.parametrize("statement", REPLACED)
def test_the_event_log_refuses_to_be_replaced(statement, recursive, logged):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
    message = refused(statement)
    assert "The event log is never changed" in message or "only moves on to the entry that follows" in message
    assert state() == logged


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL truncates")
@pytest.mark.parametrize("statement", EMPTIED)
def test_the_event_log_refuses_to_be_emptied(statement, logged):
    refused(statement)
    assert state() == logged


def test_the_end_of_the_log_moves_to_an_entry_that_follows(logged, policy_officer):
    with transaction.atomic():
        assert events.next_number() == 3
        events.record(verb="three", subject=make_plan(), by=policy_officer)
    head = ChainHead.objects.get()
    assert (head.sequence, head.digest) == (3, Event.objects.get(verb="three").digest)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")
def test_every_unique_key_of_a_frozen_table_is_guarded():
    """A key that the triggers did not know of would let a row be replaced."""
    tables = {freeze.table for freeze in slots.freezes}
    for trigger in (trigger for freeze in slots.freezes for trigger in triggers.triggers(freeze, "sqlite")):
        if trigger.operation != "INSERT":
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT name FROM pragma_index_list('{trigger.table}') WHERE \"unique\"")
            for (index,) in cursor.fetchall():
                cursor.execute(f"SELECT name FROM pragma_index_info('{index}') ORDER BY seqno")
                shared = " AND ".join(f"o.{column} = NEW.{column}" for (column,) in cursor.fetchall())
                assert f"({shared}" in trigger.condition, (trigger.name, shared)
        tables.discard(trigger.table)
    assert tables == set()


def test_a_published_edition_refuses_changes_to_its_words_by_sql():
    plan = make_tree()
    title = plan.outcomes.get().title
    with connection.cursor() as cursor:
        cursor.execute("UPDATE outcomes_outcome SET title = 'Draft wording'")
        cursor.execute("UPDATE outcomes_outcome SET title = %s", [title])
        cursor.execute("UPDATE plan_plan SET published_at = '2022-05-18 12:00:00'")
    for statement in (
        "UPDATE outcomes_outcome SET title = 'Changed'",
        "DELETE FROM outcomes_placement",
        "UPDATE outcomes_aim SET text = 'Changed'",
        "UPDATE plan_plan SET title = 'Changed'",
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    plan.refresh_from_db()
    assert plan.outcomes.get().title == title
