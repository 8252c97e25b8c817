"""Lines of enquiry: questions that a member could ask, each drawn from a fact that the paper itself shows. Pure.

No fact, no question: nothing is made up, and nothing is asked of what goes well. The most serious comes first: a
promise missed, then what went wrong twice running, what was asked for and did not come, then figures among the worst,
unfinished priorities, figures that were changed, and figures that did not come.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plan.wording import join_words

from .before import Before
from .content import Line, Lines
from .parts import Measure, Outcome, Promise, SubOutcome
from .summary import NO_QUESTIONS, OFF, short
from .told import (
    CARRIED,
    MISSED,
    OFF_TWICE,
    OVERDUE,
    RED_TWICE,
    RESTATED,
    STALE,
    WORST,
    Enquiry,
    Ground,
    MissedDate,
    Progress,
    Restatement,
)

LABELS = {
    MISSED: "Promise missed",
    OFF_TWICE: "Off track twice running",
    OVERDUE: "Asked for and overdue",
    RED_TWICE: "Red twice running",
    WORST: "Worst 25%",
    CARRIED: "Priority not finished",
    RESTATED: "Figure restated",
    STALE: "Figure overdue",
}
QUESTIONS = {
    MISSED: "What stands in the way, and by when will it be reached?",
    OFF_TWICE: "What was done since the last pack, and what would bring it back on track?",
    OVERDUE: "When will the answer come?",
    RED_TWICE: "What will be done differently, and when should the figure show it?",
    WORST: "What do councils that do better do, and what is tried here?",
    RESTATED: "Why did it change, and does it change what this committee was told?",
    STALE: "When will it come, and what do officers go by until then?",
}
CARRIED_ON = {
    "Dropped": "Why was it dropped, and what takes its place?",
    "": "What became of it?",
}
FINISH = "What is still needed to finish it?"
ORDER = list(LABELS)
MOST = 10  # questions that a member can take in
TOGETHER = {
    MISSED: ("promises missed their date", "What stands in the way of each, and by when will it be reached?"),
    OFF_TWICE: ("things are off track twice running", "What was done since the last pack, and what would help each?"),
    OVERDUE: ("answers that were asked for are overdue", "When will each answer come?"),
    RED_TWICE: ("indicators are red twice running", "What will be done differently, and when should it show?"),
    WORST: ("indicators are among the worst 25%", "What do councils that do better do, and what is tried here?"),
    CARRIED: ("priorities are not finished", "What became of each, and what is still needed?"),
    RESTATED: ("figures were restated", "Why did they change, and does it change what this committee was told?"),
    STALE: ("figures are overdue", "When will each come, and what do officers go by until then?"),
}


@dataclass(frozen=True)
class _Place:
    """Where a fact stands, and the key and name of what it is about."""

    key: str
    subject: str
    number: str
    anchor: str


def enquiries(outcomes: Sequence[Outcome], before: Before, asked: Iterable[Progress] = ()) -> tuple[Enquiry, ...]:
    """Every line of enquiry, most serious first; of one thing only one, which names its other facts. Where they would
    be too many, those of one kind are one question."""
    found = [*_of_promises(outcomes, before), *_of_asked(asked), *_of_measures(outcomes), *_of_priorities(outcomes)]
    found.sort(key=lambda one: ORDER.index(one.fact))
    kept: dict[str, Enquiry] = {}
    for one in found:
        if one.key in kept:
            first = kept[one.key]
            more = () if one.label in (first.label, *first.also) else (one.label,)
            kept[one.key] = replace(first, also=(*first.also, *more))
        else:
            kept[one.key] = one
    return few_enough(tuple(kept.values()))


def few_enough(told: tuple[Enquiry, ...], most: int = MOST) -> tuple[Enquiry, ...]:
    """No more than `most` questions, or as few as there are kinds of them: from the least serious kind up, those of one
    kind become one question, which lists what it is drawn from. Nothing is left out, and the order stays."""
    for fact in reversed(ORDER):
        if len(told) <= most:
            break
        alike = [one for one in told if one.fact == fact]
        if len(alike) > 1:
            place = told.index(alike[0])
            told = (*told[:place], _together(alike), *(one for one in told[place:] if one.fact != fact))
    return told


def keys_of(told: Iterable[Enquiry]) -> set[str]:
    """The keys of everything that something is asked of."""
    return {one.key for one in told} | {ground.key for one in told for ground in one.gathered}


def with_grounds(one: Enquiry, change: Callable[[Any], Any]) -> Enquiry:
    """The question, and each thing that it is drawn from, changed in where they lead to."""
    return replace(change(one), gathered=tuple(change(ground) for ground in one.gathered))


def _together(alike: Sequence[Enquiry]) -> Enquiry:
    what, question = TOGETHER[alike[0].fact]
    grounds = tuple(
        Ground(one.key, one.subject, one.why, one.number, one.anchor, one.illustrative, one.also) for one in alike
    )
    return Enquiry(
        alike[0].fact, alike[0].label, alike[0].fact, f"{len(alike)} {what}", "", question, "", "enquiries",
        all(one.illustrative for one in alike), gathered=grounds,
    )  # fmt: skip


def first_page(told: Sequence[Enquiry], most: int) -> Lines:
    """The first of them as a list of the first page."""
    lines = tuple(_line(one) for one in told[:most])
    return replace(NO_QUESTIONS, lines=lines, more=max(len(told) - most, 0), counted=f"{len(told)} in all")


def _line(told: Enquiry) -> Line:
    why = " ".join(filter(None, [short(told.why), told.question]))
    return Line("", short(told.subject), why, told.number, told.anchor, told.illustrative)


def _made(fact: str, place: _Place, why: str, illustrative: bool, question: str = "") -> Enquiry:
    question = question or QUESTIONS[fact]
    return Enquiry(
        fact, LABELS[fact], place.key, place.subject, why, question, place.number, place.anchor, illustrative
    )


# What was promised --------------------------------------------------------------------------------------------------


def _of_promises(outcomes: Sequence[Outcome], before: Before) -> Iterator[Enquiry]:
    for outcome in outcomes:
        yield from _missed(outcome.missed, _Place(outcome.uuid, outcome.title, outcome.number, outcome.anchor))
    for sub in _subs(outcomes):
        own = _Place(sub.uuid, sub.title, sub.number, sub.anchor)
        yield from _missed(sub.missed, own)
        if sub.standing and sub.standing.status in OFF and before.statuses.get(sub.uuid) in OFF:
            yield _made(OFF_TWICE, own, _still(sub.standing.label), sub.standing.illustrative)
        for promise in sub.promises:
            yield from _of_promise(promise, sub, before)


def _of_promise(promise: Promise, sub: SubOutcome, before: Before) -> Iterator[Enquiry]:
    place = _Place(promise.uuid, promise.text, sub.number, sub.anchor)
    yield from _missed(promise.missed, place)
    if promise.standing and promise.status in OFF and before.statuses.get(promise.uuid) in OFF:
        yield _made(OFF_TWICE, place, _still(promise.standing.label), promise.standing.illustrative)


def _still(label: str) -> str:
    return f"{label} now, and not going forward in your last pack either."


def _missed(dates: Iterable[MissedDate], place: _Place) -> Iterator[Enquiry]:
    for one in dates:
        why = (
            f"To be reached by {one.when}: {one.what}. That passed on {one.passed}, and it is not reported as reached."
        )
        yield _made(MISSED, place, why, one.illustrative)


def _of_asked(asked: Iterable[Progress]) -> Iterator[Enquiry]:
    for one in asked:
        if one.state == "overdue":
            why = f"You asked for this on {one.raised}; it was due on {one.due}."
            place = _Place(f"asked-{one.key}", one.text, "“What you asked for”", "asked-for")
            yield _made(OVERDUE, place, why, one.illustrative)


# Figures ------------------------------------------------------------------------------------------------------------


def _of_measures(outcomes: Sequence[Outcome]) -> Iterator[Enquiry]:
    """Of each indicator once, where it stands first; the key indicators first."""
    found: dict[str, tuple[Measure, SubOutcome]] = {}
    for sub in _subs(outcomes):
        for measure in sub.measures:
            found.setdefault(measure.slug, (measure, sub))
    for measure, sub in sorted(found.values(), key=lambda one: not one[0].is_key):
        yield from _of_measure(measure, _Place(measure.slug, measure.name, sub.number, sub.anchor))


def _of_measure(measure: Measure, place: _Place) -> Iterator[Enquiry]:
    made_up = measure.illustrative
    if measure.red_before:
        goal = f", against {measure.goal.shown}" if measure.goal else ""
        goal_made_up = bool(measure.goal and measure.goal.illustrative)
        latest = measure.latest.removesuffix(f" {measure.unit}")  # the target says of what
        why = f"{latest if goal else measure.latest} in {measure.period}{goal}; red in {measure.red_before} too."
        yield _made(RED_TWICE, place, why, made_up or goal_made_up)
    if measure.place and measure.place.quartile == 4:
        yield _made(WORST, place, _placed(measure), measure.place.illustrative)
    for one in measure.restated:
        yield _made(RESTATED, place, restated(one), made_up)
    if measure.awaited:
        yield _made(STALE, place, f"{measure.awaited}.", False)


def restated(one: Restatement) -> str:
    """In a sentence: "The figure for 2020/21 was 64% and is 62% since 3 October 2022."."""
    return f"The figure for {one.period} was {one.was} and is {one.now} since {one.day}."


def _placed(measure: Measure) -> str:
    place = measure.place
    assert place is not None
    words = place.words if place.in_full else f"{place.words}, {place.group}, {place.period}"
    return f"{words.rstrip('.')}."


# What boards set out to do ------------------------------------------------------------------------------------------


def _of_priorities(outcomes: Sequence[Outcome]) -> Iterator[Enquiry]:
    """Priorities of the report before that are not done, or of which nothing is said."""
    for outcome in outcomes:
        for report in outcome.reports:
            for place, one in enumerate(report.answers, start=1):
                if one.answer == "Done":
                    continue
                said = f"{one.answer.lower()}" if one.answer else "not answered"
                why = f"A priority of the last report of {_the(report.board)}: {said}."
                anchor = f"{report.anchor}-became" if report.anchor else outcome.anchor
                where = _Place(f"{anchor}-{place}", one.priority, outcome.number, anchor)
                yield _made(CARRIED, where, why, report.illustrative, CARRIED_ON.get(one.answer, FINISH))


def _the(board: str) -> str:
    return board if board.lower().startswith("the ") else f"the {board}"


def _subs(outcomes: Sequence[Outcome]) -> Iterator[SubOutcome]:
    return (sub for outcome in outcomes for sub in outcome.sub_outcomes)


def also(told: Enquiry) -> str:
    """Other facts of the same thing, in a sentence; nothing where there are none."""
    return f"Also: {join_words([one.lower() for one in told.also])}." if told.also else ""
