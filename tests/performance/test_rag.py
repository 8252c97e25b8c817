from decimal import Decimal as D
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.rag import Margin, Status, Target, not_yet, rate
from performance.values import MISSING, Sense, Value, out_of
from plan.periods import Period

AT_LEAST_80 = Target("at_least", D(80))
AT_MOST_520 = Target("at_most", D(520))
BETWEEN_3_AND_7 = Target("between", D(3), D(7))
THREE = Margin(D(3))
WITHOUT_AMOUNT = (Sense.WORDS, Sense.MISSING, Sense.KEPT_BACK)
ORDER = [Status.RED, Status.AMBER, Status.GREEN]

amounts = st.decimals(min_value=-1000, max_value=1000, places=2)
margins = st.builds(Margin, st.decimals(min_value=0, max_value=50, places=1), st.booleans())
targets = st.one_of(
    st.builds(Target, st.sampled_from(["at_least", "at_most"]), amounts),
    st.tuples(amounts, amounts).map(lambda ends: Target("between", min(ends), max(ends))),
)


@pytest.mark.parametrize(
    ("value", "target", "tolerance", "unit", "reason"),
    [
        (D(78), AT_LEAST_80, THREE, "%",
         "Amber: 78% is 2 points below the target of at least 80%, within the tolerance of 3 points."),
        (D(77), AT_LEAST_80, THREE, "%",
         "Amber: 77% is 3 points below the target of at least 80%, within the tolerance of 3 points."),
        (D("76.9"), AT_LEAST_80, THREE, "%",
         "Red: 76.9% is 3.1 points below the target of at least 80%, beyond the tolerance of 3 points."),
        (D(80), AT_LEAST_80, THREE, "%", "Green: 80% meets the target of at least 80%."),
        (D(79), AT_LEAST_80, Margin(), "%", "Red: 79% is 1 point below the target of at least 80%."),
        (D(562), AT_MOST_520, Margin(D(50)), "",
         "Amber: 562 is 42 above the target of at most 520, within the tolerance of 50."),
        (D(562), AT_MOST_520, Margin(D(5), per_cent=True), "",
         "Red: 562 is 42 above the target of at most 520, beyond the tolerance of 5% of the target."),
        (D(546), AT_MOST_520, Margin(D(5), per_cent=True), "",
         "Amber: 546 is 26 above the target of at most 520, within the tolerance of 5% of the target."),
        (520, AT_MOST_520, Margin(), "", "Green: 520 meets the target of at most 520."),
        (D(3), BETWEEN_3_AND_7, THREE, "hours", "Green: 3 hours meets the target of between 3 hours and 7 hours."),
        (D(2), BETWEEN_3_AND_7, Margin(D(1)), "",
         "Amber: 2 is 1 below the target of between 3 and 7, within the tolerance of 1."),
        (D("8.5"), BETWEEN_3_AND_7, Margin(D(1)), "",
         "Red: 8.5 is 1.5 above the target of between 3 and 7, beyond the tolerance of 1."),
        (None, AT_LEAST_80, THREE, "%", "No data: there is no figure to judge."),
        (MISSING, None, THREE, "%", "No data: there is no figure to judge."),
        (D(79), None, THREE, "%", "No target: 79% is not rated, as no target has been set."),
        (Value("over", D(80)), AT_LEAST_80, THREE, "%", "Green: over 80% meets the target of at least 80%."),
        (Value("under", D(77)), AT_LEAST_80, THREE, "%",
         "Red: under 77% is below the target of at least 80%, beyond the tolerance of 3 points."),
        (Value("under", D(80)), AT_LEAST_80, Margin(), "%", "Red: under 80% is below the target of at least 80%."),
        (Value("up_to", D(500)), AT_MOST_520, Margin(), "", "Green: up to 500 meets the target of at most 520."),
        (Value("over", D(520)), AT_MOST_520, Margin(), "", "Red: over 520 is above the target of at most 520."),
        (Value("range", D(78), D(79)), AT_LEAST_80, THREE, "%",
         "Amber: 78% to 79% is below the target of at least 80%, within the tolerance of 3 points."),
        (Value("about", D(90), margin=D(5)), AT_LEAST_80, THREE, "%",
         "Green: about 90% meets the target of at least 80%."),
        (out_of(14, 20), AT_LEAST_80, THREE, "%",
         "Red: 14 of 20 is 10 points below the target of at least 80%, beyond the tolerance of 3 points."),
        (Value("exact", F(2, 3), words="two thirds"), AT_LEAST_80, THREE, "%",
         "Red: two thirds is 13.3333 points below the target of at least 80%, beyond the tolerance of 3 points."),
    ],
)  # fmt: skip
def test_every_rating_says_why(value, target, tolerance, unit, reason):
    rating = rate(value, target, tolerance=tolerance, unit=unit)
    assert rating.reason == reason
    assert reason.startswith(f"{rating.status.label}: ")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (Value("over", D(79)), "“over 79%” is not exact enough to be compared with the target of at least 80%"),
        (Value("at_least", D(79)), "“at least 79%” is not exact enough"),
        (Value("under", D(81)), "“under 81%” is not exact enough"),
        (Value("under", D(80)), "“under 80%” is not exact enough"),  # amber or red
        (Value("about", D(99)), "“about 99%” is not exact enough"),
        (Value("about", D(82), margin=D(3)), "“about 82%” is not exact enough"),
        (Value("range", D(79), D(80)), "“79% to 80%” is not exact enough"),
        (Value("over", F(2, 3)), "“over two thirds” is not exact enough"),
        (Value("words", words="improved"), "the figure is in words (“improved”), which cannot be compared"),
        (Value("change", D(-33)), "“down 33%” is a change without its level, which cannot be compared"),
        (Value("exact", D(90), base="2016/17"), "the base years differ (2016/17 for the figure, none for the target)"),
    ],
)
def test_what_is_not_sure_is_not_rated(value, why):
    rating = rate(value, AT_LEAST_80, tolerance=THREE, unit="%")
    assert rating.status is Status.NOT_RATED
    assert rating.reason.startswith(f"Not rated: {why}")
    assert rating.reason.endswith(".")


