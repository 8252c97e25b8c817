"""What is due from one's own department, on one page whose address can stand in an e-mail."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.desk import to_enter
from performance.models import Result
from plan.roles import CMT, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_department, make_indicator, make_result, make_target, make_user
from tests.pages import form_data

from .conftest import TODAY

D = Decimal
MINE = "/admin/performance/result/mine/"


def test_the_address_in_an_email_leads_through_signing_in_to_the_figures(client, roads, contributor):
    answer = client.get(MINE, follow=True)
    assert answer.redirect_chain == [(f"/admin/login/?next={MINE}", 302)]
    signed_in = client.post(
        f"/admin/login/?next={MINE}",
        {"username": contributor.username, "password": "a long enough password", "next": MINE},
    )
    assert signed_in.url == MINE
    assert roads.name in client.get(MINE).content.decode()


def test_what_is_due_stands_by_period_and_nothing_of_others(desk, roads, rivers, places):
    make_result(roads, "2022-Q1", D(70))
    make_result(rivers, "2022-Q1", D(9))
    bins = make_indicator("Bins emptied", slug="bins", owner=places, rhythm="month", lag=60)
    make_result(bins, "2022-08", D(5))
    ahead = make_indicator("Trees planted", slug="trees", owner=places, rhythm="financial_year")
    make_result(ahead, "2021/22", D(5))
    make_indicator("Now and then", slug="odd", owner=places)
    page = desk.get(MINE).content.decode()
    assert page.index("Quarter 2 2022/23 (July to September 2022)</h2>") > 0
    assert page.index("September 2022</h2>") > 0
    assert "Overdue since 20 October 2022" in page
    assert "Due on 29 November 2022" in page
    for name in (rivers.name, ahead.name, "Now and then"):
        assert name not in page


def test_saving_makes_room_for_what_comes_next(desk, roads):
    make_result(roads, "2021-Q4", D(70))
    answer = desk.post(MINE, form_data(desk.get(MINE), **{"0-value": "71"}), follow=True)
    assert Result.objects.get(period="2022-Q1").value == D(71)
    assert form_data(answer)["0-row"] == ["roads 2022-Q2 0"]
    answer = desk.post(MINE, form_data(answer, **{"0-value": "72"}), follow=True)
    told = answer.content.decode()
    assert "Nothing is due now. The figure for Quarter 3 2022/23 (October to December 2022) is due on" in told
    assert "20 January 2023." in told


def test_a_figure_that_turned_red_stays_until_it_is_accounted_for(desk, roads):
    make_result(roads, "2022-Q1", D(90))
    make_target(roads, "2022-Q2", D(85))
    answer = desk.post(MINE, form_data(desk.get(MINE), **{"0-value": "70"}), follow=True)
    page = answer.content.decode()
    assert "One of them is red or amber: saved, but before publication say why, and what is being done." in page
    assert "Red or amber, and nobody has said why" in page
    assert form_data(answer)["0-row"] == ["roads 2022-Q2 1"]
    page = desk.post(MINE, form_data(answer, **{"0-cause": "Rain", "0-remedy": "Drains"}), follow=True)
    assert "Nothing is due now." in page.content.decode()


def test_a_period_entered_as_empty_is_still_awaited(desk, roads):
    make_result(roads, "2022-Q1", D(70))
    make_result(roads, "2022-Q2", None, commentary="Not counted yet")
    assert form_data(desk.get(MINE))["0-commentary"] == ["Not counted yet"]


def test_another_departments_row_is_refused(desk, roads, rivers):
    answer = desk.post(MINE, {"0-row": "rivers 2022-Q2 0", "0-value": "1"})
    assert answer.status_code == 403
    assert not Result.objects.exists()


def test_whoever_answers_for_no_figures_is_told(client, roads):
    client.force_login(make_user(CONTRIBUTOR, department=make_department("Elsewhere")))
    assert "Your department answers for no figures here." in client.get(MINE).content.decode()
    client.force_login(make_user(CMT, department=roads.owner))
    assert client.get(MINE).status_code == 403


def test_who_chases_sees_what_is_due_from_another_department(client, desk, roads, rivers):
    assert desk.get(f"{MINE}?department=waters").status_code == 404
    client.force_login(make_user(POLICY_OFFICER))
    page = client.get(f"{MINE}?department=waters").content.decode()
    assert "<h1>Figures due from Waters</h1>" in page
    assert rivers.name in page
    assert roads.name not in page


# My desk ------------------------------------------------------------------------------------------------------------


def test_my_desk_says_what_is_due(desk, roads, places, contributor):
    make_indicator("Bins emptied", slug="bins", owner=places, rhythm="quarter", lag=90)
    make_indicator("Trees planted", slug="trees", owner=places, rhythm="financial_year", lag=300)
    lines = to_enter(contributor, TODAY)
    assert [(line.text, line.url, line.due, line.overdue) for line in lines] == [
        ("Quarter 2 2022/23 (July to September 2022): 2 figures, 1 of them overdue", MINE, date(2022, 10, 20), True),
        ("2021/22: 1 figure", MINE, date(2023, 1, 25), False),
    ]
    page = desk.get("/admin/").content.decode()
    assert "<h3>Figures to enter</h3>" in page
    assert f'href="{MINE}"' in page


def test_policy_officers_see_who_is_to_be_chased(roads, rivers):
    lines = to_enter(make_user(POLICY_OFFICER), TODAY)
    assert [(line.text, line.url) for line in lines] == [
        ("Waters: 1 figure", f"{MINE}?department=waters"), ("Places: 1 figure", f"{MINE}?department=places"),
    ]  # fmt: skip
    assert to_enter(make_user(CMT, department=roads.owner), TODAY) == []
    assert to_enter(make_user(CONTRIBUTOR), TODAY) == []


COST = {"page": 12, "desk": 5}


@pytest.mark.parametrize("how_many", [1, 25])
def test_it_costs_the_same_queries_for_any_number_of_figures(desk, contributor, places, how_many):
    for number in range(how_many):
        one = make_indicator(f"Measure {number}", slug=f"m{number}", owner=places, rhythm="quarter")
        make_result(one, "2022-Q1", D(60))
        make_target(one, "2022-Q1", D(85))
    with CaptureQueriesContext(connection) as page:
        desk.get(MINE)
    with CaptureQueriesContext(connection) as lines:
        to_enter(type(contributor).objects.get(pk=contributor.pk), TODAY)
    assert {"page": len(page), "desk": len(lines)} == COST
