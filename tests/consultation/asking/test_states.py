"""How a consultation stands on a day: rules of dates alone, and the same asked of the database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.asking.states import State, Window
from consultation.models import Consultation
from tests.consultation.asked import make_consultation

DAYS = st.dates(date(2021, 1, 1), date(2023, 1, 1))
REAL = Window(date(2021, 11, 1), date(2022, 1, 21))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2021, 10, 31), "not_yet_open"), (date(2021, 11, 1), "open"), (date(2022, 1, 21), "open"),
        (date(2022, 1, 22), "closed"),
    ],
)  # fmt: skip
def test_both_ends_count(day, state):
    assert REAL.state(day) == state


def test_the_plans_consultation_lasted_82_days_and_110_with_its_extension():
    extended = Window(REAL.opens, REAL.closes, date(2022, 2, 18))
    assert (REAL.days, extended.days) == (82, 110)
    assert extended.state(date(2022, 1, 10)) is State.EXTENDED
    assert extended.state(date(2022, 2, 18)) is State.EXTENDED
    assert extended.state(date(2022, 2, 19)) is State.CLOSED


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "82 days"), ({"extended_to": date(2022, 2, 18)}, "82 days, with the extension 110"),
        ({"ended_on": date(2021, 11, 2)}, "1 day, as it was closed early"),
        ({"extended_to": date(2022, 2, 18), "ended_on": date(2022, 2, 1)}, "92 days, as it was closed early"),
    ],
)  # fmt: skip
def test_its_length_is_told_in_days(more, words):
    assert Window(REAL.opens, REAL.closes, **more).length == words


def test_closed_early_is_closed_from_that_day():
    early = Window(REAL.opens, REAL.closes, ended_on=date(2021, 11, 8))
    assert [early.state(date(2021, 11, day)).is_open for day in (7, 8, 9)] == [True, False, False]


@given(DAYS, st.integers(0, 200), st.none() | st.integers(1, 90), st.none() | st.integers(0, 90), DAYS)
def test_a_day_is_before_within_or_after(opens, length, longer, ended, day):
    closes = opens + timedelta(days=length)
    window = Window(
        opens, closes, closes + timedelta(days=longer) if longer else None,
        opens + timedelta(days=ended) if ended is not None else None,
    )  # fmt: skip
    state = window.state(day)
    assert state.is_open == (opens <= day <= window.last_day and not (window.ended_on and day >= window.ended_on))
    if state is State.EXTENDED:
        assert window.extended_to


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{}, {"extended_to": date(2022, 12, 9), "extension_reason": "R"},
                                    {"ended_on": date(2022, 11, 20), "ended_reason": "R"}])  # fmt: skip
def test_the_database_says_the_same_as_the_rule(fields):
    row = make_consultation(**fields)
    Consultation.objects.filter(pk=row.pk).update(published_at="2022-10-01T12:00:00Z")
    row.refresh_from_db()
    for offset in range(-1, 42):
        day = row.opens + timedelta(days=offset)
        assert Consultation.objects.taking_answers(day).exists() == row.takes_answers(day), day
