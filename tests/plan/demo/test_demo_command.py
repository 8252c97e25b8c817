"""`manage.py demo --no-serve`: what it refuses, and that a second run changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import F

from plan.demo import council, places
from plan.models import Body, BodyMembership, Council, User
from plan.slots import DemoStep, ExampleData, Slot, slots

pytestmark = pytest.mark.django_db

FENBROOK = '[council]\nname = "Fenbrook District Council"\n'


@pytest.fixture
def fenbrook(tmp_path, monkeypatch, settings):
    """A made-up council of one board, with a step that notes what it was told."""
    settings.VAR_DIR, settings.DEBUG = tmp_path, True
    folder = tmp_path / "fixtures" / "fenbrook"
    folder.mkdir(parents=True)
    (folder / "council.toml").write_text(FENBROOK)
    monkeypatch.setattr(council, "FIXTURES", folder.parent)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "plan.sqlite3"))
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "django.db.backends.sqlite3")
    told = []

    def load(folder, by):
        Council.objects.get_or_create(pk=1, defaults={"name": "Fenbrook District Council", "short_name": "Fenbrook"})
        Body.objects.get_or_create(slug="fen-board", defaults={"kind": "board", "name": "Fen Board"})
        return [f"loaded by {by.username}"]

    def step(demonstration):
        told.append(demonstration)
        return ["the step was here"]

    monkeypatch.setattr(slots, "example_data", filled("data", ExampleData("fenbrook", load)))
    monkeypatch.setattr(slots, "demo_steps", filled("step", DemoStep("noting", step)))
    return told


def filled(what, entry):
    slot = Slot(what)
    slot.add(entry)
    return slot


def demo(*arguments):
    out = StringIO()
    call_command("demo", "--no-serve", *arguments, stdout=out)
    return out.getvalue()


def test_it_says_what_was_loaded_and_how_to_sign_in(fenbrook, settings):
    said = demo()
    password = (settings.VAR_DIR / "demo-password").read_text().strip()
    assert said.index("loaded by policy-officer") < said.index("the step was here") < said.index("Sign in at /admin/")
    assert f"Password: {password} (kept in " in said
    for username in ("policy-officer", "contributor", "board-member-fen", "cmt", "democratic-services"):
        assert f"  {username} " in said


def test_steps_are_told_which_accounts_are_new(fenbrook, settings):
    demo(), demo()
    first, second = fenbrook
    assert first.made == set(first.accounts) == set(second.accounts)
    assert second.made == frozenset()
    assert (first.output, first.by.username, first.folder.name) == (settings.VAR_DIR, "policy-officer", "fenbrook")


def test_another_databases_password_and_files_are_left_alone(fenbrook, settings, monkeypatch):
    demo()
    before = (settings.VAR_DIR / "demo-password").read_text()
    BodyMembership.objects.all().delete()
    User.objects.update(username=F("id"))  # as in a database that has no accounts yet
    monkeypatch.setitem(connection.settings_dict, "NAME", "/elsewhere/trial.sqlite3")
    demo()
    other = places.mark(connection.settings_dict, settings.VAR_DIR)
    assert (settings.VAR_DIR / "demo-password").read_text() == before
    assert (settings.VAR_DIR / f"demo-password-{other}").read_text() != before
    assert [told.mark for told in fenbrook] == ["", other]


@pytest.mark.parametrize(
    ("database", "mark"),
    [
        ({"ENGINE": "django.db.backends.sqlite3", "NAME": "/var/plan.sqlite3"}, ""),
        ({"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/../var/plan.sqlite3"}, ""),
        ({"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/plan.sqlite3"}, "plan-b38fe7"),
        ({"ENGINE": "django.db.backends.postgresql", "NAME": "plan", "HOST": "db"}, "plan-6bb848"),
        ({"ENGINE": "django.db.backends.postgresql", "NAME": "plan", "HOST": "other"}, "plan-88521a"),
    ],
)
def test_each_database_has_a_mark_of_its_own(database, mark):
    assert places.mark(database, Path("/var")) == mark


def test_a_second_run_overwrites_nothing(fenbrook):
    demo()
    Body.objects.update(name="Renamed Board")
    User.objects.filter(username="cmt").update(office="Renamed", password="x")
    said = demo()
    assert Body.objects.get().name == "Renamed Board"
    assert User.objects.values_list("office", "password").get(username="cmt") == ("Renamed", "x")
    assert "Accounts that were there before keep the password they have" in said


def test_in_production_it_makes_no_accounts_unless_told(fenbrook, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--yes"):
        demo()
    assert not User.objects.exists()
    demo("--yes")
    assert User.objects.filter(username="administrator").exists()


def test_another_councils_database_is_left_alone(fenbrook):
    Council.objects.create(pk=1, name="Uplands County Council", short_name="Uplands")
    with pytest.raises(CommandError, match=r"belongs to Uplands County Council.*Set DATABASE_URL"):
        demo()
    assert not User.objects.exists()
    assert not Body.objects.exists()


def test_an_unknown_council_is_refused_with_those_there_are(fenbrook):
    with pytest.raises(CommandError, match="there is: fenbrook"):
        demo("--council", "atlantis")


def test_of_several_councils_one_must_be_named(fenbrook):
    other = council.FIXTURES / "uplands"
    other.mkdir()
    (other / "council.toml").write_text('[council]\nname = "Uplands"\n')
    with pytest.raises(CommandError, match="there is: fenbrook, uplands"):
        demo()
    assert "loaded by policy-officer" in demo("--council", "fenbrook")
