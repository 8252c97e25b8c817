"""A tolerance that is changed moves no judgement of a period that has ended, at whatever door it is changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from performance.goals import DatedMargin, margin_for
from performance.models import Tolerance
from performance.rag import Margin
from performance.read import indicator_lines
from performance.tolerances import Settled, Terms, revision
from plan.models import Event
from plan.periods import Kind, Period
from tests.factories import make_indicator, make_result, make_target
from tests.pages import form_data

D = Decimal
TODAY = date(2022, 11, 22)
EARLIEST = (
    "Periods that have ended stay judged as they were: a tolerance can begin or change on 22 November 2022 at the"
    " earliest."
)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-11-22 12:00 +0000", tick=False)


@pytest.fixture
def roads(db):
    """Judged amber in 2021/22: three points below its target, with a tolerance of five that was always there."""
    indicator = make_indicator("Roads", tolerance=5)
    make_target(indicator, "2021/22", 80, until_replaced=True)
    make_result(indicator, "2021/22", 77)
    return indicator


@pytest.fixture
def officer(policy_officer):
    client = Client()
    client.force_login(policy_officer)
    return client


def save(officer, indicator, **changed):
    page = reverse("admin:performance_indicator_change", args=[indicator.pk])
    sent = form_data(officer.get(page), **{name.replace("__", "-"): value for name, value in changed.items()})
    return officer.post(page, {**sent, "_save": "Save"}, follow=True)


def rows(indicator) -> list[tuple]:
    return list(indicator.tolerances.order_by("pk").values_list("amount", "per_cent", "starts", "ends"))


def ratings(indicator) -> list[str]:
    """What the public page, the lines and the API say."""
    line = indicator_lines([indicator.pk], on=TODAY)[indicator.pk].rating
    shown = Client().get(f"/api/v1/indicators/{indicator.slug}/").json()
    page = Client().get(f"/indicators/{indicator.slug}/").content.decode()
    return [line.status.value, shown["rating"]["status"], "amber" if "Amber" in page else "red"]


def test_a_tolerance_edited_on_the_desk_moves_no_past_rating(officer, roads):
    assert ratings(roads) == ["amber", "amber", "amber"]
    told = save(officer, roads, tolerances__0__amount="1", change_reason="Council, 16 November").content.decode()

    assert ratings(roads) == ["amber", "amber", "amber"]
    assert rows(roads) == [(D(5), False, None, TODAY), (D(1), False, TODAY, None)]
    assert (
        "The new tolerance counts from 22 November 2022 on. Periods that have ended stay judged as they were." in told
    )
    assert list(Event.objects.filter(verb__startswith="tolerance.").values_list("verb", "why")) == [
        ("tolerance.changed", "Council, 16 November"), ("tolerance.added", "Council, 16 November"),
    ]  # fmt: skip
    make_result(roads, "2022/23", 77, released=TODAY)
    assert ratings(roads)[0] == "red"  # the year that runs is judged by the new one


def test_edited_again_on_the_same_day_it_is_the_new_one_that_changes(officer, roads):
    save(officer, roads, tolerances__0__amount="1")
    save(officer, roads, tolerances__1__amount="2")
    assert rows(roads) == [(D(5), False, None, TODAY), (D(2), False, TODAY, None)]


def test_a_change_from_a_later_day_begins_on_that_day(officer, roads):
    save(officer, roads, tolerances__0__amount="1", tolerances__0__starts="2023-04-01")
    assert rows(roads) == [(D(5), False, None, date(2023, 4, 1)), (D(1), False, date(2023, 4, 1), None)]


def test_deleting_it_ends_it(officer, roads):
    told = save(officer, roads, tolerances__0__DELETE="on").content.decode()
    assert rows(roads) == [(D(5), False, None, TODAY)]
    assert "The tolerance ends on 22 November 2022. Periods that have ended stay judged by it." in told
    assert ratings(roads) == ["amber", "amber", "amber"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"tolerances__0__starts": "2022-09-01"}, "so its first day stays as it is."),
        ({"tolerances__0__starts": "2023-09-01"}, "so its first day stays as it is."),
        ({"tolerances__0__ends": "2022-03-01"}, EARLIEST),
        ({"tolerances__0__amount": "1", "tolerances__0__starts": "2022-03-01"}, EARLIEST),
        ({"tolerances__1__amount": "1", "tolerances__1__starts": "2022-03-01"}, EARLIEST),
        ({"tolerances__0__amount": "1", "tolerances__0__ends": "2022-11-01"}, "cannot end before it begins"),
    ],
)
def test_what_would_be_about_days_gone_by_is_refused_and_what_was_typed_kept(officer, roads, changed, words):
    told = save(officer, roads, **changed)
    assert words in told.content.decode()
    for name, value in changed.items():
        assert form_data(told)[name.replace("__", "-")] == [value]
    assert (rows(roads), ratings(roads)) == ([(D(5), False, None, None)], ["amber", "amber", "amber"])


def test_one_that_has_ended_stands(officer, roads):
    roads.tolerances.update(ends=date(2022, 4, 1))
    said = "This tolerance ended on 1 April 2022, and what was judged by it stays as it was. Add a new one instead."
    for changed in ({"amount": "1"}, {"ends": "2024-04-01"}, {"DELETE": "on"}):
        told = save(officer, roads, **{f"tolerances__0__{name}": value for name, value in changed.items()})
        assert said in told.content.decode()
    assert rows(roads) == [(D(5), False, None, date(2022, 4, 1))]


def test_a_first_one_without_a_day_begins_today_where_periods_were_judged(officer, roads):
    Tolerance.objects.all().delete()
    assert ratings(roads)[0] == "red"
    save(officer, roads, tolerances__0__amount="5")
    assert (rows(roads), ratings(roads)[0]) == ([(D(5), False, TODAY, None)], "red")


def test_until_a_period_was_judged_it_is_set_in_any_way(officer, roads):
    roads.targets.all().delete()
    save(officer, roads, tolerances__0__amount="1", tolerances__0__starts="2020-04-01")
    assert rows(roads) == [(D(1), False, date(2020, 4, 1), None)]
    save(officer, roads, tolerances__0__DELETE="on")
    assert rows(roads) == []
    # its targets and tolerance set at once, as when an indicator is set up from old papers
    sent = {"targets__0__period": "2020/21", "targets__0__value": "80", "targets__0__kind": "at_least"}
    save(officer, roads, tolerances__0__amount="3", **sent)
    assert rows(roads) == [(D(3), False, None, None)]


days = st.one_of(st.none(), st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=60)))
terms = st.builds(Terms, st.integers(0, 3).map(D), st.booleans(), days, days).filter(
    lambda one: one.starts is None or one.ends is None or one.starts < one.ends
)


def in_force(held: list[Terms], day: date) -> Margin:
    margins = [DatedMargin(one.starts, one.ends, Margin(one.amount, per_cent=one.per_cent)) for one in held]
    return margin_for(Period(Kind.POINT, day), margins)


@given(st.one_of(st.none(), terms), st.one_of(st.none(), terms))
def test_whatever_is_asked_for_no_day_before_today_is_judged_otherwise(before, after):
    try:
        asked = revision(before, after, TODAY)
    except Settled:
        return
    was = [before] if before else []
    now = [one for one in (asked.row, asked.begins) if one]
    for back in range(1, 70):
        assert in_force(was, TODAY - timedelta(days=back)) == in_force(now, TODAY - timedelta(days=back))
    if after and after.starts != (before and before.starts) and after.starts and after.starts >= TODAY:
        assert in_force(now, after.starts) == Margin(after.amount, per_cent=after.per_cent)
