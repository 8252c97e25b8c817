from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.calendar import bank_holidays, clear_days_before, clear_days_between, easter, is_working_day

meetings = st.dates(date(2015, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2016-03-27", "2019-04-21", "2020-04-12",
        "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2038-04-25", "2049-04-18", "2076-04-19",
        "2100-03-28",
    ],
)  # fmt: skip
def test_easter(day):
    assert easter(int(day[:4])).isoformat() == day


@given(st.integers(1600, 2200))
def test_easter_is_a_sunday_between_its_limits(year):
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),  # VE Day instead of the first Monday in May
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),  # Christmas Day on a Saturday
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),  # Jubilee, funeral; Sunday Christmas
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),  # Coronation
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
    ],
)
def test_bank_holidays(year, days):
    assert " ".join(day.isoformat()[5:] for day in bank_holidays(year)) == days


def test_bank_holidays_have_names():
    found = bank_holidays(2022)
    assert found[date(2022, 1, 3)] == "New Year's Day (substitute day)"
    assert found[date(2022, 6, 3)] == "Platinum Jubilee"
    assert found[date(2022, 9, 19)] == "State Funeral of Queen Elizabeth II"
    assert found[date(2022, 12, 26)] == "Boxing Day"


@given(st.integers(2024, 2200))
def test_an_ordinary_year_has_eight_on_working_days(year):
    days = bank_holidays(year)
    assert len(days) == 8
    assert all(day.weekday() < 5 and day.year == year for day in days)


@pytest.mark.parametrize(
    ("meeting", "publish"),
    [
        ("2021-09-06", "2021-08-26"),  # Monday; 30 August was a bank holiday
        ("2022-11-07", "2022-10-28"),  # Monday: the whole week before counts
        ("2022-09-27", "2022-09-16"),  # Tuesday; the day of the State Funeral does not count
        ("2022-01-05", "2021-12-23"),  # over Christmas and New Year
        ("2022-11-02", "2022-10-25"),  # Wednesday
    ],
)
def test_five_clear_days(meeting, publish):
    assert clear_days_before(date.fromisoformat(meeting)).isoformat() == publish


def test_other_numbers_of_days_and_other_closed_days():
    assert clear_days_before(date(2021, 9, 6), 10) == date(2021, 8, 19)
    assert clear_days_before(date(2021, 9, 7), 0) == date(2021, 9, 6)
    assert clear_days_before(date(2021, 9, 6), also_closed=[date(2021, 9, 1)]) == date(2021, 8, 25)
    with pytest.raises(ValueError, match="cannot be negative"):
        clear_days_before(date(2021, 9, 6), -1)


def test_days_between_count_neither_end():
    assert clear_days_between(date(2021, 8, 26), date(2021, 9, 6)) == 5
    assert clear_days_between(date(2021, 8, 27), date(2021, 9, 6)) == 4
    assert clear_days_between(date(2021, 9, 3), date(2021, 9, 6)) == 0
    assert clear_days_between(date(2021, 9, 6), date(2021, 9, 6)) == 0
    assert clear_days_between(date(2021, 9, 7), date(2021, 9, 6)) == 0
    assert clear_days_between(date(2021, 8, 26), date(2021, 9, 6), also_closed=[date(2021, 9, 1)]) == 4


@given(meetings, st.integers(0, 15))
def test_the_day_found_gives_the_days_asked_for_and_is_the_last_that_does(meeting, days):
    publish = clear_days_before(meeting, days)
    assert is_working_day(publish)
    assert clear_days_between(publish, meeting) == days
    later = (publish + timedelta(days=ahead) for ahead in range(1, (meeting - publish).days))
    working = [day for day in later if is_working_day(day)]
    assert [clear_days_between(day, meeting) for day in working] == list(range(days - 1, -1, -1))
