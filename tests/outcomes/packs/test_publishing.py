"""What is published stands still: verbs, triggers and checks."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from outcomes.framework import editions
from outcomes.models import Outcome, Pack, PackFile, PackVersion, PackWithdrawal, Remit
from outcomes.packs import files, paper
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.facts import facts
from outcomes.packs.gathering import gather
from outcomes.packs.publishing import publish, withdraw
from outcomes.packs.verify import altered
from performance.models import Result, Tolerance
from plan import clock, events, records, roles
from plan.models import Decision, Event
from tests.factories import make_body, make_user

from .world import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
OTHER_ROLES = [role for role in roles.ROLES if role != roles.POLICY_OFFICER]
NAME = "environment-committee-2022-q2.pdf"
LATER_AT = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def built(world, officer) -> PackVersion:
    return build(request_build(world.pack, by=officer, queued=False).pk)


@pytest.fixture
def published(built, officer) -> PackVersion:
    return publish(built, by=officer)


def test_publishing_says_who_and_when_and_keeps_the_hashes_in_the_log(built, officer):
    version = publish(built, by=officer, late_reason="The meeting was brought forward.")

    assert (version.published_by, version.is_published) == (officer, True)
    event = Event.objects.get(verb="pack.published")
    assert (event.by, event.subject_id) == (officer, str(version.pk))
    told = event.detail["facts"]
    assert told["pack"] == {"committee_id": version.pack.committee_id, "quarter": "2022-Q2"}
    assert (told["version"]["cut_off"], told["version"]["published_by_id"]) == ("2022-10-28", officer.pk)
    assert told["files"][NAME] == {"kind": "pdf", "audience": "public", "pages": 7, "size": 69}
    assert event.detail == {
        "number": 1,
        "content": version.content_sha256,
        "files": dict(version.files.values_list("name", "sha256")),
        "rules": version.rules["version"],
        "templates": version.template_version,
        "facts": facts(version, list(version.files.all())),
        "clear_days": 0,
        "late": "The meeting was brought forward.",
    }


def test_publishing_twice_is_refused_and_changes_nothing(published, officer):
    at = published.published_at

    with pytest.raises(NotAllowed, match="is published already"):
        publish(published, by=officer)

    assert PackVersion.objects.get().published_at == at
    assert Event.objects.filter(verb="pack.published").count() == 1


@pytest.mark.parametrize("role", OTHER_ROLES, ids=lambda role: role.slug)
def test_only_policy_officers_publish(built, role):
    with pytest.raises(NotAllowed, match="Packs are published by policy officers"):
        publish(built, by=make_user(role))

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
def test_what_is_not_as_it_was_built_is_not_published(built, officer, how):
    if how == "content":
        PackVersion.objects.update(content={**built.content, "illustrative": None})
    elif how == "bytes":
        PackFile.objects.filter(kind="pdf").update(content=b"%PDF another")
    else:
        PackFile.objects.filter(kind="pdf").delete()

    with pytest.raises(NotAllowed, match="is not as it was built"):
        publish(built, by=officer)


def test_after_edits_the_published_bytes_are_the_same(published, world, officer, monkeypatch):
    before = {file.name: bytes(file.content) for file in published.files.all()}
    gathered = gather(world.pack, number=1, today=LATER).content
    decision = Decision.objects.create(body=make_body("cabinet"), date=LATER, text="Officers may mend names.")
    outcome = Outcome.objects.get(title="Green Fenbrook")
    editions.amend(outcome, authority=decision, by=officer, why="Its new name.", title="Renamed Fenbrook")
    Result.objects.filter(period="2021/22").update(value=99)
    Tolerance.objects.update(amount=50)
    Remit.objects.filter(item=world.watched.item).delete()
    monkeypatch.setattr(paper, "page_style", lambda: "body { color: red }")

    assert gather(world.pack, number=1, today=LATER).content != gathered
    assert {file.name: bytes(file.content) for file in published.files.all()} == before
    assert bytes(files.public_file("environment-committee", "2022-Q2", 1, NAME).content) == before[NAME]
    assert altered() == []


def copied(table: str, **changed: str) -> tuple[str, dict[str, str]]:
    return table, changed


def replacing(copy: tuple[str, dict[str, str]]) -> str:
    """The end of an INSERT that would put a copy of a table's rows in their own place, changed."""
    table, changed = copy
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    values = ", ".join(changed.get(name, name) for name in names)
    return f"INTO {table} ({', '.join(names)}) SELECT {values} FROM {table}"


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
    "pack's committee": "UPDATE outcomes_pack SET quarter = '2022-Q3'",
    "pack's key": "UPDATE outcomes_pack SET id = id + 1",
}
REPLACED = {
    "version by key": copied("outcomes_packversion", number="99"),
    "version by number": copied("outcomes_packversion", id="NULL"),
    "file by key": copied("outcomes_packfile", audience="'members'"),
    "file by kind": copied("outcomes_packfile", id="NULL"),
    "file by key, out of its version": copied("outcomes_packfile", version_id="99", kind="'other'"),
    "withdrawal by key": copied("outcomes_packwithdrawal", reason="'None'"),
    "withdrawal by version": copied("outcomes_packwithdrawal", id="NULL", reason="'None'"),
    "pack by key": copied("outcomes_pack", quarter="'2022-Q3'"),
    "pack by quarter": copied("outcomes_pack", id="NULL"),
}
MOVED_OVER = {
    "version's key": "UPDATE OR REPLACE outcomes_packversion SET id = {published} WHERE id = {draft}",
    "version's number": "UPDATE OR REPLACE outcomes_packversion SET number = 1 WHERE id = {draft}",
    "file's key": "UPDATE OR REPLACE outcomes_packfile SET id = (SELECT MIN(id) FROM outcomes_packfile)"
    " WHERE version_id = {draft} AND kind = 'pdf'",
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

    assert "A published pack" in message or "A recorded withdrawal is never changed" in message
    assert altered() == []


only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces rows")


@pytest.fixture(params=["off", "on"])
def recursive_triggers(request):
    """What another program has switched on or off on its connection must not matter."""
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA recursive_triggers").fetchone()[0]
        cursor.execute(f"PRAGMA recursive_triggers = {request.param}")
        yield
        cursor.execute(f"PRAGMA recursive_triggers = {before}")


@only_sqlite
@pytest.mark.usefixtures("recursive_triggers")
@pytest.mark.parametrize("verb", ["REPLACE", "INSERT OR REPLACE"])
@pytest.mark.parametrize("sql", REPLACED.values(), ids=REPLACED)
def test_no_row_takes_a_published_ones_place(published, officer, sql, verb):
    withdraw(published, by=officer, reason="A breach of data protection.")

    message = refused(f"{verb} {replacing(sql)}")

    assert "A published pack" in message or "A recorded withdrawal is never changed" in message
    assert altered() == []


@only_sqlite
@pytest.mark.usefixtures("recursive_triggers")
@pytest.mark.parametrize("sql", MOVED_OVER.values(), ids=MOVED_OVER)
def test_no_row_moves_into_a_published_ones_place(published, world, officer, sql):
    draft = build(request_build(world.pack, by=officer, what_changed="A figure.", queued=False).pk)

    assert "A published pack" in refused(sql.format(published=published.pk, draft=draft.pk))

    assert altered() == []
    assert publish(draft, by=officer).number == 2


@only_sqlite
def test_our_own_connections_ask_delete_triggers_when_they_replace():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA recursive_triggers").fetchone() == (1,)


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
    published = publish(built, by=officer)
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
    "the number": (
        lambda version: PackVersion.objects.update(number=3),
        ["{renumbered}: altered is its number."],
    ),
    "who published it, and when": (
        lambda version: PackVersion.objects.update(published_by=None, published_at=version.built_at),
        ["{version}: altered is when it was published and who published it."],
    ),
    "what it says has changed": (
        lambda version: PackVersion.objects.update(what_changed="Nothing.", cut_off=date(2022, 10, 1)),
        ["{version}: altered is its cut-off date and what it says has changed."],
    ),
    "the quarter": (
        lambda version: Pack.objects.update(quarter="2022-Q3"),
        ["{requartered}: altered is its quarter."],
    ),
    "for whom a file is": (
        lambda version: PackFile.objects.filter(kind="pdf").update(audience="members", pages=8),
        ["{version}: altered is the audience of {name} and the number of pages of {name}."],
    ),
    "another file": (
        lambda version: PackFile.objects.create(
            version=version, kind="pdf", audience="members", name="more.pdf", content=b"x", size=1, sha256="0" * 64
        ),
        ["{version}: the file more.pdf was put in later."],
    ),
    "a notice of withdrawal": (
        lambda version: PackWithdrawal.objects.create(
            version=version, by=version.published_by, at=clock.now(), reason="A breach."
        ),
        ["{version}, withdrawn, but the event log does not say so."],
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
        ["Event log: Entry 3 was changed: what it says does not match its hash."],
    ),
}


