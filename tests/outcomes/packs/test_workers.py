"""Real workers, in processes of their own: one is killed in mid-build, and two look for the same work at once."""

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from outcomes.models import PackVersion
from outcomes.packs.building import build_task, request_build
from plan import roles
from tests.factories import make_user

from .world import make_world

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 90  # seconds until a test gives up; nothing waits that long on a machine that works


class Outside:
    """The test's own rows where other processes find them, and the processes that were started on them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "workers.sqlite3"
        self.started: list[subprocess.Popen] = []
        self.stopped: list[int] = []
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.file)) as copy:
                connection.connection.backup(copy)

    @property
    def address(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.file}"
        known = connection.settings_dict
        who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
        return f"postgres://{who}@{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}/{known['NAME']}"

    def rows(self, sql: str) -> list[tuple]:
        """What a query finds, or a change leaves: in the file, or in the database that is shared anyway."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.file, timeout=20)) as database, database:
                return database.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def is_written_to(self) -> bool:
        """Whether somebody else is in the middle of writing."""
        if connection.vendor == "sqlite":
            try:
                with closing(sqlite3.connect(self.file, timeout=0, isolation_level=None)) as database:
                    database.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False
        return bool(self.rows("SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"))

    def end_backends(self) -> None:
        """PostgreSQL sees only in its next breath that a client is gone: a sleep is long."""
        if connection.vendor == "postgresql":
            self.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
            until(lambda: not self.is_written_to(), "end of the killed worker's connection")

    def worker(self, *arguments: str) -> subprocess.Popen:
        environment = {**os.environ, "DATABASE_URL": self.address, "DEBUG": "1", "TASKS_IMMEDIATE": "0"}
        log = (self.folder / f"worker-{len(self.started)}.log").open("w")
        with log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "worker", *arguments],
                cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.started.append(process)
        return process

    def finish(self, *workers: subprocess.Popen) -> None:
        for worker in workers:
            assert worker.wait(PATIENCE) == 0, self.logs()

    def logs(self) -> str:
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()
        for pid in self.stopped:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@pytest.fixture
def waiting(transactional_db) -> PackVersion:
    """A build that an officer asked for, with its task."""
    return request_build(make_world().pack, by=make_user(roles.POLICY_OFFICER))


@pytest.fixture
def outside(tmp_path) -> Iterator[Callable[[], Outside]]:
    made: list[Outside] = []

    def open_outside() -> Outside:
        made.append(Outside(tmp_path))
        return made[-1]

    yield open_outside
    for each in made:
        each.end()


