"""`manage.py build_pack`: what it does, and how it says what is wrong."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from outcomes.models import Pack, PackVersion, Remit
from outcomes.packs.opening import meeting_for
from plan.models import Event
from plan.periods import Period
from tests.factories import make_body, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
GIVEN = ("--committee", "environment-committee", "--quarter", "2022-Q2")


def test_it_builds_and_says_what_it_did(world, capsys):
    call_command("build_pack", *GIVEN)

    assert capsys.readouterr().out == (
        "Built Environment, Quarter 2 2022/23 (July to September 2022), version 1: 7 pages, 0 kB, "
        "7 items in the remit, figures as at 28 October 2022.\n"
    )
    assert not PackVersion.objects.get().is_published


def test_it_makes_the_pack_for_the_first_meeting_after_the_quarter(world):
    Pack.objects.all().delete()
    make_meeting(world.committee, date(2022, 9, 30))
    make_meeting(world.committee, date(2022, 10, 20), status="cancelled")
    make_meeting(world.committee, date(2022, 12, 1))

    call_command("build_pack", *GIVEN)

    assert Pack.objects.get().meeting == world.meeting
    assert Event.objects.filter(verb="pack.opened").count() == 1
    assert meeting_for(world.committee, Period.parse("2023-Q1")) is None


def test_it_publishes_and_writes_the_file(world, tmp_path, capsys):
    call_command("build_pack", *GIVEN, "--publish", "--output", str(tmp_path / "pack.pdf"))

    version = PackVersion.objects.get()
    assert version.is_published
    assert (tmp_path / "pack.pdf").read_bytes() == bytes(version.files.get(kind="pdf").content)
    said = capsys.readouterr().out
    for file in version.files.all():
        assert f"  SHA-256 of the file {file.name}: {file.sha256}\n" in said
    assert f"  SHA-256 of the content, printed in the paper: {version.content_sha256}\n" in said


def test_a_revised_paper_says_what_it_changes(world):
    call_command("build_pack", *GIVEN, "--publish")
    with pytest.raises(CommandError, match="Say what the revised paper changes"):
        call_command("build_pack", *GIVEN, "--publish")

    call_command("build_pack", *GIVEN, "--publish", "--what-changed", "A figure was wrong.")

    assert [version.what_changed for version in PackVersion.objects.published()] == ["A figure was wrong.", ""]


@pytest.mark.parametrize(
    ("committee", "quarter", "said"),
    [
        ("parks", "2022-Q2", "There is no committee called parks. Known are: environment-committee, works-committee."),
        ("green-board", "2022-Q2", "There is no committee called green-board."),
        ("environment-committee", "2022-Q9", "2022-Q9 is no quarter. Give it like 2022-Q2"),
        ("environment-committee", "2022/23", "2022/23 is a financial year. A pack is for a quarter, such as 2022-Q2."),
    ],
)
def test_what_was_typed_wrong_is_said_and_nothing_is_made(world, committee, quarter, said):
    make_body(name="Works Committee")
    before = Pack.objects.count()

    with pytest.raises(CommandError) as error:
        call_command("build_pack", "--committee", committee, "--quarter", quarter)

    assert str(error.value).startswith(said)
    assert (Pack.objects.count(), PackVersion.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--kind cmt --body works --period 2022-Q2", "There is no body that gets such a pack called works."),
        ("--kind cmt --body managers --period 2022-H1", "First half of 2022/23 (April to September 2022) is"),
        ("--kind highlights --body managers --period 2022-Q2", "Quarter 2 2022/23 (July to September 2022)"),
        ("--kind highlights --body managers --period 2022-H1 --about x", "There is no board called x."),
    ],
)
def test_of_another_kind_what_was_typed_wrong_is_said_too(world, given, said):
    make_body("management_team", name="Managers")

    with pytest.raises(CommandError) as error:
        call_command("build_pack", *given.split())

    assert str(error.value).startswith(said)


def test_a_paper_that_is_not_public_is_issued(world, capsys):
    make_body("management_team", name="Managers")

    call_command("build_pack", "--kind", "cmt", "--body", "managers", "--period", "2022-Q2", "--publish")

    assert PackVersion.objects.get().pack.is_public is False
    assert "Issued. It is not public.\n" in capsys.readouterr().out
    assert Event.objects.filter(verb="pack.issued").count() == 1


def test_a_folder_that_is_not_there_is_said_before_anything_is_built(world, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("build_pack", *GIVEN, "--output", str(tmp_path / "nowhere" / "pack.pdf"))

    assert not PackVersion.objects.exists()


def test_an_empty_remit_is_an_error_in_words(world):
    Remit.objects.all().delete()

    with pytest.raises(CommandError, match="Enter its remit, or check the dates of it"):
        call_command("build_pack", *GIVEN)


def test_a_quarter_without_an_edition_in_force_is_an_error_in_words(world):
    with pytest.raises(CommandError, match="No version of the Plan was in force on 30 September 2013"):
        call_command("build_pack", "--committee", "environment-committee", "--quarter", "2013-Q2")
