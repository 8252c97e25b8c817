"""The migrations themselves, as a council runs them: all of them, on a database file that does not exist yet."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection as in_use

from plan import records, roles

pytestmark = pytest.mark.skipif(in_use.vendor != "sqlite", reason="PostgreSQL's whole suite stands on the migrations")


def manage(database, *arguments):
    """`manage.py` in a process of its own, on this SQLite file; its output."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DEBUG": "1"}
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A file that was migrated from nothing. Costs about 10 s."""
    database = tmp_path_factory.mktemp("migrated") / "new.sqlite3"
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
