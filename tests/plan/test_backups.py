"""The drill: back up, lose something, restore, and have it again; on the database that the suite runs on."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from plan import backups, records
from plan.models import Department
from tests.factories import make_department

needs_tools = pytest.mark.skipif(
    connection.vendor == "postgresql" and not shutil.which("pg_dump"), reason="pg_dump is not installed"
)


@needs_tools
@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back_with_its_triggers(tmp_path):
    kept = make_department("Highways")
    call_command("backup", str(tmp_path / "plan.backup"), verbosity=0)
    Department.objects.all().delete()
    make_department("Made afterwards")
    call_command("restore", str(tmp_path / "plan.backup"), "--yes", verbosity=0)
    assert list(Department.objects.values_list("pk", "name")) == [(kept.pk, "Highways")]
    assert sorted(name for name, _ in records.installed()) == records.expected(connection.vendor)


@pytest.mark.django_db
def test_a_backup_never_overwrites_another(tmp_path):
    (tmp_path / "plan.backup").write_text("last night's")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(tmp_path / "plan.backup"))
    assert (tmp_path / "plan.backup").read_text() == "last night's"


@pytest.mark.django_db
def test_restoring_asks_to_be_meant(tmp_path):
    make_department("Highways")
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", str(tmp_path / "plan.backup"))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "plan.backup"), "--yes")
    assert Department.objects.count() == 1


def sqlite_file(path, *statements):
    with closing(sqlite3.connect(path)) as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
    return path


def test_who_restores_is_told_where_nobody_knows_what_was_erased(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("plan.backups.restore", lambda file: None)
    file = tmp_path / "backup"
    file.write_text("a backup")
    for told, warned in (({}, False), (None, True)):
        monkeypatch.setattr("plan.forgetting.remember", lambda told=told: told)
        call_command("restore", file, "--yes")
        said = capsys.readouterr()
        assert "Restored from" in said.out
        assert ("could not say what people had erased" in said.err) is warned


def test_a_file_that_is_no_backup_is_refused(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to be read as the first page of one" * 20)
    with pytest.raises(backups.CannotCopy, match="is no SQLite database"):
        backups.check_sqlite(text)
    with pytest.raises(backups.CannotCopy, match="holds something else"):
        backups.check_sqlite(sqlite_file(tmp_path / "other.sqlite3", "CREATE TABLE recipes (name TEXT)"))


def test_a_damaged_backup_is_refused(tmp_path):
    rows = "INSERT INTO plan_event SELECT hex(randomblob(900)) FROM (VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9))"
    path = sqlite_file(tmp_path / "plan.sqlite3", "CREATE TABLE plan_event (why TEXT)", rows)
    backups.check_sqlite(path)
    content = bytearray(path.read_bytes())
    content[4096:4608] = b"\xff" * 512
    path.write_bytes(bytes(content))
    with pytest.raises(backups.CannotCopy, match=r"is damaged|is no SQLite database"):
        backups.check_sqlite(path)


def test_missing_tools_are_named(monkeypatch):
    monkeypatch.setattr(backups.shutil, "which", lambda name: None)
    with pytest.raises(backups.CannotCopy, match="apt-get install postgresql-client"):
        backups.run_tool("pg_dump")
