"""Other shapes of plan than the two papers': aims with labels, missing headings, lists in narratives, contents."""

from outcomes.framework.importer import parse

LISTS = "What will success look like?\n\n• Homes are {0}\n\nOur commitments\n\n• We will make homes {0}\n\n"


def sub(number: str, word: str, text: str = "Some text about it.") -> str:
    return f"{number}\nHomes are {word}\n\n{text}\n\n{LISTS.format(word)}"


def numbers(outline) -> list:
    return [(outcome.number, [part.number for part in outcome.sub_outcomes]) for outcome in outline.outcomes]


def test_aims_with_labels_and_their_actions_below_each():
    text = (
        "1. Homes\n\n1.1\nHomes are dry\n\nSome text.\n\n"
        "Aim 1: Fewer damp walls\n\nActions to deliver this aim include:\n\n"
        "o Mending roofs\n\no Mending gutters\n\nAim 2: Fewer wet\nfloors\n\nActions to deliver this aim include:\n\n"
        "o Raising floors\n\n"
    )
    [part] = parse(text).outcomes[0].sub_outcomes
    assert [aim.text for aim in part.aims] == ["Fewer damp walls", "Fewer wet floors"]
    assert [(item.text, item.aim_position) for item in part.commitments] == [
        ("Mending roofs", 1),
        ("Mending gutters", 1),
        ("Raising floors", 2),
    ]


def test_groups_named_by_the_number_of_their_aim():
    text = (
        "1. Homes\n\n1.1\nHomes are dry\n\nSome text.\n\nOur aims\n\n• Dry walls\n\n• Dry floors\n\nOur actions\n\n"
        "Aim 2\n\n• Raising floors\n\nAim 1: Dry walls\n\n• Mending roofs\n\n"
    )
    [part] = parse(text).outcomes[0].sub_outcomes
    assert [(item.text, item.aim_position) for item in part.commitments] == [
        ("Raising floors", 2),
        ("Mending roofs", 1),
    ]


def test_aims_printed_as_paragraphs():
    text = sub("1.1", "dry").replace("• Homes are dry\n", "Homes are dry\n\nRents are low\n")
    [part] = parse(f"1. Homes\n\n{text}").outcomes[0].sub_outcomes
    assert [aim.text for aim in part.aims] == ["Homes are dry", "Rents are low"]


def test_lists_that_go_on_under_the_same_heading_on_the_next_page():
    text = sub("1.1", "dry") + "\fOur commitments (continued)\n\n• We will make homes warm\n\n"
    [part] = parse(f"1. Homes\n\n{text}").outcomes[0].sub_outcomes
    assert [item.text for item in part.commitments] == ["We will make homes dry", "We will make homes warm"]


def test_a_sentence_above_or_between_commitments_is_kept_as_a_note():
    text = sub("1.1", "dry").replace("Our commitments\n", "Our commitments\n\nOver four years:\n")
    [part, _] = parse(f"1. Homes\n\n{text}More is in our strategy.\n\n{sub('1.2', 'warm')}").outcomes[0].sub_outcomes
    assert part.notes == "Over four years:\n\nMore is in our strategy."
    assert len(part.commitments) == 1


def test_headings_of_groups_with_colons():
    grouped = "Our commitments\n\nDry walls:\n\n• We will mend roofs\n\nThe floors below:\n\n• We will raise floors\n\n"
    text = "1.1\nHomes are dry\n\nText.\n\nOur aims\n\n• Dry walls\n\n• Dry floors\n\n" + grouped
    [part] = parse(f"1. Homes\n\n{text}").outcomes[0].sub_outcomes
    assert [(item.aim_position, item.heading) for item in part.commitments] == [
        (1, "Dry walls:"),
        (2, "The floors below:"),
    ]
    assert part.notes == ""


def test_an_item_that_goes_on_with_a_capital_on_the_next_page():
    long = "We will work with everybody who has ever lived within ten miles of the river and the town of Upper"
    text = sub("1.1", "dry").replace("We will make homes dry\n", f"{long}\n\n12\n\nFenbrook\n\n• We will rest\n")
    [part, _] = parse(f"1. Homes\n\n{text}{sub('1.2', 'warm')}").outcomes[0].sub_outcomes
    assert [item.text for item in part.commitments] == [f"{long} Fenbrook", "We will rest"]


def test_what_follows_the_last_list_is_left():
    text = f"1. Homes\n\n{sub('1.1', 'dry')}Digital Developments\n\nPurpose\n\n• To update the Committee\n"
    [part] = parse(text).outcomes[0].sub_outcomes
    assert (len(part.commitments), part.notes) == (1, "")


