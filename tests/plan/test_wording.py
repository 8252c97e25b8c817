from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan import wording

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


def test_dates():
    assert wording.day(date(2021, 10, 26)) == "26 October 2021"
    assert wording.short_day(date(2021, 9, 6)) == "6 Sep 2021"
    assert wording.weekday(date(2021, 9, 6)) == "Monday 6 September 2021"
    assert wording.month(date(2022, 7, 31)) == "July 2022"


@pytest.mark.parametrize(
    ("first", "last", "days", "months"),
    [
        ("2021-10-26", "2021-10-26", "26 October 2021", "October 2021"),
        ("2021-10-01", "2021-10-31", "1 to 31 October 2021", "October 2021"),
        ("2022-04-01", "2022-09-30", "1 April to 30 September 2022", "April to September 2022"),
        ("2022-10-01", "2023-03-31", "1 October 2022 to 31 March 2023", "October 2022 to March 2023"),
        ("2021-10-31", "2022-10-01", "31 October 2021 to 1 October 2022", "October 2021 to October 2022"),
    ],
)
def test_ranges_say_nothing_twice(first, last, days, months):
    ends = date.fromisoformat(first), date.fromisoformat(last)
    assert wording.day_range(*ends) == days
    assert wording.month_range(*ends) == months


@pytest.mark.parametrize("words", [wording.day_range, wording.month_range])
def test_a_range_runs_forwards(words):
    with pytest.raises(ValueError, match="1 May 2022, comes before the first, 2 May 2022"):
        words(date(2022, 5, 2), date(2022, 5, 1))


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (1234567, None, "1,234,567"),
        (D("1234.50"), None, "1,234.5"),
        (D("64.1000"), None, "64.1"),
        (D("100"), None, "100"),
        (D("1E+3"), None, "1,000"),
        (D("64.15"), 1, "64.2"),
        (D("64.25"), 1, "64.3"),
        (D("64"), 1, "64.0"),
        (D("-33"), 0, "−33"),
        (D("-0.04"), 1, "0.0"),
        (D("1E+30"), 2, "1,000,000,000,000,000,000,000,000,000,000.00"),
        (0, None, "0"),
        (None, 2, "no data"),
    ],
)
def test_numbers(value, places, words):
    assert wording.number(value, places) == words


@pytest.mark.parametrize("value", [1.5, True, "3"])
def test_only_exact_numbers(value):
    with pytest.raises(TypeError, match="Decimal or int"):
        wording.number(value)


@pytest.mark.parametrize("value", [D("NaN"), D("Infinity")])
def test_only_finite_numbers(value):
    with pytest.raises(ValueError, match="is not a number that can be shown"):
        wording.number(value)


def test_percentages_and_money():
    assert wording.percentage(D("79"), 0) == "79%"
    assert wording.percentage(None) == "no data"
    assert wording.money(1200) == "£1,200"
    assert wording.money(D("1200.5")) == "£1,200.50"
    assert wording.money(D("-3")) == "−£3"
    assert wording.money(D("388.4500"), scale="million") == "£388.45 million"
    assert wording.money(None) == "no data"


@pytest.mark.parametrize(
    ("value", "unit", "places", "words"),
    [
        (D("79"), "%", 0, "79%"),
        (D("2.5"), "% a year", None, "2.5% a year"),
        (D("388.45"), "£ million", None, "£388.45 million"),
        (D("12.5"), "£ a week", None, "£12.50 a week"),
        (D("7"), "£", None, "£7"),
        (D("1"), "hours", 0, "1 hour"),
        (D("1.5"), "hours", 1, "1.5 hours"),
        (D("1.0"), "hours", 1, "1.0 hours"),
        (D("12.3"), "per 1,000", 1, "12.3 per 1,000"),
        (D("562"), "", 0, "562"),
        (None, "%", 0, "no data"),
    ],
)
def test_measures(value, unit, places, words):
    assert wording.measure(value, unit, places) == words


@pytest.mark.parametrize(
    ("value", "unit", "places", "words"),
    [
        (D("9"), "%", 0, "9 points"),
        (D("-1"), "%", 0, "1 point"),
        (D("0.04"), "%", 0, "0.04 points"),  # rounded to nothing it would deny the difference
        (D("-42"), "", 0, "42"),
        (D("1"), "hours", 0, "1 hour"),
        (D("3"), "£ million", None, "£3 million"),
    ],
)
def test_differences_have_no_sign(value, unit, places, words):
    assert wording.difference(value, unit, places) == words


def test_counting():
    assert wording.count(3, "commitment") == "3 commitments"
    assert wording.count(1, "commitment") == "1 commitment"
    assert wording.count(0, "commitment") == "no commitments"
    assert wording.count(2, "county") == "2 counties"
    assert wording.count(2, "survey") == "2 surveys"
    assert wording.count(2, "process") == "2 processes"
    assert wording.count(1200, "person", "people") == "1,200 people"


def test_places_in_an_order():
    words = [wording.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 30, 33, 101, 111, 1002)]
    assert " ".join(words) == "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 30th 33rd 101st 111th 1,002nd"
    with pytest.raises(ValueError, match="begin at 1"):
        wording.ordinal(0)


def test_lists_and_sentences():
    assert wording.join_words([]) == ""
    assert wording.join_words(["a"]) == "a"
    assert wording.join_words(["a", "b"]) == "a and b"
    assert wording.join_words(["a", "b", "c"]) == "a, b and c"
    assert wording.join_words(["a", "b"], "or") == "a or b"
    assert wording.sentence("two thirds of CMT") == "Two thirds of CMT"
    assert wording.sentence("") == ""


@given(amounts)
def test_a_number_reads_back_as_itself(value):
    assert D(wording.number(value).replace(",", "").replace(wording.MINUS, "-")) == value


@given(amounts, st.integers(0, 4))
def test_rounding_is_to_the_nearest_and_never_minus_nought(value, places):
    shown = wording.number(value, places)
    back = D(shown.replace(",", "").replace(wording.MINUS, "-"))
    assert abs(back - value) * 2 <= D(1).scaleb(-places)
    assert -back.as_tuple().exponent == places
    assert not (shown.startswith(wording.MINUS) and back == 0)
