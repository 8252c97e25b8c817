"""The timetable is exact to the day, over bank holidays, Easter and Christmas, and knows elections."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.calendar import is_working_day, working_days_before
from plan.timetable import (
    ElectionPeriod,
    count_back,
    despatch_day,
    election_warnings,
    is_late,
    late_for,
    not_a_working_day,
)

SEPTEMBER = date(2021, 9, 6)
ELECTION = ElectionPeriod("the county elections", date(2021, 3, 29), date(2021, 5, 6))


@dataclass(frozen=True)
class Step:
    name: str
    working_days: int
    position: int = 0


@pytest.mark.parametrize(
    ("meeting", "despatch"),
    [
        (SEPTEMBER, date(2021, 8, 26)),  # 30 August was a bank holiday
        (date(2022, 4, 25), date(2022, 4, 13)),  # Good Friday 15 and Easter Monday 18 April
        (date(2023, 1, 5), date(2022, 12, 23)),  # 26 and 27 December and 2 January
        (date(2021, 11, 1), date(2021, 10, 22)),
        (date(2022, 11, 5), date(2022, 10, 28)),  # a Saturday
    ],
)
def test_despatch_leaves_five_clear_days(meeting, despatch):
    assert despatch_day(meeting) == despatch
    assert is_late(despatch, meeting) is False
    assert is_late(working_days_before(meeting, 5), meeting) is True


def test_steps_are_counted_back_in_working_days_and_put_in_order():
    steps = [Step("briefing", 0, 2), Step("legal", 12, 2), Step("department", 15), Step("finance", 12, 1)]
    assert [(due.step.name, due.on) for due in count_back(SEPTEMBER, steps)] == [
        ("department", date(2021, 8, 5)), ("finance", date(2021, 8, 10)), ("legal", date(2021, 8, 10)),
        ("briefing", date(2021, 8, 26)),
    ]  # fmt: skip


def test_a_day_on_which_the_council_is_closed_moves_steps_earlier():
    closed = {date(2021, 8, 25)}
    assert count_back(SEPTEMBER, [Step("legal", 1)], also_closed=closed)[0].on == date(2021, 8, 24)


@given(st.dates(date(2015, 1, 1), date(2060, 12, 31)), st.lists(st.integers(0, 40), max_size=8))
def test_steps_fall_on_working_days_in_order_and_never_after_despatch(meeting, days):
    due = count_back(meeting, [Step(str(place), ahead, place) for place, ahead in enumerate(days)])
    found = [one.on for one in due]
    assert found == sorted(found)
    assert all(is_working_day(on) and on <= despatch_day(meeting) for on in found)
    assert len(found) == len(days)


@given(st.dates(date(2015, 1, 1), date(2060, 12, 31)), st.integers(0, 60))
def test_the_days_between_a_step_and_despatch_are_as_many_as_asked(meeting, ahead):
    (due,) = count_back(meeting, [Step("one", ahead)])
    despatch = despatch_day(meeting)
    between = (due.on + timedelta(days=gone) for gone in range((despatch - due.on).days))
    assert sum(is_working_day(day) for day in between) == ahead


def test_a_paper_is_late_from_the_day_after_despatch_until_the_meeting():
    assert [is_late(day, SEPTEMBER) for day in (date(2021, 8, 26), date(2021, 8, 27), SEPTEMBER, date(2021, 9, 7))] == [
        False, True, True, False,
    ]  # fmt: skip
    assert late_for(SEPTEMBER) == "Papers for 6 September 2021 were to be published by 26 August 2021."


def test_working_days_are_not_counted_forward():
    with pytest.raises(ValueError, match="negative"):
        working_days_before(SEPTEMBER, -1)
    assert working_days_before(date(2021, 9, 5), 0) == date(2021, 9, 5)


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        (date(2021, 3, 26), []),
        (date(2021, 3, 29), ["This meeting falls in"]),
        (date(2021, 5, 6), ["This meeting falls in"]),
        (date(2021, 5, 7), ["The papers go out on 28 April 2021, which falls in"]),
        (date(2021, 5, 17), []),
    ],
)
def test_the_period_runs_from_notice_to_poll(meeting, said):
    rest = " the pre-election period for the county elections (29 March to 6 May 2021): publish with care."
    assert election_warnings(meeting, [ELECTION]) == [f"{begins}{rest}" for begins in said]


def test_a_meeting_on_a_bank_holiday_is_remarked():
    assert not_a_working_day(date(2021, 8, 30)) == "30 August 2021 is a weekend or a bank holiday."
    assert not_a_working_day(date(2021, 8, 31)) == ""
