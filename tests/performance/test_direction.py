from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.direction import Change, Polarity, Reading, direction
from performance.position import quartile_words
from performance.rag import Margin
from performance.values import Value, exact
from plan.periods import Period

amounts = st.decimals(min_value=-1000, max_value=1000, places=2)
margins = st.builds(Margin, st.decimals(min_value=0, max_value=50, places=1), st.booleans())


def reading(value, period="2020/21", area=""):
    return Reading(exact(value), Period.parse(period), area)


def before(value, **parts):
    return reading(value, "2019/20", **parts)


@pytest.mark.parametrize(
    ("previous", "latest", "polarity", "threshold", "reason"),
    [
        (88, 79, "high", 0, "Worse: 79% in 2020/21, down 9 points from 88% in 2019/20; high is good."),
        (88, 79, "low", 0, "Better: 79% in 2020/21, down 9 points from 88% in 2019/20; low is good."),
        (79, 80, "high", 0, "Better: 80% in 2020/21, up 1 point from 79% in 2019/20; high is good."),
        (79, 80, "neither", 0,
         "Changed: 80% in 2020/21, up 1 point from 79% in 2019/20; neither high nor low is good."),
        (79, 79, "neither", 2, "No change: 79% in 2020/21, as in 2019/20."),
        (79, 81, "high", 3,
         "No significant change: 81% in 2020/21, up 2 points from 79% in 2019/20; "
         "changes of less than 3 points are not counted."),
        (79, 81, "high", 2, "Better: 81% in 2020/21, up 2 points from 79% in 2019/20; high is good."),
        (81, 79, "high", 2, "Worse: 79% in 2020/21, down 2 points from 81% in 2019/20; high is good."),
    ],
)  # fmt: skip
def test_every_direction_says_why(previous, latest, polarity, threshold, reason):
    found = direction(before(previous), reading(latest), Polarity(polarity), Margin(threshold), unit="%", places=0)
    assert found.reason == reason


def test_a_threshold_may_be_a_share_of_the_earlier_figure():
    one_per_cent = Margin(D(1), per_cent=True)
    assert direction(before(500), reading(504), Polarity.HIGH, one_per_cent).reason == (
        "No significant change: 504 in 2020/21, up 4 from 500 in 2019/20; "
        "changes of less than 1% of the earlier figure are not counted."
    )
    assert direction(before(500), reading(505), Polarity.HIGH, one_per_cent).change is Change.BETTER


@pytest.mark.parametrize(
    ("previous", "latest", "reason"),
    [
        (None, None, "there is no figure"),
        (before(88), None, "there is no figure"),
        (before(88), reading(None), "there is no figure in 2020/21"),
        (None, reading(79), "there is no earlier figure to compare with 79% in 2020/21"),
        (before(None), reading(79), "there is no earlier figure to compare with 79% in 2020/21"),
        (None, reading(Value("words", words="Over a third")),
         "there is no earlier figure to compare with “Over a third” in 2020/21"),
        (before(88), reading(79, "2022-Q2"), "Q2 2022/23 is a quarter and 2019/20 is a financial year"),
        (before(88, area="Leicestershire and Rutland"), reading(79),
         "the figures are for different areas, the usual area and Leicestershire and Rutland"),
        (before(Value("exact", D(67), base="2008/09")), reading(Value("exact", D(64), base="2016/17")),
         "the base years differ (2016/17 for the latest figure, 2008/09 for the earlier)"),
        (before(Value("over", D(70))), reading(79),
         "79% in 2020/21 and over 70% in 2019/20 are not exact enough to say which way the figure moved"),
        (before(Value("about", D(70))), reading(79),
         "79% in 2020/21 and about 70% in 2019/20 are not exact enough to say which way the figure moved"),
        (before(88), reading(Value("words", words="rising")),
         "“rising” in 2020/21 and 88% in 2019/20 are not exact enough to say which way the figure moved"),
    ],
)  # fmt: skip
def test_unlike_missing_and_uncertain_figures_are_not_compared(previous, latest, reason):
    found = direction(previous, latest, Polarity.HIGH, unit="%")
    assert found.change is Change.UNKNOWN
    assert found.reason == f"No comparison: {reason}."


def test_a_figure_that_is_kept_back_is_not_called_inexact():
    kept_back = Value("kept_back", words="not shown, as it counts very few people")
    assert direction(before(70), reading(kept_back), Polarity.HIGH).reason == (
        "No comparison: the figure in 2020/21 is not shown, as it counts very few people."
    )
    assert direction(before(kept_back), reading(70), Polarity.HIGH).reason == (
        "No comparison: the figure to compare with, in 2019/20, is not shown, as it counts very few people."
    )


def test_an_uncertain_figure_is_compared_where_the_answer_is_sure():
    found = direction(before(700), reading(Value("over", D(790))), Polarity.HIGH, Margin(D(90)))
    assert found.reason == "Better: over 790 in 2020/21, from 700 in 2019/20; high is good."
    assert direction(before(700), reading(Value("over", D(790))), Polarity.HIGH, Margin(D(91))).change is Change.UNKNOWN
    share = Margin(D(1), per_cent=True)
    assert direction(before(Value("under", D(5))), reading(9), Polarity.HIGH, share).change is Change.UNKNOWN


