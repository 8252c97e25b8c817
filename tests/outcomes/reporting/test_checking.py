"""Checks before publication of a report and of a period: what is found, who reads it, and what publishing refuses."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outcomes.framework.models import Aim, IndicatorCitation
from outcomes.reporting import editing, workflow
from outcomes.reporting.checking import points_of_period, points_of_report
from outcomes.reporting.models import HighlightReport
from outcomes.reporting.points import seal, stops
from outcomes.reporting.transitions import StopsStand
from performance.models import Restatement, Result
from plan.models import Event
from plan.roles import ADMINISTRATOR, BOARD_MEMBER, CONTRIBUTOR, DEMOCRATIC_SERVICES
from tests.factories import (
    make_board_member,
    make_body,
    make_department,
    make_indicator,
    make_result,
    make_target,
    make_user,
)

from .world import SECRET, make_period

pytestmark = pytest.mark.django_db
RED = "Roads in order: Red in 2021/22, but nobody has said why or what is being done."
ACCOUNT = {"cause": "Frost.", "remedy": "More tar.", "back_on_target": date(2023, 3, 31)}


@pytest.fixture
def sub(world):
    return world.outcome.sub_outcomes.first()


@pytest.fixture
def roads(sub):
    """An indicator of the first sub-outcome's aim, red, and nobody has said why."""
    indicator = make_indicator("Roads in order", owner=make_department("Highways"))
    make_target(indicator, "2021/22", 70)
    make_result(indicator, "2021/22", 60)
    IndicatorCitation.objects.create(item=Aim.objects.filter(sub_outcome=sub).first().item, indicator=indicator)
    return indicator


@pytest.fixture
def cleared(world):
    return world.advance(world.written(), "cleared")


def lines(report) -> list[str]:
    return [f"{point.level}: {point}" for point in points_of_report(report)]


def on_the_page(user, period, **asked):
    client = Client()
    client.force_login(user)
    response = client.get(reverse("admin:outcomes_reportingperiod_checks", args=[period.pk]), asked)
    return response.status_code, unescape(response.content.decode())


def move(report) -> str:
    return reverse("admin:outcomes_highlightreport_move", args=[report.pk, "publish"])


# What is found ------------------------------------------------------------------------------------------------------


def test_nothing_stands_in_the_way_of_sound_words_and_figures(cleared, roads):
    Result.objects.update(**ACCOUNT)
    assert lines(cleared) == []


def test_only_figures_of_its_outcome_stand_in_the_way_of_a_report(cleared, roads):
    for other in (make_indicator("Not cited"), make_indicator("Kept inside", is_public=False)):
        make_target(other, "2021/22", 70)
        make_result(other, "2021/22", 60)
    inside = IndicatorCitation.objects.create(item=cleared.judgements.first().item, indicator=other)
    assert lines(cleared) == [f"stop: {RED}"]
    type(other).objects.update(is_public=True)
    assert lines(cleared) == ["stop: Kept inside: Red in 2021/22, but nobody has said why or what is being done.",
                              f"stop: {RED}"]  # fmt: skip
    inside.delete()
    assert lines(cleared) == [f"stop: {RED}"]


def test_what_comes_out_after_the_reports_are_due_is_another_periods(cleared, roads):
    Result.objects.update(released=date(2022, 11, 1))  # due on 31 October
    assert lines(cleared) == []
    Result.objects.update(released=date(2022, 10, 31))
    assert lines(cleared) == [f"stop: {RED}"]


@pytest.mark.parametrize("status", ["on_track", "completed"])
def test_a_good_status_over_red_indicators_is_asked_about(status, world, roads, sub):
    Result.objects.update(**ACCOUNT)
    report = world.open()
    editing.judge(report, sub.item, by=world.member, status=status, text="x", public_text="All well.")
    said = status.replace("_", " ")
    name = f"{world.board.short} on {sub.number} {sub.title}"
    assert lines(report) == [f"warning: {name}: the board says {said}, and 1 indicator is red: Roads in order."]
    bridges = make_indicator("Bridges in order")
    make_target(bridges, "2021/22", 70)
    make_result(bridges, "2021/22", 80)
    IndicatorCitation.objects.create(item=sub.item, indicator=bridges)
    assert lines(report) == []  # as many green as red: the board may judge so


@pytest.mark.parametrize("status", ["at_risk", "off_track", "ongoing", ""])
def test_any_other_status_is_the_boards_to_give(status, world, roads, sub):
    Result.objects.update(**ACCOUNT)
    report = world.open()
    editing.judge(report, sub.item, by=world.member, status=status, text="x", public_text="It is so.")
    assert lines(report) == []


