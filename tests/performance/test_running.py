"""Red twice running: the latest figure and that of the period before, each by its own target."""

from datetime import date

import pytest

from performance.read import indicator_lines
from performance.running import red_before
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2022, 10, 28)


def told(figures: dict, targets: dict, **fields) -> str:
    indicator = make.make_indicator(unit="%", **fields)
    for period, value in figures.items():
        make.make_result(indicator, period, value)
    for period, value in targets.items():
        make.make_target(indicator, period, value)
    found = red_before(indicator_lines([indicator.pk], on=TODAY), on=TODAY)
    return found[indicator.pk].period.short_label if indicator.pk in found else ""


YEARS = {"2019/20": 50, "2020/21": 51, "2021/22": 52}


@pytest.mark.parametrize(
    ("figures", "targets", "before"),
    [
        (YEARS, {"2020/21": 60, "2021/22": 60}, "2020/21"),
        (YEARS, {"2020/21": 51, "2021/22": 60}, ""),  # the year before met its own target
        (YEARS, {"2021/22": 60}, ""),  # and had none
        (YEARS, {"2020/21": 60, "2021/22": 40}, ""),  # the latest meets it
        ({"2019/20": 50, "2021/22": 52}, {"2019/20": 60, "2021/22": 60}, ""),  # a year between them has no figure
        ({"2021-Q4": 50, "2021/22": 52}, {"2021-Q4": 60, "2021/22": 60}, ""),  # a quarter is no year
        ({"2022-Q1": 50, "2022-Q2": 52}, {"2022-Q1": 60, "2022-Q2": 60}, "Q1 2022/23"),
        ({}, {"2021/22": 60}, ""),
    ],
)
def test_two_periods_running(figures, targets, before):
    assert told(figures, targets) == before


def test_a_miss_within_the_tolerance_is_no_red():
    assert told(YEARS, {"2020/21": 53, "2021/22": 60}, tolerance=3) == ""
    assert told(YEARS, {"2020/21": 60, "2021/22": 60}, tolerance=3) == "2020/21"


def test_a_target_that_goes_on_is_for_both(django_assert_num_queries):
    indicator = make.make_indicator(unit="%")
    for period, value in YEARS.items():
        make.make_result(indicator, period, value)
    make.make_target(indicator, "2019/20", 60, until_replaced=True)
    lines = indicator_lines([indicator.pk], on=TODAY)

    with django_assert_num_queries(2):  # no target is relative to what others have
        found = red_before(lines, on=TODAY)

    assert found[indicator.pk].period.code == "2020/21"


def test_where_nothing_is_red_nothing_is_read(django_assert_num_queries):
    lines = indicator_lines([make.make_indicator().pk], on=TODAY)

    with django_assert_num_queries(0):
        assert red_before(lines, on=TODAY) == {}