def test_a_heading_that_fits_no_aim_is_kept_and_named():
    grouped = (
        "Our commitments\n\nHomes are dry\n\n• We will make homes dry\n\nBuses and trams\n\n• We will run buses\n\n"
    )
    text = sub("1.1", "dry").split("Our commitments")[0] + grouped + sub("1.2", "warm")
    outline = parse(f"1. Homes\n\n{text}")
    part = outline.outcomes[0].sub_outcomes[0]
    assert [(item.aim_position, item.heading) for item in part.commitments] == [
        (1, "Homes are dry"),
        (None, "Buses and trams"),
    ]
    [warning] = outline.warnings
    assert (warning.kind, warning.text) == (
        "heading_differs",
        "The heading “Buses and trams” fits none of the aims; its commitments stand under no aim.",
    )


def test_an_outcome_whose_heading_is_missing():
    outline = parse(f"1. Homes\n\n{sub('1.1', 'dry')}{sub('2.1', 'warm')}{sub('2.2', 'cheap')}")
    assert numbers(outline) == [("1", ["1.1"]), ("2", ["2.1", "2.2"])]
    assert outline.outcomes[1].implied
    assert outline.outcomes[1].title == ""


def test_outcomes_without_sub_outcomes_get_one_with_their_own_number():
    text = "".join(f"{n}. {t}\n\nText.\n\n{LISTS.format(t)}" for n, t in ((1, "Dry Homes"), (2, "Warm Homes")))
    outline = parse(text)
    assert numbers(outline) == [("1", ["1"]), ("2", ["2"])]
    [part] = outline.outcomes[1].sub_outcomes
    assert (part.title, part.implied, part.narrative) == ("Warm Homes", True, "")
    assert outline.outcomes[1].narrative == "Text."


def test_ordered_lists_in_narratives_are_no_sections():
    listed = "We asked about:\n\n1. Homes\n\n2. Rivers\n\n3. Buses\n\nand listened."
    outline = parse(f"1. Homes\n\n{listed}\n\n{sub('1.1', 'dry', listed)}2. Rivers\n\n{listed}\n\n{sub('2.1', 'wet')}")
    assert numbers(outline) == [("1", ["1.1"]), ("2", ["2.1"])]
    assert outline.sections == ()


def test_a_table_of_contents_is_no_plan():
    contents = "1. Homes .... 3\n1.1 Homes are dry .... 4\n\n1. Homes\n1.1 Homes are dry\n2. Running the Council\n\n"
    outline = parse(f"{contents}1. Homes\n\nText.\n\n{sub('1.1', 'dry')}2. Running the Council\n\nText.\n")
    assert numbers(outline) == [("1", ["1.1"])]
    assert [(section.number, section.title) for section in outline.sections] == [("2", "Running the Council")]


def test_a_report_that_numbers_its_paragraphs_like_sub_sections():
    report = (
        "1. Purpose\n\n1.1 This report asks the Cabinet to agree the plan that stands below.\n\n"
        "2. Background\n\n2.1 The last plan ends in March, and this one takes its place.\n\n"
    )
    outline = parse(f"{report}3. Vision\n\nText.\n\n4. Homes\n\nText.\n\n{sub('4.1', 'dry')}{report}")
    assert numbers(outline) == [("4", ["4.1"])]
    assert [(section.number, section.kind) for section in outline.sections] == [("3", "vision")]


def test_numbers_within_running_text_are_no_headings():
    text = "Rents rose by\n1.2 Times the wage, to about\n1.3 million pounds."
    outline = parse(f"1. Homes\n\n{sub('1.1', 'dry', text)}")
    assert numbers(outline) == [("1", ["1.1"])]
    assert outline.outcomes[0].sub_outcomes[0].narrative == text.replace("\n", " ")


def test_numbers_and_titles_in_other_forms():
    for first, second in (
        ("1 Homes", "1.1 Homes are dry"),
        ("Outcome 1: Homes", "1.1. Homes are dry"),
        ("1.\nHomes", "1.1: Homes are dry"),
    ):
        outline = parse(f"{first}\n\nText.\n\n" + sub("1.1", "dry").replace("1.1\nHomes are dry", second))
        assert numbers(outline) == [("1", ["1.1"])], first
        assert outline.outcomes[0].title == "Homes"
        assert outline.outcomes[0].sub_outcomes[0].title == "Homes are dry"


def test_values_in_both_forms():
    start = "2. Our Values\n\nWhat we hold to.\n\n"
    printed = f"{start}Open and\nHonest\nWe say what\nwe do.\n\nKind\n\nWe care.\n\n3. End\n\nText.\n"
    listed = f"{start}• Open and Honest: We say what we do.\n\n• Kind: We care.\n\n"
    for text in (printed, listed):
        values = parse(f"1. Homes\n\n{sub('1.1', 'dry')}{text}").sections[0]
        assert (values.kind, values.text) == ("values", "What we hold to.")
        assert [(entry.title, entry.text) for entry in values.entries] == [
            ("Open and Honest", "We say what we do."),
            ("Kind", "We care."),
        ]


def test_the_parser_knows_nothing_of_django():
    import ast
    from pathlib import Path

    import outcomes.framework.importer as package

    modules = sorted(Path(package.__file__).parent.rglob("*.py"))
    assert len(modules) > 10
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            known = [name for name in names if name.split(".")[0] in ("django", "plan", "performance")]
            assert known == [], module.name