@pytest.mark.parametrize(("tamper", "said"), TAMPERED.values(), ids=TAMPERED)
def test_tampering_behind_the_triggers_is_named(published, tamper, said):
    with records.lifted():
        tamper(published)

    names = {"version": published, "name": NAME, "renumbered": str(published).replace("version 1", "version 3")}
    names["requartered"] = str(published).replace(
        "Quarter 2 2022/23 (July to September", "Quarter 3 2022/23 (October to December"
    )
    expected = [line.format(**names) for line in said]
    assert altered() == expected
    with pytest.raises(CommandError) as error:
        call_command("verify_packs")
    assert str(error.value) == "\n".join(expected)


def test_a_version_published_behind_the_log_is_named(built):
    PackVersion.objects.update(published_at=built.built_at)

    assert altered() == [f"{built} is published, but the event log does not say so."]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "Another reason."}, "{version}, withdrawn: who withdrew it, when or why was altered."),
        ({"at": LATER_AT}, "{version}, withdrawn: who withdrew it, when or why was altered."),
        (None, "{version} was withdrawn, and the notice is no longer there."),
    ],
    ids=["its reason", "its moment", "gone"],
)
def test_a_withdrawal_altered_behind_the_triggers_is_named(published, officer, change, said):
    withdraw(published, by=officer, reason="A breach of data protection.")
    with records.lifted():
        PackWithdrawal.objects.update(**change) if change else PackWithdrawal.objects.all().delete()

    assert altered() == [said.format(version=published)]


