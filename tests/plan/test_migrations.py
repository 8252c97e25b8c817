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


# What `manage.py` does, twice in one process: starting takes as long as looking. Looking for cycles less often, among
# the thousands of models that migrating makes, saves a tenth.
MIGRATE_AND_SHOW = """
import gc
from django.core.management import execute_from_command_line as manage
gc.set_threshold(100_000, 20, 50)
manage(["manage.py", "migrate", "--verbosity", "0"])
manage(["manage.py", "showmigrations", "--plan"])
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A file that was migrated from nothing, and what is then told of its migrations. Costs about 15 s."""
    database = tmp_path_factory.mktemp("migrated") / "new.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DEBUG": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "plan.settings"
    command = [sys.executable, "-c", MIGRATE_AND_SHOW]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return database, done.stdout


def test_on_a_new_sqlite_file_they_leave_every_trigger_and_role(migrated):
    database, told = migrated
    with closing(sqlite3.connect(database)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        ours = [name for (name,) in triggers if name.startswith(records.PREFIX)]
        assert ours == records.expected("sqlite")
        slugs = {slug for (slug,) in connection.execute("SELECT slug FROM plan_rolegroup")}
        assert slugs == {role.slug for role in roles.ROLES}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "[X]  outcomes.0001_initial" in told
    assert "[ ]" not in told
