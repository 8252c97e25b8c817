"""What a figure tells of how many people: by its number, its words, or what it leaves of the whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.telling import count_of, numbers_in, tells_few


def row(value=None, numerator=None, denominator=None, upper=None, words=""):
    amounts = {"value": value, "numerator": numerator, "denominator": denominator, "upper": upper}
    return {name: None if amount is None else Decimal(amount) for name, amount in amounts.items()} | {"words": words}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("3", [3]), ("three people", [3]), ("Three of 40 children", [3, 40]), ("over 1,200", [1200]), ("none", []),
        ("a single case", [1]), ("a couple", [2]), ("threefold, someone", []), ("twenty-two", [20, 2]),
        ("£1.5m", [Decimal("1.5")]),
    ],
)  # fmt: skip
def test_the_numbers_in_words(words, numbers):
    assert numbers_in(words) == numbers


@pytest.mark.parametrize(
    ("figure", "unit"),
    [
        (row(3), ""), (row(words="3"), ""), (row(words="three people"), "%"), (row(words="fewer than 3"), ""),
        (row(97, 97, 100), "%"), (row(97, denominator=100), "%"), (row(None, 38, 40), "%"),
        (row(38, denominator=40), ""),
        (row(0, upper=3), ""), (row(40, words="40, of whom three are boys"), ""), (row(10, 4, 40), "%"),
    ],
)  # fmt: skip
def test_what_tells_of_fewer_than_five(figure, unit):
    assert tells_few(figure, unit, 5)


@pytest.mark.parametrize(
    ("figure", "unit"),
    [
        (row(0), ""), (row(5), ""), (row(words="fewer than 5"), ""), (row(words="none"), ""), (row(), ""),
        (row(3), "%"),
        (row(100, 40, 40), "%"), (row(None, 20, 40), "%"), (row(4), "per 1,000 people"), (row(0, 0, 40), "%"),
    ],
)  # fmt: skip
def test_what_does_not(figure, unit):
    assert not tells_few(figure, unit, 5)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(2, 12))
def test_a_part_tells_as_much_as_the_rest_of_the_whole(part, whole, threshold):
    if part <= whole:
        few = any(0 < number < threshold for number in (part, whole - part))
        assert tells_few(row(None, part, whole), "%", threshold) is few
        assert tells_few(row(None, whole - part, whole), "%", threshold) is few


def test_what_counts_towards_a_sum():
    assert count_of(row(97, 90, 100), "") == 97
    assert count_of(row(97, 90, 100), "%") == 90
    assert count_of(row(50, denominator=40), "%") == 20
    assert count_of(row(words="three people"), "") == 3
    assert count_of(row(words="three of 40"), "") is None
