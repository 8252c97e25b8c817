"""The desk's list of results: figures as people read them, short filters, and the list as a file."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.importing import checks, sheets
from performance.models import Breakdown, Result
from performance.result_filters import CODES
from plan import clock
from plan.periods import Kind, Period
from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_department, make_indicator, make_result, make_target, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/performance/result/"


@pytest.fixture
def officer(client):
    user = make_user(POLICY_OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def roads():
    indicator = make_indicator("Roads in good condition", slug="roads", tolerance=2, owner=make_department("Roads"))
    make_target(indicator, "2022/23", 80)
    make_result(indicator, "2022/23", 79)
    make_result(indicator, "2021/22", 92, provisional=True)
    return indicator


def listed(client, query: str = "") -> list[tuple[str, str]]:
    rows = client.get(f"{LIST}{query}").context["cl"].result_list
    return [(row.period, row.told.shown) for row in rows]


def test_what_is_made_up_has_the_mark_it_has_everywhere_and_what_is_real_has_none(client, officer, roads):
    Result.objects.filter(period="2021/22").update(illustrative=True)
    page = client.get(LIST).content.decode()
    assert page.count('<td class="field-made_up"><span class="illustrative">illustrative</span></td>') == 1
    assert page.count('<td class="field-made_up"></td>') == 1
    assert "icon-yes" not in page
    assert "icon-no" not in page
    assert [period for period, _ in listed(client, "?o=7")] == ["2022/23", "2021/22"]


def taken_out(client, query: str = "", kind: str = "csv", model: str = "result") -> bytes:
    answer = client.get(f"/admin/performance/{model}/download/{kind}/{query}")
    return b"".join(answer.streaming_content)


def lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()[1:]


def test_a_figure_stands_as_people_read_it_with_its_rating(client, officer, roads):
    page = client.get(LIST)
    assert [(row.told.shown, row.told.rating) for row in page.context["cl"].result_list] == [
        ("79%", "amber"), ("92%", "no_target"),
    ]  # fmt: skip
    words = page.content.decode()
    assert "79%" in words
    assert "79.0000" not in words
    assert "Amber" in words


def test_a_part_is_named_and_not_rated(client, officer, roads):
    men = Breakdown.objects.create(indicator=roads, by="sex", name="Men", slug="men")
    make_result(roads, "2022/23", 10, breakdown=men)
    rows = client.get(f"{LIST}?q=Men").context["cl"].result_list
    assert [(row.breakdown.name, row.told.rating) for row in rows] == [("Men", "")]


def test_the_filters_do_not_list_indicators(client, officer, roads):
    filters = client.get(LIST).context["cl"].filter_specs
    assert [one.title for one in filters] == ["owner", "period", "how recent", "provisional", "illustrative"]


def test_an_indicator_is_found_by_its_name_or_its_address(client, officer, roads):
    make_result(make_indicator("Rivers"), "2022/23", 5)
    assert len(listed(client)) == 3
    assert len(listed(client, "?q=good+condition")) == 2
    assert len(listed(client, f"?indicator__id__exact={roads.pk}")) == 2


@time_machine.travel(date(2023, 6, 1))
def test_results_are_filtered_by_period_and_recency(client, officer, roads):
    make_result(roads, "2022-Q2", 78)
    part = Breakdown.objects.create(indicator=roads, by="sex", name="Men", slug="men")
    make_result(roads, "2020/21", 5, breakdown=part)
    assert listed(client, "?for=quarter") == [("2022-Q2", "78%")]
    assert listed(client, "?recent=latest") == [("2022/23", "79%"), ("2020/21", "5%")]
    assert listed(client, "?recent=year") == [("2022/23", "79%"), ("2022-Q2", "78%")]
    assert listed(client, "?recent=earlier") == [("2021/22", "92%"), ("2020/21", "5%")]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_of_period_is_filtered_by_codes_of_its_own(client, officer, kind):
    indicator = make_indicator()
    for each in Kind:
        make_result(indicator, Period.containing(each, date(2022, 7, 31)).code, 1)
    assert set(CODES) == set(Kind)
    (found,) = client.get(f"{LIST}?for={kind}").context["cl"].result_list
    assert Period.parse(found.period).kind is kind


def test_a_list_is_taken_out_with_its_filters_and_comes_back_as_it_was(client, officer, roads):
    assert lines(taken_out(client)) == ["roads,2022/23,,79,,,,final,", "roads,2021/22,,92,,,,provisional,"]
    assert lines(taken_out(client, "?provisional__exact=1")) == ["roads,2021/22,,92,,,,provisional,"]
    assert lines(taken_out(client, "?q=nothing+like+it")) == []
    for kind in ("csv", "xlsx"):
        rows = sheets.read(taken_out(client, kind=kind), checks.COLUMNS, checks.REQUIRED)
        assert checks.check(rows, by=officer, today=clock.today()).unchanged == 2


def test_the_results_of_listed_indicators_are_taken_out(client, officer, roads):
    make_result(make_indicator("Rivers"), "2022/23", 5)
    assert len(lines(taken_out(client, model="indicator"))) == 3
    assert lines(taken_out(client, "?q=Rivers", model="indicator")) == ["rivers,2022/23,,5,,,,final,"]
    assert 'href="/admin/performance/indicator/download/csv/?q=Rivers"' in (
        client.get("/admin/performance/indicator/?q=Rivers").content.decode()
    )


def test_the_list_offers_itself_as_a_file_with_its_filters(client, officer, roads):
    words = client.get(f"{LIST}?q=Roads").content.decode()
    assert 'href="/admin/performance/result/download/xlsx/?q=Roads"' in words
    assert "Bring in a file" in words


def test_there_is_no_other_sort_of_file_and_no_filter_that_is_none(client, officer, roads):
    assert client.get(f"{LIST}download/pdf/").status_code == 404
    assert client.get(f"{LIST}download/csv/?colour=red").url == LIST


def test_very_few_people_are_not_shown_to_who_does_not_answer_for_them(client, roads):
    few = make_indicator("Children hurt", slug="hurt", unit="", suppress_below=5, owner=make_department("Children"))
    make_result(few, "2022/23", 3)
    client.force_login(make_user(CMT))
    assert ("2022/23", "not shown, as it counts very few people") in listed(client)
    assert not any("hurt" in line for line in lines(taken_out(client)))
    assert "Bring in a file" not in client.get(LIST).content.decode()
    client.force_login(make_user(CONTRIBUTOR, department=few.owner))
    assert ("2022/23", "3") in listed(client)
    assert "hurt,2022/23,,3,,,,final," in lines(taken_out(client))


def test_who_may_not_see_results_takes_none_out(client, roads):
    assert client.get(f"{LIST}download/csv/").status_code == 302
    client.force_login(make_user())
    assert client.get(f"{LIST}download/csv/").status_code == 403


@pytest.mark.parametrize("many", [1, 30])
def test_a_list_of_any_length_costs_the_same_queries(client, officer, many):
    for _ in range(many):
        indicator = make_indicator(owner=make_department())
        part = Breakdown.objects.create(indicator=indicator, by="sex", name="Men", slug="men")
        make_target(indicator, "2022/23", 80)
        make_result(indicator, "2022/23", 79, breakdown=part)
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        assert len(listed(client)) == many
    assert len(queries) == 12
    with CaptureQueriesContext(connection) as queries:
        assert len(lines(taken_out(client))) == many
    assert len(queries) == 11
    assert Result.objects.count() == many