def test_a_years_target_does_not_judge_a_quarter():
    target = Target("at_least", D(120), period=Period.parse("2022/23"))
    assert rate(D(40), target, period=Period.parse("2022-Q1")).reason == (
        "Not rated: the figure is for a quarter, the target for a financial year."
    )
    assert rate(D(140), target, period=Period.parse("2021/22")).status is Status.GREEN


def test_the_same_base_year_is_comparable():
    target = Target("at_least", D(64), base="2016/17")
    assert rate(Value("exact", D(67), base="2008/09"), target).status is Status.NOT_RATED
    assert rate(Value("exact", D(67), base="2016/17"), target).status is Status.GREEN


def test_rounding_shapes_the_words_and_not_the_judgement():
    rating = rate(D("79.96"), AT_LEAST_80, tolerance=THREE, unit="%", places=0)
    assert rating.reason == (
        "Amber: 79.96% is 0.04 points below the target of at least 80%, within the tolerance of 3 points."
    )
    assert rate(D("78.4"), AT_LEAST_80, tolerance=THREE, unit="%", places=0).reason.startswith("Amber: 78% is 2 points")


def test_only_green_amber_and_red_count_as_ratings():
    assert [status for status in Status if status.rated] == [Status.GREEN, Status.AMBER, Status.RED]
    labels = ["Green", "Amber", "Red", "No target", "No data", "Not rated"]
    assert [status.label for status in Status] == labels


def test_a_figure_that_is_kept_back_has_sentences_of_its_own():
    kept_back = Value("kept_back", words="not shown, as it counts very few people")
    later = Target("at_most", D(3), period=Period.parse("2029"))
    told = [rate(kept_back, AT_LEAST_80), rate(kept_back, None), not_yet(kept_back, later)]
    assert [(rating.status, rating.reason) for rating in told] == [
        (Status.NOT_RATED, "Not rated: the figure is not shown, as it counts very few people."),
        (Status.NO_TARGET,
         "No target: no target has been set, and the figure is not shown, as it counts very few people."),
        (Status.NO_TARGET,
         "No target: the target of at most 3 is for 2029, and the figure is not shown, as it counts very few people."),
    ]  # fmt: skip


