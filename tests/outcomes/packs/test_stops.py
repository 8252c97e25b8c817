"""What stands in the way of a pack: found of its remit only, as at its cut-off; refused, or published anyway."""

from datetime import date
from html import unescape

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outcomes.models import (
    DeliveryUpdate,
    IndicatorCitation,
    PackFile,
    PackVersion,
    Remit,
    ReportEntry,
    SubOutcomeJudgement,
)
from outcomes.packs.building import NotAllowed, build, request_build
from outcomes.packs.checking import checked, points_of_version
from outcomes.packs.facts import differing, facts
from outcomes.packs.publishing import StopsStand, clear, publish
from outcomes.reporting.points import seal, stops
from performance.models import Indicator, Restatement, Result, Target
from plan import records, roles
from plan.models import Event
from tests.factories import make_indicator, make_result, make_target, make_user

from .world import CANARY, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_print")]
RED = "Rivers in good health: Red in 2021/22, but nobody has said why or what is being done."
WHY = "The committee has asked for it all the same."


@pytest.fixture
def unaccounted(cleared) -> PackVersion:
    """A cleared version whose red figure nobody has accounted for."""
    Result.objects.update(cause="", remedy="")
    return cleared


def lines(version) -> list[str]:
    return [f"{point.level}: {point}" for point in points_of_version(version)]


def restate(result: Result, was: int) -> None:
    Restatement.objects.create(
        result=result, value=was, qualifier="exact", provisional=False, day=date(2022, 10, 20), why="Counted again"
    )


def page_of(user, version, name="publish") -> str:
    client = Client()
    client.force_login(user)
    return unescape(client.get(reverse(f"admin:outcomes_packversion_{name}", args=[version.pk])).content.decode())


# What is found -------------------------------------------------------------------------------------------------------


def test_nothing_stands_in_the_way_of_a_sound_pack(cleared):
    assert lines(cleared) == []


def test_a_red_figure_without_account_stops_it(unaccounted):
    assert lines(unaccounted) == [f"stop: {RED}"]


def test_what_lies_outside_the_remit_stops_nothing(cleared):
    alien = Indicator.objects.get(name__startswith=CANARY)
    make_target(alien, "2021/22", 99)
    restate(alien.results.get(), 92)
    with_figures = "92% and we met our target."
    with records.lifted():
        ReportEntry.objects.filter(public_text__contains=CANARY).update(public_text=f"{CANARY} {with_figures}")
    assert lines(cleared) == []


def test_what_comes_out_after_the_cut_off_stops_nothing(cleared, world):
    make_result(world.indicator, "2022/23", 10, released=date(2022, 10, 29))
    assert lines(cleared) == []


def test_a_figure_that_is_no_longer_what_the_paper_prints_stops_it(cleared, world):
    Result.objects.filter(indicator=world.indicator, period="2021/22").update(value=57)
    said = "the paper shows 58% and it is now 57% in 2021/22: build the pack again"
    assert lines(cleared) == [f"stop: Rivers in good health: {said}."]
    (point,) = points_of_version(cleared)
    assert point.url == reverse("admin:outcomes_pack_build", args=[cleared.pack_id])


def test_a_rating_that_is_no_longer_what_the_paper_prints_stops_it(cleared):
    Target.objects.update(value=50)
    said = "the paper says red, and it is now green: build the pack again"
    assert lines(cleared) == [f"stop: Rivers in good health: {said}."]


def test_a_good_status_over_red_figures_is_asked_about(world, officer):
    IndicatorCitation.objects.filter(indicator__name="Otters counted").delete()
    with records.lifted():
        SubOutcomeJudgement.objects.filter(item=world.watched.item).update(status="on_track")
    version = build(request_build(world.pack, by=officer, queued=False).pk)
    said = "the board says on track, and 1 indicator is red: Rivers in good health"
    assert lines(version) == [f"warning: Green Board on 1.1 Rivers are clean: {said}."]


def test_words_that_quote_a_figure_restated_since_stop_it(world, officer):
    restate(Result.objects.get(indicator=world.indicator, period="2021/22"), 66)
    with records.lifted():
        ReportEntry.objects.filter(kind="achievement", public_text__startswith="Forty").update(
            public_text="Of our rivers 66% are in good health."
        )
    version = build(request_build(world.pack, by=officer, queued=False).pk)
    said = "66% was “Rivers in good health” in 2021/22 until 20 October 2022, and now it is 58%"
    told = f"Green Board on 1.1 Rivers are clean: the words quote a figure: {said}."
    assert lines(version) == [f"stop: {told}"]


