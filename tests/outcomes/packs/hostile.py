"""Contents that a paper must survive: the world's own, one with nothing in it, and one meant to do harm."""

from dataclasses import fields, is_dataclass, replace

from outcomes.packs.before import Before
from outcomes.packs.content import Content
from outcomes.packs.parts import Outcome, Remark, Signal, Standing
from outcomes.packs.summary import front_of

HOSTILE = (
    "<script>alert(1)</script><img src=http://canary.invalid/x onerror=alert(1)> & \" ' ]]> # Heading\n\n"
    "- loose\n\n- list\n\n![a](file:///etc/passwd) [b](javascript:alert(1)) [c](https://a.example/) **d** "
    + "unbroken" * 40
    + " \N{GREEK SMALL LETTER OMEGA} \N{CJK UNIFIED IDEOGRAPH-6C34} \N{PILE OF POO} \u202e\x07"
)
# What a program reads, not a person: these stay as they are.
KEPT = {"uuid", "anchor", "status", "name", "kind", "amount", "upper", "value", "period_code", "quarter", "cut_off_day",
        "remit_day", "end_day", "committee_slug", "edition_slug", "slug", "unit", "tone", "noun", "number"}  # fmt: skip


def hostile(content: Content) -> Content:
    """The same content with hostile words wherever people read any."""
    return _fill(content)


def _fill(value, name: str = ""):
    if is_dataclass(value):
        return replace(value, **{field.name: _fill(getattr(value, field.name), field.name) for field in fields(value)})
    if isinstance(value, tuple):
        return tuple(_fill(inner, name) for inner in value)
    return f"{value} {HOSTILE}" if isinstance(value, str) and name not in KEPT | {"remit"} else value


def empty(content: Content) -> Content:
    """A remit that is one outcome with nothing under it."""
    bare = Outcome("u", "1", "Green Fenbrook", "Outcome", "", "outcome-1", 1, False, (), ())
    front = front_of([bare], Before(), noun="commitment")
    return replace(content, outcomes=(bare,), front=front, notes=(), terms=(), remit=("u",), illustrative=False)


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
    front = front_of(many, Before(), noun="action", what_changed=what_changed)
    number = 2 if what_changed else 1
    return replace(content, front=front, paper=replace(content.paper, number=number, what_changed=what_changed))


def several(content: Content) -> Content:
    """The first outcome with the reports of two boards, each of which judged its sub-outcomes."""
    outcome = content.outcomes[0]
    boards = ("Green Board", "Water Board")
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
