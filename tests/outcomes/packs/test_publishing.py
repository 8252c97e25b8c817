"""What is published stands still: verbs, triggers and checks."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from outcomes.models import Outcome, PackFile, PackVersion, PackWithdrawal, Remit
from outcomes.packs import files, paper
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.gathering import gather
from outcomes.packs.publishing import clear, publish, withdraw
from outcomes.packs.verify import altered
from performance.models import Indicator, Result
from plan import records, roles
from plan.models import Event
from tests.factories import make_user

from .world import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
OTHER_ROLES = [role for role in roles.ROLES if role != roles.POLICY_OFFICER]
NAME = "environment-committee-2022-q2.pdf"


@pytest.fixture
def built(world, officer) -> PackVersion:
    return build(request_build(world.pack, by=officer, queued=False).pk)


@pytest.fixture
def cleared(built, officer) -> PackVersion:
    return clear(built, by=officer, note="Read by two of us.")


@pytest.fixture
def published(cleared, officer) -> PackVersion:
    return publish(cleared, by=officer)


def test_publishing_says_who_and_when_and_keeps_the_hashes_in_the_log(cleared, officer):
    version = publish(cleared, by=officer)

    assert (version.published_by, version.is_published) == (officer, True)
    event = Event.objects.get(verb="pack.published")
    assert (event.by, event.subject_id) == (officer, str(version.pk))
    assert event.detail == {
        "number": 1,
        "content": version.content_sha256,
        "files": dict(version.files.values_list("name", "sha256")),
        "rules": version.rules["version"],
        "templates": version.template_version,
        "clear_days": 0,
    }


def test_publishing_twice_is_refused_and_changes_nothing(published, officer):
    at = published.published_at

    with pytest.raises(NotAllowed, match="is published already"):
        publish(published, by=officer)

    assert PackVersion.objects.get().published_at == at
    assert Event.objects.filter(verb="pack.published").count() == 1


@pytest.mark.parametrize("role", OTHER_ROLES, ids=lambda role: role.slug)
def test_only_policy_officers_publish(cleared, role):
    with pytest.raises(NotAllowed, match="Packs are published by policy officers"):
        publish(cleared, by=make_user(role))

    assert not PackVersion.objects.get().is_published


def test_what_is_not_built_is_not_published(world, officer):
    version = request_build(world.pack, by=officer, queued=False)

    with pytest.raises(NotAllowed, match="is not built yet: waiting to be built"):
        publish(version, by=officer)


def test_a_build_that_was_replaced_is_not_published(built, world, officer):
    request_build(world.pack, by=officer, queued=False)

    with pytest.raises(NotAllowed, match="replaced by a newer one"):
        publish(built, by=officer)


@pytest.mark.parametrize("how", ["content", "bytes", "a file less"])
def test_what_is_not_as_it_was_built_is_not_published(cleared, officer, how):
    built = cleared
    if how == "content":
        PackVersion.objects.update(content={**built.content, "illustrative": None})
    elif how == "bytes":
        PackFile.objects.filter(kind="pdf").update(content=b"%PDF another")
    else:
        PackFile.objects.filter(kind="pdf").delete()

    with pytest.raises(NotAllowed, match="is not as it was built"):
        publish(cleared, by=officer)


def test_after_edits_the_published_bytes_are_the_same(published, world, monkeypatch):
    before = {file.name: bytes(file.content) for file in published.files.all()}
    gathered = gather(world.pack, number=1, today=LATER).content
    with records.lifted():
        Outcome.objects.filter(title="Green Fenbrook").update(title="Renamed Fenbrook")
    Result.objects.filter(period="2021/22").update(value=99)
    Indicator.objects.update(tolerance=50)
    Remit.objects.filter(item=world.watched.item).delete()
    monkeypatch.setattr(paper, "page_style", lambda: "body { color: red }")

    assert gather(world.pack, number=1, today=LATER).content != gathered
    assert {file.name: bytes(file.content) for file in published.files.all()} == before
    assert bytes(files.public_file("environment-committee", "2022-Q2", 1, NAME).content) == before[NAME]
    assert altered() == []


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
    "committee's address": "UPDATE plan_body SET slug = 'climate-committee' WHERE slug = 'environment-committee'",
    "pack's committee": "UPDATE outcomes_pack SET quarter = '2022-Q3'",
}
TRUNCATED = ["outcomes_packversion", "outcomes_packfile", "outcomes_packwithdrawal"]


def refused(sql: str) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(error.value)


@pytest.mark.parametrize("sql", RAW.values(), ids=RAW)
def test_the_database_refuses_every_change(published, officer, sql):
    withdraw(published, by=officer, reason="A breach of data protection.")
    sql = sql.replace("content = size", "content = 'x'::bytea") if connection.vendor == "postgresql" else sql

    message = refused(sql)

    said = ("A published pack", "A recorded withdrawal is never changed", "Packs of this committee are published at")
    assert any(sentence in message for sentence in said)
    assert altered() == []


@pytest.mark.parametrize("table", TRUNCATED)
def test_the_database_refuses_to_empty_a_table(published, officer, table):
    withdraw(published, by=officer, reason="A breach of data protection.")

    refused(f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}")

    assert altered() == []


def test_a_withdrawal_keeps_hash_and_reason_and_hides_the_file(published, officer):
    notice = withdraw(published, by=officer, reason="A breach of data protection.")

    with pytest.raises(files.Withdrawn) as raised:
        files.public_file("environment-committee", "2022-Q2", 1, NAME)
    assert raised.value.notice == notice
    event = Event.objects.get(verb="pack.withdrawn")
    assert (event.why, event.detail["files"][NAME]) == (notice.reason, published.files.get(kind="pdf").sha256)
    assert not PackVersion.objects.standing().exists()
    assert altered() == []


@pytest.mark.parametrize("role", OTHER_ROLES, ids=lambda role: role.slug)
def test_only_policy_officers_withdraw(published, role):
    with pytest.raises(NotAllowed, match="Packs are withdrawn by policy officers"):
        withdraw(published, by=make_user(role), reason="I would rather not.")

    assert not PackWithdrawal.objects.exists()


def test_a_withdrawal_needs_a_published_version_a_person_and_a_reason_once(built, officer):
    with pytest.raises(NotAllowed, match="was never published"):
        withdraw(built, by=officer, reason="A breach.")
    published = publish(clear(built, by=officer), by=officer)
    with pytest.raises(NotAllowed, match="Say why it is withdrawn"):
        withdraw(published, by=officer, reason=" ")
    with pytest.raises(NotAllowed, match="made by a person"):
        withdraw(published, by=None, reason="A breach.")
    withdraw(published, by=officer, reason="A breach.")
    with pytest.raises(NotAllowed, match="is withdrawn already"):
        withdraw(published, by=officer, reason="Once more.")
    assert PackWithdrawal.objects.count() == 1


def test_unpublished_and_unknown_files_look_alike(built):
    for number, name in ((1, NAME), (2, NAME), (1, "other.pdf")):
        with pytest.raises(PackFile.DoesNotExist):
            files.public_file("environment-committee", "2022-Q2", number, name)


# Verification ------------------------------------------------------------------------------------------------------

TAMPERED = {
    "content": (
        lambda version: PackVersion.objects.update(content={**version.content, "illustrative": False}),
        ["{version}: its content was altered."],
    ),
    "content and its hash": (
        lambda version: PackVersion.objects.update(content={}, content_sha256="0" * 64, remit=[]),
        ["{version}: its content was altered.", "{version}: its remit was altered."],
    ),
    "remit": (lambda version: PackVersion.objects.update(remit=[]), ["{version}: its remit was altered."]),
    "design": (
        lambda version: PackVersion.objects.update(template_version="0" * 64),
        ["{version}: the rules or the design it names were altered."],
    ),
    "a bit of the PDF": (
        lambda version: PackFile.objects.filter(kind="pdf").update(content=b"%QDF"),
        ["{version}: the file {name} was altered."],
    ),
    "the PDF with its hash": (
        lambda version: PackFile.objects.filter(kind="pdf").update(
            content=b"x", sha256="2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        ),
        ["{version}: the file {name} was altered."],
    ),
    "no PDF": (
        lambda version: PackFile.objects.filter(kind="pdf").delete(),
        ["{version}: the file {name} is missing."],
    ),
    "no version": (
        lambda version: (PackFile.objects.all().delete(), PackVersion.objects.all().delete()),
        ["{version} was published and is no longer there."],
    ),
    "the log": (
        lambda version: Event.objects.filter(verb="pack.built").update(why="rewritten"),
        ["Event log: Entry 2 was changed: what it says does not match its hash."],
    ),
}


@pytest.mark.parametrize(("tamper", "said"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_behind_the_triggers_is_named(published, tamper, said):
    with records.lifted():
        tamper(published)

    expected = [line.format(version=published, name=NAME) for line in said]
    assert altered() == expected
    with pytest.raises(CommandError) as error:
        call_command("verify_packs")
    assert str(error.value) == "\n".join(expected)


def test_a_version_published_behind_the_log_is_named(built):
    PackVersion.objects.update(published_at=built.built_at, cleared_at=built.built_at, cleared_office="nobody")

    assert altered() == [f"{built} is published, but the event log does not say so."]


def test_a_missing_trigger_is_named(published):
    suffix = " ON outcomes_packfile" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER frozen_packfile_update{suffix}")

    assert altered() == [
        "The trigger frozen_packfile_update is missing or switched off: run manage.py migrate to install it again."
    ]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can switch a trigger off")
def test_a_trigger_switched_off_is_named(published):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # an ALTER TABLE waits for nothing that is still to be checked
        cursor.execute("ALTER TABLE outcomes_packversion DISABLE TRIGGER frozen_packversion_delete")

    assert [line.split()[2] for line in altered()] == ["frozen_packversion_delete"]


def test_all_is_well_is_said_with_its_extent(published, capsys):
    call_command("verify_packs")

    assert capsys.readouterr().out == "All is as published: 1 version, 2 files, 4 events in the log.\n"
