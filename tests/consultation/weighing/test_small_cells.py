"""What few of a large group answered: nobody reads it, and nobody works it out from what else is shown."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.asking.scales import AGREE
from consultation.weighing import shares
from consultation.weighing.counting import together
from consultation.weighing.publishing import publish_results
from consultation.weighing.results import Results
from consultation.weighing.shares import Tally
from consultation.weighing.small_cells import hide_cells
from consultation.weighing.small_groups import FEWEST
from tests.consultation.asked import respond

from .test_results import URL, row_of

CODES = "agree", "neither", "disagree"
CELLS = st.fixed_dictionaries({code: st.integers(0, 7) for code in CODES})
TABLES = st.lists(CELLS, min_size=1, max_size=3)


def possible(rows, known, whole, hidden) -> list[tuple[tuple[int, ...], ...]]:
    """Every way in which the hidden numbers can be, by trial: each group adds up, and so does each answer. Of rows
    after the `known` nothing is shown."""
    told = [tuple(row[code] for code in CODES) for row in rows]
    places = range(len(CODES))

    def fits(way: tuple[int, ...], place: int) -> bool:
        free = hidden[place] if place < known else CODES
        return all(CODES[one] in free or way[one] == told[place][one] for one in places)

    def ways_of(place: int) -> list[tuple[int, ...]]:
        base = sum(told[place])
        pairs = itertools.product(range(base + 1), repeat=2)
        ways = [(one, other, base - one - other) for one, other in pairs if one + other <= base]
        return [way for way in ways if fits(way, place)]

    *first, last = [ways_of(place) for place in range(len(rows))]
    left, found = set(last), []
    for ways in itertools.product(*first):
        rest = tuple(whole[code] - sum(way[one] for way in ways) for one, code in enumerate(CODES))
        if rest in left:
            found.append((*ways, rest))
    return found


def shown_and_rest(rows):
    """The rows that are large enough to be shown, then the others as one."""
    large = [row for row in rows if sum(row.values()) >= FEWEST]
    small = [row for row in rows if 0 < sum(row.values()) < FEWEST]
    if small and sum(sum(row.values()) for row in small) < FEWEST and large:
        small.append(large.pop())
    rest = {code: sum(row[code] for row in small) for code in CODES}
    return large, ([rest] if small else [])


@settings(deadline=None, max_examples=100)
@given(TABLES)
def test_nobody_can_work_out_that_one_to_four_of_a_group_gave_an_answer(rows):
    large, rest = shown_and_rest(rows)
    every = [*large, *rest]
    whole = {code: sum(row[code] for row in every) for code in CODES}
    tallies = {place: Tally(sum(row.values()), row) for place, row in enumerate(large)}
    hidden = hide_cells(tallies, Tally(sum(whole.values()), whole))
    if len(every) < 2:
        assert not any(hidden.values())
        return
    ways = possible(every, len(large), whole, hidden)
    assert tuple(tuple(row[code] for code in CODES) for row in every) in ways
    for place, row in enumerate(every):
        for one, code in enumerate(CODES):
            if 0 < row[code] < FEWEST:
                could = {way[place][one] for way in ways}
                assert 0 in could or max(could) >= FEWEST
                assert len(could) > 1


@settings(max_examples=200)
@given(TABLES)
def test_what_is_hidden_of_a_group_is_of_no_few_together(rows):
    large, rest = shown_and_rest(rows)
    every = [*large, *rest]
    whole = {code: sum(row[code] for row in every) for code in CODES}
    tallies = {place: Tally(sum(row.values()), row) for place, row in enumerate(large)}
    hidden = hide_cells(tallies, Tally(sum(whole.values()), whole))
    for place, codes in hidden.items():
        shown = [large[place][code] for code in CODES if code not in codes]
        assert len(every) < 2 or all(how_many == 0 or how_many >= FEWEST for how_many in shown)
        assert not codes or sum(large[place][code] for code in codes) >= FEWEST
    for code in CODES if len(every) > 1 else ():
        unknown = whole[code] - sum(large[place][code] for place, codes in hidden.items() if code not in codes)
        assert unknown == 0 or unknown >= min(FEWEST, whole[code])


@given(st.lists(st.fixed_dictionaries({code: st.integers(FEWEST, 99) for code in CODES}), min_size=2, max_size=6))
def test_nothing_is_hidden_where_no_answer_is_rare(rows):
    whole = {code: sum(row[code] for row in rows) for code in CODES}
    tallies = {place: Tally(sum(row.values()), row) for place, row in enumerate(rows)}
    assert set(hide_cells(tallies, Tally(sum(whole.values()), whole)).values()) == {frozenset()}


SEVERAL = st.lists(st.tuples(st.integers(FEWEST, 12), st.tuples(*[st.integers(0, 12)] * 3)), min_size=2, max_size=4)


@given(SEVERAL)
def test_of_several_answers_each_stands_for_itself(told):
    tallies = {
        place: Tally(base, dict(zip(CODES, (min(base, one) for one in counts), strict=True)))
        for place, (base, counts) in enumerate(told)
    }  # fmt: skip
    whole = together(tallies.values())
    hidden = hide_cells(tallies, whole)
    for code in CODES:
        unknown = [place for place in tallies if code in hidden[place]]
        people = sum(tallies[place].counts[code] for place in unknown)
        for place, tally in tallies.items():
            if 0 < tally.counts[code] < FEWEST:
                assert place in unknown
                others = sum(tallies[other].base for other in unknown if other != place)
                assert people <= others or min(people, tally.base) >= FEWEST


def test_a_rare_answer_of_a_large_group_takes_others_with_it():
    residents, firms = Tally(60, {"agree": 59, "disagree": 1}), Tally(20, {"agree": 12, "disagree": 8})
    hidden = hide_cells({"residents": residents, "firms": firms}, together([residents, firms]))
    assert hidden == {"residents": {"agree", "disagree"}, "firms": {"agree", "disagree"}}
    third = Tally(30, {"agree": 20, "disagree": 10})
    all_three = {"residents": residents, "firms": firms, "staff": third}
    assert hide_cells(all_three, together(all_three.values()))["staff"] == frozenset()


def test_a_difference_of_what_is_not_shown_is_not_told():
    one = Tally(20, {"strongly_agree": 15}, frozenset({"neither", "tend_to_disagree"}))
    found = {line.words: line for line in shares.compare("agree", AGREE, one, Tally(200, {"strongly_agree": 100}))}
    assert (found["Agree"].one, found["Agree"].difference) == (Fraction(3, 4), Fraction(1, 4))
    assert (found["Disagree"].one, found["Disagree"].difference) == (None, None)


@pytest.mark.django_db
@pytest.mark.usefixtures("answered_survey")
def test_what_few_of_a_large_group_answered_is_on_no_page(survey, officer, client):
    respond(survey, 9, kind="business", agree="strongly_disagree", very="very")
    respond(survey, 2, kind="resident", agree="tend_to_disagree", very="very")
    published = publish_results(survey, by=officer).content
    groups = row_of(published, 1)["groups"]
    assert groups["resident"] == {
        "base": 22, "counts": {"strongly_agree": 12}, "hidden": ["dont_know", "strongly_disagree", "tend_to_disagree"]
    }  # fmt: skip
    assert (groups["business"], groups["?"]["base"]) == (
        {"base": 12, "counts": {}, "hidden": ["dont_know", "strongly_disagree", "tend_to_disagree"]}, 6
    )  # fmt: skip
    page = client.get(f"{URL}1/?one=resident&other=all").content.decode()
    assert '<td class="right" data-label="Tend to disagree">not shown</td>' in page
    assert '<th scope="row">Tend to disagree</th><td class="right" data-label="Resident (22)">not shown</td>' in page
    assert "9%" not in page.replace("29%", "")  # two of 22
    assert "55% agree" in page
    resident = Results(published).question(1).by_group[0][1][1]
    assert (resident.words, resident.parts, resident.told) == ("Resident", [], "55% agree")
