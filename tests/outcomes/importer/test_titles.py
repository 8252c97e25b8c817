"""Where a title ends and the text below it begins."""

import pytest

from outcomes.framework.importer.chunks import Layout
from outcomes.framework.importer.lines import clean
from outcomes.framework.importer.titles import KnownTitles, is_title_like, may_be_paragraph, read_title

FULL = "The number of homes without a bath has fallen in each of the last ten years, and most of all in the " + "fen"


def title(paper: str, known: tuple[str, ...] = (), first: str = "", width: int = 100) -> str:
    lines = clean("5.1\n" + paper)
    stops = [line.bullet is not None or line.introduces is not None for line in lines]
    return read_title(lines, 0, first, stops, Layout(width=width), KnownTitles(known)).text


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (f"Homes are dry\n{FULL}", "Homes are dry"),
        (f"Homes are dry and\nWarm\n{FULL}", "Homes are dry and Warm"),
        (
            f"Homes are low carbon and environmentally\nfriendly\n{FULL}",
            "Homes are low carbon and environmentally friendly",
        ),
        (f"Homes are dry,\nWarm, and cheap\n{FULL}", "Homes are dry, Warm, and cheap"),
        (f"Homes are dry in\nUpper Fenbrook\n{FULL}", "Homes are dry in Upper Fenbrook"),
        (f"A place that people are proud to live in\n{FULL}", "A place that people are proud to live in"),
        (f"Strong Homes for Upper\nFenbrook\n{FULL}", "Strong Homes for Upper Fenbrook"),
        ("Homes are dry\nRents rose.\n", "Homes are dry"),
        ("Homes are dry\n\nand warm\n", "Homes are dry and warm"),
        ("\n\nHomes are dry\n\nRents are up\nand up\n", "Homes are dry"),
        ("Homes are dry\n(TEXT AWAITED)\n", "Homes are dry"),
        ("Homes are dry\n• Rents\n", "Homes are dry"),
        ("Homes are dry\nOur commitments\n", "Homes are dry"),
    ],
)
def test_where_a_title_ends(paper, expected):
    assert title(paper) == expected


def test_a_title_in_the_summary_ends_where_it_ends_there():
    paper = f"Homes are dry\nOur Fen is wet\n{FULL}"
    assert title(paper) == "Homes are dry Our Fen is wet"
    assert title(paper, known=("Homes are dry",)) == "Homes are dry"
    assert title("Homes Are\nDry\nRents rose.", known=("homes are dry.",)) == "Homes Are Dry"


def test_a_title_may_be_longer_than_in_the_summary():
    assert title(f"Homes are dry\nand warm\n{FULL}", known=("Homes are dry",)) == "Homes are dry and warm"


def test_a_title_on_the_line_of_its_number():
    assert title(f"friendly\n{FULL}", first="Homes are environmentally") == "Homes are environmentally friendly"
    assert title(f"{FULL}", first="Homes") == "Homes"


def of_section(paper: str) -> bool:
    lines = clean(paper)
    first = lines[0].text.split(None, 1)[1]
    found = read_title(lines, 0, first, [False] * len(lines), Layout(width=90), KnownTitles())
    return is_title_like(found) and not may_be_paragraph(found, lines[0].text, Layout(width=90))


def test_a_numbered_paragraph_is_no_title():
    assert of_section("5. Warm Homes\nMost homes are cold, and few of them can be heated for less than a tenth of pay.")
    assert not of_section("5. Most homes are cold, and few of them can be heated for less than a tenth of the\npay")
    assert not of_section("5. Most homes are cold.")
    assert not of_section(
        "5. The plan has also been to the bodies listed in the annex and the Cabinet of the Council\n\nThe"
    )
