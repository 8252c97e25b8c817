from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.periods import FIRST_YEAR, LAST_YEAR, Kind, Period, comparable, quarter_of

RHYTHMIC = [kind for kind in Kind if kind not in (Kind.POINT, Kind.SURVEY)]
days = st.dates(date(FIRST_YEAR + 2, 1, 1), date(LAST_YEAR - 2, 12, 31))
periods = st.builds(Period.containing, st.sampled_from(list(Kind)), days)
rhythmic = st.builds(Period.containing, st.sampled_from(RHYTHMIC), days)

# code, first day, last day, label, short label, as a sentence has it, financial year
EXAMPLES = [
    ("2022/23", "2022-04-01", "2023-03-31", "2022/23", "2022/23", "in 2022/23", "2022/23"),
    (
        "2022-Q1", "2022-04-01", "2022-06-30",
        "Quarter 1 2022/23 (April to June 2022)", "Q1 2022/23", "in Quarter 1 2022/23", "2022/23",
    ),
    (
        "2022-Q2", "2022-07-01", "2022-09-30",
        "Quarter 2 2022/23 (July to September 2022)", "Q2 2022/23", "in Quarter 2 2022/23", "2022/23",
    ),
    (
        "2022-Q4", "2023-01-01", "2023-03-31",
        "Quarter 4 2022/23 (January to March 2023)", "Q4 2022/23", "in Quarter 4 2022/23", "2022/23",
    ),
    (
        "2022-H1", "2022-04-01", "2022-09-30",
        "First half of 2022/23 (April to September 2022)", "H1 2022/23", "in the first half of 2022/23", "2022/23",
    ),
    (
        "2022-H2", "2022-10-01", "2023-03-31",
        "Second half of 2022/23 (October 2022 to March 2023)", "H2 2022/23", "in the second half of 2022/23",
        "2022/23",
    ),
    ("2022", "2022-01-01", "2022-12-31", "2022", "2022", "in 2022", "2022/23"),
    (
        "2021-A", "2021-09-01", "2022-08-31",
        "Academic year 2021/22", "2021/22 academic", "in the academic year 2021/22", "2021/22",
    ),
    ("2022-02", "2022-02-01", "2022-02-28", "February 2022", "Feb 2022", "in February 2022", "2021/22"),
    ("2022-07-31", "2022-07-31", "2022-07-31", "31 July 2022", "31 Jul 2022", "at 31 July 2022", "2022/23"),
    (
        "2022-03-31-S", "2022-03-31", "2022-03-31",
        "Survey of 31 March 2022", "Survey 31 Mar 2022", "in the survey of 31 March 2022", "2021/22",
    ),
    ("1999/00", "1999-04-01", "2000-03-31", "1999/00", "1999/00", "in 1999/00", "1999/00"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "start", "end", "label", "short", "when", "year"), EXAMPLES)
def test_each_kind_has_its_days_and_its_words(code, start, end, label, short, when, year):
    period = Period.parse(code)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert (period.code, period.label, period.short_label, period.when) == (code, label, short, when)
    assert period.financial_year.code == year
    assert str(period) == label


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("  q2   2022/23 ", "2022-Q2"),
        ("2022/23 Q2", "2022-Q2"),
        ("2022-q2", "2022-Q2"),
        ("H2 2022/23", "2022-H2"),
        ("2021-a", "2021-A"),
        ("Academic year 2021/22", "2021-A"),
        ("July 2022", "2022-07"),
        ("jul 2022", "2022-07"),
        ("31 July 2022", "2022-07-31"),
        ("1 Sep 2021", "2021-09-01"),
        ("Survey of 5 October 2021", "2021-10-05-S"),
    ],
)
def test_what_people_type_is_understood(typed, code):
    assert Period.parse(typed).code == code


@pytest.mark.parametrize(
    "text",
    [
        "", "2022/24", "2022-23", "22/23", "2022-Q5", "2022-Q0", "2022-H3", "2022-13", "2022-00", "2022-02-30",
        "31 June 2022", "Q2 2022", "latest", "２０２２/２３", "2022/23\n2023/24", "0000",
    ],
)  # fmt: skip
def test_what_is_not_understood_says_which_forms_are(text):
    with pytest.raises(ValueError, match="not understood as a period") as problem:
        Period.parse(text)
    for form in ("2022/23", "2022-Q2", "2022-H1", "2021-A", "2022-07", "2022-07-31", "2022-07-31-S"):
        assert f" {form} for " in str(problem.value)


@pytest.mark.parametrize("code", ["1899", "2201", "1899/00", "2200/01", "1899-12-31", "2200-A", "9999", "9999/00"])
def test_years_are_bounded(code):
    with pytest.raises(ValueError, match="between 1900 and 2200"):
        Period.parse(code)


def test_the_first_and_last_years_are_within_bounds_and_nothing_lies_beyond():
    assert Period.parse("1900").start == date(1900, 1, 1)
    assert Period.parse("2199/00").end == date(2200, 3, 31)
    with pytest.raises(ValueError, match="between 1900 and 2200"):
        Period.parse("2199/00").next()
    with pytest.raises(ValueError, match="between 1900 and 2200"):
        Period.parse("1900").previous()


