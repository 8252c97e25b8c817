"""The whole database into one file and back, packs included, since their bytes lie in it.

SQLite is copied by its own online backup, so nobody need stop work; PostgreSQL by its own pg_dump and pg_restore.
Uploaded files lie outside, in var/media, and are copied like any others.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

OURS = "plan_event"  # a table that only this system's databases have


class CannotCopy(Exception):
    """Says in words why nothing was copied, and what to do."""


def back_up(target: Path) -> None:
    """Writes the database in use to a new file. Raises CannotCopy; then no file is left behind."""
    if target.exists():
        raise CannotCopy(f"{target} exists already. Name a new file, so that no backup is lost.")
    partial = target.with_name(f"{target.name}.partial")
    try:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(partial)) as copy:
                connection.connection.backup(copy)
            check_sqlite(partial)
        else:
            run_tool("pg_dump", "--format=custom", "--no-owner", f"--file={partial}", *postgres_place())
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)


def restore(source: Path) -> None:
    """Puts what the file holds in place of all that the database in use holds. Stop the site and the workers first.

    Raises CannotCopy; then the database is as it was.
    """
    if not source.exists():
        raise CannotCopy(f"There is no file {source}.")
    if connection.vendor == "sqlite":
        check_sqlite(source)
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
            copy.backup(connection.connection)
    else:
        connections.close_all()  # our own connection would keep its tables from being replaced
        arguments = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
        run_tool("pg_restore", *arguments, *postgres_place(), str(source))


def check_sqlite(path: Path) -> None:
    """Raises CannotCopy unless this is a sound SQLite file of this system."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [OURS]).fetchone()
    except sqlite3.DatabaseError as error:
        raise CannotCopy(
            f"{path} is no SQLite database ({error}). Choose a file that manage.py backup wrote."
        ) from None
    if not sound:
        raise CannotCopy(f"{path} is damaged. Choose an earlier backup.")
    if not ours:
        raise CannotCopy(f"{path} holds something else. Choose a file that manage.py backup wrote.")


def postgres_place() -> list[str]:
    """Where the database is, as options for PostgreSQL's tools; the password goes through the environment."""
    place = connection.settings_dict
    given = {"--host": place["HOST"], "--port": place["PORT"], "--username": place["USER"], "--dbname": place["NAME"]}
    return [f"{name}={value}" for name, value in given.items() if value]


def run_tool(name: str, *arguments: str) -> None:
    path = shutil.which(name)
    if not path:
        raise CannotCopy(f"{name} is not installed. On Debian or Ubuntu: apt-get install postgresql-client")
    environment = {**os.environ, "PGPASSWORD": connection.settings_dict["PASSWORD"] or ""}
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise CannotCopy(f"{name} did not do it: {done.stderr.strip()}")
