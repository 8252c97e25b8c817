"""The council's place among others: ties, missing figures, small groups; independent of order."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from performance.direction import Polarity
from performance.position import Standing, middle_half, placed, standing

amounts = st.decimals(0, 100, places=1, allow_nan=False)
groups = st.lists(st.none() | amounts, max_size=40)
D = Decimal


@given(amounts, groups, st.sampled_from(Polarity), st.randoms())
def test_the_order_of_the_others_does_not_matter(own, others, polarity, random):
    shuffled = list(others)
    random.shuffle(shuffled)
    assert standing(own, others, polarity) == standing(own, shuffled, polarity)


@given(amounts, amounts, groups)
def test_a_better_figure_never_stands_lower(one, other, others):
    worse, better = sorted((one, other))
    lower, higher = standing(worse, others, Polarity.HIGH), standing(better, others, Polarity.HIGH)
    if lower and higher:
        assert higher.rank <= lower.rank
        assert (higher.quartile or 0) <= (lower.quartile or 0)


@given(amounts, groups)
def test_low_is_good_is_high_is_good_turned_round(own, others):
    turned = [None if other is None else -other for other in others]
    assert standing(own, others, Polarity.LOW) == standing(-own, turned, Polarity.HIGH)


def test_each_quartile_holds_a_quarter_of_the_places():
    places = [standing(D(own), [D(other) for other in range(12) if other != own], Polarity.HIGH) for own in range(12)]
    assert [place.quartile for place in places] == [4, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1]


def test_those_level_share_the_better_place():
    assert standing(D(5), [D(9), D(5), D(5), D(1), None], Polarity.HIGH) == Standing(
        rank=2, of=5, quartile=1, level=2, missing=1
    )


def test_fewer_than_four_have_a_rank_and_no_quartile():
    assert standing(D(5), [D(9), D(1)], Polarity.HIGH) == Standing(rank=2, of=3, quartile=None)


def test_alone_there_is_no_place():
    assert standing(D(5), [], Polarity.HIGH) is None
    assert standing(D(5), [None, None], Polarity.HIGH) is None


def test_it_says_all_that_must_be_known():
    place = Standing(rank=3, of=12, quartile=1, level=1, missing=2)
    assert place.words(group="county councils") == (
        "Best 25%, 3rd of 12 county councils, level with 1 other; 2 gave no figure"
    )
    assert Standing(1, 8, 1).words(Polarity.NEITHER) == "Highest 25%, 1st of 8"


@given(st.lists(amounts, min_size=4, max_size=40), st.randoms())
def test_the_middle_half_leaves_out_a_quarter_at_either_end(others, random):
    shuffled = list(others)
    random.shuffle(shuffled)
    low, high = middle_half(shuffled)
    assert (low, high) == middle_half(others)
    quarter = len(others) // 4
    assert low <= high
    assert sum(other < low for other in others) <= quarter
    assert sum(other > high for other in others) <= quarter
    assert sum(low <= other <= high for other in others) >= len(others) - 2 * quarter


def test_three_have_no_middle_half():
    assert middle_half([D(1), D(2), D(3), None]) is None
    assert middle_half([D(4), D(2), D(3), D(1)]) == (2, 3)


def test_a_quarter_is_counted_only_where_one_end_is_good():
    assert [placed(4, polarity) for polarity in Polarity] == [4, 4, None]
    assert placed(None, Polarity.HIGH) is None
