"""The worker: chores between tasks, and no fault of theirs keeps a task waiting."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from plan.management.commands import worker
from plan.slots import Slot, WorkerChore, slots

done = []


@task()
def note(what: str) -> None:
    done.append(what)


@pytest.fixture(autouse=True)
def chores(monkeypatch):
    done.clear()
    slot = Slot("worker's chore")
    monkeypatch.setattr(slots, "worker_chores", slot)
    return slot


@pytest.mark.django_db(transaction=True)
def test_once_does_chores_then_what_waits_then_ends(chores):
    chores.add(WorkerChore("requeue", lambda: note.enqueue("requeued")))
    note.enqueue("waiting")
    call_command("worker", "--once")
    assert done == ["waiting", "requeued"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@pytest.mark.django_db(transaction=True)
def test_a_chore_that_fails_is_logged_and_keeps_nothing_waiting(chores, caplog):
    chores.add(WorkerChore("broken", lambda: 1 / 0, order=1))
    chores.add(WorkerChore("sound", lambda: done.append("chore"), order=2))
    note.enqueue("task")
    call_command("worker", "--once")
    assert done == ["chore", "task"]
    assert "The worker's chore 'broken' failed." in caplog.text


@pytest.fixture
def no_database(monkeypatch):
    """These tests are about the loop; they knock at no database."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connections, "close_all", lambda: done.append("closed"))


class Loop:
    """Stands in for a worker: runs what it is given, one thing a turn, then stops."""

    running = True

    def __init__(self, *turns):
        self.turns = list(turns)

    def run(self):
        turn = self.turns.pop(0)
        self.running = bool(self.turns)
        if turn:
            raise turn


def test_a_database_that_is_away_is_waited_for(no_database, caplog):
    loop = Loop(OperationalError("server closed the connection"), None, None)
    worker.work(loop, 0)
    assert loop.turns == []
    assert done == ["closed"]
    assert "The database does not answer (server closed the connection). Trying again." in caplog.text


def test_chores_are_done_at_the_start_and_then_now_and_again(chores, no_database, monkeypatch):
    moments = iter([100.0, 100.0, 110.0, 131.0, 131.0])
    monkeypatch.setattr(worker.time, "monotonic", lambda: next(moments))
    monkeypatch.setattr(worker.time, "sleep", lambda seconds: None)
    chores.add(WorkerChore("counting", lambda: done.append("chore")))
    worker.work(Loop(None, None, None), 1)
    assert done == ["chore", "chore"]


def test_it_says_so_where_tasks_are_done_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with pytest.raises(CommandError, match="TASKS_IMMEDIATE"):
        call_command("worker", "--once")
