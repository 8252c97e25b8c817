"""Figures quoted in words are found, and told from one another when they change; few others are taken for them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.quoting import Known, Stands, Was, names, outdated, quotes

DAY, LATER, BEFORE = date(2022, 10, 12), date(2022, 11, 1), date(2022, 9, 1)


def roads(**fields) -> Known:
    """Roads in good order: 90% in 2021/22, which was 92% until it was restated."""
    given = {
        "was": (Was("2021/22", Fraction(92), "90%", DAY),),
        "figures": (Stands("2021/22", Fraction(90), "90%", BEFORE),),
    }
    return Known(1, "Roads in good order", "%", **{**given, **fields})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("92% of roads", [("92%", 92, "%")]),
        ("92 per cent, or 91.5 percent", [("92 per cent", 92, "%"), ("91.5 percent", Fraction("91.5"), "%")]),
        ("It cost £1.2m, not £800,000.", [("£1.2m", 1_200_000, "£"), ("£800,000", 800_000, "£")]),
        ("We counted 1,234 visits and 790 people", [("1,234", 1234, ""), ("790", 790, "")]),
        ("3 million trees", [("3 million", 3_000_000, "")]),
        ("Of **92%** it is so", [("92%", 92, "%")]),
        ("in 2022, 2022/23, 2022-Q2, on 12 October 2022, from 2020 to 2030", []),
        ("by 92%, up 12%, 5% more, a rise of 20%, a target of 92%, 3% points, 4 percentage points", []),
        ("sections 5.2 and 10, our 14 boards, the 1st, the 200th, 200m of pipe, A1234, 12/345", []),
        ("between 15-20%, 15–20%, a minus of −5%", []),
        ("see paragraph 120 and page 790", []),
        ("https://example.org/790/92%", []),
    ],
)  # fmt: skip
def test_what_is_a_quoted_figure(text, found):
    assert [(one.shown, one.amount, one.sort) for one in quotes(text)] == found


def test_a_restated_figure_is_named_with_what_it_is_now():
    (one,) = outdated("92% of our roads are in order.", [roads()])
    assert one.message == "92% was “Roads in good order” in 2021/22 until 12 October 2022, and now it is 90%"
    assert (one.indicator, one.sure) == (1, True)


def test_it_is_surer_where_the_sentence_names_what_is_measured():
    (one,) = outdated("Roads are a worry. We reached 92% this year.", [roads()])
    assert not one.sure
    assert names("Recycling got better", "Household waste recycled")
    assert not names("Residents of the county", "Residents who trust the Council")


@pytest.mark.parametrize(
    "text",
    [
        "90% of roads are in order.",
        "Roads in order: 92% as first counted, 90% since it was restated.",
        "Roads in order fell by 92%.",
        "92% of roads were in order in 2018/19.",
        "£92 for each road",
        "92 roads",
        "",
    ],
)
def test_what_is_not_outdated(text):
    assert outdated(text, [roads()]) == []


def test_an_amount_that_something_else_cited_there_has_is_left_in_peace():
    bridges = Known(2, "Bridges in order", "%", figures=(Stands("2021/22", Fraction(92), "92%", BEFORE),))
    assert outdated("92% are in good order", [roads(), bridges]) == []
    assert outdated("92% are in good order", [roads(others=frozenset({Fraction(92)}))]) == []
    pounds = Known(2, "Spent", "£", figures=(Stands("2021/22", Fraction(92), "£92", BEFORE),))
    assert len(outdated("92% are in good order", [roads(), pounds])) == 1


def test_pounds_in_millions_are_quoted_in_full_or_in_millions():
    spent = Known(
        3, "Money spent", "£ million", was=(Was("2021/22", Fraction("1.2"), "£1.4 million", DAY),),
        figures=(Stands("2021/22", Fraction("1.4"), "£1.4 million", BEFORE),),
    )  # fmt: skip
    for text in ("We spent £1.2m.", "We spent £1.2 million.", "We spent £1,200,000."):
        assert len(outdated(text, [spent])) == 1, text
    assert outdated("We spent £1.4m.", [spent]) == []


NEWER = (Stands("2020/21", Fraction(92), "92%", BEFORE), Stands("2021/22", Fraction(79), "79%", DAY))


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("92% of roads are in order.", BEFORE, True),
        ("92% of roads are in order.", DAY, False),  # whoever writes after it came may mean the one before
        ("92% of roads are in order.", None, False),
        ("92% of roads were in order in 2020/21.", BEFORE, False),
        ("From 92% of roads in order we came to 79%.", BEFORE, False),
        ("92% of trains were late.", BEFORE, False),
    ],
)
def test_a_figure_that_a_later_period_replaced(text, written, found):
    told = outdated(text, [roads(was=(), figures=NEWER)], written=written)
    messages = [one.message for one in told]
    assert messages == ["92% was “Roads in good order” in 2020/21; since then 2021/22 has come: 79%"] * found
    assert not any(one.sure for one in told)


amounts = st.decimals(min_value=1, max_value=99, places=1).map(Fraction)


@given(was=amounts, now=amounts)
def test_a_figure_in_full_is_outdated_exactly_when_it_changed(was, now):
    known = roads(was=(Was("2021/22", was, "x", DAY),), figures=(Stands("2021/22", now, "y", BEFORE),))
    assert bool(outdated(f"{float(was):.1f}% of roads are in order", [known])) == (was != now)
    assert outdated(f"{float(now):.1f}% of roads are in order", [known]) == []


@given(was=amounts, now=amounts)
def test_a_rounded_figure_is_outdated_only_where_its_rounding_changed(was, now):
    rounded = [int(amount + Fraction(1, 2)) for amount in (was, now)]
    known = roads(was=(Was("2021/22", was, "x", DAY),), figures=(Stands("2021/22", now, "y", BEFORE),))
    assert bool(outdated(f"{rounded[0]}% of roads are in order", [known])) == (rounded[0] != rounded[1])


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    for one in quotes(text):
        assert one.shown in text
        assert one.is_of(one.amount)
    assert outdated(text, []) == []


@given(st.text(alphabet=st.characters(exclude_categories=["N"]), max_size=100))
def test_words_without_a_number_quote_nothing(text):
    assert quotes(text) == []
    assert outdated(text, [roads()]) == []
