from decimal import Decimal as D
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.values import MISSING, Bounds, Sense, Value, exact, out_of


@pytest.mark.parametrize(
    ("value", "unit", "places", "words"),
    [
        (exact(79), "%", 0, "79%"),
        (MISSING, "%", 0, "no data"),
        (exact(None), "", 0, "no data"),
        (Value(Sense.OVER, D(790)), "", 0, "over 790"),
        (Value(Sense.AT_LEAST, D(2)), "hours", 0, "at least 2 hours"),
        (Value(Sense.UNDER, D(200000)), "", 0, "under 200,000"),
        (Value(Sense.UP_TO, D(60000)), "homes", 0, "up to 60,000 homes"),
        (Value(Sense.ABOUT, D("2.5")), "%", 1, "about 2.5%"),
        (Value(Sense.RANGE, D(367), D(423)), "hectares", 0, "367 to 423 hectares"),
        (Value(Sense.RANGE, D(3), D(4)), "%", 0, "3% to 4%"),
        (Value(Sense.RANGE, D(3), D(4)), "£ million", 0, "£3 to £4 million"),
        (Value(Sense.CHANGE, D(-33)), "tCO2e", 0, "down 33%"),
        (Value(Sense.CHANGE, D("4.5")), "", None, "up 4.5%"),
        (Value(Sense.CHANGE, D(0)), "", 0, "no change"),
        (Value(Sense.WORDS, words="rising each year"), "", 0, "rising each year"),
        (Value(Sense.ABOUT, F(2, 3)), "%", 0, "about two thirds"),
        (Value(Sense.OVER, F(1, 3)), "%", 0, "over a third"),
        (Value(Sense.OVER, F(1, 2)), "%", 0, "over half"),
        (Value(Sense.ABOUT, F(3, 4)), "%", 0, "about three quarters"),
        (Value(Sense.EXACT, F(5, 7)), "%", 0, "5 in 7"),
        (Value(Sense.EXACT, F(2, 3), words="two thirds"), "%", 0, "two thirds"),
        (out_of(14, 20), "%", 0, "14 of 20"),
    ],
)
def test_a_figure_reads_as_it_was_published(value, unit, places, words):
    assert value.shown(unit, places) == words


@pytest.mark.parametrize(
    ("value", "unit", "bounds"),
    [
        (exact(79), "%", Bounds(F(79), F(79))),
        (Value(Sense.OVER, D(790)), "", Bounds(F(790), None, low_included=False)),
        (Value(Sense.AT_LEAST, D(2)), "", Bounds(F(2), None)),
        (Value(Sense.UNDER, D(15)), "", Bounds(None, F(15), high_included=False)),
        (Value(Sense.UP_TO, D(15)), "", Bounds(None, F(15))),
        (Value(Sense.RANGE, D(3), D(4)), "", Bounds(F(3), F(4))),
        (Value(Sense.ABOUT, D(70), margin=D(2)), "%", Bounds(F(68), F(72))),
        (Value(Sense.ABOUT, D(70)), "%", None),
        (Value(Sense.CHANGE, D(-33)), "%", None),
        (Value(Sense.WORDS, words="rising"), "", None),
        (MISSING, "", None),
        (out_of(14, 20), "%", Bounds(F(70), F(70))),  # a share is per cent where the unit is
        (out_of(14, 20), "", Bounds(F(7, 10), F(7, 10))),
    ],
)
def test_what_a_figure_may_be(value, unit, bounds):
    assert value.bounds(unit) == bounds


@pytest.mark.parametrize("amount", [0.5, "79", 79, True])
def test_amounts_are_exact(amount):
    with pytest.raises(TypeError, match="Amounts are Decimal or Fraction"):
        Value(Sense.EXACT, amount)


@pytest.mark.parametrize("amount", [0.5, True])
def test_a_float_is_never_a_figure(amount):
    with pytest.raises(TypeError, match="never a float"):
        exact(amount)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"sense": "exact"}, "needs an amount"),
        ({"sense": "missing", "amount": D(1)}, "does not have an amount"),
        ({"sense": "words", "words": "rising", "amount": D(1)}, "does not have an amount"),
        ({"sense": "words"}, "needs the words"),
        ({"sense": "range", "amount": D(1)}, "has an upper end"),
        ({"sense": "exact", "amount": D(1), "upper": D(2)}, "has an upper end"),
        ({"sense": "range", "amount": D(2), "upper": D(1)}, "lower end to its upper"),
        ({"sense": "exact", "amount": D(1), "margin": D(1)}, "margin goes with “about”"),
        ({"sense": "about", "amount": D(1), "margin": D(-1)}, "not negative"),
        ({"sense": "exact", "amount": D("NaN")}, "is not an amount"),
        ({"sense": "roughly", "amount": D(1)}, "roughly"),
    ],
)
def test_parts_that_do_not_fit_are_refused(parts, problem):
    with pytest.raises(ValueError, match=problem):
        Value(**parts)


@pytest.mark.parametrize(("part", "whole"), [(21, 20), (-1, 20), (0, 0)])
def test_a_part_lies_within_its_whole(part, whole):
    with pytest.raises(ValueError, match="between none and all"):
        out_of(part, whole)


steps = st.lists(st.fractions(-9, 9, max_denominator=4), min_size=1, max_size=4)
ends = st.none() | st.fractions(-9, 9, max_denominator=4)


@given(ends, ends, st.booleans(), st.booleans(), steps, st.fractions(-12, 12, max_denominator=7))
def test_no_amount_within_bounds_gives_an_answer_that_was_not_foreseen(low, high, left, right, steps, amount):
    if low is None and high is None:
        low = amount
    if low is not None and high is not None and low > high:
        low, high = high, low
    bounds = Bounds(low, high, left, right)

    def judge(at):
        return (sum(at > step for step in steps), sum(at >= step for step in steps))

    if amount in bounds:
        assert judge(amount) in bounds.outcomes(judge, steps)
