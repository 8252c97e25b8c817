"""The page of one indicator: all that is public of it, nothing that could identify somebody, at a fixed cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.models import (
    Area,
    Breakdown,
    ComparatorGroup,
    Forecast,
    Peer,
    PeerResult,
    Restatement,
    Result,
)
from plan.models import Council
from tests.factories import make_indicator, make_result, make_target

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-10-12 12:00 +0000", tick=False)


@pytest.fixture
def words(client):
    """`words(indicator)` gives the page's text, with runs of space as one."""
    import re

    def read(indicator) -> str:
        cache.clear()
        page = client.get(indicator.get_absolute_url())
        assert page.status_code == 200
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))

    return read


def children(**fields):
    return make_indicator("Children excluded from school", unit="", polarity="low", suppress_below=5, **fields)


def with_districts(indicator, period, **counts):
    make_result(indicator, period, sum(counts.values()))
    for name, count in counts.items():
        part, _ = Breakdown.objects.get_or_create(
            indicator=indicator, slug=name, defaults={"by": "district", "name": name.title(), "adds_up": True}
        )
        make_result(indicator, period, count, breakdown=part)


def test_small_counts_and_what_would_tell_them_are_nowhere_on_the_page(words):
    indicator = children()
    with_districts(indicator, "2021/22", charnwood=6203, melton=3, oadby=7411, blaby=8807)
    page = words(indicator)
    assert "not shown, as it counts very few people" in page
    assert "Charnwood not shown" in page
    assert "Melton not shown" in page
    assert "6,203" not in page
    assert "7,411" in page
    assert "22,424" in page


def test_a_small_whole_is_not_shown_drawn_or_told_as_a_restatement(words):
    indicator = children()
    make_result(indicator, "2019/20", 9321)
    make_result(indicator, "2020/21", 9123)
    result = make_result(indicator, "2021/22", 4)
    Restatement.objects.create(
        result=result, value=D(8642), qualifier="exact", provisional=False, day=date(2022, 9, 1), why="Counted again"
    )
    page = words(indicator)
    assert "Not shown, as it counts very few people" in page
    assert "8,642" not in page
    assert "9,123" in page


def test_what_is_ahead_and_behind_is_told(words):
    indicator = make_indicator("Roads in good condition", rhythm="quarter", lag=30, adding="running")
    make_result(indicator, "2021-Q4", 90)
    make_result(indicator, "2022-Q1", 20)
    target = make_target(indicator, "2022/23", 95)
    assert target.pk
    Forecast.objects.create(indicator=indicator, year="2022/23", day=date(2022, 7, 1), value=91, confidence="medium",
                            reason="A **wet** spring.")  # fmt: skip
    result = Result.objects.get(period="2022-Q1")
    Restatement.objects.create(result=result, value=D(19), qualifier="exact", provisional=True, day=date(2022, 8, 3),
                               why="Late returns")  # fmt: skip
    page = words(indicator)
    assert "20% in 2022/23 up to 30 June 2022." in page
    assert "is due on 30 October 2022" in page
    assert "Expected at the end of 2022/23" in page
    assert "91%, with medium confidence." in page
    assert "Quarter 1 2022/23 (April to June 2022): 19% (provisional) until 3 August 2022" in page
    assert "Late returns" in page


@pytest.mark.parametrize(
    ("figures", "came"),
    [
        ({"2021/22": 88}, "It came to 88%."),
        ({"2021-Q3": 60, "2021-Q4": 87}, "It came to 87%."),
        ({"2021-Q3": 60}, "The figure for the year has not come out yet."),
        ({"2020/21": 80}, "The figure for the year has not come out yet."),
    ],
)
def test_what_was_expected_of_the_last_year_stands_beside_what_came_of_it(client, words, figures, came):
    indicator = make_indicator("Roads in good condition", adding="running")
    for period, value in figures.items():
        make_result(indicator, period, value)
    for year, said_on, value in (("2020/21", date(2021, 1, 2), 70), ("2021/22", date(2021, 7, 1), 90),
                                 ("2021/22", date(2022, 1, 5), 91), ("2022/23", date(2022, 7, 1), 95)):  # fmt: skip
        Forecast.objects.create(
            indicator=indicator, year=year, day=said_on, value=value, confidence="medium", reason="A *wet* spring."
        )

    said = f"What was expected of 2021/22 91%, with medium confidence, said by its owner on 5 January 2022. {came}"
    page = words(indicator)
    assert said in page
    assert "Expected at the end of 2022/23" in page
    past = client.get(f"/indicators/{indicator.slug}.json").json()["past_forecast"]
    assert (past["year"], past["value"], past["came"]) == (
        "2021/22", "91", came.removeprefix("It came to ").removesuffix(".") if "%" in came else "",
    )  # fmt: skip
    assert f"said on 5 January 2022. {came}" in client.get(f"/indicators/{indicator.slug}.csv").content.decode()


def test_a_target_says_where_it_was_set_and_leads_there(client, words):
    indicator = make_indicator("Roads in good condition")
    make_target(
        indicator, "2022/23", 95, origin="service_plan", source="Highways service plan",
        link="https://www.fenbrook.example/highways", until_replaced=True,
    )  # fmt: skip
    make_target(indicator, "2021/22", 90, illustrative=True)
    page = words(indicator)
    assert "2022/23 and on, until it is replaced at least 95% A yearly service plan Highways service plan" in page
    assert '<a href="https://www.fenbrook.example/highways">Highways service plan</a>' in (
        client.get(indicator.get_absolute_url()).content.decode()
    )
    assert "2021/22 at least 90% illustrative Not recorded" in page  # a made-up target was set nowhere


