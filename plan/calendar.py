"""Bank holidays of England and Wales, computed, and the clear days that papers are published before a meeting.

Pure. The days follow the rules in force since 1978; a proclamation moves or adds one now and then, and those up to
2023 are in the tables below. Later ones can be passed in as `also_closed`.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cache

SATURDAY = 5
CLEAR_DAYS = 5  # that papers are open to the public before a meeting: Local Government Act 1972, section 100B

# Days that took the place of one that the rules give.
MOVED = {
    date(1995, 5, 1): (date(1995, 5, 8), "VE Day, fiftieth anniversary"),
    date(2002, 5, 27): (date(2002, 6, 4), "Spring bank holiday"),
    date(2012, 5, 28): (date(2012, 6, 4), "Spring bank holiday"),
    date(2020, 5, 4): (date(2020, 5, 8), "VE Day, seventy-fifth anniversary"),
    date(2022, 5, 30): (date(2022, 6, 2), "Spring bank holiday"),
}
ADDED = {
    date(1981, 7, 29): "Royal wedding",
    date(1999, 12, 31): "Millennium",
    date(2002, 6, 3): "Golden Jubilee",
    date(2011, 4, 29): "Royal wedding",
    date(2012, 6, 5): "Diamond Jubilee",
    date(2022, 6, 3): "Platinum Jubilee",
    date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Coronation of King Charles III",
}


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar: the Sunday after the first ecclesiastical full moon of spring."""
    century = year // 100
    # How far the calendar's leap rule and the moon's drift move the full moon since the year 1600 or so.
    skipped_leap_days = century - century // 4
    moon_drift = (8 * century + 13) // 25
    moon_age = (19 * (year % 19) + skipped_leap_days - moon_drift + 15) % 30
    # The tables keep the full moon from falling on 19 April twice in one nineteen-year cycle.
    moon_age -= moon_age == 29 or (moon_age == 28 and year % 19 > 10)
    full_moon = date(year, 3, 21) + timedelta(days=moon_age)
    return full_moon + timedelta(days=7 - (full_moon.weekday() + 1) % 7)


def bank_holidays(year: int) -> dict[date, str]:
    """The bank holidays of a year with their names, in order; a substitute day stands for one at a weekend."""
    days = {day: name for day, name in ADDED.items() if day.year == year}
    for day, name in _by_rule(year).items():
        moved_to, moved_name = MOVED.get(day, (day, name))
        days[moved_to] = moved_name
    return dict(sorted(days.items()))


def is_working_day(day: date, also_closed: Collection[date] = ()) -> bool:
    """Whether a day counts: not a weekend, not a bank holiday, not one of the days passed in."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year) and day not in also_closed


def clear_days_before(meeting: date, days: int = CLEAR_DAYS, *, also_closed: Collection[date] = ()) -> date:
    """The last working day on which papers can be published with so many clear days before the meeting.

    Neither the day of publication nor of the meeting counts, nor weekends nor bank holidays (Local Government Act
    1972, section 100B): for Monday 6 September 2021 it is Thursday 26 August. Raises ValueError for negative days.
    """
    if days < 0:
        raise ValueError("Clear days are counted backwards from the meeting, so they cannot be negative.")
    return working_days_before(meeting, days + 1, also_closed=also_closed)


def working_days_before(day: date, days: int, *, also_closed: Collection[date] = ()) -> date:
    """So many working days earlier; for 0 the day itself, whatever it is. Raises ValueError for negative days."""
    if days < 0:
        raise ValueError("Working days are counted backwards, so they cannot be negative.")
    for _ in range(days):
        day = _working_day_before(day, also_closed)
    return day


def clear_days_between(published: date, meeting: date, *, also_closed: Collection[date] = ()) -> int:
    """How many clear days lie between publication and meeting, neither counted; 0 where there are none."""
    between = (published + timedelta(days=ahead) for ahead in range(1, (meeting - published).days))
    return sum(is_working_day(day, also_closed) for day in between)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(bank_holidays(year))


def _working_day_before(day: date, also_closed: Collection[date]) -> date:
    day -= timedelta(days=1)
    while not is_working_day(day, also_closed):
        day -= timedelta(days=1)
    return day


def _by_rule(year: int) -> dict[date, str]:
    sunday = easter(year)
    days = {
        sunday - timedelta(days=2): "Good Friday",
        sunday + timedelta(days=1): "Easter Monday",
        _monday_on_or_after(date(year, 5, 1)): "Early May bank holiday",
        _monday_on_or_after(date(year, 5, 25)): "Spring bank holiday",
        _monday_on_or_after(date(year, 8, 25)): "Summer bank holiday",
    }
    for day, name in (
        (date(year, 1, 1), "New Year's Day"),
        (date(year, 12, 25), "Christmas Day"),
        (date(year, 12, 26), "Boxing Day"),
    ):
        observed = _observed(day)
        days[observed] = name if observed == day else f"{name} (substitute day)"
    return days


def _observed(day: date) -> date:
    """The day itself, or its substitute: a Christmas weekend moves to the Monday and the Tuesday after it."""
    if day.weekday() < SATURDAY:
        return day
    if day.month == 12:
        return day + timedelta(days=2)
    return _monday_on_or_after(day)


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
