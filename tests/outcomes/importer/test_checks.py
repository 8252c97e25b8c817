"""What is worth a warning and what is not."""

import pytest

from outcomes.framework.importer import parse
from outcomes.framework.importer.checks import awaited, fillers
from outcomes.framework.importer.chunks import Layout, chunks
from outcomes.framework.importer.lines import Line, clean


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fell by xx% since 2005", ["xx%"]),
        ("fell by x%. And by XX % too", ["x%", "XX %"]),
        ("costs £xm, or £xx.xm, or £X", ["£xm", "£xx.xm", "£X"]),
        ("in 20XX", ["20XX"]),
        ("nearly xx homes", ["xx"]),
        ("?? % of homes and __% of flats", ["?? %", "__%"]),
        ("[insert figure] homes, [XX] flats", ["[insert figure]", "[XX]"]),
        ("TBC% of homes at £TBC each, TBC", ["TBC%", "£TBC"]),
        ("only about 1%% of the land", []),
        ("xenon, taxes, 2x4, x-ray, MXX, the Xx-ray, 5x%", []),
        ("£18m and 45%", []),
    ],
)
def test_fillers(text, found):
    warnings = list(fillers([Line(7, text)], "1.1"))
    assert [warning.text for warning in warnings] == [
        f"“{filler}” stands where a figure is missing: “{text}”" for filler in found
    ]
    assert all((warning.where, warning.line, warning.kind) == ("1.1", 7, "placeholder") for warning in warnings)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("(SUB-SECTION CONTENT AWAITED. TO BE REFRESHED)", 1),
        ("(Text to follow from the partnership and its many friends)", 1),
        ("TO BE CONFIRMED", 1),
        ("Content to follow.", 1),
        ("[TBC]", 1),
        ("The number of homes is TBC and will be shown in the annex that goes with this plan.", 1),
        ("About TBC% of homes are cold, and nobody knows what the owners could do about them.", 0),
        ("The budget (to be confirmed) is large and grows from year to year with the town.", 1),
        ("We encourage others to follow our example, which is good for everybody in the town.", 0),
        ("The works are to be completed by 2025 and the long-awaited bypass opens in the year after.", 0),
        ("The bypass (a road that is to be completed by the county in 2025) opens later.", 0),
        ("", 0),
    ],
)
def test_awaited_content(paragraph, expected):
    found = list(awaited(chunks(clean(paragraph), Layout()), "1.1"))
    assert len(found) == expected
    assert all((warning.where, warning.kind, warning.line) == ("1.1", "awaited", 1) for warning in found)


def plan(*numbers: str) -> str:
    sections = []
    for number in numbers:
        title = f"Title of {number.replace('.', ' and ')}"
        lists = f"What will success look like?\n\n• Aim of {number}\n\nOur commitments\n\n• We will do {number}\n\n"
        sections.append(
            f"{number} {title}\n\nSome text.\n\n{lists}" if "." in number else f"{number}. {title}\n\nText.\n\n"
        )
    return "".join(sections)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "1.1", "1.2", "2", "2.1"], []),
        (["5", "5.1", "5.2", "6", "6.1"], []),
        (["1", "1.1", "1.3", "1.4"], ["1.3"]),
        (["1", "1.1", "1.5", "1.3"], ["1.5"]),
        (["1", "1.2", "1.3"], ["1.2"]),
        (["1", "1.1", "1.1", "1.3"], ["1.1"]),
        (["1", "1.1", "1.3", "1.2", "1.4"], ["1.3", "1.2"]),
        (["1", "1.1", "2.2", "1.3"], ["2.2"]),
        (["1", "1.1", "3", "3.1", "4", "4.1"], ["3"]),
        (["1", "1.1", "3", "3.1", "2", "2.1", "4", "4.1"], ["3", "2"]),
        (["1", "1.1", "2.1", "2.2"], ["2"]),
    ],
)
def test_numbers_out_of_sequence(numbers, expected):
    outline = parse(plan(*numbers))
    assert [warning.where for warning in outline.warnings if warning.kind == "sequence"] == expected
    assert sum(len(outcome.sub_outcomes) for outcome in outline.outcomes) == sum("." in number for number in numbers)


def test_the_same_commitment_in_three_places_makes_two_warnings_with_the_first():
    text = plan("1", "1.1", "1.2", "2", "2.1")
    for number in ("1.1", "1.2", "2.1"):
        text = text.replace(f"We will do {number}", "We will plant trees" + "." * (number == "2.1"))
    found = [warning for warning in parse(text).warnings if warning.kind == "duplicate"]
    assert [(warning.where, "1.2" in warning.text, "2.1" in warning.text) for warning in found] == [
        ("1.1", True, False),
        ("1.1", False, True),
    ]


def test_nearly_the_same_commitment_is_not_the_same():
    text = plan("1", "1.1", "1.2").replace("do 1.1", "plant trees").replace("do 1.2", "plant the trees")
    assert parse(text).warnings == ()