def test_an_update_that_quotes_one_is_mended_by_a_newer_one(world, officer):
    restate(Result.objects.get(indicator=world.indicator, period="2021/22"), 66)
    with records.lifted():
        DeliveryUpdate.objects.filter(public_text__startswith="Mend the weir").update(
            public_text="With the weir, 66% of rivers are in good health."
        )
    version = build(request_build(world.pack, by=officer, queued=False).pk)
    (point,) = points_of_version(version)
    assert (point.name, point.stops) == ("Update on “Mend the weir”", True)
    weir = DeliveryUpdate.objects.get(public_text__startswith="With the weir").item_id
    assert point.url == f"{reverse('admin:outcomes_deliveryupdate_add')}?item={weir}"


def test_the_cost_does_not_grow(world, officer):
    counts = []
    for many in (1, 10, 100):
        for number in range(many):
            indicator = make_indicator(f"Measure {many} {number}")
            make_target(indicator, "2021/22", 70)
            restate(make_result(indicator, "2021/22", 60), 66)
            IndicatorCitation.objects.create(item=world.watched.item, indicator=indicator)
        version = build(request_build(world.pack, by=officer, queued=False).pk)
        version = PackVersion.objects.get(pk=version.pk)
        with CaptureQueriesContext(connection) as queries:
            found = points_of_version(version)
        assert len(stops(found)) >= many
        counts.append(len(queries))
    assert counts == [counts[0]] * 3, counts


# What publishing refuses ---------------------------------------------------------------------------------------------


def test_the_verb_refuses_while_a_stop_stands(unaccounted, officer):
    for given in ({}, {"anyway": " \n"}):
        with pytest.raises(StopsStand) as refused:
            publish(unaccounted, by=officer, **given)
        assert (
            str(refused.value)
            == f"1 point stands in the way. {RED} Mend what can be mended, or publish anyway and say why."
        )
    assert not PackVersion.objects.published().exists()
    assert not Event.objects.filter(verb="pack.published").exists()


def test_it_is_found_in_the_verb_whatever_a_page_showed(cleared, officer):
    seen = seal(stops(points_of_version(cleared)))
    Result.objects.update(cause="")
    with pytest.raises(StopsStand):
        publish(cleared, by=officer, seen_stops=seen)
    with pytest.raises(StopsStand) as refused:
        publish(cleared, by=officer, seen_stops=seen, anyway=WHY)
    assert "changed since you opened this page" in str(refused.value)
    assert not PackVersion.objects.published().exists()


