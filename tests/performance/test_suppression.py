"""Small counts are hidden, and what is hidden cannot be worked out from what is shown."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from performance.suppression import Hidden, hide

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
