"""`verify_packs` names what was altered behind the triggers, and triggers that do not do their work."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from outcomes.models import Pack, PackFile, PackVersion, PackWithdrawal
from outcomes.packs import paper
from outcomes.packs.building import build, request_build
from outcomes.packs.publishing import withdraw
from outcomes.packs.verify import altered
from plan import clock, events, records, row_rules
from plan.models import Event

from .beside import covering, exempt
from .world import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
NAME = "environment-committee-2022-q2.pdf"
LATER_AT = datetime(2026, 1, 5, tzinfo=UTC)

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
    "how it was cleared, and that it was late": (
        lambda version: PackVersion.objects.update(cleared_office="Nobody", late_reason="x", late_agreed_by="y"),
        ["{version}: altered is the office that cleared it, why it was late and who agreed that it was late."],
    ),
    "what it says has changed": (
        lambda version: PackVersion.objects.update(what_changed="Nothing.", cut_off=date(2022, 10, 1)),
        ["{version}: altered is its cut-off date and what it says has changed."],
    ),
    "the period": (
        lambda version: Pack.objects.update(covers="2022-Q3"),
        ["{requartered}: altered is its period."],
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


@pytest.mark.parametrize("which", ["pdf", "html", "xlsx", "docx", "exempt"])
def test_a_byte_flipped_in_any_kind_of_file_is_named(world, officer, monkeypatch, which):
    """By plain SQL with the triggers gone, as somebody would who has the database."""
    monkeypatch.setattr(paper, "print_exempt", lambda exempt, content: paper.Printed(b"%PDF exempt", 1))
    covering(world, officer)
    exempt(world)
    version = issue(build(request_build(world.pack, by=officer, queued=False).pk), by=officer)
    chosen = {"audience": "exempt"} if which == "exempt" else {"audience": "public", "kind": which}
    file = version.files.get(**chosen)
    changed = bytearray(file.content)
    changed[len(changed) // 2] ^= 1
    where = f"WHERE id = {file.pk}"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE outcomes_packfile SET content = %s {where}", [bytes(changed)])
    assert altered() == []

    with records.lifted(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE outcomes_packfile SET content = %s {where}", [bytes(changed)])

    with pytest.raises(CommandError) as error:
        call_command("verify_packs")
    assert str(error.value) == f"{version}: the file {file.name} was altered."
    assert error.value.returncode == 1


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
    PackVersion.objects.update(published_at=built.built_at, cleared_at=built.built_at, cleared_office="nobody")

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


@pytest.mark.parametrize(
    "key", ["packversion", "packfile", "disclosure", "event", "plan", "highlightreport", "chainhead"]
)
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


@pytest.mark.parametrize("name", ["rule_in_force_once_update", "rule_saving_part_update"])
def test_a_rules_trigger_that_does_something_else_is_named(published, name):
    table = dict(row_rules.installed())[name]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(DO_NOTHING[connection.vendor].format(name=name, table=table))

    assert altered() == [f"The trigger {name} was altered: run manage.py migrate to install it again."]
    row_rules.install()
    assert altered() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on PostgreSQL a trigger and its function are two things")
def test_a_rules_trigger_that_waits_for_fewer_columns_is_named(published):
    name = "rule_in_force_once_update"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP TRIGGER {name} ON plan_plan")
        on = f"ON plan_plan FOR EACH ROW EXECUTE FUNCTION {name}()"
        cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE OF in_force_until {on}")

    assert altered() == [f"The trigger {name} was altered: run manage.py migrate to install it again."]


def test_a_missing_rules_trigger_is_named(published):
    suffix = " ON outcomes_aim" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER rule_aim_plan_insert{suffix}")

    assert altered() == [
        "The trigger rule_aim_plan_insert is missing or switched off: run manage.py migrate to install it again."
    ]


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

    assert capsys.readouterr().out == "All is as published: 1 version, 3 files, 5 events in the log.\n"
