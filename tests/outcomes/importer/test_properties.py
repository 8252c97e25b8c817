"""What holds for every plan and every text."""

import contextlib
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.framework.importer import NotAPlan, parse, summary

from .rendering import Group, Outcome, Style, Sub, render

WORDS = [
    *(
        "homes",
        "rivers",
        "buses",
        "schools",
        "market",
        "fields",
        "warm",
        "clean",
        "lively",
        "quiet",
        "people",
        "carers",
    ),
    *("visitors", "grow", "learn", "meet", "travel", "rent", "repair", "plant", "half-timbered", "low-carbon"),
    *("start-ups", "£12m", "45%", "reuse/recycling", "(locally)"),
]
CAPITALS = ("Homes", "Rivers", "Buses", "Schools", "Markets", "Fields", "People", "Children")
LEADS = ("We will", "Our team will", "Through Fenlink we will", "All staff will")

words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=22).map(" ".join)
sentences = st.builds(lambda first, rest: f"{first} {rest}.", st.sampled_from(["Figures", "Half", "In 2024"]), words)
titles = st.builds(
    lambda first, rest: f"{first} {rest}",
    st.sampled_from(CAPITALS),
    st.lists(st.sampled_from(WORDS[:20]), min_size=2, max_size=9).map(" ".join),
)
commitments = st.builds(lambda lead, rest: f"{lead} {rest}", st.sampled_from(LEADS), words)
nesting = st.builds(
    lambda text, items: (f"{text}:", tuple(items)), commitments, st.lists(titles, min_size=2, max_size=4)
)
items = st.one_of(commitments.map(lambda text: (text, ())), nesting)


@st.composite
def subs(draw) -> Sub:
    aims = tuple(draw(st.lists(titles, min_size=1, max_size=4, unique=True)))
    listed = st.lists(items, min_size=1, max_size=4).map(tuple)
    if draw(st.booleans()):
        groups = tuple(Group(position, draw(listed)) for position in range(1, len(aims) + 1))
    else:
        groups = (Group(None, draw(listed)),)
    narrative = tuple(draw(st.lists(sentences, min_size=1, max_size=3)))
    return Sub(draw(titles), narrative, aims, groups)


outcomes = st.builds(
    Outcome,
    titles,
    st.lists(sentences, min_size=1, max_size=2).map(tuple),
    st.lists(subs(), min_size=1, max_size=3).map(tuple),
)
plans = st.lists(outcomes, min_size=1, max_size=3).map(tuple)
styles = st.builds(
    Style,
    marker=st.sampled_from(["•", "-", "–", "o", "*", "a)", "\uf0b7"]),
    loose=st.booleans(),
    one_line=st.booleans(),
    newline=st.sampled_from(["\n", "\r\n"]),
    width=st.sampled_from([70, 90, 110]),
    aims=st.sampled_from(
        ["What will success look like?", "How we will measure success", "WHAT WILL SUCCESS LOOK LIKE"]
    ),
    commitments=st.sampled_from(["Our Commitments", "What we will do:"]),
    first=st.sampled_from([1, 5, 12]),
    paper=st.booleans(),
    pages=st.booleans(),
    summary=st.booleans(),
)


def as_printed(plan: tuple[Outcome, ...], first: int) -> list:
    """What parsing must give back: numbers, titles, narratives, aims, and commitments with aim and nested items."""
    printed = []
    for number, outcome in enumerate(plan, start=first):
        subs_printed = []
        for minor, sub in enumerate(outcome.subs, start=1):
            made = [(text, group.aim, nested) for group in sub.groups for text, nested in group.commitments]
            narrative = "\n\n".join(sub.narrative)
            subs_printed.append((f"{number}.{minor}", sub.title, narrative, list(sub.aims), made))
        printed.append((str(number), outcome.title, "\n\n".join(outcome.narrative), subs_printed))
    return printed


def as_parsed(outline) -> list:
    return [
        (
            outcome.number,
            outcome.title,
            outcome.narrative,
            [
                (
                    sub.number,
                    sub.title,
                    sub.narrative,
                    [aim.text for aim in sub.aims],
                    [(made.text, made.aim_position, made.nested) for made in sub.commitments],
                )
                for sub in outcome.sub_outcomes
            ],
        )
        for outcome in outline.outcomes
    ]


@given(plan=plans, style=styles)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_plan_printed_as_a_paper_and_read_again_is_the_same_plan(plan, style):
    assert as_parsed(parse(render(plan, style))) == as_printed(plan, style.first)


PIECES = st.sampled_from(
    [
        *("1. Homes", "1.1 Dry", "1.2", "5", "12.", "What will success look like?", "Our commitments", "Aim 1: dry"),
        *("Actions to deliver this aim include:", "• ", "- we act", "o", "a) b", "By 2024...", "• We will:", "\f"),
        *("1. A ..... 3", "REPORT OF THE COUNCIL", "1 May 2025", "Our values", "Foreword", "xx%", "(TBC)", "", " "),
        *("Trust", "We trust.", "the end of the", "\x00", "\ud800", "5.1.1 x", "Outcome 3:", "17", "Page 3 of 4"),
    ]
)


@given(st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("\n".join)))
@settings(max_examples=300, deadline=None)
def test_no_text_raises_anything_but_not_a_plan(text):
    try:
        outline = parse(text)
    except NotAPlan:
        return
    assert summary(outline, "a")["outcomes"] + len(outline.enablers) > 0
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= warning.line <= lines for warning in outline.warnings)


START = "1. Homes\n1.1 Dry homes\nWhat will success look like?\n• Dry walls in homes\n"
LISTS = START + "Our commitments\n• We act\n"
# What the text begins with, and what is repeated after it until there is a megabyte.
HOSTILE = {
    "blanks": ("", " "),
    "full stops": ("", "."),
    "new lines": ("", "\n"),
    "one word": ("", "x"),
    "digits": ("", "1"),
    "form feeds": ("", "\f"),
    "brackets": (LISTS + "1.2 Wet homes\n", "("),
    "fillers": (LISTS + "1.2 Wet homes\n", "xx% "),
    "lines of fillers": (LISTS + "1.2 Wet homes\n", "fell by xx% and y%\n"),
    "aims": (START, "• Dry walls, wet floors\n"),
    "colons": (START + "Our commitments\n", "• We will act on:\n"),
    "group headings": (START + "Our commitments\n", "Dry walls in homes\n• We act now\n"),
    "introductions": (LISTS, "What will success look like?\n• Dry walls\nOur commitments\n• We act\n"),
    "sections": (LISTS, "1. Homes and hearths\n\n"),
    "contents": (LISTS, "1. Homes ......... 3\n"),
    "page numbers": (LISTS, "12\nHomes and hearths\n12.1 Dry homes\n"),
    "titles": (LISTS, "1.2 Homes and\nhearths and\nfields and\n"),
    "whole plans": ("", LISTS),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_anything_takes_no_more_than_a_few_seconds(name):
    """About two seconds on a machine with nothing else to do; processor time, with room for a slower one."""
    start, repeated = HOSTILE[name]
    text = start + repeated * (1_000_000 // len(repeated))
    started = time.process_time()
    with contextlib.suppress(NotAPlan):
        parse(text)
    assert time.process_time() - started < 6
