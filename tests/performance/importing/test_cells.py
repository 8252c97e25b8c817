"""Figures are read as people write them; what could mean two things is refused."""

from decimal import Decimal

import pytest

from performance.importing.cells import Amount, Fault, amount, number, qualifier, status

D = Decimal


@pytest.mark.parametrize(
    ("text", "unit", "read"),
    [
        ("", "", None), ("79", "", D(79)), ("1,234.5", "", D("1234.5")), ("-3", "", D(-3)), ("−3", "", D(-3)),
        ("+4", "", D(4)), (".5", "", D("0.5")), ("12%", "%", D(12)), ("12 %", "% a year", D(12)),
        ("£1,200", "£", D(1200)), ("0", "", D(0)), ("12.3400", "", D("12.34")), ("1 234", "", D(1234)),
    ],
)  # fmt: skip
def test_numbers(text, unit, read):
    assert number(text, unit=unit) == read


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("—", "", "“—” is not a number; leave empty for no data."),
        ("xx%", "%", "“xx%” is not a number; leave empty for no data."),
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
