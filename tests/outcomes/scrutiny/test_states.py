"""How an action stands on a day, and when the executive must reply: rules without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.scrutiny.states import ANSWERED, OPEN, OVERDUE, PART, WITHDRAWN, Facts, reply_by, state

DAY = date(2022, 11, 7)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (Facts(None), OPEN),
        (Facts(DAY), OPEN),  # on the day itself it is not late yet
        (Facts(DAY - timedelta(days=1)), OVERDUE),
        (Facts(DAY, progress=True), PART),
        (Facts(DAY - timedelta(days=1), progress=True), OVERDUE),
        (Facts(DAY - timedelta(days=1), answered=True, progress=True), ANSWERED),
        (Facts(DAY - timedelta(days=1), answered=True, withdrawn=True), WITHDRAWN),
    ],
)
def test_state(facts, said):
    assert state(facts, DAY) == said


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2022, 1, 15), date(2022, 3, 14)),
        (date(2022, 11, 7), date(2023, 1, 6)),
        (date(2022, 1, 1), date(2022, 2, 28)),
        (date(2022, 12, 29), date(2023, 2, 28)),
        (date(2022, 12, 31), date(2023, 2, 28)),
        (date(2023, 12, 31), date(2024, 2, 29)),
        (date(2022, 7, 31), date(2022, 9, 30)),
    ],
)
def test_two_months_begin_with_the_day_of_receipt(received, last):
    assert reply_by(received) == last


@given(DAYS)
def test_the_executive_has_two_calendar_months_and_no_more(received):
    days = (reply_by(received) - received).days + 1  # both counted
    assert 59 <= days <= 62


@given(DAYS, DAYS)
def test_who_receives_later_may_reply_later(one, other):
    first, second = sorted((one, other))
    assert reply_by(first) <= reply_by(second)