def test_words_of_success_beside_red_are_asked_about(world, roads, sub):
    Result.objects.update(**ACCOUNT)
    report = world.open()
    words = {"text": "We met our target.", "public_text": "We met our target."}
    editing.add_entry(report, by=world.member, kind="achievement", item=sub.item, **words)
    found = "the words say the target was met, and 1 indicator is red: Roads in order."
    assert lines(report) == [f"warning: {world.board.short} on {sub.number} {sub.title}: {found}"]


def test_a_figure_quoted_in_a_draft_that_was_restated_stops_it(world, roads, sub):
    result = Result.objects.get()
    Result.objects.update(**ACCOUNT)
    Restatement.objects.create(
        result=result, value=66, qualifier="exact", provisional=False, day=date(2022, 10, 5), why="Counted again"
    )
    report = world.open()
    words = {"text": f"{SECRET} 66% of roads", "public_text": "66% of roads are in order."}
    entry = editing.add_entry(report, by=world.member, kind="achievement", item=sub.item, **words)
    name = f"{world.board.short} on {sub.number} {sub.title}"
    told = "the words quote a figure: 66% was “Roads in order” in 2021/22 until 5 October 2022, and now it is 60%."
    assert lines(report) == [f"stop: {name}: {told}"]
    (point,) = points_of_report(report)
    assert point.url == reverse("admin:outcomes_highlightreport_change", args=[report.pk])
    entry.public_text = "60% of roads are in order."
    entry.save()
    assert lines(report) == []
    entry.public_text, entry.item = "66% of roads are in order.", world.outcome.sub_outcomes.last().item
    entry.save()
    assert lines(report) == []  # there the figure is not cited


# What publishing refuses ---------------------------------------------------------------------------------------------


def test_the_verb_refuses_while_a_stop_stands(world, cleared, roads):
    with pytest.raises(StopsStand) as refused:
        workflow.publish(cleared, by=world.officer)
    assert str(refused.value) == (
        f"1 point stands in the way. {RED} Mend what can be mended, or publish anyway and say why."
    )
    with pytest.raises(StopsStand):
        workflow.publish(cleared, by=world.officer, anyway=" \n")
    assert HighlightReport.objects.get(pk=cleared.pk).status == "approved"
    assert not Event.objects.filter(verb="report.published").exists()


def test_published_anyway_it_is_kept_who_when_why_and_what_stood(world, cleared, roads):
    workflow.publish(cleared, by=world.officer, anyway=" The committee asked for it. ")
    event = Event.objects.get(verb="report.published")
    assert (event.by, event.why) == (world.officer, "The committee asked for it.")
    assert event.detail["anyway"] == "The committee asked for it."
    assert event.detail["stops"] == [RED]
    client = Client()
    client.force_login(world.officer)
    page = client.get(reverse("admin:outcomes_highlightreport_change", args=[cleared.pk])).content.decode()
    assert "The committee asked for it." in page


def test_a_reason_that_nothing_asked_for_is_not_kept(world, cleared):
    workflow.publish(cleared, by=world.officer, anyway="No matter what", seen_stops="")
    event = Event.objects.get(verb="report.published")
    assert (event.why, "anyway" in event.detail, "stops" in event.detail) == ("", False, False)


def test_warnings_refuse_nothing(world, roads, sub):
    Result.objects.update(cause="Frost.", remedy="More tar.")
    report = world.advance(world.written(), "cleared")
    assert [point.level for point in points_of_report(report)] == ["warning"]
    assert workflow.publish(report, by=world.officer).status == "published"


def test_the_page_lists_what_stands_and_asks_why(world, cleared, roads):
    client = Client()
    client.force_login(world.officer)
    page = client.get(move(cleared)).content.decode()
    assert "nobody has said why or what is being done" in page
    assert "Why is it published anyway?" in page
    sealed = seal(stops(points_of_report(cleared)))
    sent = {"seen_version": cleared.version, "seen_stops": sealed}
    assert client.post(move(cleared), {**sent, "anyway": ""}).status_code == 422
    response = client.post(move(cleared), {**sent, "anyway": "It is urgent."})
    assert response.status_code == 302
    assert Event.objects.get(verb="report.published").why == "It is urgent."


def test_a_reason_counts_only_for_what_was_read(world, cleared, roads):
    client = Client()
    client.force_login(world.officer)
    sent = {"seen_version": cleared.version, "seen_stops": seal(stops(points_of_report(cleared)))}
    bridges = make_indicator("Bridges in order")
    make_target(bridges, "2021/22", 70)
    make_result(bridges, "2021/22", 10)
    IndicatorCitation.objects.create(item=world.outcome.sub_outcomes.last().item, indicator=bridges)
    response = client.post(move(cleared), {**sent, "anyway": "It is urgent."})
    page = response.content.decode()
    assert response.status_code == 422
    assert "What stands in the way changed since you opened this page." in page
    assert "It is urgent." in page
    assert not Event.objects.filter(verb="report.published").exists()
    now = seal(stops(points_of_report(cleared)))
    assert f'value="{now}"' in page
    assert client.post(move(cleared), {**sent, "seen_stops": now, "anyway": "It is urgent."}).status_code == 302


