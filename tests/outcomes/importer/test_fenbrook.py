"""The paper of a made-up council, with other headings, other bullets, tight lists and sections without a number.

Everything below was counted by hand from ``papers/fenbrook.txt``.
"""

import pytest

from outcomes.framework.importer import NotAPlan, parse, read_text, summary

from .rendering import FENBROOK

COUNTS = {
    "1.1": ("Every home in the district is warm and dry", 2, 5),
    "1.2": ("There are enough homes to rent, at prices that people on local wages can pay", 1, 3),
    "2.1": ("High streets are lively", 1, 3),
    "2.3": ("Everybody can get about without a car", 2, 3),
    "3.1": ("Rivers are clean and full of life", 1, 1),
}
ENABLERS = {
    "5": ("Budget Strategy", 2, 1),
    "6.1": ("One Front Door Programme", 1, 2),
    "6.2": ("Depots Programme", 0, 0),
}


@pytest.fixture(scope="module")
def paper() -> str:
    return read_text(FENBROOK)


@pytest.fixture(scope="module")
def outline(paper):
    return parse(paper)


@pytest.fixture(scope="module")
def subs(outline) -> dict:
    return {sub.number: sub for outcome in (*outline.outcomes, *outline.enablers) for sub in outcome.sub_outcomes}


def counts(entries: dict) -> dict:
    return {number: (entry["title"], entry["aims"], entry["commitments"]) for number, entry in entries.items()}


def test_the_counts(outline):
    found = summary(outline, "2025-29-draft")
    assert counts(found.pop("per_sub_outcome")) == COUNTS
    assert counts(found.pop("enablers")) == ENABLERS
    assert len(found.pop("warnings")) == 9
    assert found == {
        "edition": "2025-29-draft",
        "outcomes": 3,
        "sub_outcomes": 5,
        "aims": 7,
        "commitments": 15,
        "nested": 2,
    }


def test_the_sections_without_aims(outline):
    assert [(section.number, section.title, section.kind) for section in outline.sections] == [
        ("", "Foreword", "foreword"),
        ("", "Our Vision", "vision"),
        ("", "Our Priorities", "outcomes"),
        ("4", "Running the Council", "text"),
        ("", "Glossary", "glossary"),
    ]
    foreword, vision, priorities, *_ = outline.sections
    assert foreword.signatory == ("Leader of Fenbrook District Council",)
    assert foreword.text.startswith("Fenbrook is a place of small towns")
    assert foreword.text.endswith("whether it has been done.")
    assert vision.text == "A district where nobody has to leave to live well."
    assert [(entry.title, len(entry.items)) for entry in priorities.entries] == [
        ("Warm and Lasting Homes", 2),
        ("Lively Towns and Villages", 2),
        ("A Healthy Fen", 1),
    ]
    assert priorities.entries[0].items[1] == COUNTS["1.2"][0]
    assert priorities.text == ""


def test_the_title_is_the_appendix_line(outline):
    assert outline.title_found == "Fenbrook District Plan 2025-29"


def test_narratives_become_markdown(outline):
    assert outline.outcomes[0].narrative == (
        "Four in ten homes in the district were built before 1919, and most of these stand alone, without gas and "
        "without cavity walls. Heating one of them costs twice as much as heating a new house. This priority is about "
        "the homes that stand already, and about those that are missing:\n\n"
        "- homes that are cold\n- homes that are damp\n\nWe mean to deal with both."
    )


def test_groups_stand_under_their_aims(subs):
    assert [item.aim_position for item in subs["1.1"].commitments] == [1, 1, 2, 2, 2]
    assert [group.heading for group in subs["1.1"].groups] == [subs["1.1"].aims[0].text, "Less damp in Council homes"]
    assert [item.aim_position for item in subs["2.3"].commitments] == [1, 1, 2]
    assert {item.aim_position for item in subs["2.1"].commitments} == {None}


