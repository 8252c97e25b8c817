"""Every indicator has one answer to each signal, whatever is known of it: so counts add up. No database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outcomes.pages.scores import scorecard
from outcomes.pages.signals import DIRECTION, ORDERS, OVERDUE, POSITION, SIGNALS, Judged, in_order
from outcomes.pages.summaries import indicator_figures
from performance.direction import Change, Direction, Polarity
from performance.rag import NO_MARGIN, Rating, Status
from performance.read import IndicatorLine, Position
from performance.releases import Due
from plan.periods import Period

TODAY = date(2022, 11, 8)


def line(pk: int, status: Status, change: Change, polarity: Polarity, place: Position | None, key: bool):
    return IndicatorLine(
        pk=pk, slug=f"i{pk}", name=f"Indicator {pk}", unit="", places=0, polarity=polarity, owner="", data_source="",
        source="", how_measured="", is_key=key, figures=(), goal=None, goal_shown="", goal_source="",
        goal_illustrative=False, tolerance=NO_MARGIN, rating=Rating(status, ""), direction=Direction(change, ""),
        position=place,
    )  # fmt: skip


def judged(pk: int, status, change, polarity, quartile, key, days) -> Judged:
    place = None if quartile is None else Position("Words", "Others", "2021/22", quartile or None, "")
    due = None if days is None else Due(Period.parse("2022/23"), TODAY + timedelta(days))
    return Judged(line(pk, status, change, polarity, place, key), due, TODAY)


LISTS = st.lists(
    st.tuples(
        st.sampled_from(Status), st.sampled_from(Change), st.sampled_from(Polarity),
        st.sampled_from([None, 0, 1, 2, 3, 4]), st.booleans(), st.sampled_from([None, -1, 0, 1]),
    ),
    max_size=12,
).map(lambda rows: [judged(pk, *row) for pk, row in enumerate(rows)])  # fmt: skip


@given(LISTS)
def test_the_counts_of_each_signal_add_up(found):
    card = scorecard(found, {"department": "streets"})
    for signal, counts in zip(SIGNALS, card.signals, strict=True):
        assert sum(count.many for count in counts.counts) == card.every.many == len(found)
        assert counts.some.many == sum(count.many for count in counts.counts if count.code in signal.some[2])


@given(LISTS)
def test_an_outcomes_page_and_a_scorecard_count_the_same(found):
    card = scorecard(found, {})
    direction, position = card.of(DIRECTION), card.of(POSITION)
    upper = position.of("1").many + position.of("2").many
    counted = [(direction.of("better").many, direction.some.many), (upper, position.some.many)]

    told = [figure.value for figure in indicator_figures([one.line for one in found])]

    assert told == [f"{many} of {of}" for many, of in counted if of]


@given(LISTS)
def test_what_is_neither_good_nor_bad_is_counted_nowhere(found):
    plain = [one for one in found if one.line.polarity is Polarity.NEITHER]
    changed = [one for one in found if one.line.direction.change is Change.CHANGED]

    assert not any(POSITION.keeps(one, "quarter") for one in plain)
    assert not any(DIRECTION.keeps(one, "compared") for one in changed)


@given(LISTS, st.sampled_from(list(ORDERS)))
def test_an_order_loses_nothing_and_does_not_depend_on_how_they_came(found, order):
    ordered = in_order(found, order)
    assert sorted(one.line.pk for one in ordered) == [one.line.pk for one in found]
    assert in_order(found[::-1], order) == ordered


def test_every_answer_and_every_group_can_be_said():
    for signal in SIGNALS:
        assert set(signal.said) == {code for code, _ in signal.asked}


def test_the_highest_quarter_is_the_best_only_where_high_is_good():
    def answer(polarity: Polarity) -> str:
        return POSITION.answer(judged(1, Status.NO_TARGET, Change.SAME, polarity, 1, False, None))

    assert [answer(polarity) for polarity in Polarity] == ["1", "1", "stated"]


def test_a_figure_is_overdue_from_the_day_after_its_release():
    def answer(days: int | None) -> str:
        return OVERDUE.answer(judged(1, Status.GREEN, Change.SAME, Polarity.HIGH, None, False, days))

    assert [answer(days) for days in (-1, 0, 1, None)] == ["1", "0", "0", "never"]


def test_headlines_are_of_what_can_be_told_and_at_most_four():
    none = scorecard([judged(1, Status.NO_DATA, Change.UNKNOWN, Polarity.HIGH, 0, True, None)], {})
    assert none.headlines == []
    some = [
        judged(1, Status.GREEN, Change.BETTER, Polarity.HIGH, 1, True, None),
        judged(2, Status.RED, Change.SAME, Polarity.HIGH, 3, False, None),
    ]
    assert [(one.count.many, one.of.many, one.words) for one in scorecard(some, {}).headlines] == [
        (1, 2, "in the best 25% of comparable councils"),
        (0, 2, "in the worst 25%"),
        (1, 2, "better than before"),
        (0, 2, "worse than before"),
    ]