@pytest.mark.parametrize("value", [79.0, True])
def test_floats_are_refused(value):
    with pytest.raises(TypeError, match="never a float"):
        rate(value, AT_LEAST_80)
    with pytest.raises(TypeError, match="never a float"):
        Target("at_least", value)
    with pytest.raises(TypeError, match="never a float"):
        Margin(value)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (("at_least", None), "needs an amount"),
        (("at_least", D(1), D(2)), "only that, has an upper end"),
        (("between", D(1)), "only that, has an upper end"),
        (("between", D(2), D(1)), "lower amount to its upper"),
        (("about", D(2)), "about"),
    ],
)
def test_targets_that_make_no_sense_are_refused(parts, problem):
    with pytest.raises(ValueError, match=problem):
        Target(*parts)


def test_a_tolerance_is_not_negative():
    with pytest.raises(ValueError, match="nought or more"):
        Margin(D(-1))


@given(amounts, amounts, amounts, margins)
def test_more_is_never_worse_where_high_is_good_nor_better_where_low_is(one, other, goal, tolerance):
    low, high = sorted([one, other])
    at_least = [ORDER.index(rate(v, Target("at_least", goal), tolerance=tolerance).status) for v in (low, high)]
    at_most = [ORDER.index(rate(v, Target("at_most", goal), tolerance=tolerance).status) for v in (low, high)]
    assert at_least[0] <= at_least[1]
    assert at_most[0] >= at_most[1]


@given(amounts, amounts, margins)
def test_at_least_and_at_most_mirror_one_another(value, goal, tolerance):
    mirrored = rate(-value, Target("at_most", -goal), tolerance=tolerance).status
    assert rate(value, Target("at_least", goal), tolerance=tolerance).status is mirrored


@given(amounts, targets)
def test_without_tolerance_there_is_no_amber(value, target):
    assert rate(value, target).status in (Status.GREEN, Status.RED)


@given(amounts, targets, st.lists(st.decimals(0, 50, places=1), min_size=2, max_size=2), st.booleans())
def test_a_wider_tolerance_never_makes_it_worse_nor_green(value, target, widths, per_cent):
    narrow, wide = (Margin(width, per_cent) for width in sorted(widths))
    before, after = (rate(value, target, tolerance=margin).status for margin in (narrow, wide))
    assert ORDER.index(after) >= ORDER.index(before)
    assert (before is Status.GREEN) == (after is Status.GREEN)


@given(targets | st.none(), margins, st.sampled_from(["", "%", "£"]))
def test_nothing_is_never_green(target, tolerance, unit):
    assert rate(None, target, tolerance=tolerance, unit=unit).status is Status.NO_DATA


@given(amounts, st.sampled_from([sense for sense in Sense if sense not in WITHOUT_AMOUNT]))
def test_without_a_target_there_is_no_rating(value, sense):
    figure = Value(sense, value, value if sense is Sense.RANGE else None)
    assert rate(figure, None).status is Status.NO_TARGET


@given(amounts, amounts, targets, margins, st.sampled_from(["over", "at_least", "under", "up_to"]))
def test_a_rating_of_an_uncertain_figure_holds_for_every_amount_it_may_be(edge, amount, target, tolerance, sense):
    figure = Value(sense, edge)
    rating = rate(figure, target, tolerance=tolerance)
    if rating.status.rated and F(amount) in figure.bounds():
        assert rate(amount, target, tolerance=tolerance).status is rating.status


@given(amounts, targets, margins, st.sampled_from(["", "%", "£", "hours"]), st.none() | st.integers(0, 2))
def test_every_reason_is_one_sentence(value, target, tolerance, unit, places):
    rating = rate(value, target, tolerance=tolerance, unit=unit, places=places)
    assert rating.reason.startswith(f"{rating.status.label}: ")
    assert rating.reason.endswith(".")
    assert ". " not in rating.reason
    assert " 0 points" not in rating.reason


def test_a_long_unit_is_said_once_in_a_sentence():
    unit = "per 100,000 people"
    goal = Target("at_most", D(550))
    assert rate(597, goal, tolerance=Margin(D(20)), unit=unit).reason == (
        "Red: 597 per 100,000 people is 47 above the target of at most 550, beyond the tolerance of 20."
    )
    assert not_yet(597, goal, unit=unit).reason.count(unit) == 1
