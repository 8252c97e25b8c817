"""A remit divided by the departments that answer for it, instead of by outcome. Pure.

A commitment stands with the department that answers for it most directly, an indicator with the one that answers for
its figures, each under the part of the plan that it belongs to; what no department answers for comes after them. The
boards' words are about outcomes, so they come last, together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .parts import Outcome, SubOutcome

NOBODY = "No department named"
ACCENTS = 6
BOARDS = "From the boards’ highlight reports"


def by_department(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """One chapter for each department in alphabetical order, one for what has none, one for the boards' words."""
    names = sorted({name for outcome in outcomes for name in _named(outcome)}, key=str.lower)
    chapters = []
    for place, name in enumerate([*names, ""], start=1):
        anchor = f"department-{place}"
        subs = [_of(sub, name, anchor) for outcome in outcomes for sub in outcome.sub_outcomes]
        shown = tuple(sub for sub in subs if sub is not None)
        if shown:
            chapters.append(_chapter(name or NOBODY, "Department" if name else "", anchor, place, shown))
    words = _words(outcomes)
    return (*chapters, words) if words else tuple(chapters)


def _named(outcome: Outcome) -> Iterator[str]:
    for sub in outcome.sub_outcomes:
        yield from (measure.department for measure in sub.measures if measure.department)
        yield from (promise.departments[0] for promise in sub.promises if promise.departments)


def _of(sub: SubOutcome, name: str, anchor: str) -> SubOutcome | None:
    """What one department answers for of a sub-outcome; None where that is nothing. A part of the plan of which no
    indicator and no commitment is shown stands with what has no department."""
    measures = tuple(measure for measure in sub.measures if measure.department == name)
    promises = tuple(made for made in sub.promises if (made.departments[0] if made.departments else "") == name)
    bare = not name and not sub.measures and not sub.promises
    if not measures and not promises and not bare:
        return None
    return replace(sub, anchor=f"{anchor}-{sub.anchor}", measures=measures, promises=promises)


def _chapter(title: str, kind: str, anchor: str, place: int, subs: tuple[SubOutcome, ...]) -> Outcome:
    return Outcome(
        uuid="", number="", title=title, kind=kind, statement="", anchor=anchor, accent=(place - 1) % ACCENTS + 1,
        heading_only=True, sub_outcomes=subs, reports=(),
    )  # fmt: skip


def _words(outcomes: Sequence[Outcome]) -> Outcome | None:
    reports = tuple(report for outcome in outcomes for report in outcome.reports if report.has_words)
    missed = tuple(one for outcome in outcomes for one in outcome.missed)
    if not reports and not missed:
        return None
    return replace(boards_chapter(), reports=reports, missed=missed)


def boards_chapter() -> Outcome:
    """What boards say, which is about outcomes and of no department alone."""
    return _chapter(BOARDS, "", "boards", ACCENTS, ())
