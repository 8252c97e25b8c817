"""A late paper is published with its reason and with the agreement of who is in the chair, at every door; or not."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from outcomes.models import Pack, PackVersion
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.dates import is_late
from outcomes.packs.publishing import publish
from plan import clock
from plan.models import Event

from .world import MEETING_ON, issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
LAST_DAY, SUNDAY, TOO_LATE, ON_THE_DAY, AFTER = (
    datetime(2022, month, day, 12, tzinfo=UTC) for month, day in ((10, 28), (10, 30), (10, 31), (11, 7), (11, 8))
)
WHY, WHO = "The figures came late.", "Chair of the Environment Committee"
ASKED = (
    "Papers for 7 November 2022 were to be published by 28 October 2022. "
    "Say why it is late, and which office in the chair agreed to it."
)
GIVEN = ("--committee", "environment-committee", "--quarter", "2022-Q2", "--publish")
HALF = ({}, {"late_reason": WHY}, {"agreed_by": WHO}, {"late_reason": " ", "agreed_by": WHO},
        {"late_reason": WHY, "agreed_by": "\n"})  # fmt: skip


def address(version: PackVersion) -> str:
    return reverse("admin:outcomes_packversion_publish", args=[version.pk])


def unpublished() -> bool:
    return not PackVersion.objects.published().exists() and not Event.objects.filter(verb="pack.published").exists()


@pytest.mark.parametrize(
    ("moment", "late"), [(LAST_DAY, False), (SUNDAY, False), (TOO_LATE, True), (ON_THE_DAY, True), (AFTER, False)]
)
def test_what_is_late(moment, late):
    assert is_late(MEETING_ON, today=moment.date()) is late
    assert not is_late(None, today=moment.date())


@pytest.mark.parametrize("moment", [TOO_LATE, ON_THE_DAY])
@pytest.mark.parametrize("given", HALF, ids=str)
def test_the_verb_refuses_a_late_paper_without_both(cleared, officer, given, moment):
    with clock.standing_at(moment), pytest.raises(NotAllowed) as refused:
        publish(cleared, by=officer, **given)

    assert str(refused.value) == ASKED
    assert unpublished()


def test_with_both_it_is_published_and_says_so(cleared, officer, client):
    with clock.standing_at(TOO_LATE):
        version = publish(cleared, by=officer, late_reason=f" {WHY} ", agreed_by=f"{WHO}\n")

    assert (version.late_reason, version.late_agreed_by, version.is_late) == (WHY, WHO, True)
    detail = Event.objects.get(verb="pack.published").detail
    assert (detail["clear_days"], detail["late"], detail["agreed_by"]) == (4, WHY, WHO)
    page = client.get("/packs/environment-committee/2022-Q2/").content.decode()
    assert f"Published late: {WHY} Agreed by: {WHO}." in page
    client.force_login(officer)
    page = client.get(reverse("admin:outcomes_packversion_change", args=[version.pk])).content.decode()
    assert "Published late on 31 October 2022" in page
    assert WHO in page


@pytest.mark.parametrize(("moment", "days"), [(LAST_DAY, 5), (SUNDAY, 5), (AFTER, 0)])
def test_what_is_not_late_is_asked_for_nothing_and_called_nothing(cleared, officer, client, moment, days):
    client.force_login(officer)
    with clock.standing_at(moment):
        assert "Why is it late?" not in client.get(address(cleared)).content.decode()
        version = publish(cleared, by=officer, late_reason=WHY, agreed_by=WHO)

    assert (version.late_reason, version.late_agreed_by, version.is_late) == ("", "", False)
    detail = Event.objects.get(verb="pack.published").detail
    assert (detail["clear_days"], "late" in detail, "agreed_by" in detail) == (days, False, False)
    assert "Published late" not in client.get("/packs/environment-committee/2022-Q2/").content.decode()


def test_without_a_meeting_nothing_is_late(world, officer):
    Pack.objects.update(meeting=None, agenda_item=None)
    version = build(request_build(Pack.objects.get(), by=officer, queued=False).pk)
    with clock.standing_at(TOO_LATE):
        issue(version, by=officer)

    assert "clear_days" not in Event.objects.get(verb="pack.published").detail


@pytest.mark.parametrize("given", HALF, ids=str)
def test_the_desk_asks_for_both(cleared, officer, client, given):
    client.force_login(officer)
    with clock.standing_at(TOO_LATE):
        asked = client.get(address(cleared)).content.decode()
        response = client.post(address(cleared), given)

    assert "Papers for 7 November 2022 were to be published by 28 October 2022." in asked
    assert "if the meeting&#x27;s chair agrees" in asked
    assert response.status_code == 422
    assert unpublished()


def test_the_desk_publishes_with_both(cleared, officer, client):
    client.force_login(officer)
    with clock.standing_at(TOO_LATE):
        client.post(address(cleared), {"late_reason": WHY, "agreed_by": WHO})

    assert PackVersion.objects.values_list("late_reason", "late_agreed_by").get() == (WHY, WHO)


@pytest.mark.parametrize("given", [[], ["--late-reason", WHY], ["--agreed-by", WHO]], ids=str)
def test_the_command_says_so_before_it_builds(world, given):
    with clock.standing_at(TOO_LATE), pytest.raises(CommandError) as refused:
        call_command("build_pack", *GIVEN, *given)

    assert str(refused.value) == ASKED + " Give both with --late-reason and --agreed-by."
    assert not PackVersion.objects.exists()


def test_the_command_publishes_with_both(world):
    with clock.standing_at(TOO_LATE):
        call_command("build_pack", *GIVEN, "--late-reason", WHY, "--agreed-by", WHO)

    assert PackVersion.objects.published().values_list("late_reason", "late_agreed_by").get() == (WHY, WHO)


@pytest.mark.parametrize("half", [{"late_reason": WHY}, {"late_agreed_by": WHO}], ids=str)
def test_the_database_keeps_no_half_of_it(cleared, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        PackVersion.objects.update(**half)
