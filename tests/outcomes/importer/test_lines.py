"""Cleaning a paper's lines, and putting broken ones together."""

import pytest

from outcomes.framework.importer.lines import Line, carries_on, clean, ends_open, join, starts_lower


def texts(paper: str) -> list[str]:
    return [line.text for line in clean(paper)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_an_editor_numbers_them(newline):
    lines = clean(newline.join(["\ufeffone", "", "  ", "two", "three"]))
    assert [(line.number, line.text, line.after_gap) for line in lines] == [
        (1, "one", True),
        (4, "two", True),
        (5, "three", False),
    ]


def test_a_single_leading_blank_begins_a_page_in_a_paper_that_does_not_indent():
    lines = clean("one\n two\n three\nfour\nfive\n six\n  seven\neight\nnine\nten\n" + "more\n" * 15)
    assert [line.text for line in lines if line.page_start] == ["two", "six"]


def test_leading_blanks_mean_nothing_in_a_paper_that_indents():
    assert not any(line.page_start for line in clean(" one\n two\nthree\n four"))


def test_a_form_feed_begins_a_page_wherever_it_stands():
    lines = clean("one\n\ftwo\nthree\n\f\nfour")
    assert [line.text for line in lines if line.page_start] == ["two", "four"]


def test_page_numbers_go_and_what_follows_begins_a_page():
    lines = clean("of the\n\n12\n\nfen\nPage 3 of 40\n- 4 -\nend")
    assert [(line.text, line.page_start) for line in lines] == [("of the", False), ("fen", True), ("end", True)]


def test_running_headers_beside_page_numbers_go():
    page = "text of {0} pages\n{0}\nFenbrook Plan\n"
    assert texts("".join(page.format(n) for n in (7, 8, 9))) == [
        "text of 7 pages",
        "text of 8 pages",
        "text of 9 pages",
    ]


def test_a_footer_with_its_page_number_goes_wherever_it_stands():
    paper = "\n".join(f"text {n}x\nFenbrook Plan 2025-29   {n}\nmore" for n in (7, 8, 9))
    assert texts(paper) == ["text 7x", "more", "text 8x", "more", "text 9x", "more"]


def test_lines_that_only_come_often_stay():
    paper = "In the first year\n• a\nIn the first year\n• b\nIn the first year\n• c\nWhat we will do\n" * 3
    assert texts(paper).count("In the first year") == 9
    assert texts(paper).count("What we will do") == 3


def test_a_number_alone_is_a_section_if_its_first_sub_section_follows():
    assert "5" in texts("5\nWarm Homes\nWe like them.\n5.1\nDry homes\n")
    assert "5" not in texts("5\nWarm Homes\nWe like them.\n6.1\nDry homes\n")
    assert "5" not in texts("5. Warm Homes\nWe like\n5\nthem.\n5.1\nDry homes\n")


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["one", "two"], "one two"),
        (["start-", "ups grow"], "start-ups grow"),
        (["Wi-", "Fi"], "Wi-Fi"),
        (["2019-", "22"], "2019-22"),
        (["a –", "b"], "a – b"),
        (["well -", "being"], "well - being"),
        (["short-", "and long-term"], "short- and long-term"),
        (["about 1%% of", "land"], "about 1%% of land"),
        (["two  blanks", "stay"], "two  blanks stay"),
    ],
)
def test_joining_changes_nothing_but_the_break(parts, joined):
    assert join(parts) == joined


@pytest.mark.parametrize(
    ("previous", "text", "expected"),
    [
        ("welcome and", "Included", True),
        ("diversity is celebrated and people feel", "welcome", True),
        ("We like it.", "welcome", False),
        ("a short line", "New Heading", False),
    ],
)
def test_what_carries_on_over_a_blank_line(previous, text, expected):
    assert carries_on(previous, Line(2, text, after_gap=True), 100) is expected


def test_a_full_line_carries_on_over_a_page_and_a_short_one_does_not():
    line = Line(2, "Fenbrook", page_start=True)
    assert carries_on("x" * 90, line, 100)
    assert not carries_on("x" * 80, line, 100)
    assert not carries_on("x" * 90 + ".", line, 100)


def test_small_letters_and_open_ends():
    assert starts_lower("‘fen’ first")
    assert not starts_lower("Fen first")
    assert not starts_lower("12 fens")
    assert ends_open("homes,")
    assert ends_open("homes and THE")
    assert not ends_open("prosperity for all")