def test_ticked_reports_are_not_published_while_a_stop_stands(world, cleared, roads):
    client = Client()
    client.force_login(world.officer)
    sent = {"action": "publish_ticked", "_selected_action": [cleared.pk], f"seen_row_{cleared.pk}": cleared.version}
    page = client.post(reverse("admin:outcomes_highlightreport_changelist"), sent, follow=True).content.decode()
    assert "Nothing was changed." in page
    assert HighlightReport.objects.get(pk=cleared.pk).status == "approved"


# Who reads the page of a period ---------------------------------------------------------------------------------------


def test_officers_and_management_read_all_of_a_period(world, cleared, roads):
    make_target(make_indicator("Not cited"), "2021/22", 70)
    make_result(roads.__class__.objects.get(name="Not cited"), "2021/22", 60)
    for user in (world.officer, world.cmt):
        status, page = on_the_page(user, world.period)
        assert status == 200
        assert "Roads in order" in page
        assert "Not cited" in page
        assert "figures as at 31 October 2022" in page
        assert SECRET not in page


def test_board_members_read_of_their_own_board_only(world, cleared, roads):
    status, page = on_the_page(world.member, world.period)
    assert (status, "Roads in order" in page) == (200, True)
    make_target(make_indicator("Not cited"), "2021/22", 70)
    make_result(roads.__class__.objects.get(name="Not cited"), "2021/22", 60)
    assert "Not cited" not in on_the_page(world.member, world.period)[1]
    stranger = make_board_member(make_body("board"), BOARD_MEMBER)
    assert on_the_page(stranger, world.period)[0] == 404
    for role in (CONTRIBUTOR, DEMOCRATIC_SERVICES, ADMINISTRATOR):
        assert on_the_page(make_user(role), world.period)[0] == 404, role.slug


@pytest.mark.parametrize("key", ["999999", "x", "²"])
def test_a_period_that_is_not_there(world, key):
    client = Client()
    client.force_login(world.officer)
    assert client.get(f"/admin/outcomes/reportingperiod/{key}/checks/").status_code == 404


def test_it_is_narrowed_by_department_and_by_board(world, cleared, roads):
    other = make_indicator("Rivers in order", owner=make_department("Water"))
    make_target(other, "2021/22", 70)
    make_result(other, "2021/22", 60)

    def shown(**asked) -> list[str]:
        page = on_the_page(world.officer, world.period, **asked)[1]
        return [name for name in ("Rivers in order", "Roads in order") if name in page]

    assert shown() == ["Rivers in order", "Roads in order"]
    assert shown(department="Water") == ["Rivers in order"]
    assert shown(board=world.board.name) == ["Roads in order"]
    assert shown(board=world.board.name, department="Water") == []
    assert shown(department="Nobody knows") == ["Rivers in order", "Roads in order"]


def test_the_cost_of_a_period_does_not_grow(world, sub):
    report, counts = world.written(), []
    points_of_period(world.period, user=world.officer)  # their roles are read once
    for many in (1, 10, 100):
        for number in range(many):
            indicator = make_indicator(f"Measure {many} {number}")
            make_target(indicator, "2021/22", 70)
            result = make_result(indicator, "2021/22", 60)
            Restatement.objects.create(
                result=result,
                value=66,
                qualifier="exact",
                provisional=False,
                day=date(2022, 10, 5),
                why="Counted again",
            )
            IndicatorCitation.objects.create(item=sub.item, indicator=indicator)
            words = {"text": "66% of measures", "public_text": "66% of measures"}
            editing.add_entry(report, by=world.officer, kind="achievement", item=sub.item, **words)
        with CaptureQueriesContext(connection) as queries:
            found = points_of_period(world.period, user=world.officer)
        assert len(stops(found)) >= many
        counts.append(len(queries))
    assert counts == [26, 26, 26]


def test_a_period_without_reports_lists_its_figures(world, roads):
    status, page = on_the_page(
        world.officer, make_period("Next", date(2023, 4, 1), date(2023, 9, 30), due=date(2023, 10, 31))
    )
    assert (status, "Roads in order" in page) == (200, True)
    assert datetime.now(UTC).date() == date(2022, 11, 7)  # before its reports are due: as at today
    assert "figures as at 7 November 2022" in page