def test_a_change_without_a_level_says_its_own_direction():
    fell = reading(Value("change", D(-33), base="2010"))
    assert direction(None, fell, Polarity.LOW).reason == "Better: down 33% in 2020/21 since 2010; low is good."
    assert direction(before(5), fell, Polarity.HIGH).change is Change.WORSE
    assert direction(None, fell, Polarity.HIGH, Margin(D(40), per_cent=True)).change is Change.SAME
    assert direction(None, fell, Polarity.HIGH, Margin(D(40))).reason == (
        "No comparison: “down 33%” is a change without its level."
    )
    assert direction(None, reading(Value("change", D(0))), Polarity.LOW).reason == (
        "No significant change: no change in 2020/21."
    )


def test_a_long_unit_is_said_once_in_a_sentence():
    found = direction(before(583), reading(597), Polarity.LOW, Margin(D(2)), unit="per 100,000 people", places=0)
    assert found.reason == "Worse: 597 per 100,000 people in 2020/21, up 14 from 583 in 2019/20; low is good."
    small = direction(before(596), reading(597), Polarity.LOW, Margin(D(2)), unit="per 100,000 people", places=0)
    assert small.reason.endswith("up 1 from 596 in 2019/20; changes of less than 2 are not counted.")
    assert direction(before(5), reading(6), Polarity.LOW, unit="£ million").reason.startswith(
        "Worse: £6 million in 2020/21, up £1 million from £5 million in 2019/20"
    )


def test_rounding_never_hides_a_change():
    found = direction(before(D("79.96")), reading(D("80.04")), Polarity.HIGH, unit="%", places=0)
    assert found.reason == "Better: 80.04% in 2020/21, up 0.08 points from 79.96% in 2019/20; high is good."


def test_the_latest_comes_after_the_one_before():
    with pytest.raises(ValueError, match="2019/20 is not later than 2020/21"):
        direction(reading(5), before(6), Polarity.HIGH)
    with pytest.raises(ValueError, match="is not later than"):
        direction(reading(5), reading(6), Polarity.HIGH)


def test_what_changed_where_neither_way_is_good_is_not_counted():
    assert [change for change in Change if change.counted] == [Change.BETTER, Change.WORSE, Change.SAME]


def test_labels():
    assert [change.label for change in Change] == [
        "Better", "Worse", "No significant change", "Changed", "No comparison",
    ]  # fmt: skip
    assert [polarity.label for polarity in Polarity] == [
        "high is good", "low is good", "neither high nor low is good",
    ]  # fmt: skip


@given(amounts, amounts, margins)
def test_what_is_better_when_high_is_good_is_worse_when_low_is(one, other, threshold):
    high, low, plain = (
        direction(before(one), reading(other), polarity, threshold).change
        for polarity in (Polarity.HIGH, Polarity.LOW, Polarity.NEITHER)
    )
    opposite = {Change.BETTER: Change.WORSE, Change.WORSE: Change.BETTER, Change.SAME: Change.SAME}
    assert low is opposite[high]
    assert plain is (Change.SAME if high is Change.SAME else Change.CHANGED)


@given(amounts, amounts, st.decimals(min_value=0, max_value=50, places=1))
def test_the_way_back_is_the_other_way(one, other, threshold):
    there = direction(before(one), reading(other), Polarity.HIGH, Margin(threshold)).change
    back = direction(before(other), reading(one), Polarity.HIGH, Margin(threshold)).change
    assert (there, back) in {
        (Change.BETTER, Change.WORSE), (Change.WORSE, Change.BETTER), (Change.SAME, Change.SAME),
    }  # fmt: skip
    assert (there is Change.SAME) == (one == other or abs(one - other) < threshold)


@given(amounts, amounts, amounts)
def test_higher_is_never_worse_where_high_is_good(start, one, other):
    order = [Change.WORSE, Change.SAME, Change.BETTER]
    low, high = (direction(before(start), reading(value), Polarity.HIGH).change for value in sorted([one, other]))
    assert order.index(low) <= order.index(high)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"quartile": 4, "rank": 30, "of": 33}, "Worst 25%, 30th of 33, counted from the highest"),
        ({"quartile": 1}, "Best 25%"),
        ({"quartile": 2}, "Second best 25%"),
        ({"quartile": 3, "polarity": Polarity.LOW}, "Second worst 25%"),
        ({"quartile": 1, "polarity": Polarity.NEITHER}, "Highest 25%"),
        ({"quartile": 4, "polarity": Polarity.NEITHER}, "Lowest 25%"),
        ({"rank": 1, "of": 152, "polarity": Polarity.LOW}, "1st of 152, counted from the lowest"),
        ({"rank": 22}, "22nd, counted from the highest"),
        ({}, "no comparison"),
    ],
)
def test_position_in_words(parts, words):
    assert quartile_words(**parts) == words


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"quartile": 5}, "1, 2, 3 or 4"),
        ({"quartile": 0}, "1, 2, 3 or 4"),
        ({"rank": 34, "of": 33}, "between first and last"),
        ({"of": 33}, "between first and last"),
        ({"rank": 0}, "begin at 1"),
    ],
)
def test_positions_that_cannot_be_are_refused(parts, problem):
    with pytest.raises(ValueError, match=problem):
        quartile_words(**parts)
