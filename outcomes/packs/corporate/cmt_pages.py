"""Makes management's pages of what was gathered. Pure: cut to what a page can hold, worst first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from outcomes.reporting.reading import Report
from outcomes.scrutiny.decided import Decided, Key, key_of
from plan.text import plain
from plan.wording import day, join_words, plural

from ..before import Before
from ..content import Line, Lines
from ..fitting import fitted as fitted_front
from ..parts import Measure, Outcome, Standing
from ..summary import (
    all_measures,
    all_promises,
    figures,
    judgement,
    off_track,
    row,
    short,
    with_status,
    worse,
)
from .asked import Asked
from .cmt import Answered, Front, GlanceRow, Page, Part, Sought, Trouble
from .cmt_fitting import ANSWER, DECISION, SUMMARY, WHY, WORDS, fitted
from .reported import Said

TROUBLE = ("stopped", "off_track", "at_risk")
RATED = ("green", "amber", "red")
MOST = 3
Reports = Sequence[tuple[Report, Said]]
Numbers = Mapping[UUID | None, str]  # of the parts that reports speak about


def page_of(
    outcome: Outcome, reports: Reports, asked: Sequence[Asked], where: Numbers, site: str, *, noun: str,
    decided: Mapping[Key, Decided] = MappingProxyType({}), since: date | None = None,
) -> Page:  # fmt: skip
    """One outcome on one page. What was decided stands on it where that was `since` the last pack."""
    told = list(sought(reports, where, decided, since=since))
    said = tuple(replace(said, summary=short(said.summary, SUMMARY // max(len(reports), 1))) for _, said in reports)
    page = Page(
        number=outcome.number,
        title=outcome.title,
        kind=outcome.kind,
        anchor=outcome.anchor,
        accent=outcome.accent,
        said=said,
        parts=tuple(_parts(outcome, noun)),
        troubles=tuple(_troubles(outcome)),
        figures=tuple(sorted(outcome.measures, key=_urgency)),
        answers=tuple(_answers(report for report, _ in reports)),
        decisions=tuple(replace(one, text=short(one.text, DECISION)) for one in told if not one.decided),
        decided=tuple(
            replace(one, text=short(one.text, WORDS), decided=short(one.decided, ANSWER)) for one in told if one.decided
        ),
        asked=tuple(
            replace(one, text=short(one.text, ANSWER), answer=short(one.answer, ANSWER), owner=short(one.owner, 80))
            for one in asked
        ),
        more=_more(outcome, said, site),
    )
    return fitted(page)


def sought(
    reports: Reports, where: Numbers, decided: Mapping[Key, Decided] = MappingProxyType({}), *,
    since: date | None = None,
) -> Iterator[Sought]:  # fmt: skip
    """What boards want decided: their report, where it is not approved yet, and what they say they seek, in full. What
    is decided already says so; where that was before `since`, it is told no more."""
    for report, _ in reports:
        for remark in report.decisions:
            one = Sought(report.board, where.get(remark.about, ""), remark.text, report.illustrative)
            made = decided.get(key_of(report, remark.text))
            if made is None:
                yield one
            elif since is None or made.on >= since:
                words = f"{made.kind}. {plain(made.text)}"
                on = f"{made.body}, {day(made.on)}"
                yield replace(one, decided=words, decided_on=on, decision_illustrative=made.illustrative)
    for report, said in reports:
        if not said.is_approved:
            words = f"Approve the highlight report for {said.period}."
            yield Sought(report.board, "", words, report.illustrative, is_approval=True)


def is_cut(text: str) -> bool:
    """Whether a page has less than the whole of a decision."""
    return short(text, DECISION) != plain(text)


def _parts(outcome: Outcome, noun: str) -> Iterator[Part]:
    for sub in outcome.sub_outcomes:
        counted = row(replace(outcome, sub_outcomes=(sub,))).promises
        standing = sub.standing
        title = f"Aims and {plural(noun)}" if sub.implied else short(sub.title, WORDS)
        yield Part(sub.number, title, standing.status if standing else "", counted, _made_up(standing))


def _troubles(outcome: Outcome) -> Iterator[Trouble]:
    """What stopped or is off track before what is at risk; in each, sub-outcomes before commitments."""
    for status in TROUBLE:
        for line in with_status([outcome], (status,)):
            yield Trouble(line.number, line.status, short(line.text, WORDS), short(line.why, WHY), line.illustrative)


def _made_up(standing: Standing | None) -> bool:
    return bool(standing and standing.illustrative)


def _urgency(measure: Measure) -> tuple:
    """Position and trend lead, as most indicators have no target; a figure that there is none of comes last."""
    quartile = measure.place.quartile if measure.place else None
    return (
        not measure.period, measure.rating.name != "red", quartile != 4, measure.moved != "worse", not measure.is_key,
        quartile is None, measure.moved not in ("better", "same"),
    )  # fmt: skip


def _answers(reports: Iterable[Report]) -> Iterator[Answered]:
    """What was dropped before what goes on, what is done last."""
    order = {"dropped": 0, "continuing": 1, "done": 2}
    told = [one for report in reports for one in report.answers if one.status]
    for one in sorted(told, key=lambda one: order.get(one.status, 1)):
        yield Answered(short(one.priority, WORDS), one.answer, short(one.text, WHY))


def _more(outcome: Outcome, said: Sequence[Said], site: str) -> str:
    where = [f"the highlight report of the {one.board.removeprefix('The ')}, {one.period}" for one in said]
    places = [join_words(where), site]
    return f"In full: {'; '.join(filter(None, places))}" if any(places) else ""


# The first page -----------------------------------------------------------------------------------------------------


def front_of(
    outcomes: Sequence[Outcome], decisions: Sequence[tuple[Outcome, Sought]], before: Before, *, noun: str,
    what_changed: str,
) -> Front:  # fmt: skip
    """Where the whole plan stands, and what wants deciding."""
    promises, measures = all_promises(outcomes), all_measures(outcomes)
    most = MOST if len(outcomes) <= 5 else 2
    rows = tuple(glance(outcome) for outcome in outcomes)
    wanted = _wanted(decisions, most + 2)
    lists = [wanted, off_track(outcomes, most, noun=noun), worse(outcomes, before, most - (most < MOST))]
    first, off, down = fitted_front(lists, rows, what_changed=what_changed)
    return Front(
        judgement=judgement(promises, measures, noun=noun, watched="what the Plan promises", remit="the Plan"),
        figures=figures(promises, measures, before, noun=noun),
        decisions=first,
        off_track=_led_to(off, outcomes),
        worse=_led_to(down, outcomes),
        rows=rows,
    )


def _wanted(decisions: Sequence[tuple[Outcome, Sought]], most: int) -> Lines:
    """Each outcome's first decision before any outcome's second; reports to approve are one line, the first."""
    turns: dict[str, int] = {}
    ordered = []
    approvals = [(outcome, one) for outcome, one in decisions if one.is_approval]
    if len(approvals) > 1:
        outcome, first = approvals[0]
        boards = f"{len({one.board for _, one in approvals})} boards"
        together = replace(first, board=boards, text=f"Approve {len(approvals)} highlight reports.")
        decisions = [(outcome, together), *(pair for pair in decisions if not pair[1].is_approval)]
        turns[outcome.anchor] = -2  # which takes no turn of its outcome
    for place, (outcome, one) in enumerate(decisions):
        turn = turns[outcome.anchor] = turns.get(outcome.anchor, -1) + 1
        line = Line("", short(one.text), f"{one.board}.", outcome.number, outcome.anchor, one.illustrative)
        ordered.append((turn, place, line))
    lines = tuple(line for _, _, line in sorted(ordered, key=lambda one: one[:2]))
    return Lines("What wants deciding", lines[:most], max(len(lines) - most, 0), f"{len(lines)} in all")


def _led_to(lines: Lines, outcomes: Sequence[Outcome]) -> Lines:
    """Lines lead to their outcome's page, as sub-outcomes have none of their own here."""
    pages = {sub.anchor: outcome.anchor for outcome in outcomes for sub in outcome.sub_outcomes}
    return replace(
        lines, lines=tuple(replace(line, anchor=pages.get(line.anchor, line.anchor)) for line in lines.lines)
    )


def glance(outcome: Outcome) -> GlanceRow:
    usual = row(outcome)
    ratings = [measure.rating.name for measure in outcome.measures]
    expected = [measure.forecast.rating.name for measure in outcome.measures if measure.forecast]
    return GlanceRow(
        **vars(usual), rated=sum(one in RATED for one in ratings), red=ratings.count("red"),
        forecasts=sum(one in RATED for one in expected), missing=sum(one in ("amber", "red") for one in expected),
    )  # fmt: skip