def test_published_anyway_it_is_kept_for_good(unaccounted, officer):
    publish(unaccounted, by=officer, anyway=f" {WHY} ")
    version = PackVersion.objects.get(pk=unaccounted.pk)
    assert (version.anyway_reason, version.points_left_open) == (WHY, [RED])
    event = Event.objects.get(verb="pack.published")
    assert (event.by, event.why) == (officer, f"Published anyway: {WHY}")
    assert (event.detail["anyway"], event.detail["stops"]) == (WHY, [RED])
    for change in ({"anyway_reason": "Another"}, {"open_points": "Nothing"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PackVersion.objects.filter(pk=version.pk).update(**change)
    Result.objects.update(cause="Drought.", remedy="Trees.")
    assert PackVersion.objects.get(pk=version.pk).points_left_open == [RED]


def test_verification_names_a_reason_that_was_altered(unaccounted, officer):
    version = publish(unaccounted, by=officer, anyway=WHY)
    files = list(PackFile.objects.filter(version=version))
    kept = facts(version, files)
    version.anyway_reason, version.open_points = "Another", "Nothing"
    assert differing(version, files, kept) == ["why it was published anyway", "what stood in its way"]


def test_a_reason_that_nothing_asked_for_is_not_kept(cleared, officer):
    version = publish(cleared, by=officer, anyway=WHY)
    assert (version.anyway_reason, version.open_points) == ("", "")
    event = Event.objects.get(verb="pack.published")
    assert (event.why, "anyway" in event.detail) == ("", False)


def test_somebody_without_the_role_is_refused_before_anything_is_looked_at(unaccounted):
    with pytest.raises(NotAllowed, match="by policy officers"):
        publish(unaccounted, by=make_user(roles.CMT), anyway=WHY)


def test_the_database_keeps_no_half_of_it(cleared):
    for half in ({"anyway_reason": WHY}, {"open_points": RED}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PackVersion.objects.update(**half)


def test_the_desk_lists_what_stands_and_asks_why(unaccounted, officer, client):
    address = reverse("admin:outcomes_packversion_publish", args=[unaccounted.pk])
    page = page_of(officer, unaccounted)
    assert "nobody has said why or what is being done" in page
    assert "Why is it published anyway?" in page
    assert 'value="Publish anyway"' in page
    client.force_login(officer)
    sealed = seal(stops(points_of_version(unaccounted)))
    assert client.post(address, {"seen_stops": sealed}).status_code == 422
    stale = client.post(address, {"seen_stops": "of another list", "anyway": WHY})
    assert (stale.status_code, WHY in stale.content.decode(), sealed in stale.content.decode()) == (422, True, True)
    assert not PackVersion.objects.published().exists()
    assert client.post(address, {"seen_stops": sealed, "anyway": WHY}).status_code == 302
    page = client.get(reverse("admin:outcomes_packversion_change", args=[unaccounted.pk])).content.decode()
    assert WHY in page
    assert "nobody has said why or what is being done" in page
    assert "with 1 open point" in page


def test_a_sound_pack_is_asked_nothing(cleared, officer):
    page = page_of(officer, cleared)
    assert "anyway" not in page
    assert "Stops publication" not in page


def test_the_clearing_page_lists_the_same_beside_the_checklist(built, officer):
    Result.objects.update(cause="", remedy="")
    page = page_of(officer, built, "clear")
    assert "nobody has said why or what is being done" in page
    assert "as at 28 October 2022" in page  # a line of the checklist
    assert clear(built, by=officer).is_cleared  # clearing says that it was read; publishing is what is refused


@pytest.mark.parametrize("role", [roles.CMT, roles.DEMOCRATIC_SERVICES])
def test_whoever_may_not_publish_is_shown_no_list_there(role, unaccounted):
    page = page_of(make_user(role), unaccounted)
    assert "Stops publication" not in page
    assert "Ask one of them" in page


def test_the_archive_says_why_and_how_many_but_not_which(unaccounted, officer, client):
    publish(unaccounted, by=officer, anyway=WHY)
    page = client.get("/packs/environment-committee/2022-Q2/").content.decode()
    assert f"Published with 1 known point open: {WHY}" in page
    assert "nobody has said why" not in page


def test_the_archive_says_nothing_of_a_sound_one(published, client):
    cache.clear()  # pages are kept by a revision that goes back with each test
    assert "known point" not in client.get("/packs/environment-committee/2022-Q2/").content.decode()


# The page of a pack --------------------------------------------------------------------------------------------------


def page_of_pack(user, pack) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    response = client.get(reverse("admin:outcomes_pack_checks", args=[pack.pk]))
    return response.status_code, unescape(response.content.decode())


def test_the_page_of_a_pack_needs_no_build(world, officer):
    Result.objects.update(cause="", remedy="")
    status, page = page_of_pack(officer, world.pack)
    assert status == 200
    assert "as it would be built today" in page
    assert "nobody has said why or what is being done" in page
    assert "figures as at 28 October 2022" in page
    assert CANARY not in page
    assert SECRET not in page


def test_it_is_of_the_version_that_waits(unaccounted, officer):
    points, on, waiting = checked(unaccounted.pack)
    assert ([str(point) for point in points], on, waiting) == ([RED], date(2022, 10, 28), unaccounted)
    assert "version 1" in page_of_pack(officer, unaccounted.pack)[1]


def test_it_says_why_there_is_nothing_to_check(world, officer):
    Remit.objects.all().delete()
    status, page = page_of_pack(officer, world.pack)
    assert status == 200
    assert "was in the remit of" in page


def test_who_reads_the_page_of_a_pack(world):
    for role in roles.ROLES:
        status = page_of_pack(make_user(role), world.pack)[0]
        sees = role in (roles.POLICY_OFFICER, roles.CMT, roles.DEMOCRATIC_SERVICES)
        assert status == (200 if sees else 404), role.slug


# The command ---------------------------------------------------------------------------------------------------------


GIVEN = ("--committee", "environment-committee", "--quarter", "2022-Q2", "--publish")


def test_the_command_refuses_and_leaves_it_built(world):
    Result.objects.update(cause="", remedy="")
    with pytest.raises(CommandError) as refused:
        call_command("build_pack", *GIVEN)
    assert str(refused.value).endswith("or publish anyway and say why. Give the reason with --anyway.")
    version = PackVersion.objects.get()
    assert (version.is_cleared, version.is_published) == (False, False)


def test_the_command_publishes_anyway(world):
    Result.objects.update(cause="", remedy="")
    call_command("build_pack", *GIVEN, "--anyway", WHY)
    assert PackVersion.objects.published().values_list("anyway_reason", "open_points").get() == (WHY, RED)
