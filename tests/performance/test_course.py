"""Changes that are each too small to count may count together; like is compared with like all the same."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.course import course
from performance.direction import Change, Polarity, Reading, direction
from performance.rag import Margin
from performance.values import MISSING, Value, exact
from plan.periods import Period

YEARS = ["2018/19", "2019/20", "2020/21", "2021/22", "2022/23"]
QUARTERS = ["2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1", "2022-Q2"]
SMALL = Margin(D(2))
ORDER = [Change.WORSE, Change.SAME, Change.BETTER]
values = st.integers(-6, 6)
periods = st.sampled_from([YEARS, QUARTERS])
margins = st.sampled_from([Margin(D(0)), Margin(D(2)), Margin(D(5))])


def readings(amounts, when) -> list[Reading]:
    return [Reading(exact(amount), Period.parse(code)) for amount, code in zip(amounts, when, strict=True)]


@pytest.mark.parametrize(
    ("amounts", "when", "reason"),
    [
        ([33, 32, 30, 29, 28], QUARTERS,
         "Worse: 28% in Quarter 2 2022/23, down 5 points from 33% in Quarter 2 2021/22, a year before; "
         "the change from 29% in Quarter 1 2022/23 was less than 2 points; high is good."),
        ([33, 32, 30, 28, 28], QUARTERS,
         "Worse: 28% in Quarter 2 2022/23, down 5 points from 33% in Quarter 2 2021/22, a year before; "
         "it was the same in Quarter 1 2022/23; high is good."),
        ([32, 31, 30, 29, 28], YEARS,
         "Worse: 28% in 2022/23, down 4 points from 32% in 2018/19; it went that way with each figure, each time by "
         "less than 2 points; high is good."),
        ([20, 28, 29, 30, 31], YEARS,  # the rise of eight points was counted when it came
         "Better: 31% in 2022/23, up 3 points from 28% in 2019/20; it went that way with each figure, each time by "
         "less than 2 points; high is good."),
        ([33, 32, 33, 32, 31], YEARS,
         "Better: 31% in 2022/23, down 2 points from 33% in 2020/21; it went that way with each figure, each time by "
         "less than 2 points; low is good."),
        ([33, 40, 45, 30, 31], QUARTERS,
         "Worse: 31% in Quarter 2 2022/23, down 2 points from 33% in Quarter 2 2021/22, a year before; "
         "the change from 30% in Quarter 1 2022/23 was less than 2 points; high is good."),
    ],
)  # fmt: skip
def test_small_changes_add_up_and_the_sentence_says_since_when(amounts, when, reason):
    polarity = Polarity.LOW if "low is good" in reason else Polarity.HIGH

    assert course(readings(amounts, when), polarity, SMALL, unit="%", places=0).reason == reason


@pytest.mark.parametrize(
    ("amounts", "when"),
    [
        ([28, 33, 32, 31, 31], YEARS),  # it stands still
        ([32, 31, 30, 31, 30], YEARS),  # the run is broken
        ([28, 33, 31, 29, 28], QUARTERS),  # as a year before, though it fell with each season
    ],
)
def test_where_they_do_not_there_is_no_significant_change(amounts, when):
    found = readings(amounts, when)

    assert course(found, Polarity.HIGH, SMALL) == direction(found[-2], found[-1], Polarity.HIGH, SMALL)
    assert course(found, Polarity.HIGH, SMALL).change is Change.SAME


def test_without_the_same_period_a_year_before_parts_of_a_year_are_set_beside_the_one_before_alone():
    assert course(readings([32, 31, 30, 29], QUARTERS[1:]), Polarity.HIGH, SMALL).change is Change.SAME


def test_a_survey_is_compared_along_its_run():
    waves = ["2019-06-01-S", "2020-07-11-S", "2021-06-30-S", "2022-06-25-S"]

    assert course(readings([33, 32, 31, 30], waves), Polarity.HIGH, SMALL).change is Change.WORSE


def test_what_cannot_be_compared_ends_a_run():
    found = readings([34, 33, 32, 31, 30], YEARS)
    for kept_back in (Value("words", words="not shown"), Value("exact", D(32), base="2010"), Value("about", D(32))):
        broken = [*found[:2], Reading(kept_back, found[2].period), *found[3:]]
        assert course(broken, Polarity.HIGH, Margin(D(2))).change is Change.SAME
    elsewhere = [*found[:2], Reading(exact(32), found[2].period, "England"), *found[3:]]
    assert course(elsewhere, Polarity.HIGH, Margin(D(2))).change is Change.SAME


def test_figures_for_other_kinds_of_period_are_left_out():
    quarters = readings([90, 91], ["2021-Q1", "2022-Q3"])
    years = readings([32, 31, 30], YEARS[2:])

    mixed = [years[0], quarters[0], *years[1:2], quarters[1], years[2]]

    assert course(mixed, Polarity.HIGH, SMALL, unit="%") == course(years, Polarity.HIGH, SMALL, unit="%")
    assert course([*years, quarters[0]], Polarity.HIGH, SMALL).reason == (
        "No comparison: there is no earlier figure to compare with 90 in Quarter 1 2021/22."
    )


def test_nothing_is_nothing():
    assert course([], Polarity.HIGH).reason == "No comparison: there is no figure."
    assert course([Reading(MISSING, Period.parse("2021/22"))], Polarity.HIGH).change is Change.UNKNOWN


def test_a_change_without_a_level_says_its_own_direction_alone():
    found = [*readings([5, 4], YEARS[:2]), Reading(Value("change", D(-1)), Period.parse(YEARS[2]))]

    assert course(found, Polarity.HIGH, Margin(D(2), per_cent=True)).change is Change.SAME


@given(st.lists(values, min_size=5, max_size=5), periods, margins)
def test_what_is_better_when_high_is_good_is_worse_when_low_is(amounts, when, margin):
    found = readings(amounts, when)
    high, low, neither = (course(found, polarity, margin).change for polarity in Polarity)

    assert ORDER.index(high) == 2 - ORDER.index(low)
    assert neither is (Change.SAME if high is Change.SAME else Change.CHANGED)


@given(st.lists(values, min_size=5, max_size=5), periods, margins)
def test_the_mirror_image_goes_the_other_way(amounts, when, margin):
    up = course(readings(amounts, when), Polarity.HIGH, margin).change
    down = course(readings([-amount for amount in amounts], when), Polarity.HIGH, margin).change

    assert ORDER.index(up) == 2 - ORDER.index(down)


@given(st.lists(values, min_size=4, max_size=4), values, values, periods, margins)
def test_a_higher_figure_is_never_worse_where_high_is_good(before, one, other, when, margin):
    low, high = (
        course(readings([*before, latest], when), Polarity.HIGH, margin).change for latest in sorted([one, other])
    )

    assert ORDER.index(low) <= ORDER.index(high)


@given(st.lists(values, min_size=5, max_size=5), periods, margins)
def test_a_change_that_counts_is_never_overruled(amounts, when, margin):
    found = readings(amounts, when)
    step = direction(found[-2], found[-1], Polarity.HIGH, margin)

    assert step.change is Change.SAME or course(found, Polarity.HIGH, margin) == step


@given(st.lists(values, min_size=5, max_size=5), periods)
def test_where_every_change_counts_nothing_is_small(amounts, when):
    found = readings(amounts, when)

    assert course(found, Polarity.HIGH) == direction(found[-2], found[-1], Polarity.HIGH)
