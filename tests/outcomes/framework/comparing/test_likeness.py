"""Which parts could be the same, and which numbers a text speaks of."""

from uuid import UUID, uuid5

from outcomes.framework.comparing.changes import Change
from outcomes.framework.comparing.likeness import proposals
from outcomes.framework.comparing.parts import AIM, OUTCOME, SPACE, SUB_OUTCOME, Part
from outcomes.framework.comparing.speaking import numbers_in, spoken_of


def part(name: str, kind: str, title: str, number: str = "", under: str = "", text: str = "") -> Part:
    key = uuid5(SPACE, name)
    return Part(
        key, key, kind, number, title, (("narrative", text),), frozenset([uuid5(SPACE, under)] if under else [])
    )


OLD = [
    part("a1", OUTCOME, "Improving Opportunities", "7"),
    part("a2", OUTCOME, "Great Communities", "6"),
    part("a11", SUB_OUTCOME, "Every child gets the best start for life", "7.1", "a1"),
    part("a21", SUB_OUTCOME, "People take part", "6.1", "a2"),
]
NEW = [
    part("b1", OUTCOME, "Improved Opportunities", "6"),
    part("b2", OUTCOME, "Great Communities", "5"),
    part("b11", SUB_OUTCOME, "Every child has the best start in life", "6.1", "b1"),
    part("b3", AIM, "Every child gets the best start for life", "6.1", "b11"),
]


def test_pairs_are_proposed_by_words_and_place_with_the_reasons():
    found = [(one.before.title, one.after.title, one.score, one.reasons) for one in proposals(OLD, NEW)]
    assert found == [
        ("Great Communities", "Great Communities", 100, ("the same words",)),
        ("Improving Opportunities", "Improved Opportunities", 50, ("some words in common",)),
        ("Every child gets the best start for life", "Every child has the best start in life", 85,
         ("most words in common", "stands under the same")),
    ]  # fmt: skip


def test_what_was_confirmed_or_turned_down_is_not_proposed_again():
    keys = {one.before.title: (one.before.uuid, one.after.uuid) for one in proposals(OLD, NEW)}
    apart = {frozenset(keys["Improving Opportunities"])}
    assert [one.before.title for one in proposals(OLD, NEW, apart)][:1] == ["Great Communities"]
    assert "Improving Opportunities" not in [one.before.title for one in proposals(OLD, NEW, apart)]
    confirmed = [Part(OLD[1].key, UUID(int=5), OUTCOME, "5", "Great Communities"), *NEW[:1]]
    assert [one.after.title for one in proposals(OLD, confirmed)] == ["Improved Opportunities"]


def test_many_alike_parts_are_judged_quickly():
    old = [part(f"o{n}", AIM, f"More residents of ward {n} feel safe") for n in range(1500)]
    new = [part(f"n{n}", AIM, f"More residents of ward {n} feel safe") for n in range(1500)]
    assert len(proposals(old, new)) == 1500


def test_numbers_of_parts_are_told_from_amounts():
    said = "As in 5.2 and (6.4), also 5.2; 1.5 degrees, 3.5%, £2.50, 12.5 million, 9.2 per cent, v1.2.3, 10.11."
    assert numbers_in(said) == ["5.2", "6.4", "10.11"]


def test_a_number_in_a_changed_text_is_told_in_each_version():
    old, new = part("x", AIM, "See 6.2"), part("x", AIM, "See 5.2 and 8.8")
    before = {"6.2": part("p", SUB_OUTCOME, "Take part", "6.2"), "5.2": part("n", SUB_OUTCOME, "Nature", "5.2")}
    after = {"5.2": part("p", SUB_OUTCOME, "Take part", "5.2")}
    found = spoken_of(Change("reworded", old, new, ("wording",)), before, after)
    assert [(one.number, one.before and one.before.title, one.after and one.after.title) for one in found] == [
        ("6.2", "Take part", None), ("5.2", "Nature", "Take part"),
    ]  # fmt: skip
