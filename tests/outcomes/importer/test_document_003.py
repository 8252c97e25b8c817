"""The county's own committee paper, kept beside the project: every count was made by hand from the paper.

Line numbers are those of the paper. Where a test takes something out, it works on a copy in memory.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from outcomes.framework.importer import DEFAULT_HEADINGS, NotAPlan, parse, read_text, summary

PAPER = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "003_c27d862b4477c250.txt"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAPER.exists(), reason=f"the paper {PAPER.name} is not beside the project"),
]

COUNTS = {
    "5.1": ("People act now to tackle climate change and protect the environment", 2, 4),
    "5.2": ("Nature and the local environment are valued, protected and enhanced", 1, 5),
    "5.3": ("Resources are used in an environmentally sustainable way", 1, 5),
    "5.4": ("The economy and infrastructure are low carbon and environmentally friendly", 2, 11),
    "6.1": ("Diversity is celebrated and people feel welcome and included", 3, 7),
    "6.2": ("People participate in service design and delivery", 2, 6),
    "6.3": ("Communities are prepared for and resilient to emergencies", 1, 7),
    "6.4": ("Cultural and historical heritage are enjoyed and conserved", 1, 6),
    "6.5": ("People support each other through volunteering", 2, 6),
    "7.1": ("Every child gets the best start in life", 2, 12),
    "7.2": ("Every child has access to good quality education", 2, 10),
    "7.3": ("Families are self-sufficient and enabled to be resilient", 2, 6),
    "7.4": ("Everyone is able to aim high and reach their full potential", 2, 11),
    "8.1": ("There is close alignment between skill supply and demand", 2, 9),
    "8.2": ("Leicestershire has the infrastructure for sustainable growth", 2, 12),
    "8.3": ("Leicestershire is an attractive place where businesses flourish", 2, 10),
    "8.4": ("Economic growth delivers increased prosperity for all", 1, 2),
    "8.5": ("Leicestershire has the right homes in the right places to meet needs", 1, 6),
    "9.1": ("People are safe in their daily lives", 2, 10),
    "9.2": ("People at the most risk are protected from harm", 2, 13),
    "9.3": ("People enjoy long lives in good health", 3, 14),
    "9.4": (
        "Carers and people with care needs are supported to live active, independent, and fulfilling lives",
        3,
        19,
    ),
}
ENABLERS = {
    "12": ("Medium Term Financial Strategy", 9, 7),
    "13.1": ("Sustainable Finances Programme", 0, 0),
    "13.2": ("Customer & Digital Programme", 3, 14),
    "13.3": ("Carbon Reduction Programme", 2, 6),
    "13.4": ("Ways of Working Programme", 3, 11),
}
OUTCOMES = {
    "5": "Clean, Green Future",
    "6": "Great Communities",
    "7": "Improving Opportunities",
    "8": "Strong Economy, Transport and Infrastructure",
    "9": "Keeping People Safe and Well",
}
# How many commitments stand under the first aim, the second …; all others stand under none.
GROUPED = {
    "7.1": [6, 6],
    "7.2": [4, 6],
    "7.4": [7, 4],
    "8.1": [1, 8],
    "8.2": [10, 2],
    "8.3": [6, 4],
    "9.1": [6, 4],
    "9.2": [4, 9],
    "9.3": [6, 3, 5],
    "9.4": [3, 9, 7],
    "13.2": [7, 4, 3],
    "13.4": [4, 3, 4],
}
WARNINGS = [
    ("repeats_aim", "5.3", 1182),
    ("placeholder", "5.4", 1203),
    ("placeholder", "5.4", 1204),
    ("placeholder", "5.4", 1204),
    ("duplicate", "5.4", 1242),
    ("heading_differs", "7.1", 1576),
    ("heading_differs", "7.2", 1641),
    ("heading_differs", "7.4", 1747),
    ("heading_differs", "7.4", 1772),
    ("heading_differs", "8.1", 1869),
    ("duplicate", "8.1", 1916),
    ("duplicate", "8.5", 2135),
    ("heading_differs", "9.3", 2372),
    ("awaited", "13.1", 2641),
    ("heading_differs", "13.2", 2713),
]
SECTIONS = {
    "2": ("Foreword", "foreword"),
    "3": ("Vision", "vision"),
    "4": ("Strategic Outcomes", "outcomes"),
    "10": ("Enabling Services", "enabling"),
    "10.1": ("Leicestershire County Council Values and Behaviours", "values"),
    "11": ("Monitoring Outcome Delivery", "monitoring"),
}
LINES = {
    **{"2": 920, "3": 950, "4": 966, "5": 1042, "5.1": 1082, "5.2": 1121, "5.3": 1162, "5.4": 1197, "6": 1251},
    **{"6.1": 1296, "6.2": 1332, "6.3": 1370, "6.4": 1404, "6.5": 1439, "7": 1477, "7.1": 1517, "7.2": 1595},
    **{"7.3": 1665, "7.4": 1715, "8": 1788, "8.1": 1829, "8.2": 1919, "8.3": 2007, "8.4": 2071, "8.5": 2103},
    **{"9": 2137, "9.1": 2173, "9.2": 2235, "9.3": 2299, "9.4": 2390, "10": 2490, "10.1": 2514, "11": 2555},
    **{"12": 2569, "13": 2621, "13.1": 2639, "13.2": 2653, "13.3": 2723, "13.4": 2779},
}
END = 2838  # the first line that is not the plan's
AIMS, COMMITMENTS = "What will success look like?", "Our Commitments"


@pytest.fixture(scope="module")
def text() -> str:
    return read_text(PAPER)


@pytest.fixture(scope="module")
def outline(text):
    return parse(text)


@pytest.fixture(scope="module")
def subs(outline) -> dict:
    return {sub.number: sub for outcome in (*outline.outcomes, *outline.enablers) for sub in outcome.sub_outcomes}


def counts(outline, part: str = "per_sub_outcome") -> dict:
    entries = summary(outline, "a")[part]
    return {number: (entry["title"], entry["aims"], entry["commitments"]) for number, entry in entries.items()}


def found_warnings(outline) -> list:
    return [(warning.kind, warning.where, warning.line) for warning in outline.warnings]


def test_the_totals(outline):
    found = summary(outline, "2022-26-draft")
    assert {key: found[key] for key in ("edition", "outcomes", "sub_outcomes", "aims", "commitments", "nested")} == {
        "edition": "2022-26-draft",
        "outcomes": 5,
        "sub_outcomes": 22,
        "aims": 41,
        "commitments": 191,
        "nested": 7,
    }
    both = [*found["per_sub_outcome"].values(), *found["enablers"].values()]
    assert (sum(entry["aims"] for entry in both), sum(entry["commitments"] for entry in both)) == (58, 229)


def test_every_sub_outcome_and_enabler(outline):
    assert counts(outline) == COUNTS
    assert counts(outline, "enablers") == ENABLERS
    assert {outcome.number: outcome.title for outcome in outline.outcomes} == OUTCOMES
    assert [(outcome.number, outcome.kind) for outcome in outline.enablers] == [("12", "finance"), ("13", "change")]


def test_headings_stand_on_their_lines(outline, subs):
    found = {section.number: section.line for section in outline.sections}
    found |= {outcome.number: outcome.line for outcome in (*outline.outcomes, *outline.enablers)}
    found |= {number: sub.line for number, sub in subs.items()}
    assert found == LINES


def test_the_grouping(subs):
    for number, sub in subs.items():
        positions = Counter(item.aim_position for item in sub.commitments)
        sizes = [positions[position] for position in range(1, len(GROUPED.get(number, [])) + 1)]
        assert sizes == GROUPED.get(number, []), number
        assert positions[None] == (0 if number in GROUPED else len(sub.commitments)), number
    grouped = [sub for number, sub in subs.items() if number in GROUPED and not number.startswith("13")]
    assert sum(len(sub.commitments) for sub in grouped) == 120
    assert sum(len(sub.commitments) for number, sub in subs.items() if number in COUNTS) - 120 == 71


def test_the_nested_items(subs):
    [item] = [item for sub in subs.values() for item in sub.commitments if item.nested]
    assert (item.line, len(item.nested), item.aim_position) == (1872, 7, 1)
    assert item.nested[-1].endswith("support start-ups and existing businesses")


def test_no_word_of_the_plan_is_lost_and_none_is_added(text, outline, subs):
    """Apart from the introducing headings, printed once above each list."""
    found: list[str] = []
    for section in outline.sections:
        listed = [] if section.kind == "enabling" else [(e.title, e.text, *e.items) for e in section.entries]
        found += [section.number, section.title, section.text, *section.signatory, *(t for e in listed for t in e)]
    for outcome in (*outline.outcomes, *outline.enablers):
        found += [outcome.number, outcome.title, outcome.narrative] if outcome.number != "12" else [outcome.narrative]
    for sub in subs.values():
        found += [sub.number, sub.title, sub.narrative, sub.notes]
        found += [t for made in sub.statements for t in (made.heading, *made.items)]
        found += [aim.text for aim in sub.aims] + [group.heading for group in sub.groups]
        found += [t for item in sub.commitments for t in (item.text, *item.nested)]
    printed = "\n".join(text.split("\n")[LINES["2"] - 1 : END - 1])
    printed = printed.replace(AIMS, "").replace(COMMITMENTS, "")

    def words(part: str) -> Counter:
        return Counter(re.findall(r"[^\W_]+", part))

    assert words(printed) == words(" ".join(found))


def test_aims_and_commitments_stand_word_for_word(text, subs):
    """Each begins on its line, and is what is printed from there on, but for breaks."""
    lines = text.split("\n")
    for sub in subs.values():
        for item in (*sub.aims, *sub.commitments):
            printed = "".join(lines[item.line - 1 : item.line + 12]).replace(" ", "")
            assert printed.startswith("•" + item.text.replace(" ", "")), (sub.number, item.position)
            assert "\n" not in item.text
            assert item.text == item.text.strip()


def test_faults_of_the_paper_stay(subs):
    assert "1%%" in subs["5.2"].narrative
    assert subs["7.3"].commitments[2].text.startswith("We will we work")
    assert "low-carbon business units and managed workspaces for start-ups" in subs["5.4"].commitments[5].text
    assert "remote access – no one" in subs["13.4"].commitments[2].text


def test_the_sections(outline):
    assert {section.number: (section.title, section.kind) for section in outline.sections} == SECTIONS
    by_number = {section.number: section for section in outline.sections}
    assert by_number["2"].signatory[1] == "Leader of Leicestershire County Council"
    assert len(by_number["2"].text.split("\n\n")) == 5
    assert len(by_number["3"].text.split("\n\n")) == 3
    assert {entry.title: len(entry.items) for entry in by_number["4"].entries} == {
        "Great Communities": 5,
        "Keeping People Safe and Well": 4,
        "Clean, Green Future": 4,
        "Improving Opportunities": 4,
        "Strong Economy, Transport and Infrastructure": 5,
    }
    assert len(by_number["10"].entries) == 3
    assert [entry.title for entry in by_number["10.1"].entries] == [
        "Positivity",
        "Flexibility",
        "Openness and Transparency",
        "Trust and Respect",
    ]
    assert all(entry.text.endswith(".") for entry in by_number["10.1"].entries)
    assert by_number["11"].text.endswith("resource allocation.")


def test_programmes(outline, subs):
    assert subs["12"].implied
    assert subs["12"].title == outline.enablers[0].title
    assert [len(statements.items) for statements in subs["13.2"].statements] == [3]
    assert outline.enablers[1].narrative.count("\n- ") == 4
    assert outline.title_found == "Leicestershire County Council Strategic Plan (2022-26) (Revised Plan)"


def test_the_warnings_are_all_true_and_all_there(outline):
    assert found_warnings(outline) == WARNINGS
    pairs = [
        re.findall(r"(\d+\.\d) \(line", warning.text) for warning in outline.warnings if warning.kind == "duplicate"
    ]
    assert pairs == [["5.4", "8.2"], ["8.1", "8.4"], ["8.5", "9.4"]]


def taken_out(text: str, *numbers: str) -> str:
    lines = text.split("\n")
    for number in sorted(numbers, key=LINES.__getitem__, reverse=True):
        start = LINES[number]
        after = [line for other, line in LINES.items() if line > start and not other.startswith(f"{number}.")]
        del lines[start - 1 : min(after, default=END) - 1]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("numbers", "sequence"),
    [
        (("5",), []),
        (("7",), ["8"]),
        (("9",), []),
        (("5.2",), ["5.3"]),
        (("6.4",), ["6.5"]),
        (("8.1",), ["8.2"]),
        (("9.3",), ["9.4"]),
        (("9.4",), []),
        (("12",), []),
        (("13",), []),
        (("13.2",), ["13.3"]),
        (("13.4",), []),
        (("4",), []),
        (("11", "12", "13"), []),
        (("2", "3", "4", "10", "11"), []),
    ],
)
def test_the_paper_with_sections_taken_out(text, numbers, sequence):
    def stays(number: str) -> bool:
        return not any(number == gone or number.startswith(f"{gone}.") for gone in numbers)

    outline = parse(taken_out(text, *numbers))
    assert counts(outline) == {number: entry for number, entry in COUNTS.items() if stays(number)}
    assert counts(outline, "enablers") == {number: entry for number, entry in ENABLERS.items() if stays(number)}
    assert [section.number for section in outline.sections] == [number for number in SECTIONS if stays(number)]
    assert [warning.where for warning in outline.warnings if warning.kind == "sequence"] == sequence
    expected = Counter((kind, where) for kind, where, _ in WARNINGS if kind != "duplicate" and stays(where))
    found = Counter(pair[:2] for pair in found_warnings(outline) if pair[0] not in ("duplicate", "sequence"))
    assert found == expected


def renumbered(text: str, change) -> str:
    lines = text.split("\n")
    for number, line in LINES.items():
        lines[line - 1] = lines[line - 1].replace(number, change(number), 1)
    return "\n".join(lines)


@pytest.mark.parametrize("shift", [-4, -1, 10])
def test_the_paper_with_other_outcome_numbers(text, shift):
    def change(number: str) -> str:
        major, dot, minor = number.partition(".")
        return f"{int(major) + shift}{dot}{minor}" if 5 <= int(major) <= 9 else number

    outline = parse(renumbered(text, change))
    assert counts(outline) == {change(number): entry for number, entry in COUNTS.items()}
    assert counts(outline, "enablers") == ENABLERS
    assert [section.number for section in outline.sections] == list(SECTIONS)
    assert found_warnings(outline) == [(kind, change(where), line) for kind, where, line in WARNINGS]


def test_the_paper_with_wrong_numbers(text):
    wrong = {"7.3": "7.5", "6.5": "7.5", "8.1": "8.2"}
    outline = parse(renumbered(text, lambda number: wrong.get(number, number)))
    found = [(warning.where, warning.line) for warning in outline.warnings if warning.kind == "sequence"]
    assert found == [("7.5", LINES["6.5"]), ("7.5", LINES["7.3"]), ("8.2", LINES["8.1"])]
    assert [len(outcome.sub_outcomes) for outcome in outline.outcomes] == [4, 5, 4, 5, 4]
    assert sum(len(sub.commitments) for outcome in outline.outcomes for sub in outcome.sub_outcomes) == 191


LAYOUTS = {
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "form feeds": lambda text: re.sub(r"(?m)^ (?=\S)", "\f", text),
    "page numbers": lambda text: re.sub(r"(?m)^ (?=\S)", "\n12\n\n\n", text),
    "headers and footers": lambda text: re.sub(r"(?m)^ (?=\S)", "\nPage 7 of 99\n\nThe County's Plan\n\n", text),
    "dashes": lambda text: text.replace("•", "–"),
    "hyphens": lambda text: text.replace("•", "-"),
    "small o": lambda text: text.replace("•", "o"),
    "stars": lambda text: text.replace("•", "*"),
    "letters": lambda text: text.replace("•", "b)"),
    "no page marks": lambda text: re.sub(r"(?m)^ +", "", text),
    "numbers and titles on one line": lambda text: re.sub(r"(?m)^( ?\d\d?\.\d) *\n(?=[A-Z])", r"\1 ", text),
    "no blank lines": lambda text: re.sub(r"\n\s*\n", "\n", text),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_paper_in_other_layouts(text, subs, layout):
    outline = parse(LAYOUTS[layout](text))
    assert counts(outline) == COUNTS
    assert counts(outline, "enablers") == ENABLERS
    assert Counter(kind for kind, _, _ in found_warnings(outline)) == Counter(kind for kind, _, _ in WARNINGS)
    for outcome in (*outline.outcomes, *outline.enablers):
        for sub in outcome.sub_outcomes:
            made = [(item.text, item.aim_position, item.nested) for item in sub.commitments]
            assert made == [(item.text, item.aim_position, item.nested) for item in subs[sub.number].commitments]


def test_the_paper_with_other_headings(text):
    other = text.replace(AIMS, "Where we want to be").replace(COMMITMENTS, "Steps we will take")
    with pytest.raises(NotAPlan, match="“Where we want to be”, “Steps we will take”"):
        parse(other)
    headings = DEFAULT_HEADINGS.extended(aims=["WHERE WE WANT TO BE"], commitments=["Steps we will take:"])
    assert counts(parse(other, headings)) == COUNTS
    usual = text.replace(AIMS, "How we will measure success").replace(COMMITMENTS, "What we will do")
    assert counts(parse(usual)) == COUNTS


def test_the_papers_around_the_plan_hold_none(text):
    lines = text.split("\n")
    for around in (lines[: LINES["2"] - 1], lines[END - 1 :], lines[: LINES["2"] - 1] + lines[END - 1 :]):
        with pytest.raises(NotAPlan):
            parse("\n".join(around))


@pytest.mark.parametrize("other", ["000", "001", "002", "004"])
def test_other_papers_about_the_plan_are_none(other):
    [path] = PAPER.parent.glob(f"{other}_*.txt")
    with pytest.raises(NotAPlan):
        parse(read_text(path))
