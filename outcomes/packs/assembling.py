"""Puts a quarterly report together from what was gathered: how it is divided, what it tells, what leads where. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .before import Before
from .content import Front, Lines
from .departments import by_department
from .enquiries import enquiries, first_page, keys_of, with_grounds
from .exceptions import by_exception
from .parts import Measure, Outcome, Paper, SubOutcome
from .sections import DELIVERY, ENQUIRIES, SINCE
from .since import asked_about
from .summary import front_of
from .told import Chosen, Enquiry, Known, SinceLast

MOST_QUESTIONS = 4
BESIDE = "Indicators beside the Plan"


@dataclass(frozen=True)
class Told:
    """What the report says, section by section; `known` is what it knows of its whole remit."""

    front: Front
    outcomes: tuple[Outcome, ...]
    enquiries: tuple[Enquiry, ...]
    since: SinceLast
    sections: tuple[Chosen, ...]
    known: Known


def divided(outcomes: tuple[Outcome, ...], arranged: str) -> tuple[Outcome, ...]:
    """By outcome, as they come, or by department."""
    return by_department(outcomes) if arranged == "department" else outcomes


def assembled(
    outcomes: tuple[Outcome, ...], before: Before, since: SinceLast, paper: Paper, sections: tuple[Chosen, ...]
) -> Told:
    """The first page counts the whole remit, whatever the rest shows of it."""
    questions = enquiries(outcomes, before, since.asked)
    first = first_page(questions, MOST_QUESTIONS)
    front = front_of(outcomes, before, noun=paper.noun, what_changed=paper.what_changed, enquiries=first)
    known = _known(outcomes)
    if paper.detail == "exception":
        wanted = keys_of(questions) | asked_about(since.asked)
        outcomes = by_exception(outcomes, wanted, noun=paper.noun)
    there = _anchors(outcomes, {section.key for section in sections})
    return Told(
        front=_front(front, there),
        outcomes=outcomes,
        enquiries=tuple(with_grounds(one, lambda each: _led(each, there)) for one in questions),
        since=_since(since, there),
        sections=sections,
        known=known,
    )


def beside_the_plan(measures: Sequence[Measure]) -> Outcome:
    """Indicators that a committee watches by themselves and that this version of the plan does not cite."""
    sub = SubOutcome("", "", "Watched by themselves", "beside-1", True, False, (), (), tuple(measures), ())
    return Outcome("", "", BESIDE, "Indicators", "", "beside", 1, True, (sub,), ())


def _known(outcomes: Sequence[Outcome]) -> Known:
    statuses: dict[str, str] = {}
    figures: dict[str, tuple[str, str, str, str]] = {}
    for outcome in outcomes:
        for sub in outcome.sub_outcomes:
            if sub.standing and sub.uuid:
                statuses[sub.uuid] = sub.standing.status
            statuses |= {promise.uuid: promise.status for promise in sub.promises if promise.status}
            for one in sub.measures:
                figures[one.slug] = (one.slug, one.period_code, one.latest, one.rating.name)
    return Known(tuple(sorted(statuses.items())), tuple(figures[slug] for slug in sorted(figures)))


# What leads where ---------------------------------------------------------------------------------------------------


def _anchors(outcomes: Sequence[Outcome], sections: Collection[str]) -> set[str]:
    """Every place that something can lead to, in the sections that are shown."""
    there = {section for section in (SINCE, ENQUIRIES) if section in sections}
    if SINCE in sections:
        there.add("asked-for")
    if DELIVERY not in sections:
        return there
    for outcome in outcomes:
        there.add(outcome.anchor)
        there |= {sub.anchor for sub in outcome.sub_outcomes}
        there |= {report.anchor for report in outcome.reports if report.attention}
        there |= {f"{report.anchor}-became" for report in outcome.reports if report.answers}
    return there


def _led(one: Any, there: set[str]) -> Any:
    return one if one.anchor in there else replace(one, anchor="")


def _front(front: Front, there: set[str]) -> Front:
    def led(lines: Lines) -> Lines:
        return replace(lines, lines=tuple(_led(line, there) for line in lines.lines))

    return replace(
        front,
        off_track=led(front.off_track),
        worse=led(front.worse),
        attention=led(front.attention),
        enquiries=led(front.enquiries) if front.enquiries else None,
        rows=tuple(row if row.anchor in there else replace(row, anchor="") for row in front.rows),
    )


def _since(since: SinceLast, there: set[str]) -> SinceLast:
    return replace(
        since,
        asked=tuple(_led(one, there) for one in since.asked),
        changed=tuple(_led(one, there) for one in since.changed),
        missed=tuple(_led(one, there) for one in since.missed),
        restated=tuple(_led(one, there) for one in since.restated),
        silent=tuple(_led(one, there) for one in since.silent),
        referred=tuple(_led(one, there) for one in since.referred),
    )
