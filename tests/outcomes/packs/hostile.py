"""Contents that a paper must survive: the world's own, one with nothing in it, and one meant to do harm."""

from dataclasses import fields, is_dataclass, replace

from outcomes.packs.assembling import MOST_QUESTIONS
from outcomes.packs.before import Before
from outcomes.packs.content import Content
from outcomes.packs.enquiries import LABELS, first_page
from outcomes.packs.parts import Outcome, Remark, Signal, Standing
from outcomes.packs.sections import USUAL
from outcomes.packs.summary import front_of
from outcomes.packs.told import Change, Chosen, Enquiry, Happened, Progress, SinceLast

HOSTILE = (
    "<script>alert(1)</script><img src=http://canary.invalid/x onerror=alert(1)> & \" ' ]]> # Heading\n\n"
    "- loose\n\n- list\n\n![a](file:///etc/passwd) [b](javascript:alert(1)) [c](https://a.example/) **d** "
    + "unbroken" * 40
    + " \N{GREEK SMALL LETTER OMEGA} \N{CJK UNIFIED IDEOGRAPH-6C34} \N{PILE OF POO} \u202e\x07"
)
# What a program reads, not a person: these stay as they are.
KEPT = {"uuid", "anchor", "status", "name", "kind", "amount", "upper", "value", "period_code", "quarter", "cut_off_day",
        "remit_day", "end_day", "committee_slug", "edition_slug", "slug", "unit", "tone", "noun", "number", "key",
        "fact", "state", "by_day", "item", "was", "now", "detail", "arranged", "known"}  # fmt: skip


def hostile(content: Content) -> Content:
    """The same content with hostile words wherever people read any."""
    return filled(content)


def filled(value, words: str = HOSTILE, name: str = ""):
    """The same with these words after whatever people read."""
    if name in KEPT | {"remit"}:
        return value
    if is_dataclass(value):
        told = {field.name: filled(getattr(value, field.name), words, field.name) for field in fields(value)}
        return replace(value, **told)
    if isinstance(value, tuple):
        return tuple(filled(inner, words, name) for inner in value)
    return f"{value} {words}" if isinstance(value, str) else value


def empty(content: Content) -> Content:
    """A remit that is one outcome with nothing under it."""
    bare = Outcome("u", "1", "Green Fenbrook", "Outcome", "", "outcome-1", 1, False, (), ())
    front = front_of([bare], Before(), noun="commitment")
    since = SinceLast("No earlier meeting of yours is recorded here.")
    return replace(
        content, outcomes=(bare,), front=front, notes=(), terms=(), remit=("u",), illustrative=False, enquiries=(),
        since=since,
    )  # fmt: skip


def busy(content: Content, words: str = "Find the money.") -> Content:
    """A lot to tell since the last meeting, a lot to ask, and covering words at the head of every section."""
    first = content.outcomes[0].sub_outcomes[0]
    at = {"number": first.number, "anchor": first.anchor, "illustrative": True}
    happened = tuple(Happened(f"{words} {n}", **at) for n in range(7))
    asked = tuple(
        Progress(
            str(n), "Request", words, "overdue", "Overdue", "6 September 2021", "27(b)", "1 November 2021",
            "Director of Adults", f"{first.number} {first.title}", first.anchor, words, "Director of Adults",
            "3 October 2022", True, True, postponed=words,
        )
        for n in range(7)
    )  # fmt: skip
    changed = tuple(Change(words, was, now, was == "on_track", **at) for was, now in
                    [("on_track", "off_track"), ("red", "green"), ("at_risk", "completed")])  # fmt: skip
    since = SinceLast(words, asked, happened, changed, happened, happened, happened, happened, words)
    facts = [Enquiry(fact, label, fact, words, words, words, also=("Worst 25%",), **at)
             for fact, label in LABELS.items()]  # fmt: skip
    sections = tuple(Chosen(one.key, one.title, words) for one in USUAL)
    return replace(content, since=since, enquiries=tuple(facts), sections=sections)


def without_questions(content: Content) -> Content:
    """The same, where what they lead to may be gone."""
    return replace(content, enquiries=(), front=replace(content.front, enquiries=None))


def crowded(content: Content, outcomes: int, what_changed: str = "") -> Content:
    """A first page with as much to say as its words may have, for so many outcomes."""
    first = content.outcomes[0]
    statuses = ["on_track"] * 14 + ["ongoing", "completed", "at_risk", "not_started", "stopped", "superseded"] * 2
    statuses += ["off_track"] * 4
    text, why = "Keep every one of our promises to everybody. " * 3, "It is later than was said. " * 5
    promises = [
        replace(first.promises[1], uuid=f"p{n}", text=text, standing=Standing(status, status, "", why, "", False))
        for n, status in enumerate(statuses)
    ]
    fallen = replace(first.measures[0], name=text, direction=Signal("worse", "Worse", f"Worse: {why}"), news=None)
    measures = [replace(fallen, slug=f"m{n}") for n in range(4)]
    sub = replace(first.sub_outcomes[0], promises=tuple(promises), measures=tuple(measures))
    ask = tuple(Remark(text, "") for _ in range(3))
    reports = [
        replace(first.reports[0], board=f"The Board of Everything that is Number {n}", attention=ask)
        for n in range(outcomes)
    ]
    many = [
        replace(first, title="Strong Economy, Transport and Infrastructure", sub_outcomes=(sub,), number=str(number),
                reports=(report,))
        for number, report in enumerate(reports)
    ]  # fmt: skip
    asked = [Enquiry("worst", "Worst 25%", f"e{n}", text, why, why, "1.1", sub.anchor, True) for n in range(9)]
    first = first_page(asked, MOST_QUESTIONS)
    front = front_of(many, Before(), noun="action", what_changed=what_changed, enquiries=first)
    number = 2 if what_changed else 1
    return replace(content, front=front, paper=replace(content.paper, number=number, what_changed=what_changed))


def several(content: Content) -> Content:
    """The first outcome with the reports of two boards, each of which judged its sub-outcomes."""
    outcome = content.outcomes[0]
    boards = ("Green Board", "Water Board")
    content = without_questions(content)
    reports = tuple(
        replace(outcome.reports[0], board=board, anchor=f"asked-1-{place}")
        for place, board in enumerate(boards, start=1)
    )
    subs = tuple(
        replace(sub, standings=tuple(replace(said, by=one.board) for one in reports for said in sub.standings))
        for sub in outcome.sub_outcomes
    )
    return replace(content, outcomes=(replace(outcome, reports=reports, sub_outcomes=subs), *content.outcomes[1:]))


def long(content: Content, rows: int = 60) -> Content:
    """A sub-outcome with so many promises and indicators that its tables go over several pages."""
    outcome = content.outcomes[0]
    sub = outcome.sub_outcomes[0]
    promises = tuple(replace(sub.promises[0], uuid=f"p{n}", text=f"Promise number {n}") for n in range(rows))
    measures = tuple(replace(sub.measures[0], slug=f"m{n}", name=f"Indicator number {n}") for n in range(rows))
    wide = replace(sub, title="A title that goes on and on " * 8, promises=promises, measures=measures)
    return replace(content, outcomes=(replace(outcome, sub_outcomes=(wide,)), *content.outcomes[1:]))