def test_items_go_on_over_lines_pages_and_dashes(subs):
    texts = [item.text for item in subs["1.1"].commitments]
    assert texts[2] == (
        "We will inspect every Council home within five years – and those with a history of damp – before anything "
        "else – within one"
    )
    assert subs["2.1"].commitments[1].text == "We will bring the Thursday market back to Upper Fenbrook"
    assert subs["2.3"].commitments[0].text == "We will run a bus on Sundays and in the evenings"
    assert subs["2.3"].aims[1].text == "Fewer villages without a bus"


def test_nested_items(subs):
    item = subs["1.1"].commitments[3]
    assert item.text == "We will work with tenants to:"
    assert item.nested == ("find damp early", "dry homes out without moving anybody, so far as that can be done")


def test_the_enablers(outline, subs):
    assert [(outcome.number, outcome.kind) for outcome in outline.enablers] == [("5", "finance"), ("6", "change")]
    assert subs["5"].implied
    assert not subs["6.1"].implied
    [statements] = subs["6.1"].statements
    assert (statements.heading, statements.items) == (
        "By 2027:",
        ("One number for all calls", "One form for all benefits"),
    )


def test_the_warnings(outline):
    assert [(warning.kind, warning.where, warning.line) for warning in outline.warnings] == [
        ("placeholder", "1.1", 112),
        ("heading_differs", "1.1", 124),
        ("repeats_aim", "1.2", 139),
        ("duplicate", "2.1", 157),
        ("sequence", "2.3", 159),
        ("awaited", "2.3", 160),
        ("heading_differs", "2.3", 177),
        ("placeholder", "5", 195),
        ("awaited", "6.2", 218),
    ]
    assert "“Less damp in Council homes”" in outline.warnings[1].text
    assert "“Fewer Council homes with damp”" in outline.warnings[1].text
    assert "2.1 (line 157) and in 2.3 (line 175)" in outline.warnings[3].text


def test_nothing_of_the_papers_around_the_plan_gets_in(outline):
    everything = repr(outline)
    for word in ("gritters", "Lane End", "salt", "mend the roof", "Sundays\n", "Apologies", "spending in the market"):
        assert word not in everything


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("windows line ends", lambda text: text.replace("\n", "\r\n")),
        ("straight quotes", lambda text: text.replace("’", "'")),
        ("form feeds", lambda text: text.replace("\n2. Lively", "\n\f2. Lively")),
        ("no blank lines around lists", lambda text: text.replace("\n\n-", "\n-")),
        ("long dashes as bullets", lambda text: text.replace("\n- ", "\n– ")),
        ("stars as bullets", lambda text: text.replace("\n- ", "\n* ")),
        ("letters as bullets", lambda text: text.replace("\n- ", "\na) ")),
        ("headings in capitals", lambda text: text.replace("What we will do\n", "WHAT WE WILL DO:\n")),
        ("numbers with a word", lambda text: text.replace("\n2. Lively", "\nPriority 2: Lively")),
    ],
)
def test_other_layouts_read_the_same(paper, outline, name, change):
    found = parse(change(paper))
    assert summary(found, "a")["per_sub_outcome"] == summary(outline, "a")["per_sub_outcome"], name
    assert summary(found, "a")["enablers"] == summary(outline, "a")["enablers"]
    assert [(w.kind, w.where) for w in found.warnings] == [(w.kind, w.where) for w in outline.warnings]


def test_without_the_plan_there_is_none(paper):
    around = paper[: paper.index("\nForeword\n\n")] + paper[paper.index("FENBROOK", paper.index("Glossary\n")) :]
    with pytest.raises(NotAPlan, match="No plan was found"):
        parse(around)


def test_headings_that_are_not_known_are_named(paper):
    text = paper.replace("How we will measure success", "Signs of hope").replace("What we will do", "Deeds")
    with pytest.raises(NotAPlan) as caught:
        parse(text)
    assert "give them as options" in str(caught.value)
    assert "“Signs of hope”" in str(caught.value)
    assert "“Deeds”" in str(caught.value)


def test_an_empty_text_and_one_too_long():
    with pytest.raises(NotAPlan, match="The text is empty"):
        parse(" \n\f\n")
    with pytest.raises(NotAPlan, match="The text has 50,001 lines"):
        parse("line\n" * 50_001)
