"""Nobody can work a hidden count out by adding and taking away what is shown, whatever officers ticked."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from performance.accumulation import Adding
from performance.adding_up import Sum, settle
from performance.small_counts import Counts, hide_periods
from plan.periods import Period

YEAR = Period.parse("2022/23")
HALVES = [Period.parse(f"2022-H{number}") for number in (1, 2)]
QUARTERS = [Period.parse(f"2022-Q{number}") for number in (1, 2, 3, 4)]
MONTHS = [Period.parse(f"2022-{number:02}") for number in (4, 5, 6)]
SEX, DISTRICT = (1, 2), (3, 4, 5)
PARTS = {"sex": SEX, "district": DISTRICT}


def count(parts: dict[int, int]) -> dict:
    return {**parts, None: sum(parts[part] for part in SEX)}


def together(cells: list[dict]) -> dict:
    return {series: sum(one[series] for one in cells) for series in (*SEX, *DISTRICT, None)}


@st.composite
def quarters(draw):
    """The parts of one quarter: by sex and, of the same people, by district."""
    sex = draw(st.lists(st.integers(0, 9), min_size=2, max_size=2))
    first = draw(st.integers(0, sum(sex)))
    second = draw(st.integers(0, sum(sex) - first))
    return count(dict(zip((*SEX, *DISTRICT), (*sex, first, second, sum(sex) - first - second), strict=True)))


@st.composite
def worlds(draw):
    """All counts of a year, of which some were never entered."""
    each = [draw(quarters()) for _ in QUARTERS]
    split = [draw(st.integers(0, each[0][part])) for part in SEX]
    months = [{None: split[0], 1: split[0]}, {None: split[1], 2: split[1]}]
    months.append({None: each[0][None] - sum(split)})
    world = dict(zip(QUARTERS, each, strict=True)) | {YEAR: together(each)}
    world |= {HALVES[0]: together(each[:2]), HALVES[1]: together(each[2:])}
    cells = {(period, series): number for period, one in world.items() for series, number in one.items()}
    cells |= {(month, None): one[None] for month, one in zip(MONTHS, months, strict=True)}
    periods = draw(st.sets(st.sampled_from([*world, *MONTHS]), min_size=1))
    series = draw(st.sets(st.sampled_from([*SEX, *DISTRICT, None]), min_size=1))
    lost = draw(st.sets(st.sampled_from(sorted(cells, key=str)), max_size=3))
    return {cell: number for cell, number in cells.items() if cell[0] in periods and cell[1] in series} | {
        cell: None for cell in lost if cell[0] in periods and cell[1] in series and draw(st.booleans())
    }


def true_sums() -> list[tuple[tuple, list[tuple]]]:
    found = [((period, None), [(period, part) for part in parts])
             for period in (YEAR, *HALVES, *QUARTERS) for parts in PARTS.values()]  # fmt: skip
    for series in (*SEX, *DISTRICT, None):
        for longer, within in (
            (YEAR, QUARTERS), (YEAR, HALVES), (HALVES[0], QUARTERS[:2]), (HALVES[1], QUARTERS[2:]),
            (YEAR, [HALVES[0], *QUARTERS[2:]]), (YEAR, [*QUARTERS[:2], HALVES[1]]),
        ):  # fmt: skip
            found.append(((longer, series), [(period, series) for period in within]))
    quarter, rest = [(month, None) for month in MONTHS], [(period, None) for period in QUARTERS[1:]]
    found.append(((QUARTERS[0], None), quarter))
    found += [((YEAR, None), quarter + rest), ((HALVES[0], None), quarter + rest[:1])]
    return [*found, ((YEAR, None), quarter + rest[:1] + [(HALVES[1], None)])]


def worked_out(cells: dict, shown: set) -> set:
    """Every number that follows from those shown by sums whose numbers were all entered. A whole that was not is what
    any of its divisions makes it."""
    rows = []
    for total, parts in true_sums():
        is_division = parts[0][0] == total[0]
        if all(cells.get(part) is not None for part in parts) and (is_division or cells.get(total) is not None):
            row = {cell: Fraction(1) for cell in parts if cell not in shown}
            row |= {} if total in shown else {total: Fraction(-1)}
            rows.append(row)
    done: list[dict] = []
    for row in rows:
        for known in done:
            row = without(row, known, row.get(next(iter(known)), 0))
        if row:
            first = next(iter(row))
            row = {first: Fraction(1)} | {cell: by / row[first] for cell, by in row.items() if cell != first}
            done = [in_order(without(one, row, one.get(first, 0)), next(iter(one))) for one in done]
            done.append(row)
    return {next(iter(row)) for row in done if len(row) == 1}


def without(row: dict, other: dict, times) -> dict:
    left = {cell: row.get(cell, 0) - times * other.get(cell, 0) for cell in {**row, **other}}
    return {cell: by for cell, by in left.items() if by}


def in_order(row: dict, first) -> dict:
    return {first: row[first], **row}


@settings(max_examples=300, deadline=None)
@given(worlds(), st.sets(st.sampled_from((*SEX, *DISTRICT))), st.sampled_from(list(Adding)), st.integers(2, 6))
def test_no_hidden_count_follows_from_what_is_shown(cells, ticked, adding, threshold):
    counts: dict[Period, Counts] = {}
    for (period, series), number in cells.items():
        one = counts.setdefault(period, Counts(said=set(ticked)))
        if series is None:
            one.whole = number
        else:
            one.divisions["sex" if series in SEX else "district"][series] = number
    found = hide_periods(counts, adding, threshold)
    known = {cell: number for cell, number in cells.items() if number is not None}
    hidden = {(period, series) for period, series in known
              if (found[period].whole if series is None else series in found[period].parts)}  # fmt: skip
    assert {cell for cell, number in known.items() if 0 < number < threshold} <= hidden
    assert worked_out(cells, known.keys() - hidden) & hidden == set()


def test_sums_that_share_numbers_do_not_tell_together_what_none_tells_alone():
    """Each sum has two hidden parts, and the three of them would give all of them away."""
    figures = {"a": 3, "b": 20, "c": 30, "d": 40, "ab": 23, "bc": 50, "ac": 73}
    sums = [Sum("ab", frozenset("ab")), Sum("bc", frozenset("bc")), Sum("ac", frozenset("acd"))]
    hidden = {"a", "b", "c"}
    settle(figures, sums, hidden)
    assert hidden == {"a", "b", "c", "ab"}


def test_parts_that_nobody_ticked_are_seen_to_make_up_the_whole():
    counts = Counts(whole=100)
    counts.divisions["sex"] |= {1: 97, 2: 3}
    assert hide_periods({YEAR: counts}, Adding.NONE, 5)[YEAR].parts == {1, 2}
    counts.whole = 180  # not all are men or women
    assert hide_periods({YEAR: counts}, Adding.NONE, 5)[YEAR].parts == {2}
    counts.said = {1, 2}
    assert hide_periods({YEAR: counts}, Adding.NONE, 5)[YEAR].parts == {1, 2}


def test_a_whole_that_was_not_entered_is_what_another_division_makes_it():
    counts = Counts()
    counts.divisions["sex"] |= {1: 97, 2: 3}
    counts.divisions["district"] |= {3: 60, 4: 40}
    found = hide_periods({YEAR: counts}, Adding.NONE, 5)[YEAR]
    assert (found.parts, found.whole) == ({2, 4}, False)


def test_a_half_year_and_two_quarters_make_up_a_year():
    numbers = {HALVES[0]: 20, QUARTERS[2]: 3, QUARTERS[3]: 17, YEAR: 40}
    found = hide_periods({period: Counts(whole=number) for period, number in numbers.items()}, Adding.NONE, 5)
    assert [period for period in numbers if found[period].whole] == [QUARTERS[2], QUARTERS[3]]


def test_a_figure_that_tells_few_in_words_is_hidden_with_what_would_tell_it():
    counts = {QUARTERS[0]: Counts(whole=38, few={None}), QUARTERS[1]: Counts(whole=12), YEAR: Counts(whole=50)}
    found = hide_periods(counts, Adding.NONE, 5)
    assert [found[period].whole for period in (*QUARTERS[:2], YEAR)] == [True, True, False]
