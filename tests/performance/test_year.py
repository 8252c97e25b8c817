"""The year so far is never counted twice; a figure is overdue only after its release date."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.accumulation import Adding, year_so_far
from performance.releases import Due, next_due
from performance.values import MISSING, Sense, Value, exact
from plan.periods import Kind, Period

QUARTERS = [Period.parse(f"2022-Q{number}") for number in (1, 2, 3, 4)]
amounts = st.lists(st.decimals(0, 10_000, places=2, allow_nan=False), min_size=1, max_size=4)


def figures(values):
    return [(quarter, exact(value)) for quarter, value in zip(QUARTERS, values, strict=False)]


@given(amounts)
def test_a_running_total_is_its_last_figure(values):
    found = year_so_far(figures(values), Adding.RUNNING)
    assert (found.value, found.until) == (exact(values[-1]), QUARTERS[len(values) - 1])


@given(amounts, st.randoms())
def test_a_sum_counts_each_part_once_in_any_order(values, random):
    rows = figures(values)
    random.shuffle(rows)
    assert year_so_far(rows, Adding.SUM).value == exact(sum(values, Decimal(0)))


def test_nothing_is_summed_over_a_gap_a_guess_or_a_whole_year():
    assert year_so_far(figures([1, None, 3]), Adding.SUM) is None
    assert year_so_far([(QUARTERS[1], exact(3))], Adding.SUM) is None
    assert year_so_far([(QUARTERS[0], Value(Sense.OVER, Decimal(3)))], Adding.SUM) is None
    assert year_so_far([(Period.parse("2022/23"), exact(3))], Adding.SUM) is None
    assert year_so_far(figures([1, 2]), Adding.NONE) is None
    assert year_so_far([(QUARTERS[0], MISSING)], Adding.RUNNING) is None


def test_last_years_quarters_and_months_are_not_counted_in():
    rows = [(Period.parse("2021-Q4"), exact(50)), (Period.parse("2022-04"), exact(7)), *figures([1, 2])]
    assert year_so_far(rows, Adding.SUM).value == exact(3)


def test_a_figure_is_due_after_its_lag_and_overdue_the_day_after():
    due = next_due(Kind.QUARTER, 45, Period.parse("2022-Q1"), date(2022, 10, 1))
    assert due == Due(Period.parse("2022-Q2"), date(2022, 11, 14))
    assert not due.is_overdue(date(2022, 11, 14))
    assert due.is_overdue(date(2022, 11, 15))
    assert due.told(date(2022, 11, 15)) == (
        "The figure for Quarter 2 2022/23 (July to September 2022) was due on 14 November 2022"
    )


def test_what_is_missing_since_is_counted_up_to_the_newest_that_is_overdue():
    due = next_due(Kind.QUARTER, 45, Period.parse("2022-Q1"), date(2022, 10, 1))
    assert due.missing(date(2022, 11, 14)) == (Period.parse("2022-Q2"), 0)
    assert due.missing(date(2022, 11, 15)) == (Period.parse("2022-Q2"), 1)
    assert due.missing_since(date(2022, 11, 15)) == ""
    assert due.missing(date(2026, 11, 22)) == (Period.parse("2026-Q2"), 17)
    assert due.missing(date(2026, 11, 14)) == (Period.parse("2026-Q1"), 16)
    assert due.missing_since(date(2026, 11, 22)) == "17 figures up to Q2 2026/27 are missing by now"


@given(st.sampled_from([Kind.MONTH, Kind.QUARTER, Kind.FINANCIAL_YEAR]), st.integers(0, 400), st.integers(0, 3_000))
def test_as_many_are_missing_as_could_have_been_entered_one_after_another(kind, lag, days):
    today = date(2022, 4, 1) + timedelta(days)
    due = next_due(kind, lag, Period.containing(kind, date(2022, 3, 31)), today)
    newest, many = due.missing(today)
    entered, one = 0, due
    while one.is_overdue(today):
        entered, one = entered + 1, next_due(kind, lag, one.period, today)
    assert many == entered
    assert newest == (one.period.previous() if entered else due.period)


def test_without_any_figure_the_last_whole_period_is_awaited():
    assert next_due(Kind.FINANCIAL_YEAR, 90, None, date(2022, 10, 12)).period == Period.parse("2021/22")


def test_what_keeps_no_rhythm_is_never_due():
    assert next_due(None, 0, Period.parse("2022-Q1"), date(2030, 1, 1)) is None
    with pytest.raises(ValueError, match="is a quarter, not a financial year"):
        next_due(Kind.FINANCIAL_YEAR, 0, Period.parse("2022-Q1"), date(2022, 10, 1))
