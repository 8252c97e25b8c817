"""Papers for the tests: the made-up one beside this file, and outlines rendered as papers."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

FENBROOK = Path(__file__).parent / "papers" / "fenbrook.txt"

MINUTES = """\
Minutes of a meeting held on 3 March 2025

1. Apologies.

There were none.

2. Any other business.

What will success look like? Nobody knew.

"""
REPORT = """\
1. This report asks the Panel what it thinks of the plan, and says how it came about.

2. The plan has several parts, and all of them are below.

Sub-outcomes:

o Something that is not in the plan

3. There are no other implications.

Appendix: District Plan 2025-29

"""
LATER = """\

REPORT OF THE HEAD OF PLACE

1. This report is about the depot, and not about the plan at all.

2. We will move the salt when the rain stops.

- Salt

3. The Panel is asked to note this.
"""


@dataclass(frozen=True)
class Group:
    """Commitments, each with its nested items, under the aim of that position or under none."""

    aim: int | None
    commitments: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Sub:
    title: str
    narrative: tuple[str, ...]
    aims: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Outcome:
    title: str
    narrative: tuple[str, ...]
    subs: tuple[Sub, ...]


@dataclass(frozen=True)
class Style:
    """How a paper prints its plan. ``loose``: with blank lines between items."""

    marker: str = "•"
    loose: bool = True
    one_line: bool = False
    newline: str = "\n"
    width: int = 90
    aims: str = "What will success look like?"
    commitments: str = "Our Commitments"
    first: int = 1
    paper: bool = True
    pages: bool = False
    summary: bool = True


def render(plan: tuple[Outcome, ...], style: Style) -> str:
    """The plan in the shape of a committee paper."""
    parts = [MINUTES + REPORT] if style.paper else []
    if style.summary:
        parts.append("Our outcomes\n\n")
        for outcome in plan:
            parts.append(f"{outcome.title}\n" + "".join(f"• {sub.title}\n\n" for sub in outcome.subs))
    for number, outcome in enumerate(plan, start=style.first):
        parts.append(_wrap(f"{number}. {outcome.title}", style) + _paragraphs(outcome.narrative, style))
        for minor, sub in enumerate(outcome.subs, start=1):
            parts.append(_sub(f"{number}.{minor}", sub, style))
            if style.pages:
                parts.append(f"{number * 10 + minor}\n\f")
    if style.paper:
        parts.append(LATER)
    return "".join(parts).replace("\n", style.newline)


def _wrap(text: str, style: Style, indent: str = "") -> str:
    broken = textwrap.wrap(text, style.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(broken) + "\n"


def _paragraphs(texts: tuple[str, ...], style: Style) -> str:
    return "\n".join(_wrap(text, style) for text in texts) + "\n"


def _gap(style: Style) -> str:
    return "\n" if style.loose else ""


def _sub(number: str, sub: Sub, style: Style) -> str:
    title = _wrap(f"{number} {sub.title}", style) if style.one_line else f"{number} \n{_wrap(sub.title, style)}"
    lists = [style.aims, "\n", _gap(style)]
    lists += [_item(aim, style) for aim in sub.aims]
    lists += [style.commitments, "\n", _gap(style)]
    for group in sub.groups:
        if group.aim is not None:
            lists += [_wrap(sub.aims[group.aim - 1], style), _gap(style)]
        for text, nested in group.commitments:
            lists.append(_item(text, style))
            lists += [_nested(item, style) for item in nested]
            lists.append("\n" if nested and style.loose else "")
    return title + _paragraphs(sub.narrative, style) + "".join(lists) + "\n"


def _item(text: str, style: Style) -> str:
    return _wrap(f"{style.marker} {text}", style) + _gap(style)


def _nested(text: str, style: Style) -> str:
    """Without blank lines and with the same bullet in a loose paper, with another bullet in a tight one."""
    other = "-" if style.marker == "o" else "o"
    return _wrap(f"{style.marker if style.loose else other} {text}", style)
