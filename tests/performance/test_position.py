"""The council's place among others: ties, missing figures, small groups; independent of order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.direction import Polarity
from performance.position import Standing, beside_average, middle_half, place_told, placed, standing
from performance.values import Value, exact
from plan.periods import Period

amounts = st.decimals(0, 100, places=1, allow_nan=False)
groups = st.lists(st.none() | amounts, max_size=40)
D = Decimal
YEAR = Period.parse("2020/21")


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
    assert place.words(Polarity.HIGH, "county councils", YEAR) == (
        "In the best 25% of county councils in 2020/21, 3rd of 12, ours among them, counted from the highest, "
        "level with 1 other; 2 gave no figure"
    )
    assert Standing(1, 8, 1).words(Polarity.NEITHER, "counties", YEAR) == (
        "In the highest 25% of counties in 2020/21, 1st of 8, ours among them, counted from the highest"
    )
    assert Standing(2, 3, None).words(Polarity.LOW, "counties", YEAR) == (
        "2nd of 3 counties in 2020/21, ours among them, counted from the lowest"
    )


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({"quartile": 1}, "In the best 25% of comparator councils in 2020/21"),
        ({"quartile": 4, "polarity": Polarity.NEITHER}, "In the lowest 25% of comparator councils in 2020/21"),
        ({"quartile": 4, "rank": 30, "of": 33},
         "In the worst 25% of comparator councils in 2020/21, 30th of 33, counted from the highest"),
        ({"rank": 5, "of": 6}, "5th of 6 comparator councils in 2020/21, counted from the highest"),
        ({"rank": 5, "polarity": Polarity.LOW}, "5th of comparator councils in 2020/21, counted from the lowest"),
        ({"words": "Low", "polarity": Polarity.LOW}, "Low among comparator councils in 2020/21; low is good"),
        ({"words": "In need of improvement"}, "In need of improvement among comparator councils in 2020/21"),
        ({"words": "Relatively low, but higher for unclassified roads", "polarity": Polarity.LOW},
         "Relatively low among comparator councils, but higher for unclassified roads, in 2020/21; low is good"),
        ({"words": "Fewer than comparator councils"}, "Fewer than comparator councils in 2020/21; high is good"),
        ({"words": "Below the national average", "group": "England", "of_councils": False},
         "Below the national average in 2020/21; high is good"),
        ({"words": "Above England, for men and for women", "group": "England", "of_councils": False},
         "Above England, for men and for women, in 2020/21; high is good"),
        ({"words": "Much the same", "group": "England", "of_councils": False},
         "Much the same beside England in 2020/21"),
        ({"words": "Low", "polarity": Polarity.NEITHER}, "Low among comparator councils in 2020/21"),
        ({}, ""),
    ],
)  # fmt: skip
def test_a_stated_place_is_said_by_itself(stated, told):
    given = {"group": "comparator councils", "when": "in 2020/21", "polarity": Polarity.HIGH} | stated
    assert place_told(**given) == told


@given(
    st.integers(1, 4) | st.none(), st.integers(1, 9) | st.none(), st.text("ab, ", max_size=9), st.sampled_from(Polarity)
)
def test_a_place_names_its_group_and_period_once(quartile, rank, words, polarity):
    told = place_told(
        group="GROUP", when="in 2020/21", polarity=polarity, quartile=quartile, rank=rank, of=rank, words=words
    )
    assert bool(told) == bool(quartile or rank or words)
    if told:
        assert (told.count("GROUP"), told.count("in 2020/21")) == (1, 1)


def test_a_figure_is_set_beside_an_average():
    def beside(own, theirs, polarity=Polarity.HIGH):
        found = beside_average(own, exact(D(theirs)), polarity, unit="%", places=1)
        return found and found.told("England", "at 15 October 2021")

    assert beside(exact(D(94)), "94.3") == (
        "Below England at 15 October 2021, worked out: 94.0% against 94.3%; high is good"
    )
    assert beside(exact(D("94.31")), "94.3", Polarity.NEITHER) == (
        "Above England at 15 October 2021, worked out: 94.31% against 94.3%"
    )
    assert beside(exact(D("94.3")), "94.3", Polarity.LOW) == (
        "The same as England at 15 October 2021, worked out: 94.3% against 94.3%; low is good"
    )
    assert beside(Value("over", D(94)), "94.3") is None
    assert beside(Value("over", D(95)), "94.3").startswith("Above England")
    assert beside(Value("words", words="most"), "94.3") is None
    assert beside(Value("exact", D(94), base="2008"), "94.3") is None
    assert beside(Value("kept_back", words="not shown"), "94.3") is None


@given(amounts, amounts)
def test_above_turned_round_is_below(one, other):
    sides = [beside_average(exact(a), exact(b), Polarity.HIGH).side for a, b in ((one, other), (other, one))]
    assert sides in (["above", "below"], ["below", "above"], ["the same", "the same"])


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