def until(found: Callable[[], Any], what: str) -> Any:
    """What `found` gives as soon as it gives anything."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if result := found():
            return result
        time.sleep(0.02)
    raise AssertionError(f"In {PATIENCE} seconds: no {what}.")


def renderers(parent: int) -> list[int]:
    """The processes that render for this one, on Linux: those that have loaded what draws letters."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return [int(pid) for pid in children if "pango" in Path(f"/proc/{pid}/maps").read_text()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def is_gone(pid: int) -> bool:
    """Whether it has ended; one that nobody has buried yet has ended too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return True


def is_built_once(outside: Outside, *, attempts: int) -> None:
    """One version with one set of files, each as its hash says, and one event of it."""
    assert outside.rows("SELECT state, attempts, lease_until FROM outcomes_packversion") == [("built", attempts, None)]
    files = outside.rows("SELECT kind, content, size, sha256 FROM outcomes_packfile ORDER BY kind")
    assert [kind for kind, *_ in files] == ["html", "pdf", "xlsx"]
    for kind, content, size, sha256 in files:
        assert (len(content), hashlib.sha256(content).hexdigest()) == (size, sha256)
        assert bytes(content).startswith({"pdf": b"%PDF-", "html": b"<!doctype html>", "xlsx": b"PK"}[kind])
    assert outside.rows("SELECT count(*) FROM plan_event WHERE verb = 'pack.built'") == [(1,)]
    assert outside.rows("SELECT count(*) FROM plan_event WHERE verb = 'pack.failed'") == [(0,)]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found through /proc")
def test_a_worker_killed_while_it_renders_leaves_no_trace_and_another_builds_once(waiting, outside):
    place = outside()
    worker = place.worker("--interval", "0.05")
    (renderer,) = until(lambda: renderers(worker.pid), "rendering began. " + place.logs())
    place.stopped.append(renderer)
    os.kill(renderer, signal.SIGSTOP)  # whatever it does next, it does not get to the end by itself
    worker.kill()
    worker.wait()

    until(lambda: is_gone(renderer), "end of the renderer whose worker was killed")
    assert place.rows("SELECT state, attempts FROM outcomes_packversion") == [("building", 1)]
    assert place.rows("SELECT count(*) FROM outcomes_packfile") == [(0,)]

    place.finish(place.worker("--once"))  # the lease still runs: it might be alive
    assert place.rows("SELECT state, attempts FROM outcomes_packversion") == [("building", 1)]

    place.rows("UPDATE outcomes_packversion SET lease_until = '2000-01-01 00:00:00'")  # time passes
    place.finish(place.worker("--once"))
    is_built_once(place, attempts=2)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found through /proc")
def test_a_renderer_that_is_killed_fails_its_build_in_words_and_it_can_be_built_again(waiting, outside):
    place = outside()
    worker = place.worker("--once")
    (renderer,) = until(lambda: renderers(worker.pid), "rendering began. " + place.logs())
    os.kill(renderer, signal.SIGKILL)

    place.finish(worker)
    (told,) = place.rows("SELECT state, attempts, stage, failure FROM outcomes_packversion")
    assert told[:3] == ("failed", 1, "")
    assert told[3].startswith("It needs more memory than a paper may use, or its drawing was ended from outside")
    assert place.rows("SELECT count(*) FROM outcomes_packfile") == [(0,)]


SLOW_STORING = {
    "sqlite": """CREATE TRIGGER slow_storing AFTER INSERT ON outcomes_packfile BEGIN
        SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
        SELECT i FROM n); END""",
    "postgresql": """CREATE FUNCTION slow_storing() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(600); RETURN NEW; END $$;
        CREATE TRIGGER slow_storing AFTER INSERT ON outcomes_packfile FOR EACH ROW EXECUTE FUNCTION slow_storing()""",
}
AT_ONCE = {
    "sqlite": "DROP TRIGGER slow_storing",
    "postgresql": "DROP TRIGGER slow_storing ON outcomes_packfile; DROP FUNCTION slow_storing()",
}


def test_a_worker_killed_while_it_stores_leaves_no_half_and_the_next_one_finishes(waiting, outside):
    """Its first file is in, and its transaction still open, when it is killed."""
    place = outside()
    place.rows(SLOW_STORING[connection.vendor])
    worker = place.worker("--interval", "0.05")
    stage = "SELECT stage FROM outcomes_packversion"
    until(lambda: place.rows(stage) == [("storing",)], "storing began. " + place.logs())
    until(place.is_written_to, "file went in. " + place.logs())
    worker.kill()
    worker.wait()
    place.end_backends()

    assert place.rows("SELECT state, attempts FROM outcomes_packversion") == [("building", 1)]
    assert place.rows("SELECT count(*) FROM outcomes_packfile") == [(0,)]
    assert place.rows("SELECT count(*) FROM plan_event WHERE verb = 'pack.built'") == [(0,)]

    place.rows(AT_ONCE[connection.vendor])
    place.rows("UPDATE outcomes_packversion SET lease_until = '2000-01-01 00:00:00'")  # time passes
    place.finish(place.worker("--once"))
    is_built_once(place, attempts=2)


def test_two_workers_with_the_same_build_before_them_build_once(waiting, outside):
    for _ in range(3):
        build_task.enqueue(waiting.pk)  # as tasks that were enqueued again would be
    place = outside()

    place.finish(place.worker("--once"), place.worker("--once"))

    is_built_once(place, attempts=1)
    statuses = place.rows("SELECT status, count(*) FROM django_tasks_database_dbtaskresult GROUP BY status")
    assert statuses == [("SUCCESSFUL", 4)], place.logs()
