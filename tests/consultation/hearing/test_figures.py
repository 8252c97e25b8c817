"""Rules on reported figures: what is left, what replaces what, how they read, and how they are drawn."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.hearing import bars, figures
from consultation.hearing.levels import HOLDS, LEVELS, widest
from consultation.models import ReportedResult


def figure(level="agree", percentage=None, **fields) -> ReportedResult:
    amount = None if percentage is None else Decimal(str(percentage))
    return ReportedResult(about="plan", scale="agree", level=level, percentage=amount, **fields)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (figure(percentage=79), "79%"),
        (figure(percentage="22.75"), "22.8%"),
        (figure(percentage=90, said="over"), "over 90%"),
        (figure(said="words", words="less important"), "less important"),
        (figure(count=58, base=255), "58 of 255 (22.7%, derived)"),
        (figure(percentage=23, count=58, base=255), "58 of 255 (23%)"),
        (figure(count=1200), "1,200"),
    ],
)
def test_figures_read_as_they_were_said(row, words):
    assert figures.in_words(row) == words


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([figure("agree", 79), figure("disagree", 10)], 11),
        ([figure("agree", 68), figure("disagree", 17)], 15),
        ([figure("agree", 79), figure("strongly_agree", 40), figure("disagree", 10)], 11),
        ([figure("strongly_disagree", 91)], 9),
        ([figure("agree", 90, said="over")], None),
        ([figure("agree", 79), figure("disagree", 5, said="over")], None),
        ([figure("agree", 79), figure("disagree", said="words", words="few")], None),
        ([figure("", 79, answer="Yes")], None),
        ([figure("agree", 79), figure("disagree", 21)], None),
        ([figure("agree", 79), figure("disagree", 22)], None),  # rounded up, both
        ([], None),
    ],
)
def test_what_is_left_is_worked_out_and_never_invented(rows, left):
    assert figures.rest(rows) == left


shares = st.decimals(0, 100, places=1)


@given(agree=shares, disagree=shares, said=st.sampled_from(["exact", "over"]))
def test_what_is_known_and_what_is_left_make_a_hundred_or_nothing_is_said(agree, disagree, said):
    left = figures.rest([figure("agree", agree, said=said), figure("disagree", disagree)])
    assert left is None if said == "over" or agree + disagree >= 100 else left + agree + disagree == 100


@given(levels=st.sets(st.sampled_from([code for code, _ in LEVELS["agree"]]), min_size=1))
def test_the_widest_answers_share_nothing_and_hold_all(levels):
    wide = widest(levels)
    assert frozenset().union(*(HOLDS[one] for one in wide)) == frozenset().union(*(HOLDS[one] for one in levels))
    assert sum(len(HOLDS[one]) for one in wide) == len(frozenset().union(*(HOLDS[one] for one in wide)))


@given(
    agree=st.one_of(st.none(), shares), disagree=st.one_of(st.none(), shares), neither=st.one_of(st.none(), shares),
    strongly=st.one_of(st.none(), shares), said=st.sampled_from(["exact", "over"]),
)  # fmt: skip
def test_bars_stay_within_their_frame(agree, disagree, neither, strongly, said):
    known = {"agree": agree, "disagree": disagree, "neither": neither, "strongly_agree": strongly}
    rows = [figure(level, value, said=said if level == "agree" else "exact") for level, value in known.items()
            if value is not None]  # fmt: skip
    widest_of = [strongly if agree is None else agree, disagree, neither]
    if sum((value for value in widest_of if value), Decimal(0)) > 100 or (strongly or 0) > (agree or 100):
        return  # no report says so of one question
    for part in bars.bar(rows):
        assert part.width >= 0
        assert 0 <= part.x <= part.x + part.width <= 200


def test_a_bar_goes_both_ways_from_what_is_left_in_the_middle():
    parts = bars.bar([figure("agree", 79), figure("disagree", 10)])
    assert [(part.kind, part.x, part.width) for part in parts] == [
        ("between", Decimal("94.5"), 11), ("for", Decimal("105.5"), 79), ("against", Decimal("84.5"), 10),
    ]  # fmt: skip
    assert [(part.kind, part.x, part.width) for part in bars.bar([figure("agree", 90, said="over")])] == [
        ("for", 100, 90), ("more", 190, 10),
    ]  # fmt: skip
    assert [(part.kind, part.x) for part in bars.bar([figure("strongly_disagree", 91)])] == [("against", 9)]
    assert bars.bar([figure(said="words", words="most")]) == []


def test_a_final_figure_replaces_interim_ones_of_its_question_and_group_alone():
    first, later = date(2021, 9, 15), date(2021, 10, 15)
    early, interim, final = (
        figure(percentage=70, as_of=first),
        figure(percentage=75, as_of=later),
        figure(percentage=79),
    )
    carers = figure(percentage=91, as_of=later, group="carers")
    ((_, standings),) = figures.by_question([carers, interim, final, early]).items()
    assert [(one.group, one.figures, one.earlier) for one in standings] == [
        ("", (final,), (early, interim)), ("carers", (carers,), ()),
    ]  # fmt: skip
    ((_, standings),) = figures.by_question([interim, early]).items()
    assert (standings[0].figures, standings[0].earlier) == ((interim,), (early,))


def test_an_answer_of_its_own_stands_among_those_on_the_scale_of_its_question_and_leaves_nothing_over():
    rows = [figure("very", 50), figure("dont_know", 30), figure("", 20, answer="Not sure")]
    for row in rows:
        row.scale = "other" if row.answer else "importance"
    ((asked, (standing,)),) = figures.by_question(rows).items()
    assert (asked.scale, standing.figures, standing.rest) == ("importance", tuple(rows), None)


def test_where_a_question_was_asked_on_two_scales_nobody_knows_whose_another_answer_is():
    agree, very, other = figure("agree", 79), figure("very", 60), figure("", 5, answer="Not sure")
    very.scale, other.scale = "importance", "other"
    found = figures.by_question([agree, figure("disagree", 10), very, other])
    assert [(asked.scale, len(one.figures), one.rest, one.loose) for asked, (one,) in found.items()] == [
        ("agree", 2, None, True), ("importance", 1, None, True), ("other", 1, None, True),
    ]  # fmt: skip
    assert [part.kind for part in bars.bar([agree, figure("disagree", 10)], loose=True)] == ["for", "against"]
    assert figures.by_question([agree, very])[figures.Asked("plan", None, "", "agree")][0].rest == 21


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([figure("agree", 80), figure("disagree", 70)], "150% together"),
        ([figure("agree", 80), figure("strongly_agree", 95)], "“Agree” is 80%, and less"),
        ([figure("agree", 60), figure("strongly_agree", 40), figure("tend_to_agree", 30)], "“Agree” is 60%, and less"),
        ([figure("agree", 60, said="over"), figure("disagree", 45)], "105% together"),
        ([figure("agree", count=6, base=10), figure("disagree", count=5, base=10)], "110% together"),
        ([figure("agree", 79), figure("disagree", 22)], ""),  # rounded up, both
        ([figure("agree", 79), figure("disagree", 23)], "102% together"),
        ([figure("agree", 79), figure("strongly_agree", 40), figure("tend_to_agree", 40)], ""),
        ([figure("agree", 60, said="over"), figure("strongly_agree", 70)], ""),
        ([figure("", 80, answer="Parks"), figure("", 70, answer="Roads")], ""),
        ([figure("agree", 80), figure("disagree", said="words", words="most")], ""),
    ],
)
def test_answers_that_are_more_than_all_who_answered_are_told(rows, why):
    told = figures.too_much(rows)
    assert why in told
    assert bool(told) == bool(why)


def test_two_groups_are_compared_on_answers_that_both_have_as_of_one_day():
    everybody, carers = figure("disagree", 83), figure("disagree", 91, group="carers")
    ((_, (first, second)),) = figures.by_question([everybody, carers]).items()
    (found,) = figures.compared(first, second)
    assert (found.level, found.points) == ("disagree", 8)
    assert figures.points_in_words(found.points, "carers") == "8 points higher among carers"
    assert figures.points_in_words(Decimal("-1"), "carers") == "1 point lower among carers"
    assert figures.points_in_words(Decimal(0), "carers") == "the same among carers"
    carers.as_of = date(2021, 10, 15)
    ((_, (first, second)),) = figures.by_question([everybody, carers]).items()
    assert figures.compared(first, second) == []
