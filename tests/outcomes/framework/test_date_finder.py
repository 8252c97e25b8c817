"""Dates that a text sets itself are found with their last day and precision; dates of the past are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.framework.date_finder import DAY, MONTH, YEAR, find
from plan.wording import MONTHS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Net zero by 2030", [(date(2030, 12, 31), YEAR, "by 2030")]),
        ("Done by March 2024.", [(date(2024, 3, 31), MONTH, "by March 2024")]),
        ("Done by the end of February 2024", [(date(2024, 2, 29), MONTH, "by the end of February 2024")]),
        ("ready by 30 June 2024", [(date(2024, 6, 30), DAY, "by 30 June 2024")]),
        ("by 2045 or before", [(date(2045, 12, 31), YEAR, "by 2045 or before")]),
        ("by 2045, if not sooner", [(date(2045, 12, 31), YEAR, "by 2045, if not sooner")]),
        ("before 2030", [(date(2029, 12, 31), YEAR, "before 2030")]),
        ("before March 2024", [(date(2024, 2, 29), MONTH, "before March 2024")]),
        ("before January 2024", [(date(2023, 12, 31), MONTH, "before January 2024")]),
        ("before 1 April 2024", [(date(2024, 3, 31), DAY, "before 1 April 2024")]),
        ("by 2025/26", [(date(2026, 3, 31), DAY, "by 2025/26")]),
        ("no later than the end of 2025", [(date(2025, 12, 31), YEAR, "no later than the end of 2025")]),
        ("BY THE YEAR 2050", [(date(2050, 12, 31), YEAR, "BY THE YEAR 2050")]),
        ("net zero by or before 2045", [(date(2045, 12, 31), YEAR, "by or before 2045")]),
        ("before the end of 2030", [(date(2030, 12, 31), YEAR, "before the end of 2030")]),
        ("before the end of March 2024", [(date(2024, 3, 31), MONTH, "before the end of March 2024")]),
        ("by 2025-26", [(date(2026, 3, 31), DAY, "by 2025-26")]),
        ("by 2025–26", [(date(2026, 3, 31), DAY, "by 2025–26")]),
        ("by 2025/2026", [(date(2026, 3, 31), DAY, "by 2025/2026")]),
        ("by 1999/2000 or by 2099/2100", [(date(2100, 3, 31), DAY, "by 2099/2100")]),
        ("by 31 March, 2024", [(date(2024, 3, 31), DAY, "by 31 March, 2024")]),
        (
            "by the end of the financial year 2025/26",
            [(date(2026, 3, 31), DAY, "by the end of the financial year 2025/26")],
        ),
        (  # a list
            "by 2025, 2030 and 2045",
            [
                (date(2025, 12, 31), YEAR, "by 2025"),
                (date(2030, 12, 31), YEAR, "by 2025, 2030"),
                (date(2045, 12, 31), YEAR, "by 2025, 2030 and 2045"),
            ],
        ),
        ("By 2030, 2100 homes will be built", [(date(2030, 12, 31), YEAR, "By 2030")]),
        ("By 2030, 2100 will sound near", [(date(2030, 12, 31), YEAR, "By 2030")]),
        ("We will achieve net zero in 2030", [(date(2030, 12, 31), YEAR, "in 2030")]),
        ("by\n2030", [(date(2030, 12, 31), YEAR, "by 2030")]),
        (
            "by 2030, with an interim 64% reduction by 2025",
            [(date(2030, 12, 31), YEAR, "by 2030"), (date(2025, 12, 31), YEAR, "by 2025")],
        ),
        (
            "by 2025 and 2030",
            [(date(2025, 12, 31), YEAR, "by 2025"), (date(2030, 12, 31), YEAR, "by 2025 and 2030")],
        ),
    ],
)
def test_what_is_to_be_reached_is_found(text, found):
    assert [(one.by, one.precision, one.words) for one in find(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "in 2020", "It was achieved in 2020", "We will count lamps in 2024", "cut waste by 2000 tonnes", "since 2016",
        "by 2025/2027", "by 2025/1926", "from 2021-22", "the 2030 target", "by 64%", "by 31 June 2024",
        "by 2025/27", "nearby 2030", "by 1999", "by 20301", "by 2022-26", "", "by March",
    ],
)  # fmt: skip
def test_what_tells_of_something_else_is_not(text):
    assert find(text) == []


@given(st.dates(date(2000, 1, 1), date(2199, 12, 31)), st.sampled_from(["", "We will do it ", "(as agreed) "]))
def test_any_day_is_found_as_it_is_written(day, before):
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert [(one.by, one.precision) for one in find(f"{before}by {written}, we hope")] == [(day, DAY)]


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text):
    found = find(text)
    assert len(found) == len(set(found))
    assert all(one.words in " ".join(text.split()) for one in found)
