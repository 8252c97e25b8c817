"""Checks before publication find what committees complained of, and nothing in what is sound."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance import restating
from performance.checking import findings
from performance.desk import to_enter, to_look_at
from performance.models import Breakdown, Indicator, Restatement, Result
from plan import clock
from plan.models import Department
from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_indicator, make_result, make_target, make_user

pytestmark = pytest.mark.django_db
DAY = date(2022, 10, 12)


def found(indicator, on=DAY) -> list[tuple[str, str, str]]:
    return [(one.level.value, one.kind, one.message) for one in findings([indicator.pk], on=on)]


def test_sound_figures_are_left_in_peace():
    indicator = make_indicator(rhythm="financial_year", lag=365)
    make_target(indicator, "2021/22", 70)
    make_result(indicator, "2020/21", 68)
    make_result(indicator, "2021/22", 75, commentary="On target.")
    assert found(indicator) == []


def test_red_without_cause_or_remedy_stops_publication():
    indicator = make_indicator()
    make_target(indicator, "2021/22", 70)
    result = make_result(indicator, "2021/22", 60)
    assert found(indicator) == [
        ("stop", "account", "Red in 2021/22, but nobody has said why or what is being done"),
    ]  # fmt: skip
    result.cause = "It rained."
    result.save()
    assert found(indicator) == [("stop", "account", "Red in 2021/22, but nobody has said what is being done")]
    result.remedy = "More drains."
    result.save()
    assert found(indicator) == [
        ("warning", "back", "Red in 2021/22, and nobody has said when it will be back on target"),
    ]  # fmt: skip
    result.back_on_target = date(2023, 3, 31)
    result.save()
    assert found(indicator) == []
    assert findings([indicator.pk], on=DAY) == []


def test_amber_needs_its_account_too():
    indicator = make_indicator(tolerance=20)
    make_target(indicator, "2021/22", 70)
    make_result(indicator, "2021/22", 60)
    assert [line[2] for line in found(indicator)] == ["Amber in 2021/22, but nobody has said why or what is being done"]


def test_a_target_of_nought_is_asked_about():
    indicator = make_indicator(unit="", polarity="high")
    make_target(indicator, "2021/22", 0)
    make_result(indicator, "2021/22", 7)
    assert found(indicator) == [
        ("warning", "target", "the target is at least 0: is it meant, or was it left empty?"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "asked"), [(78, 780, True), (780, 78, True), (78, 779, False), (0, 50, False)]
)
def test_a_figure_ten_times_the_last_is_asked_about(before, after, asked):
    indicator = make_indicator(unit="")
    make_result(indicator, "2020/21", before)
    make_result(indicator, "2021/22", after)
    assert [line[1] for line in found(indicator)] == (["jump"] if asked else [])


def test_a_share_above_the_whole_is_asked_about():
    indicator = make_indicator()
    make_result(indicator, "2021/22", 790)
    assert ("warning", "unit", "790% in 2021/22 is no share") in found(indicator)


def test_parts_that_do_not_add_up_are_asked_about():
    indicator = make_indicator(unit="")
    make_result(indicator, "2021/22", 10)
    parts = [Breakdown.objects.create(indicator=indicator, by="sex", name=name, slug=name, adds_up=True)
             for name in ("women", "men")]  # fmt: skip
    for part in parts:
        make_result(indicator, "2021/22", 4, breakdown=part)
    assert found(indicator) == [("warning", "parts", "the parts by sex add up to 8, not to 10")]
    Result.objects.filter(breakdown=parts[0]).update(value=None)
    assert found(indicator) == []


def test_what_is_past_its_release_is_asked_about_only_after_it():
    indicator = make_indicator(rhythm="quarter", lag=30)
    make_result(indicator, "2022-Q1", 10)
    assert found(indicator, on=date(2022, 10, 30)) == []
    assert found(indicator, on=date(2022, 10, 31)) == [
        ("warning", "overdue", "Q2 2022/23 was due on 30 October 2022 and has not come"),
    ]  # fmt: skip


def test_what_has_been_missing_for_long_is_told_once_with_how_many_there_are_by_now():
    indicator = make_indicator(rhythm="quarter", lag=30)
    make_result(indicator, "2022-Q1", 10)
    assert found(indicator, on=date(2023, 5, 1)) == [
        ("warning", "overdue",
         "Q2 2022/23 was due on 30 October 2022 and has not come; 3 figures up to Q4 2022/23 are missing by now"),
    ]  # fmt: skip


def test_words_that_contradict_the_signals_are_asked_about():
    indicator = make_indicator()
    make_target(indicator, "2021/22", 70)
    make_result(indicator, "2020/21", 66)
    told = {"cause": "x", "remedy": "y", "back_on_target": date(2023, 3, 31)}
    make_result(indicator, "2021/22", 60, commentary="We improved and met our target.", **told)
    assert [line[2] for line in found(indicator)] == [
        "the words say the target was met, and the rating is red",
        "the words tell of improvement, and the figure got worse",
    ]


@pytest.mark.parametrize(("account", "cost"), [("It fell.", 9), ("It fell from 6 to 5.", 13)])
@pytest.mark.parametrize("many", [1, 10, 100])
def test_the_cost_is_the_same_for_any_number_of_indicators(many, account, cost):
    for number in range(many):
        make_result(make_indicator(f"Measure {number}"), "2021/22", 5, commentary=account)
    with CaptureQueriesContext(connection) as queries:
        findings(set(Indicator.objects.values_list("pk", flat=True)), on=DAY)
    assert len(queries) == cost


def page_of(user) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("admin:performance_checks")).content.decode()


def test_the_page_shows_each_their_own():
    roads, rivers = (Department.objects.create(name=name, slug=name.lower()) for name in ("Roads", "Rivers"))
    for department in (roads, rivers):
        indicator = make_indicator(f"{department.name} in order", owner=department)
        make_target(indicator, "2021/22", 70)
        make_result(indicator, "2021/22", 60)
    everything = page_of(make_user(POLICY_OFFICER))
    assert "Roads in order" in everything
    assert "Rivers in order" in everything
    own = page_of(make_user(CONTRIBUTOR, department=roads))
    assert "Roads in order" in own
    assert "Rivers in order" not in own
    assert "Roads in order" not in page_of(make_user(CMT))


@pytest.mark.parametrize(("value", "asked"), [("0.79", True), (79, False), (20, False)])
def test_a_figure_and_its_target_in_unlike_units_are_asked_about(value, asked):
    indicator = make_indicator(decimals=2)
    make_target(indicator, "2021/22", 80)
    told = {"cause": "x", "remedy": "y", "back_on_target": date(2023, 3, 31)}
    make_result(indicator, "2021/22", value, **told)
    message = "0.79% in 2021/22, and the target is at least 80.00%: are both in the same unit?"
    assert found(indicator) == ([("warning", "scale", message)] if asked else [])


def test_an_account_that_quotes_a_figure_restated_since_stops_publication():
    indicator = make_indicator("Roads in order")
    result = make_result(indicator, "2021/22", 92, commentary="Of the roads 92% are in order.", released=DAY)
    assert found(indicator) == []
    before = Result.objects.get(pk=result.pk)
    result.value = 90
    result.save()
    with clock.standing_at(datetime(2022, 11, 1, 12, tzinfo=UTC)):
        restating.keep(before, result, by=None, why="Counted again")
    assert found(indicator) == []  # on that day it was so
    assert found(indicator, on=date(2022, 11, 1)) == [
        ("stop", "quoted", "the words quote a figure: 92% was “Roads in order” in 2021/22 until 1 November 2022,"
         " and now it is 90%"),
    ]  # fmt: skip
    Result.objects.update(commentary="Of the roads 90% are in order.")
    assert found(indicator, on=date(2022, 11, 1)) == []


def test_a_restated_figure_that_is_not_shown_is_told_by_no_check():
    indicator = make_indicator("People in need", unit="", suppress_below=5)
    result = make_result(indicator, "2021/22", 3, commentary="120 people were in need.", released=DAY)
    Restatement.objects.create(
        result=result, value=120, qualifier="exact", provisional=False, day=DAY, why="Counted again"
    )
    assert found(indicator) == []
    Result.objects.update(value=130)
    assert [line[1] for line in found(indicator)] == ["quoted"]


# My desk ------------------------------------------------------------------------------------------------------------


def desk_of(user, on=DAY) -> list[tuple[str, str]]:
    return [(line.text, line.url) for line in to_look_at(user, on)]


def test_what_is_to_be_entered_is_not_told_again_among_what_to_look_at():
    roads, rivers = (Department.objects.create(name=name, slug=name) for name in ("roads", "rivers"))
    for owner in (roads, rivers, None):
        name = f"{owner or 'Nobody'} in order"
        make_result(make_indicator(name, slug=name[:5].lower(), owner=owner, rhythm="quarter"), "2021-Q4", 10)
    told = ": Q1 2022/23 was due on 30 June 2022 and has not come; 2 figures up to Q2 2022/23 are missing by now"
    nobodys = Indicator.objects.get(owner=None)
    contributor, officer = make_user(CONTRIBUTOR, department=roads), make_user(POLICY_OFFICER)

    assert (len(to_enter(contributor, DAY)), desk_of(contributor)) == (1, [])
    assert len(to_enter(officer, DAY)) == 2
    assert desk_of(officer) == [
        (f"{nobodys.name}{told}", reverse("admin:performance_indicator_change", args=[nobodys.pk]))
    ]


def test_a_red_figure_of_ones_own_department_is_mended_on_my_figures():
    roads = Department.objects.create(name="Roads", slug="roads")
    indicator = make_indicator("Roads in order", owner=roads)
    make_target(indicator, "2021/22", 70)
    result = make_result(indicator, "2021/22", 60)
    said = "Roads in order: Red in 2021/22, but nobody has said why or what is being done"
    assert desk_of(make_user(CONTRIBUTOR, department=roads)) == [(said, "/admin/performance/result/mine/")]
    assert desk_of(make_user(POLICY_OFFICER)) == [(said, reverse("admin:performance_result_change", args=[result.pk]))]
