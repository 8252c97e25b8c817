"""Rules on counted answers: small groups, shares, ranks, groups compared, bars, suggestions. Without a database."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.asking.scales import AGREE, IMPORTANCE
from consultation.hearing.small_groups import FEWEST, few, hide_groups
from consultation.weighing import bars, shares
from consultation.weighing.shares import Tally
from consultation.weighing.suggesting import Themes, words_of

GROUPS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1)
COUNTS = st.fixed_dictionaries({code: st.integers(0, 300) for code, _ in AGREE})


# Small groups


@given(GROUPS)
def test_what_is_hidden_can_neither_be_read_nor_worked_out(bases):
    hidden = hide_groups(bases)
    shown = {group: base for group, base in bases.items() if group not in hidden.groups}
    assert all(base == 0 or base >= FEWEST for base in shown.values())
    if hidden.whole:
        assert sum(bases.values()) < FEWEST
        assert not shown
    elif hidden.groups:  # what is left when the others are taken from the whole is of several groups and of many people
        left = sum(bases.values()) - sum(shown.values())
        assert left >= FEWEST
        assert sum(1 for group in hidden.groups if bases[group]) >= 2


@given(GROUPS)
def test_nothing_is_hidden_where_no_group_is_small(bases):
    large = {group: base + FEWEST for group, base in bases.items()}
    assert hide_groups(large).groups == frozenset()


@given(GROUPS, st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)))
def test_a_figure_beside_a_published_one_tells_of_no_few(bases, before):
    hidden = hide_groups(bases, before={group: [base] for group, base in before.items()})
    for group in set(bases) - hidden.groups:
        assert group not in before or not 0 < abs(bases[group] - before[group]) < FEWEST


def test_the_same_group_is_hidden_with_a_small_one_at_every_question():
    sizes = {"resident": 200, "business": 30, "parish": 3}
    assert hide_groups(sizes).groups == {"parish", "business"}
    # Fewer residents than businesses answered this one; hiding them instead would tell of the businesses elsewhere.
    assert hide_groups({"resident": 20, "business": 28, "parish": 3}, sizes=sizes).groups == {"parish", "business"}


def test_two_small_groups_that_are_few_together_take_a_third_with_them():
    assert hide_groups({"a": 1, "b": 2, "c": 9, "d": 50}).groups == {"a", "b", "c"}
    assert hide_groups({"a": 2, "b": 3, "c": 9}).groups == {"a", "b"}


def test_nobody_is_no_small_group():
    assert not few(0)
    assert few(4)
    assert not few(5)
    assert few(12, before=[9])
    assert not few(12, before=[12, 5])


# Shares


@given(COUNTS)
def test_shares_of_one_answer_each_make_up_the_whole(counts):
    tally = Tally(sum(counts.values()), counts)
    assert sum(tally.share((code,)) for code in counts) == (1 if tally.base else 0)
    sides = dict(shares.combined("agree", AGREE)[:2])
    assert tally.share(sides["Agree"]) + tally.share(sides["Disagree"]) <= 1


def test_a_share_is_of_all_who_answered_and_of_those_who_do_not_know():
    tally = Tally(259, {"strongly_agree": 100, "tend_to_agree": 105, "tend_to_disagree": 26, "dont_know": 28})
    told = {words: shares.percent(tally.share(codes)) for words, codes in shares.combined("agree", AGREE)}
    assert told["Agree"] == "79%"
    assert told["Disagree"] == "10%"
    assert told["Don’t know"] == "11%"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (Fraction(1, 300), "under 1%"), (Fraction(1, 200), "1%"), (Fraction(1, 8), "13%"), (1, "100%")],
)
def test_a_share_reads_as_a_whole_percentage(share, words):
    assert shares.percent(Fraction(share)) == words


@pytest.mark.parametrize(
    ("difference", "words"),
    [(Fraction(12, 100), "12 points more"), (Fraction(-1, 100), "1 point less"), (Fraction(0), "the same"),
     (Fraction(1, 1000), "under 1 point more")],
)  # fmt: skip
def test_a_difference_reads_in_points(difference, words):
    assert shares.points(difference) == words


# Groups compared


def test_two_groups_are_set_side_by_side_with_a_warning_of_small_ones():
    carers, everybody = (
        Tally(20, {"strongly_agree": 15, "neither": 5}),
        Tally(200, {"tend_to_agree": 130, "neither": 70}),
    )
    first = shares.compare("agree", AGREE, carers, everybody)[0]
    assert (first.words, first.one, first.other) == ("Agree", Fraction(3, 4), Fraction(13, 20))
    assert shares.points(first.difference) == "10 points more"
    assert shares.warning([("Carers", carers), ("All", everybody)]).startswith("Fewer than 30 answered: Carers (20).")
    assert shares.warning([("All", everybody)]) == ""


@given(COUNTS, COUNTS)
def test_comparing_the_other_way_round_turns_every_difference(one, other):
    first, second = Tally(sum(one.values()), one), Tally(sum(other.values()), other)
    there = shares.compare("agree", AGREE, first, second)
    back = shares.compare("agree", AGREE, second, first)
    assert [line.difference for line in there] == [-line.difference for line in back]


# Ranks

ASKED = st.fixed_dictionaries({code: st.integers(0, 6) for code, _ in IMPORTANCE})


@given(st.dictionaries(st.integers(1, 12), ASKED))
def test_ranks_follow_the_shares_and_ties_share_a_place(aims):
    tallies = {key: Tally(sum(counts.values()), counts) for key, counts in aims.items()}
    found = shares.rank(tallies)
    assert {place.key for place in found} == {key for key, tally in tallies.items() if tally.base}
    worth = {place.key: (place.important, place.very) for place in found}
    for place in found:
        above = [other for other in found if worth[other.key] > worth[place.key]]
        assert place.place == len(above) + 1
        assert place.tied == (sum(worth[other.key] == worth[place.key] for other in found) > 1)


def test_an_aim_more_people_find_very_important_comes_first_among_equals():
    found = shares.rank({
        1: Tally(10, {"very": 3, "fairly": 5}), 2: Tally(10, {"very": 5, "fairly": 3}),
        3: Tally(20, {"very": 6, "fairly": 10}), 4: Tally(0, {}),
    })  # fmt: skip
    assert [(place.place, place.key, place.tied) for place in found] == [(1, 2, False), (2, 1, True), (2, 3, True)]


# Bars


@given(COUNTS)
def test_a_bar_goes_both_ways_without_gaps(counts):
    tally = Tally(sum(counts.values()), counts)
    parts = sorted(bars.bar(tally, [code for code, _ in AGREE]), key=lambda part: part.x)
    assert all(part.width > 0 and part.x >= 0 and part.x + part.width <= 2003 for part in parts)
    assert all(one.x + one.width == other.x for one, other in pairwise(parts))
    kinds = [part.kind for part in parts]
    order = ["against-strongly", "against", "between", "for", "for-strongly"]
    assert kinds == [kind for kind in order if kind in kinds]


def test_the_middle_lies_between_both_sides_and_dont_know_is_not_drawn():
    tally = Tally(10, {"strongly_agree": 2, "tend_to_agree": 3, "neither": 2, "tend_to_disagree": 1, "dont_know": 2})
    drawn = [(part.kind, part.x, part.width) for part in bars.bar(tally, [code for code, _ in AGREE])]
    assert drawn == [
        ("between", 900, 200), ("for", 1100, 300), ("for-strongly", 1400, 200), ("against", 800, 100)
    ]  # fmt: skip


# Suggestions

THEMES = Themes({
    1: ("Rural buses", "Buses between villages run too seldom in the evening."),
    2: ("Litter", "Streets and verges are dirty."),
    3: ("Housing", "New homes without surgeries or schools."),
})  # fmt: skip


def test_a_suggestion_says_because_of_which_words():
    found = THEMES.suggest("Our buses stop at six. In the evening nobody gets to other villages.")
    assert [(one.theme, one.because) for one in found] == [(1, ("buses", "evening", "villages"))]
    assert found[0].words == "because of “buses”, “evening”, “villages”"


def test_one_word_of_a_title_suggests_and_one_of_a_summary_does_not():
    assert [one.theme for one in THEMES.suggest("LITTER!")] == [2]
    assert THEMES.suggest("The streets.") == []
    assert THEMES.suggest("It is about the council and what they could do.") == []


@given(st.text(max_size=200))
def test_words_of_any_text_are_long_telling_and_once(text):
    found = words_of(text)
    assert len(found) == len(set(found))
    assert all(len(word) >= 3 for word in found)
    assert len(THEMES.suggest(text)) <= 3
