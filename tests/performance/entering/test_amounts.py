"""Figures as people type them: read as the columns of an import, and shown so that they are read as the same again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.entering.amounts import as_typed, cells_of
from performance.entering.standing import FIGURE
from performance.importing import cells
from performance.models import Qualifier

NOTHING = dict.fromkeys(FIGURE)
NUMBERS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)
POSITIVE = st.decimals(1, 10**6, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "unit", "value", "qualifier"),
    [
        ("12%", "%", "12%", ""), ("1,234.5", "", "1,234.5", ""), ("", "", "", ""), ("  79 ", "%", "79", ""),
        ("over 790", "", "790", "over"), ("Over 790", "", "790", "over"), (">790", "", "790", "over"),
        (">= 5", "", "5", "at_least"), ("more than 5", "", "5", "over"), ("at least 5%", "%", "5%", "at_least"),
        ("fewer than 5", "", "5", "under"), ("< 5", "", "5", "under"), ("up to 5", "", "5", "up_to"),
        ("at most 5", "", "5", "up_to"), ("about 12%", "%", "12%", "about"), ("~12", "", "12", "about"),
        ("367 to 423", "", "367 to 423", "range"), ("367-423", "", "367-423", "range"),
        ("between 3% and 7%", "%", "3% to 7%", "range"), ("-5 to −3", "", "-5 to −3", "range"), ("-5", "", "-5", ""),
        ("up 5%", "", "5", "change"), ("down 5%", "%", "-5", "change"), ("No change", "", "0", "change"),
        ("exactly 24%", "%", "24%", "exact"),
        ("“no survey held”", "", "no survey held", "words"), ('"no survey"', "", "no survey", "words"),
        ("12.3 per 1,000 people", "per 1,000 people", "12.3", ""), ("£388.45 million", "£ million", "£388.45", ""),
        ("over 790 tCO2e", "tCO2e", "790", "over"), ("2022/23", "", "2022/23", ""), ("no idea", "", "no idea", ""),
    ],
)  # fmt: skip
def test_what_people_type(text, unit, value, qualifier):
    assert cells_of(text, unit) == {"value": value, "qualifier": qualifier}


@pytest.mark.parametrize(
    ("text", "top", "bottom"),
    [
        ("two thirds", "2", "3"), ("Two-thirds", "2", "3"), ("half", "1", "2"), ("a half", "1", "2"),
        ("a quarter", "1", "4"), ("one quarter", "1", "4"), ("three quarters", "3", "4"), ("14 of 20", "14", "20"),
        ("14 out of 20", "14", "20"), ("1,400 in 2,000", "1,400", "2,000"), ("2/3", "2", "3"),
    ],
)  # fmt: skip
def test_shares(text, top, bottom):
    assert cells_of(text) == {"value": "", "qualifier": "share", "numerator": top, "denominator": bottom}


def test_a_figure_with_what_it_was_made_of():
    assert cells_of("70% (14 of 20)", "%") == {
        "value": "70%", "qualifier": "", "numerator": "14", "denominator": "20",
    }  # fmt: skip


@given(
    value=NUMBERS, more=st.decimals(0, 1000, places=2), parts=st.none() | st.tuples(POSITIVE, POSITIVE),
    qualifier=st.sampled_from([one for one in Qualifier if one is not Qualifier.SHARE]),
    unit=st.sampled_from(["%", "", "per 1,000 people", "£ million", "tCO2e"]),
)  # fmt: skip
def test_what_is_shown_is_read_as_the_same_figure(value, more, parts, qualifier, unit):
    upper = value + more if qualifier is Qualifier.RANGE else None
    top, bottom = parts or (None, None)
    columns = {**NOTHING, "value": value, "qualifier": qualifier, "upper": upper, "words": "",
               "numerator": top, "denominator": bottom}  # fmt: skip
    read = cells_of(as_typed(columns), unit)
    amount = cells.amount(read["value"], cells.qualifier(read["qualifier"]), unit=unit)
    assert (amount.value, amount.upper, cells.qualifier(read["qualifier"])) == (value, upper, qualifier)
    assert [cells.number(read.get(name, "")) for name in ("numerator", "denominator")] == [top, bottom]


@given(top=POSITIVE, bottom=POSITIVE)
def test_shares_are_read_as_the_same(top, bottom):
    columns = {**NOTHING, "qualifier": "share", "numerator": top, "denominator": bottom}
    read = cells_of(as_typed(columns))
    assert (read["qualifier"], cells.number(read["numerator"]), cells.number(read["denominator"])) == (
        "share", top, bottom,
    )  # fmt: skip


@given(
    words=st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1).map(lambda text: " ".join(text.split()))
)
def test_words_are_read_as_the_same(words):
    columns = {**NOTHING, "qualifier": "exact", "words": words}
    expected = {"value": words, "qualifier": "words"} if words else {"value": "", "qualifier": ""}
    assert cells_of(as_typed(columns)) == expected


@given(st.text(max_size=60), st.sampled_from(["%", "", "people", "£ million"]))
def test_nothing_typed_breaks_it(text, unit):
    read = cells_of(text, unit)
    assert {"value", "qualifier"} <= read.keys()
    assert cells.qualifier(read["qualifier"])


def test_days():
    told = {"31 March 2023", "31 Mar 2023", "31/3/2023", "2023-03-31"}
    assert {cells.day(text) for text in told} == {cells.day("2023-03-31")}
    assert cells.day(" ") is None
    for text in ("3/31/2023", "soon", "31 February 2023", "31 March 23", "31 March 0023"):
        with pytest.raises(cells.Fault, match="is not a day"):
            cells.day(text)


def test_trailing_zeros_of_the_database_are_not_shown():
    assert as_typed({**NOTHING, "value": Decimal("79.5000"), "qualifier": "exact", "words": ""}) == "79.5"
