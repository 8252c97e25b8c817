"""Figures are read as people write them; what could mean two things is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.importing.cells import Amount, Fault, amount, count, number, qualifier, status

D = Decimal


@pytest.mark.parametrize(
    ("text", "unit", "read"),
    [
        ("", "", None), ("79", "", D(79)), ("1,234.5", "", D("1234.5")), ("-3", "", D(-3)), ("−3", "", D(-3)),
        ("+4", "", D(4)), (".5", "", D("0.5")), ("12%", "%", D(12)), ("12 %", "% a year", D(12)),
        ("£1,200", "£", D(1200)), ("0", "", D(0)), ("12.3400", "", D("12.34")), ("1 234", "", D(1234)),
        ("1 234 567.5", "", D("1234567.5")), ("1\u00a0234", "", D(1234)), ("1\u202f234", "", D(1234)),
        ("1\u2009234", "", D(1234)), ("-1 234", "", D(-1234)), ("£ 5", "£ million", D(5)), ("12\u00a0%", "%", D(12)),
        ("12%", None, D(12)), ("£5", None, D(5)), ("79 810", "", D(79810)),
    ],
)  # fmt: skip
def test_numbers(text, unit, read):
    assert number(text, unit=unit) == read


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("—", "", "“—” is not a number; leave empty for no data."),
        ("xx%", "%", "“xx%” is not a number; leave empty for no data."),
        ("xx%", "", "“xx%” is not a number; leave empty for no data."),
        ("79 81", "%", "“79 81” may be two numbers: give one, such as 1,234.5."),
        ("79\u00a081", "", "may be two numbers"), ("1 2", "", "may be two numbers"),
        ("5 6%", "%", "may be two numbers"),
        ("1234 567", "", "may be two numbers"), ("1,234 567", "", "may be two numbers"),
        ("- 5", "", "is not a number"), ("12 % %", "%", "is not a number"),
        ("12%", "people", "“12%” is a percentage, but the indicator is measured in people."),
        ("1e308", "", "“1e308” is not a number; leave empty for no data."),
        ("9" * 20, "", "larger than any figure that can be kept"),
        ("1,5", "", "has a decimal comma: write 1234.5, with a point."),
        ("1.234,5", "", "has a decimal comma"),
        ("12,34", "", "has a decimal comma"),
        ("1.23456", "", "more than 4 decimal places"),
        ("NaN", "", "is not a number"), ("inf", "", "is not a number"), ("0x10", "", "is not a number"),
        ("١٢", "", "is not a number"), ("1/2", "", "is not a number"),
    ],
)  # fmt: skip
def test_what_is_no_number_says_why(text, unit, words):
    with pytest.raises(Fault) as fault:
        number(text, unit=unit)
    assert words in str(fault.value)


@given(st.integers(0, 999), st.integers(0, 999), st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"]))
def test_two_numbers_are_one_only_where_the_second_is_three_digits(first, second, space):
    text = f"{first}{space}{second}"
    if len(f"{second}") == 3:
        assert number(text) == D(f"{first}{second}")
    else:
        with pytest.raises(Fault, match="may be two numbers"):
            number(text)


def test_counts_are_plain_numbers():
    assert [count(text) for text in ("", "14", "1 400", "2.5")] == [None, D(14), D(1400), D("2.5")]
    for text, is_percentage in (("50%", False), ("50", True), ("£5", False)):
        with pytest.raises(Fault, match=f"“{text}” is no count: give how many as a plain number"):
            count(text, is_percentage=is_percentage)
    with pytest.raises(Fault, match="is not a number"):
        count("xx%")


@pytest.mark.parametrize("text", ["367 to 423", "367–423", "367-423", "367 – 423"])
def test_ranges(text):
    assert amount(text, "range") == Amount(D(367), D(423))


@pytest.mark.parametrize("text", ["367", "423 to 367", "", "a to b", "1-2-3"])
def test_what_is_no_range_says_so(text):
    with pytest.raises(Fault):
        amount(text, "range")


def test_words_stand_for_a_figure_only_where_the_qualifier_says_so():
    assert amount("two thirds", "words") == Amount(words="two thirds")
    with pytest.raises(Fault, match="is not a number"):
        amount("two thirds", "exact")
    with pytest.raises(Fault, match="needs the words"):
        amount("", "words")


def test_a_share_is_told_by_its_parts():
    assert amount("", "share") == Amount()
    with pytest.raises(Fault, match="leave the value empty"):
        amount("66", "share")


def test_qualifiers_and_statuses():
    assert [qualifier(text) for text in ("", "Exact", "At least", "up to", "words")] == [
        "exact", "exact", "at_least", "up_to", "words",
    ]  # fmt: skip
    assert [status(text) for text in ("", "final", "Provisional")] == [None, False, True]
    with pytest.raises(Fault, match="is no way to qualify"):
        qualifier("roughly")
    with pytest.raises(Fault, match="is no status"):
        status("draft")