@pytest.mark.parametrize(("kind", "month"), [(Kind.QUARTER, 5), (Kind.FINANCIAL_YEAR, 1), (Kind.HALF_YEAR, 7)])
def test_a_period_begins_where_its_kind_begins(kind, month):
    with pytest.raises(ValueError, match="does not begin"):
        Period(kind, date(2022, month, 1))


def test_a_month_begins_on_its_first_day_and_a_period_on_a_date():
    with pytest.raises(ValueError, match="2 May 2022 does not begin a month"):
        Period(Kind.MONTH, date(2022, 5, 2))
    with pytest.raises(TypeError, match="not at a time of day"):
        Period(Kind.POINT, datetime(2022, 5, 1, 12, 0))


def test_a_kind_stored_as_text_is_the_kind():
    assert Period("quarter", date(2022, 7, 1)) == Period.parse("2022-Q2")


@pytest.mark.parametrize(
    ("code", "before", "after", "last_year"),
    [
        ("2022/23", "2021/22", "2023/24", "2021/22"),
        ("2022-Q1", "2021-Q4", "2022-Q2", "2021-Q1"),
        ("2022-Q4", "2022-Q3", "2023-Q1", "2021-Q4"),
        ("2022-H1", "2021-H2", "2022-H2", "2021-H1"),
        ("2022", "2021", "2023", "2021"),
        ("2021-A", "2020-A", "2022-A", "2020-A"),
        ("2022-01", "2021-12", "2022-02", "2021-01"),
    ],
)
def test_neighbours(code, before, after, last_year):
    period = Period.parse(code)
    found = (period.previous().code, period.next().code, period.same_period_last_year().code)
    assert found == (before, after, last_year)


@pytest.mark.parametrize(
    ("code", "last_year"),
    [("2022-07-15", "2021-07-15"), ("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-29")],
)
def test_a_day_last_year_and_the_end_of_a_month_stays_the_end(code, last_year):
    assert Period.parse(code).same_period_last_year().code == last_year


@pytest.mark.parametrize("code", ["2022-07-31", "2022-07-31-S"])
def test_days_and_surveys_keep_no_rhythm(code):
    for move in (Period.parse(code).previous, Period.parse(code).next):
        with pytest.raises(ValueError, match="the next figure there is"):
            move()


def test_a_survey_has_no_same_day_last_year():
    with pytest.raises(ValueError, match="look for the survey before it"):
        Period.parse("2022-07-31-S").same_period_last_year()


@pytest.mark.parametrize(
    ("day", "code"),
    [("2022-03-31", "2021-Q4"), ("2022-04-01", "2022-Q1"), ("2022-09-30", "2022-Q2"), ("2023-01-01", "2022-Q4")],
)
def test_the_quarter_of_a_day(day, code):
    assert quarter_of(date.fromisoformat(day)).code == code


def test_only_like_kinds_are_comparable():
    one = {kind: Period.containing(kind, date(2022, 7, 31)) for kind in Kind}
    alike = {(a, b) for a in Kind for b in Kind if comparable(one[a], one[b])}
    assert alike == {(kind, kind) for kind in Kind}


def test_the_latest_is_the_one_that_ends_last():
    codes = ["2022-Q2", "2021/22", "2022-07-31", "2022", "2022-Q1", "2022-03-31-S", "2022-03-31"]
    in_order = ["2021/22", "2022-03-31", "2022-03-31-S", "2022-Q1", "2022-07-31", "2022-Q2", "2022"]
    assert [period.code for period in sorted(map(Period.parse, codes))] == in_order


def test_order_is_of_periods_alone():
    with pytest.raises(TypeError):
        _ = Period.parse("2022") < "2023"


@given(periods)
def test_code_and_labels_lead_back_to_the_period(period):
    assert Period.parse(period.code) == period
    assert Period.parse(period.short_label) == period
    assert len({period, Period.parse(period.code)}) == 1


@given(rhythmic)
def test_periods_follow_one_another_without_gap_or_overlap(period):
    assert period.next().start == period.end + timedelta(days=1)
    assert period.next().previous() == period == period.previous().next()
    assert period.previous() < period < period.next()


@given(st.sampled_from(list(Kind)), days)
def test_every_day_lies_in_one_period_of_each_kind(kind, day):
    period = Period.containing(kind, day)
    assert day in period
    assert period.start <= day <= period.end
    assert (period.start - timedelta(days=1)) not in period
    assert (period.end + timedelta(days=1)) not in period


@given(rhythmic)
def test_a_year_before_is_a_year_before(period):
    before = period.same_period_last_year()
    assert comparable(before, period)
    assert (before.start.year, before.start.month) == (period.start.year - 1, period.start.month)


@given(periods, periods)
def test_order_is_total(one, other):
    assert (one < other) + (one == other) + (one > other) == 1


@given(rhythmic)
def test_most_of_a_period_lies_in_its_financial_year(period):
    year = period.financial_year
    assert year.kind == Kind.FINANCIAL_YEAR
    inside = sum((period.start + timedelta(days=n)) in year for n in range((period.end - period.start).days + 1))
    assert inside * 2 > (period.end - period.start).days
