"""Made-up outlines with whatever characters, and what of two outlines must be the same."""

from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from outcomes.framework.importer.influence import INFLUENCES
from outcomes.framework.importer.outline import (
    AimOutline,
    BesideNested,
    CommitmentOutline,
    EntryOutline,
    GroupOutline,
    OutcomeOutline,
    PlanOutline,
    SavingOutline,
    SectionOutline,
    StatementsOutline,
    SubOutcomeOutline,
)
from plan.characters import clean

PLACES = {"line", "warnings"}
HOSTILE = st.sampled_from([
    "=1+1", "# not a heading", "- not an item", "1. not numbered", "a * b _c_ `d`", "<b>&amp;</b>", "[x](y) ]( ![z](w)",
    "“quoted”", "one\ntwo", "two  blanks", "tab\there", "5.1 Our commitments",
    "What will success look like?", "| a | b |",
    "Source: a report", "Influence: Shared with partners", "Illustrative.", "Total: about £3 million",
    "The same as under: 1.1", "– apart –", "none given, or not",
    "naïve £5 – 79%", "\u202ehidden", "😀 ü", "With: A; B", "The council contributes.", "---", "&lt;", "\\", "~~~",
])  # fmt: skip
texts = st.one_of(
    HOSTILE, st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), max_size=30)
)


def _worded(text: str) -> bool:
    return bool(clean(text).strip())


words = texts.map(clean).filter(_worded)
lines = words.filter(lambda text: "\n" not in text and "\t" not in text)
facts = st.one_of(st.just(""), lines.map(str.strip))  # what is said beside a part, on one line
marks = st.tuples(facts, st.booleans())  # source and whether illustrative
MARKDOWN = st.sampled_from([
    "", "A paragraph.\n\nAnother with **bold**, _stressed_ and `code`.", "- one\n  - nested\n    - deeper\n- two",
    "1. first\n2. second\n   - within\n\nAfter.", "# A heading\n\n## And below it\n\nText.", "> Quoted.\n>\n> Twice.",
    "| What | How many |\n| --- | --: |\n| a \\| b | **2** |\n| =1 | _3_ |", "See [the **plan**](https://example.org/a_b?c=1).",
    "```\ncode *as* it is\n  indented\n```", "***", "3. starts at three\n4. goes on", "A line\\\nbroken.",
    "5\\. no list, # no heading, \\*no stress\\*, a\\_b", "- item\n\n  goes on\n\n- next",
])  # fmt: skip


@st.composite
def aims(draw, at: int) -> AimOutline:
    influence = draw(st.sampled_from(["", *INFLUENCES]))
    nested = tuple(draw(st.lists(words, max_size=2)))
    return AimOutline(at, draw(words), 0, nested, influence, draw(facts), *draw(marks))


partners = st.lists(lines.filter(lambda name: name == name.strip()), max_size=2).map(tuple)


@st.composite
def commitments(draw, at: int, aim: int | None, heading: str | None) -> CommitmentOutline:
    nested = tuple(draw(st.lists(words, max_size=2)))
    beside = (
        BesideNested(place, draw(st.booleans()), draw(partners), *draw(marks)) for place in range(1, len(nested) + 1)
    )
    return CommitmentOutline(
        at, draw(words), aim, nested, heading, 0, draw(st.booleans()), draw(partners), *draw(marks),
        draw(st.sampled_from(["", "1.1", "A"])), tuple(one for one in beside if one != BesideNested(one.position)),
    )  # fmt: skip


amounts = st.decimals(0, 9_999_999, places=2)


@st.composite
def savings(draw, deeper: int = 1) -> SavingOutline:
    inner = tuple(draw(st.lists(savings(deeper - 1), max_size=2))) if deeper else ()
    return SavingOutline(draw(lines).strip(), draw(amounts), draw(facts), inner)


@st.composite
def subs(draw, number: str, *, implied: bool = False, title: str = "", source: str = "") -> SubOutcomeOutline:
    found = tuple(draw(aims(at)) for at in range(1, draw(st.integers(0, 3)) + 1))
    groups, listed = [], []
    for _ in range(draw(st.integers(0, 3))):
        aim = draw(st.sampled_from([None, *range(1, len(found) + 1)]))
        heading = draw(st.one_of(st.none(), lines))
        if any((group.heading, group.aim_position) == (heading, aim) for group in groups):
            continue
        if heading is not None:
            groups.append(GroupOutline(heading, aim, 0))
        for _ in range(draw(st.integers(0 if heading else 1, 2))):
            listed.append(draw(commitments(len(listed) + 1, aim, heading)))
    statements = tuple(
        StatementsOutline(heading, tuple(draw(st.lists(words, min_size=1, max_size=2))), 0)
        for heading in draw(st.lists(lines, max_size=2, unique=True))
    )
    narrative = "" if implied else draw(MARKDOWN)
    own, mark = draw(marks)
    return SubOutcomeOutline(
        number, title or draw(lines), narrative, found, tuple(listed), statements, implied, 0, tuple(groups), "",
        tuple(draw(st.lists(words, max_size=2))), tuple(draw(st.lists(savings(), max_size=2))),
        draw(st.sampled_from([own, source])), mark,
    )  # fmt: skip


@st.composite
def outcomes(draw, number: int) -> OutcomeOutline:
    title = draw(lines)
    source, mark = draw(marks)
    inner = [draw(subs(f"{number}.{at}")) for at in range(1, draw(st.integers(0, 2)) + 1)]
    if draw(st.booleans()):
        inner.insert(0, draw(subs(str(number), implied=True, title=title, source=source)))
    kind = draw(st.sampled_from(["outcome", "finance", "change"]))
    statement = draw(st.one_of(st.just(""), words))
    return OutcomeOutline(
        str(number), title, draw(MARKDOWN), tuple(inner), number * 10, kind, statement, overseen_by=draw(facts),
        managed_by=draw(facts), source=source, illustrative=mark,
    )  # fmt: skip


@st.composite
def sections(draw, place: int) -> SectionOutline:
    kind = draw(st.sampled_from(["foreword", "outcomes", "enabling", "values", "monitoring", "glossary", "text"]))
    entries = tuple(
        EntryOutline(draw(words), draw(st.one_of(st.just(""), words)), tuple(draw(st.lists(words, max_size=2))), 0,
                     draw(st.sampled_from(["", "A", "x"])), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    number = draw(st.sampled_from(["", "10", "10.1", "A"]))
    signatory = tuple(draw(st.lists(words, max_size=2)))
    return SectionOutline(number, draw(lines), kind, draw(MARKDOWN), place, entries, signatory, *draw(marks))


@st.composite
def plans(draw) -> PlanOutline:
    found = [draw(outcomes(number)) for number in range(1, draw(st.integers(1, 2)) + 1)]
    around = [draw(sections(place)) for place in (5, 15, 25)[: draw(st.integers(0, 3))]]
    return PlanOutline(
        draw(lines), tuple(around), tuple(one for one in found if one.kind == "outcome"),
        tuple(one for one in found if one.kind != "outcome"), (), draw(st.one_of(st.just(""), lines)), draw(MARKDOWN),
        tuple((term, draw(words)) for term in draw(st.lists(lines, max_size=2, unique=True))),
        draw(MARKDOWN), draw(facts), draw(st.sampled_from(["", "action"])), *draw(marks),
    )  # fmt: skip


def same(value):
    """An outline without what only says where it stood in the file."""
    if is_dataclass(value):
        return {field.name: same(getattr(value, field.name)) for field in fields(value) if field.name not in PLACES}
    return [same(one) for one in value] if isinstance(value, tuple | list) else value
