"""Items, paragraphs, nesting, and what they become in Markdown."""

import pytest

from outcomes.framework.importer.bullets import Bullets, read_bullets
from outcomes.framework.importer.chunks import Layout, chunks, escape, markdown, nest
from outcomes.framework.importer.lines import clean
from outcomes.framework.importer.markers import read_bullet


def parts(paper: str, *, usual: str = "", capitals: bool = True) -> list:
    return chunks(clean(paper), Layout(Bullets(frozenset(usual), capitals), 100))


def outline(paper: str, **options) -> list:
    return [(item.text, [child.text for child in children]) for item, children in nest(parts(paper, **options))]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("• One", ("•", "One")),
        ("•One", ("•", "One")),
        ("- One", ("-", "One")),
        ("– One", ("-", "One")),
        ("o One", ("o", "One")),
        ("* One", ("*", "One")),
        ("a) One", ("a)", "One")),
        ("(b) One", ("a)", "One")),
        ("(iv) One", ("a)", "One")),
        ("2) One", ("1)", "One")),
        ("\uf0b7 One", ("symbol", "One")),
        ("•", ("•", "")),
        ("*See here", None),
        ("-5 degrees", None),
        ("on the fen", None),
        ("e.g. homes", None),
        ("(see below) One", None),
    ],
)
def test_bullets(line, expected):
    assert read_bullet(line) == expected


def test_a_dash_within_a_broken_sentence_is_no_item():
    found = parts("• We will go home\n– nobody will stay\n\n• We will eat")
    assert [part.text for part in found] == ["We will go home – nobody will stay", "We will eat"]


def test_a_dash_is_an_item_after_a_colon_a_gap_or_another_dash():
    assert [part.text for part in parts("We will:\n- go home\n- eat")] == ["We will:", "go home", "eat"]
    assert [part.text for part in parts("We go.\n\n- Home")] == ["We go.", "Home"]


def test_where_dashes_are_the_bullets_one_before_a_small_letter_still_is_not():
    paper = "What we will do\n- We will go\n– and stay\n- We will eat\n- We will see\n- We will rest\n- We will swim"
    bullets = read_bullets(clean(paper))
    assert bullets == Bullets(frozenset("-"), capitals=True)
    found = chunks(clean(paper)[1:], Layout(bullets, 100))
    assert [part.text for part in found][:2] == ["We will go – and stay", "We will eat"]


def test_a_bullet_alone_on_its_line_takes_the_next_line():
    assert [part.text for part in parts("•\nWe will go\nhome\n•\nWe will eat")] == ["We will go home", "We will eat"]


def test_items_go_on_over_blank_lines_and_pages():
    found = parts("• Diversity is celebrated and people feel\n\nwelcome\n\n\f\nand included\n\n• Next")
    assert [part.text for part in found] == ["Diversity is celebrated and people feel welcome and included", "Next"]


def test_a_list_without_gaps_after_a_colon_is_nested_up_to_the_next_gap():
    paper = "• We will work to:\n\n• Map skills\n• Build\n\nhalls\n• Teach\n\n• Then we rest"
    assert outline(paper) == [("We will work to:", ["Map skills", "Build halls", "Teach"]), ("Then we rest", [])]


def test_where_gaps_do_not_tell_the_first_words_of_the_item_with_the_colon_do():
    for gap in ("\n", "\n\n"):
        paper = gap.join(["• We will work to:", "• Map skills", "• Build", "• We will rest", "• Our halls open"])
        assert outline(paper) == [
            ("We will work to:", ["Map skills", "Build"]),
            ("We will rest", []),
            ("Our halls open", []),
        ]


def test_other_bullets_and_deeper_ones_are_nested():
    assert outline("• We will\no map\no build\n• We rest") == [("We will", ["map", "build"]), ("We rest", [])]
    assert outline("- We will:\n    - map\n    - build\n- Rest", usual="-", capitals=False) == [
        ("We will:", ["map", "build"]),
        ("Rest", []),
    ]


def test_indented_dashes_are_nested_where_there_are_several():
    paper = "* Fine people, and\n  publish the fines\n  - every month\n  - by ward\n* Rest\n"
    assert outline(paper) == [("Fine people, and publish the fines", ["every month", "by ward"]), ("Rest", [])]
    assert outline("* Fine people\n  – all of them –\n  today\n* Rest\n")[0] == (
        "Fine people – all of them – today",
        [],
    )


def test_a_colon_alone_nests_nothing():
    assert outline("• We will rest\n\n• We will work to:") == [("We will rest", []), ("We will work to:", [])]


def test_paragraphs_and_lists_become_markdown():
    paper = "Homes are\ncold.\n\nThese are:\n\n• old ones\n• ones by the\nfen:\no wet\no damp\n\nWe act.\n"
    assert markdown(parts(paper)) == (
        "Homes are cold.\n\nThese are:\n\n- old ones\n- ones by the fen:\n  - wet\n  - damp\n\nWe act."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019. A year", "2019\\. A year"),
        ("# not a heading", "\\# not a heading"),
        ("+ more", "\\+ more"),
        ("+18% since 2014", "+18% since 2014"),
        ("snake_case and 2 * 3 <b>", "snake\\_case and 2 \\* 3 \\<b>"),
        ("1.5 to 2°C", "1.5 to 2°C"),
        ("We will (e.g. here) - act", "We will (e.g. here) - act"),
    ],
)
def test_markdown_keeps_the_words(text, expected):
    assert escape(text) == expected
