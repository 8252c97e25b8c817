"""Small counts are hidden, and what is hidden cannot be worked out from what is shown."""

from itertools import accumulate, pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from performance.accumulation import Adding
from performance.small_counts import Counts, hide_periods
from performance.suppression import Hidden, hide, hide_running
from plan.periods import Period

counts = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 9), min_size=1, max_size=5)
thresholds = st.integers(2, 6)


def could_be(parts: dict, hidden: Hidden, threshold: int) -> dict[str, set[int]]:
    """What each hidden part may be to somebody who knows the whole, the parts shown and the rule for small counts."""
    total = sum(parts.values())
    unknown = sorted(hidden.parts)
    left = total - sum(count for part, count in parts.items() if part not in hidden.parts)
    found: dict[str, set[int]] = {part: set() for part in unknown}
    for guess in product(range(1, total + 1), repeat=len(unknown)):
        if (hidden.whole or sum(guess) == left) and any(one < threshold for one in guess):
            for part, one in zip(unknown, guess, strict=True):
                found[part].add(one)
    return found


@given(counts, thresholds)
def test_no_small_count_is_shown_and_none_can_be_worked_out(parts, threshold):
    hidden = hide(sum(parts.values()), {"by sex": parts}, threshold)
    assert {part for part, count in parts.items() if 0 < count < threshold} <= hidden.parts
    if hidden.whole:
        assert hidden.parts or not any(parts.values())
    else:
        assert all(len(values) > 1 for values in could_be(parts, hidden, threshold).values())


@given(counts, counts, thresholds)
def test_a_hidden_whole_cannot_be_added_up_from_any_division(one, other, threshold):
    hidden = hide(sum(one.values()), {"sex": {("s", k): v for k, v in one.items()},
                                      "district": {("d", k): v for k, v in other.items()}}, threshold)  # fmt: skip
    if hidden.whole:
        assert all(any((key, part) in hidden.parts for part in parts)
                   for key, parts in (("s", one), ("d", other)) if any(parts.values()))  # fmt: skip


@given(counts, thresholds, st.randoms())
def test_the_order_of_parts_does_not_matter(parts, threshold, random):
    shuffled = list(parts.items())
    random.shuffle(shuffled)
    assert hide(sum(parts.values()), {"x": parts}, threshold) == hide(
        sum(parts.values()), {"x": dict(shuffled)}, threshold
    )


def test_nothing_small_nothing_hidden():
    assert hide(30, {"sex": {"women": 16, "men": 14}}, 5) == Hidden(frozenset())
    assert hide(14, {"sex": {"women": 0, "men": 14}}, 5) == Hidden(frozenset())


def test_one_small_part_hides_the_smallest_of_the_others_with_it():
    districts = {"Charnwood": 20, "Harborough": 3, "Melton": 8, "Oadby": 11}
    assert hide(42, {"district": districts}, 5) == Hidden(frozenset({"Harborough", "Melton"}))


def test_parts_that_could_only_be_one_each_hide_the_whole():
    assert hide(2, {"sex": {"women": 1, "men": 1}}, 2) == Hidden(frozenset({"women", "men"}), whole=True)


def test_a_small_whole_is_hidden_with_its_parts():
    assert hide(3, {"sex": {"women": 3, "men": 0}}, 5) == Hidden(frozenset({"women"}), whole=True)


def test_a_part_without_a_figure_hides_what_the_others_would_tell():
    assert hide(20, {"sex": {"women": 3, "men": None}}, 5) == Hidden(frozenset({"women"}))


def shown(counts, adding, threshold=5):
    hidden = hide_periods(counts, adding, threshold)
    return {period.code: one.whole for period, one in counts.items() if not hidden[period].whole}


def year(*quarters):
    return {Period.parse(f"2022-Q{number}"): Counts(whole=count) for number, count in enumerate(quarters, start=1)} | {
        Period.parse("2022/23"): Counts(whole=sum(quarters))
    }


def test_a_hidden_quarter_cannot_be_worked_out_from_the_year_and_the_others():
    assert shown(year(8, 3, 20, 9), Adding.SUM) == {"2022-Q3": 20, "2022-Q4": 9, "2022/23": 40}
    assert shown(year(8, 3, 20, 9), Adding.NONE) == {"2022-Q3": 20, "2022-Q4": 9, "2022/23": 40}
    assert shown(year(0, 3, 0, 0), Adding.SUM) == {"2022-Q1": 0, "2022-Q3": 0, "2022-Q4": 0}


def test_quarters_that_do_not_make_up_the_year_tell_nothing_of_one_another():
    counts = year(8, 3, 20, 9)
    counts[Period.parse("2022/23")] = Counts(whole=37)  # somebody was counted in two quarters
    assert shown(counts, Adding.NONE) == {"2022-Q1": 8, "2022-Q3": 20, "2022-Q4": 9, "2022/23": 37}


def test_without_all_quarters_the_year_tells_nothing():
    counts = year(8, 3, 20, 9)
    del counts[Period.parse("2022-Q4")]
    assert shown(counts, Adding.SUM) == {"2022-Q1": 8, "2022-Q3": 20, "2022/23": 40}


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4), thresholds)
def test_quarters_are_hidden_as_the_parts_of_a_year(quarters, threshold):
    counts = year(*quarters)
    found = hide_periods(counts, Adding.SUM, threshold)
    parts = {period.code: one.whole for period, one in counts.items() if period.code != "2022/23"}
    hidden = Hidden(frozenset(code for code in parts if found[Period.parse(code)].whole),
                    found[Period.parse("2022/23")].whole)  # fmt: skip
    assert {code for code, count in parts.items() if 0 < count < threshold} <= hidden.parts
    if hidden.whole:
        assert hidden.parts or not any(parts.values())
    else:
        assert all(len(values) > 1 for values in could_be(parts, hidden, threshold).values())


def test_a_part_hidden_in_a_quarter_cannot_be_worked_out_from_its_year():
    def district(melton, blaby, oadby):
        counts = Counts(whole=melton + blaby + oadby)
        counts.divisions["district"] = {1: melton, 2: blaby, 3: oadby}
        return counts

    quarters = [district(3, 20, 30), district(9, 21, 31), district(8, 22, 32), district(7, 23, 33)]
    counts = {Period.parse(f"2022-Q{number}"): one for number, one in enumerate(quarters, start=1)}
    counts[Period.parse("2022/23")] = district(27, 86, 126)
    found = {period.code: hidden for period, hidden in hide_periods(counts, Adding.SUM, 5).items()}
    hidden = {part: [code for code in found if part in found[code].parts] for part in (1, 2, 3)}
    assert "2022-Q1" in hidden[1]
    assert not any(len(codes) == 1 for codes in hidden.values())
    assert all(len(one.parts) != 1 for one in found.values())


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), thresholds)
def test_running_figures_that_are_shown_never_differ_by_very_few(steps, threshold):
    counts = list(accumulate(steps))
    hidden = hide_running(counts, threshold)
    shown = [0, *(count for place, count in enumerate(counts) if place not in hidden)]
    assert all(later == before or later - before >= threshold for before, later in pairwise(shown))


def test_running_figures_of_a_year():
    counts = {Period.parse(f"2022-Q{number}"): Counts(whole=count) for number, count in enumerate((8, 10, 15, 17), 1)}
    counts[Period.parse("2022/23")] = Counts(whole=17)
    assert shown(counts, Adding.RUNNING) == {"2022-Q1": 8, "2022-Q3": 15}