def test_a_figure_is_overdue_only_after_its_release_date(words, time_machine):
    indicator = make_indicator(rhythm="quarter", lag=30)
    make_result(indicator, "2022-Q1", 20)
    time_machine.move_to("2022-10-30 12:00 +0000", tick=False)
    assert "overdue" not in words(indicator)
    time_machine.move_to("2022-10-31 12:00 +0000", tick=False)
    assert "was due on 30 October 2022 and is overdue" in words(indicator)


def test_the_next_figure_has_a_heading_of_its_own_and_says_how_many_are_missing(words, time_machine):
    indicator = make_indicator(rhythm="quarter", lag=30)
    make_result(indicator, "2022-Q1", 20, cause="Rain.", remedy="Drains.")
    time_machine.move_to("2022-10-30 12:00 +0000", tick=False)
    assert (
        "What is being done Drains. Next figure The figure for Quarter 2 2022/23 (July to September 2022) is due on "
        "30 October 2022."
    ) in words(indicator)
    time_machine.move_to("2023-05-01 12:00 +0000", tick=False)
    assert (
        "Next figure The figure for Quarter 2 2022/23 (July to September 2022) was due on 30 October 2022 and is "
        "overdue. 3 figures up to Q4 2022/23 are missing by now."
    ) in words(indicator)


def test_a_day_that_has_passed_is_no_promise(words, time_machine):
    indicator = make_indicator()
    make_result(indicator, "2022-Q1", 20, cause="Rain.", remedy="Drains.", back_on_target=date(2023, 9, 30))
    time_machine.move_to("2023-09-30 12:00 +0000", tick=False)
    assert "Expected to be back on target by 30 September 2023." in words(indicator)
    time_machine.move_to("2023-10-01 12:00 +0000", tick=False)
    page = words(indicator)
    assert (
        "It was expected to be back on target by 30 September 2023. That day has passed, and no newer figure has come "
        "out."
    ) in page
    assert "Expected to be" not in page


def test_the_councils_place_is_worked_out_for_the_same_period_only(words):
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")
    indicator = make_indicator(area=Area.objects.create(name="Fenbrook and Marsh", slug="both", kind="combined"))
    group = ComparatorGroup.objects.create(name="county councils", slug="counties")
    for name, value in (("Ashire", 80), ("Bshire", 70), ("Cshire", None), ("Dshire", 60)):
        PeerResult.objects.create(
            indicator=indicator, period="2020/21", value=value, peer=Peer.objects.create(group=group, name=name)
        )
    make_result(indicator, "2020/21", 75)
    make_result(indicator, "2021/22", 99)
    page = words(indicator)
    assert (
        "In the second best 25% of county councils in 2020/21, 2nd of 4, ours among them, counted from the highest; "
        "1 gave no figure."
    ) in page
    assert "Fenbrook and Marsh" in page
    Result.objects.filter(period="2020/21").delete()
    assert "2nd of 4" not in words(indicator)


def test_a_chart_is_drawn_only_where_two_figures_have_a_place_on_it(client):
    indicator = make_indicator("Roads in good condition")

    def charts():
        cache.clear()
        page = client.get(indicator.get_absolute_url()).content.decode()
        assert page.count("How it has changed") == bool(page.count('class="chart '))
        assert "no data" not in page
        return [kind for kind in ("chart-wide", "chart-narrow") if f'class="chart {kind}"' in page]

    Result.objects.create(indicator=indicator, period="2018/19", words="most of them")
    Result.objects.create(indicator=indicator, period="2019/20", qualifier="change", value=-8)
    make_result(indicator, "2020/21", 70)
    assert charts() == []
    make_result(indicator, "2021/22", 75)
    assert charts() == ["chart-wide", "chart-narrow"]


@pytest.mark.parametrize("many", [1, 10, 100])
def test_the_page_costs_the_same_for_any_number_of_rows(client, many):
    indicator = children(rhythm="financial_year")
    group = ComparatorGroup.objects.create(name="county councils", slug="counties")
    for number in range(many):
        with_districts(indicator, f"{1901 + number}/{(1902 + number) % 100:02}", one=7, two=8)
        make_target(indicator, f"{1901 + number}/{(1902 + number) % 100:02}", 5, kind="at_most")
        peer = Peer.objects.create(group=group, name=f"Council {number}")
        PeerResult.objects.create(indicator=indicator, period="1901/02", value=number, peer=peer)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(indicator.get_absolute_url()).status_code == 200
    assert len(queries) == QUERIES


QUERIES = 20


def test_a_restated_figure_leads_to_what_it_was(client, words):
    indicator = make_indicator()
    make_result(indicator, "2020/21", 70, released=date(2021, 6, 1))
    result = make_result(indicator, "2021/22", 80, released=date(2022, 6, 1))
    assert "Restated" not in words(indicator)
    Restatement.objects.create(
        result=result, value=79, qualifier="exact", provisional=True, day=date(2022, 9, 1), why="Late returns."
    )
    cache.clear()
    page = client.get(f"/indicators/{indicator.slug}/").content.decode()
    assert page.count('<a href="#restated">Restated</a>') == 1
    assert page.count('<h2 id="restated">Figures that were restated</h2>') == 1
    assert "2021/22 80% Restated" in words(indicator)
    assert "2020/21 70% Restated" not in words(indicator)
