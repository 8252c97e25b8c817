"""Departments are reminded of their own due figures, together for each period; and the e-mail leads to My figures."""

from datetime import date

import pytest
from django.core import mail

from performance import reminding
from plan.reminders import sending
from plan.roles import BOARD_MEMBER, CONTRIBUTOR, POLICY_OFFICER
from tests.factories import make_department, make_indicator, make_result, make_user

from .conftest import TODAY

pytestmark = pytest.mark.django_db


def test_figures_of_a_period_that_ended_are_asked_for_together(places, roads, rivers):
    make_indicator("Clean streets", slug="streets", owner=places, rhythm="quarter", lag=20)
    make_indicator("Late roads", slug="late", owner=places, rhythm="quarter", lag=50)
    make_indicator("Nobody's", slug="nobodys", rhythm="quarter")
    make_indicator("Irregular", slug="irregular", owner=places)
    told = {(one.department, one.text, one.due) for one in reminding.figures(TODAY)}
    quarter = "Quarter 2 2022/23 (July to September 2022)"
    assert told == {
        (places.pk, f"2 figures for {quarter}", date(2022, 10, 20)),
        (places.pk, f"1 figure for {quarter}", date(2022, 11, 19)),
        (rivers.owner_id, f"1 figure for {quarter}", date(2022, 9, 30)),
    }


def test_it_is_the_same_thing_however_many_figures_are_left(places, roads):
    streets = make_indicator("Clean streets", slug="streets", owner=places, rhythm="quarter", lag=20)
    (before,) = reminding.figures(TODAY)
    make_result(streets, "2022-Q2", 79)
    (after,) = reminding.figures(TODAY)
    assert (before.key, before.due) == (after.key, after.due)
    assert (before.text[0], after.text[0]) == ("2", "1")
    make_result(roads, "2022-Q2", 79)
    assert reminding.figures(TODAY) == []


def test_only_the_departments_own_contributors_are_asked(contributor, places, roads, rivers):
    waiting = reminding.figures(TODAY)
    assert len(waiting) == 2
    assert [one.department for one in reminding.figures_of(contributor, waiting, TODAY)] == [places.pk]
    for nobody in (
        make_user(CONTRIBUTOR), make_user(BOARD_MEMBER, department=places),
        make_user(CONTRIBUTOR, department=make_department("Elsewhere")), make_user(POLICY_OFFICER),
    ):  # fmt: skip
        assert reminding.figures_of(nobody, waiting, TODAY) == []


def test_the_email_leads_to_a_form_of_ones_own_figures(desk, contributor, roads, rivers):
    contributor.email = "places@f.example"
    contributor.save()
    sending.send(TODAY)
    (sent,) = mail.outbox
    assert "1 figure for Quarter 2 2022/23 (July to September 2022)\n  18 days overdue" in sent.body
    address = "/admin/performance/result/mine/"
    page = desk.get(address).content.decode()
    assert (address in sent.body, roads.name in page, rivers.name in page) == (True, True, False)
    make_result(roads, "2022-Q2", 79)
    assert sending.prepare(date(2022, 12, 1)).drafts == []


@pytest.mark.parametrize("many", [1, 5])
def test_one_query_for_all_that_is_due(places, roads, many, django_assert_num_queries):
    for number in range(many - 1):
        make_indicator(f"Road {number}", owner=places, rhythm="quarter", lag=number)
    with django_assert_num_queries(1):
        assert len(reminding.figures(TODAY)) == many
