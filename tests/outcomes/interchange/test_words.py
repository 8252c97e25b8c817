"""Plans as Word documents: what is written is what is read, whatever it says."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.framework.importer.outline import PlanOutline, SectionOutline
from outcomes.framework.importer.papers import read_outline
from outcomes.interchange.words import Cover, write_words
from plan.text import to_html

from .outlines import MARKDOWN, plans, same, texts


def there_and_back(outline: PlanOutline) -> PlanOutline:
    return read_outline(write_words(outline, Cover("Fenbrook Plan")))


@settings(max_examples=10)
@given(plans())
def test_an_outline_comes_back_as_it_was(outline):
    assert same(there_and_back(outline)) == same(outline)


def narratives_back(narratives: list[str]) -> list[str]:
    """All in one document, since to begin one costs more than to read it."""
    sections = [SectionOutline(str(at), "About", "text", text, at) for at, text in enumerate(narratives, start=1)]
    back = there_and_back(PlanOutline("Plan", tuple(sections), (), (), ()))
    return [section.text for section in back.sections]


def looks(markdown: str) -> str:
    """The narrative as people see it: whether a list stands loosely, and how blanks fall, makes no difference."""
    html = re.sub(r"</?p>", " ", to_html(markdown, heading_level=3))
    return " ".join(re.sub(r"(<[^>]+>)", r" \1 ", html).split())


pieces = st.one_of(
    MARKDOWN,
    texts,
    st.tuples(st.sampled_from(["**", "_", "*", "`", "***"]), texts, texts).map(
        lambda it: f"{it[1]}{it[0]}{it[2]}{it[0]}z"
    ),
    st.tuples(texts, texts).map(lambda it: f"- {it[0]}\n- {it[1]}"),
)


@settings(max_examples=8)
@given(st.lists(st.lists(pieces, min_size=1, max_size=3).map("\n\n".join), min_size=5, max_size=15))
def test_what_is_read_of_a_narrative_stays_as_it_is(narratives):
    once = narratives_back(narratives)
    assert narratives_back(once) == once


SHAPES = [
    "**a**b", "a**b**", "_a_**b**", "**a _b_**z", "*a*!", "[a](/outcomes/x/)", "[a *b*](mailto:plan@example.org)",
    "![words of a picture](x.png)", "a\\\nb", "`a|b` and ``c`d``", "&#42;a&#42;", "5\\. a", "\\- a", "a & b &amp;lt;",
    "- a\n\n  b\n\n  > c", "> a\n> b", "1. a\n1. b\n\n<!-- -->\n\n1. c", "# A\n\n### B", "| a |\n| - |\n| `x\\|y` |",
    "|  | b |\n| - | :-: |\n| **a** | c |", "    code\n    more", "a  \nb", "**bold *both* bold**", "x * y * z",
    "~~a~~",
]  # fmt: skip


def test_a_narrative_looks_the_same_afterwards():
    assert [looks(one) for one in narratives_back(SHAPES)] == [looks(one) for one in SHAPES]


def test_the_same_outline_gives_the_same_bytes_and_real_headings():
    outline = PlanOutline("Plan", (SectionOutline("1", "About", "text", "Words.", 1),), (), (), ())
    assert write_words(outline, Cover("Plan")) == write_words(outline, Cover("Plan"))
