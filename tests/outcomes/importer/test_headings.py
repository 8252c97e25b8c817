"""The headings that introduce lists, headings of groups, and labels."""

import pytest

from outcomes.framework.importer import DEFAULT_HEADINGS, Headings
from outcomes.framework.importer.compare import alike, match_headings, same_words
from outcomes.framework.importer.headings import speaks_of_one_aim
from outcomes.framework.importer.labels import aim_label, names_a_year


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What will success look like?", "aims"),
        ("WHAT WILL SUCCESS LOOK LIKE", "aims"),
        ("How we will measure success:", "aims"),
        ("Our Commitments", "commitments"),
        ("Our commitments (continued)", "commitments"),
        ("What we’ll do", "commitments"),
        ("What we'll do", "commitments"),
        ("Actions to deliver this aim include:", "commitments"),
        ("What does our budget look like?", None),
        ("Our commitments to the county are many", None),
        ("", None),
    ],
)
def test_introducing_headings_are_known_by_their_words(line, kind):
    assert DEFAULT_HEADINGS.kind(line) == kind


def test_a_council_can_add_its_own_headings():
    headings = DEFAULT_HEADINGS.extended(aims=["Signs of success"], commitments=["Our aims"])
    assert headings.kind("SIGNS OF SUCCESS.") == "aims"
    assert headings.kind("Our aims") == "commitments"
    assert headings.kind("What will success look like?") == "aims"
    assert DEFAULT_HEADINGS.kind("Signs of success") is None
    assert DEFAULT_HEADINGS.kind("Our aims") == "aims"


def test_headings_can_be_given_instead_of_the_usual_ones():
    headings = Headings(aims=("Goals",), commitments=("Tasks",))
    assert [headings.kind(text) for text in ("Goals:", "Tasks", "Our commitments")] == ["aims", "commitments", None]


def test_headings_for_a_single_aim():
    assert speaks_of_one_aim("Actions to deliver this aim include:")
    assert not speaks_of_one_aim("Actions to deliver these aims include:")


def test_labels():
    assert aim_label("Aim 2: Dry homes") == (2, "Dry homes")
    assert aim_label("• Aim 3 – Dry homes") == (3, "Dry homes")
    assert aim_label("Aim 1") == (1, "")
    assert aim_label("Aim high: we will") is None
    assert aim_label("Aim 2 homes at a time") is None
    assert names_a_year("By 2024...")
    assert names_a_year("By the end of 2027:")
    assert not names_a_year("By 2024 we will have")


def test_only_white_space_case_and_trailing_punctuation_may_differ():
    assert same_words("We  will\nact. ") == same_words("we will act")
    assert same_words("back office") != same_words("back-office")
    assert same_words("the Council's") != same_words("the Council’s")


def test_alike():
    assert alike("Less damp", "Less damp (in homes that the Council owns)")
    assert alike("More children who read well at seven", "More young children who read well at seven")
    assert not alike("Less damp in homes", "More buses on Sundays")
    assert not alike("", "")
    assert alike("Growth", "Growth.")


AIMS = ["More people use buses", "Rivers are clean (see the map)", "Homes are dry"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (AIMS, [0, 1, 2]),
        (["Homes are dry", "more people use buses.", "Rivers are clean"], [2, 0, 1]),
        (["More people use buses", "Something else", "Homes are dry"], [0, 1, 2]),
        (["First things", "Second things", "Third things"], [0, 1, 2]),
        (["Rivers are clean", "Something else"], [1, 0]),
        (["Something else"], [None]),
        (["Something else", "And more"], [None, None]),
        (["Homes are dry", "Homes are dry"], [2, 2]),
        ([], []),
    ],
)
def test_group_headings_are_matched_by_wording_then_by_order(headings, expected):
    assert match_headings(headings, AIMS) == expected


def test_more_headings_than_aims_leaves_some_without_one():
    assert match_headings([*AIMS, "Something else"], AIMS) == [0, 1, 2, None]
