"""What an entry is about is found from what somebody types."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from outcomes.reporting.admin_subjects import matches, named

WORDS = st.text(min_size=1, max_size=12).filter(lambda text: text.strip())
GROUPS = st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=5)), max_size=4)


@given(GROUPS)
def test_each_name_finds_just_what_it_names(drawn):
    groups = [(title, [(uuid4(), name) for name in rows]) for title, rows in drawn]
    names = named(groups)
    assert set(names) == {item for _title, rows in groups for item, _name in rows}
    for item, name in names.items():
        assert matches(name, names) == [item]
        assert matches(f"  {name.upper()} ".lower() if name.isascii() else name, names) == [item]


def test_commitments_follow_the_number_of_their_sub_outcome_and_twins_are_told_apart():
    first, second, sub = uuid4(), uuid4(), uuid4()
    names = named([("8.2 Safe", [(sub, "8.2 Safe"), (first, "Mend roads"), (second, "Mend roads")])])
    assert list(names.values()) == ["8.2 Safe", "8.2: Mend roads", "8.2: Mend roads (2)"]
    assert matches("roads (2)", names) == [second]
    assert matches("mend", names) == [first, second]
    assert matches("bridges", names) == []


def test_the_same_thing_under_two_sub_outcomes_has_one_name():
    shared = uuid4()
    assert named([("1.1 A", [(shared, "Mend")]), ("1.2 B", [(shared, "Mend")])]) == {shared: "Mend"}
