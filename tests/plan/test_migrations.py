"""The migrations themselves, as a council runs them: all of them, on a database file that does not exist yet, and the
last of them on what was published before they came."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection as in_use

from plan import records, roles

pytestmark = pytest.mark.skipif(in_use.vendor != "sqlite", reason="PostgreSQL's whole suite stands on the migrations")
EARLIER = "0006_pack_late"
# Two versions of a pack, one of them published, as they stood before versions were cleared.
BEFORE = f"""
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from plan import records

records.remove()  # those that were installed just now are made for all the columns that are still to come
models = MigrationExecutor(connection).loader.project_state([("outcomes", "{EARLIER}")]).apps.get_model
body = models("plan", "Body").objects.create(kind="committee", name="Environment Committee", slug="environment")
pack = models("outcomes", "Pack").objects.create(committee=body, quarter="2022-Q2")
built = {{"asked_at": timezone.now(), "built_at": timezone.now(), "state": "built"}}
versions = models("outcomes", "PackVersion").objects
versions.create(pack=pack, number=1, published_at=timezone.now(), content={{"schema": 1}}, **built)
versions.create(pack=pack, number=2, **built)
with connection.cursor() as cursor:
    cursor.execute(
        "CREATE TRIGGER frozen_packversion_update BEFORE UPDATE ON outcomes_packversion"
        " WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'It never changes.'); END"
    )
"""


def manage(database, *arguments):
    """`manage.py` in a process of its own, on this SQLite file; its output."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DEBUG": "1"}
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A file that was migrated in two goes, with something published between them. Costs about 20 s."""
    database = tmp_path_factory.mktemp("migrated") / "new.sqlite3"
    manage(database, "migrate", "outcomes", EARLIER, "--verbosity", "0")
    manage(database, "shell", "--no-imports", "-c", BEFORE)
    manage(database, "migrate", "--verbosity", "0")
    return database


def test_on_a_new_sqlite_file_they_leave_every_trigger_and_role(migrated):
    with closing(sqlite3.connect(migrated)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        ours = [name for (name,) in triggers if name.startswith(records.PREFIX)]
        assert ours == records.expected("sqlite")
        slugs = {slug for (slug,) in connection.execute("SELECT slug FROM plan_rolegroup")}
        assert slugs == {role.slug for role in roles.ROLES}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "[ ]" not in manage(migrated, "showmigrations", "--plan")


def test_what_was_published_before_counts_as_cleared_and_is_guarded_as_before(migrated):
    with closing(sqlite3.connect(migrated)) as connection:
        rows = connection.execute(
            "SELECT number, cleared_at = published_at, cleared_office, clearing_note, content"
            " FROM outcomes_packversion ORDER BY number"
        ).fetchall()
        assert rows == [
            (1, 1, "not recorded", "Published before clearing was recorded by itself.", '{"schema": 1}'),
            (2, None, "", "", "{}"),
        ]
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            connection.execute("UPDATE outcomes_packversion SET clearing_note = 'x' WHERE number = 1")
