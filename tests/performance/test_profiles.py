"""A year's target spread over quarters or months: it ends in the year's target, to the last place."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.accumulation import Adding
from performance.profiles import CannotSpread, Way, comes_to, parts_of, spread
from plan.periods import Kind, Period

SUM, RUNNING, NONE = Adding.SUM, Adding.RUNNING, Adding.NONE
targets = st.integers(0, 4).flatmap(lambda places: st.decimals(0, 10**8, places=places))
counts = st.sampled_from([4, 12])
places = st.integers(0, 4)


@given(targets, counts, places)
def test_parts_in_equal_steps_come_to_the_years_target_exactly(target, count, places):
    for adding in (SUM, RUNNING):
        amounts = spread(target, count, Way.STEPS, adding, places=places)
        assert (len(amounts), comes_to(amounts, adding)) == (count, target)


@given(targets, places, counts.flatmap(lambda count: st.lists(st.integers(0, 10**6), min_size=count, max_size=count)))
def test_parts_after_last_years_pattern_come_to_the_years_target_exactly(target, places, before):
    before = [D(amount) for amount in before[:-1]] + [D(before[-1] + 1)]
    amounts = spread(target, len(before), Way.LAST_YEAR, SUM, places=places, before=before)
    assert comes_to(amounts, SUM) == target
    assert min(amounts) >= 0


@given(targets, counts, places)
def test_steps_of_figures_that_add_up_differ_by_no_more_than_the_last_place(target, count, places):
    amounts = spread(target, count, Way.STEPS, SUM, places=places)
    places = max(places, -target.as_tuple().exponent)
    assert max(amounts) - min(amounts) <= D(1).scaleb(-places)
    assert all(amount == round(amount, places) for amount in amounts)


@given(targets, counts, places, st.decimals(0, 10**8, places=2))
def test_a_running_total_never_falls_and_a_level_ends_at_its_target(target, count, places, last):
    running = spread(target, count, Way.STEPS, RUNNING, places=places)
    assert running == sorted(running)
    level = spread(target, count, Way.STEPS, NONE, places=places, before=[last])
    assert level[-1] == target
    assert level == sorted(level, reverse=last > target)


@pytest.mark.parametrize(
    ("target", "way", "adding", "before", "amounts"),
    [
        ("100", Way.STEPS, SUM, (), ["25", "25", "25", "25"]),
        ("10", Way.STEPS, SUM, (), ["3", "2", "3", "2"]),
        ("10", Way.STEPS, RUNNING, (), ["3", "5", "8", "10"]),
        ("95.5", Way.SAME, NONE, (), ["95.5", "95.5", "95.5", "95.5"]),
        ("88", Way.STEPS, NONE, ("80",), ["82", "84", "86", "88"]),
        ("60", Way.STEPS, NONE, ("80",), ["75", "70", "65", "60"]),
        ("200", Way.LAST_YEAR, SUM, ("10", "20", "30", "40"), ["20", "40", "60", "80"]),
        ("200", Way.LAST_YEAR, RUNNING, ("10", "30", "60", "100"), ["20", "60", "120", "200"]),
        ("50", Way.LAST_YEAR, NONE, ("20", "30", "10", "40"), ["25", "38", "13", "50"]),
        ("-8", Way.STEPS, SUM, (), ["-2", "-2", "-2", "-2"]),
    ],
)
def test_each_way(target, way, adding, before, amounts):
    found = spread(D(target), 4, way, adding, before=[D(amount) for amount in before])
    assert found == [D(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("way", "adding", "before", "said"),
    [
        (Way.SAME, SUM, (), "cannot all be the year's target"),
        (Way.STEPS, NONE, (), "no exact figure at the end of last year"),
        (Way.LAST_YEAR, SUM, ("1", "2", "3"), "no exact figure for each of these parts"),
        (Way.LAST_YEAR, SUM, ("0", "0", "0", "0"), "ended at nought"),
        (Way.LAST_YEAR, SUM, ("5", "-2", "1", "1"), "fell within the year"),
        (Way.LAST_YEAR, RUNNING, ("5", "3", "6", "7"), "fell within the year"),
        (Way.LAST_YEAR, NONE, ("5", "3", "-6", "7"), "fell below it"),
    ],
)
def test_what_gives_no_pattern_is_refused_in_words(way, adding, before, said):
    with pytest.raises(CannotSpread, match=said):
        spread(D(10), 4, way, adding, before=[D(amount) for amount in before])


def test_the_parts_of_a_year():
    year = Period.parse("2022/23")
    assert [part.code for part in parts_of(year, Kind.QUARTER)] == ["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]
    months = parts_of(Period.parse("2021-A"), Kind.MONTH)
    assert (len(months), months[0].code, months[-1].code) == (12, "2021-09", "2022-08")
    assert parts_of(Period.parse("2022"), Kind.QUARTER)[0].code == "2021-Q4"
    with pytest.raises(CannotSpread, match="An academic year cannot be divided so"):
        parts_of(Period.parse("2021-A"), Kind.QUARTER)
    with pytest.raises(CannotSpread, match="only a year's target is spread"):
        parts_of(Period.parse("2022-Q1"), Kind.MONTH)