def test_a_second_entry_for_the_same_version_is_named_and_not_believed(published, officer):
    event = Event.objects.get(verb="pack.published")
    with transaction.atomic():
        forged = {**event.detail, "content": "0" * 64}
        events.record(verb="pack.published", subject=published, by=officer, detail=forged)

    assert altered() == [f"The event log says twice that {published} was published."]


DO_NOTHING = {
    "sqlite": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN FALSE BEGIN SELECT 1; END",
    "postgresql": "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
}


@pytest.mark.parametrize("key", ["packversion", "packfile", "event", "plan", "highlightreport", "chainhead"])
def test_a_trigger_that_does_something_else_is_named(published, key):
    name = f"frozen_{key}_update"
    table = dict(records.installed())[name]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(DO_NOTHING[connection.vendor].format(name=name, table=table))

    assert altered() == [f"The trigger {name} was altered: run manage.py migrate to install it again."]
    records.install()
    assert altered() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on PostgreSQL a trigger and its function are two things")
@pytest.mark.parametrize("how", ["BEFORE DELETE", "AFTER UPDATE", "BEFORE UPDATE OF number"])
def test_a_trigger_that_waits_for_something_else_is_named(published, how):
    name = "frozen_packversion_update"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP TRIGGER {name} ON outcomes_packversion")
        on = f"ON outcomes_packversion FOR EACH ROW EXECUTE FUNCTION {name}()"
        cursor.execute(f"CREATE TRIGGER {name} {how} {on}")

    assert altered() == [f"The trigger {name} was altered: run manage.py migrate to install it again."]


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


def test_a_pack_published_in_time_is_not_called_late(world, officer):
    from outcomes.packs import publishing

    assert publishing.publish_by(world.meeting.date) == date(2022, 10, 28)
    Pack.objects.update(meeting=None, agenda_item=None)
    version = build(request_build(Pack.objects.get(), by=officer, queued=False).pk)
    publish(version, by=officer)

    assert "late" not in Event.objects.get(verb="pack.published").detail
