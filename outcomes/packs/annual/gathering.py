"""Gathers a year's report: figures from what was released, statuses as at the year's end, words as officers left them.

A fixed number of queries, whatever the size of the plan.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from outcomes.framework.tree import read_tree
from outcomes.scrutiny.remits import Scope
from performance.read import Figure, IndicatorLine
from performance.values import Sense
from plan.models import Council, GlossaryTerm
from plan.periods import Period, comparable

from .. import parts, summary
from ..before import NOTHING_BEFORE
from ..content import Count, Row, items_shown, words_of
from ..dates import Days, publish_by
from ..exact import amount_of
from ..gathering import Reader
from ..glossary import terms_in
from ..kinds import CannotBuild, Gathered
from ..models import Pack
from ..on_the_plan import paper_of
from ..recent import is_recent
from ..sections import chosen
from . import front
from .content import SCHEMA, AnnualContent, Outcome, Part, Passage, Promise, YearFigure
from .heard import heard_before
from .models import AnnualPassage
from .narrative import edition_of
from .rules import rules

MOVED = ("better", "worse", "same")


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """What the year's report says today as version `number`. Raises CannotBuild where there is nothing to say."""
    year = Period.parse(pack.covers)
    edition = edition_of(year)
    tree = read_tree(edition)
    if not tree:
        raise CannotBuild(f"{edition} has no outcomes yet, so there is nothing to report on.")
    days = days_of_year(pack, year, today=today)
    reader = Reader(Scope(tree), days, NOTHING_BEFORE, until=year.end)
    read = reader.outcomes()
    passages = _passages(year)
    outcomes = tuple(_outcome(one, reader, passages, year) for one in read.outcomes)
    paper = paper_of(pack, edition, days, number, what_changed, heading=Council.current().annual_report_title)
    content = _content(paper, read.outcomes, outcomes, passages.get("", ()), year)
    terms = terms_in(
        " ".join(words_of([content.outcomes, content.passages])),
        GlossaryTerm.objects.filter(plan=edition).order_by("term").values_list("term", "definition"),
    )
    content = replace(
        content, terms=terms, heard=heard_before(pack, content), sections=chosen(pack),
        illustrative=read.illustrative or pack.illustrative or _any_passage(outcomes, content.passages),
    )  # fmt: skip
    return Gathered(content.cleaned(), edition, days.cut_off)


def days_of_year(pack: Pack, year: Period, *, today: date) -> Days:
    """The version of the plan and who delivers what are those of the year's end; what is known is what was out when
    the papers of the meeting were to be published, or today where that is earlier or no meeting is set."""
    cut_off = min(publish_by(pack.meeting.date), today) if pack.meeting else today
    return Days(year.end, year.end, cut_off)


def _content(
    paper: parts.Paper, read: Sequence[parts.Outcome], outcomes: tuple[Outcome, ...], passages: Iterable[Passage],
    year: Period,
) -> AnnualContent:  # fmt: skip
    promises = summary.all_promises(read)
    figures = list({one.measure.slug: one for outcome in outcomes for one in outcome.figures}.values())
    measures = [one.measure for one in figures]
    counted = summary.figures(promises, measures, NOTHING_BEFORE, noun=paper.noun)
    told = tuple(front.course(figures) if summary.is_course(one) else one for one in counted)
    rows = tuple(_row(summary.row(one), outcome) for one, outcome in zip(read, outcomes, strict=True))
    return AnnualContent(
        schema=SCHEMA, paper=paper, figures=told, rows=rows, passages=tuple(passages), heard=(), outcomes=outcomes,
        judgement=front.judgement(promises, figures, noun=paper.noun, year=year.short_label), terms=(),
        rules=rules(paper.noun), remit=tuple(sorted(set(items_shown(tuple(read))))), illustrative=False,
    )  # fmt: skip


def _row(row: Row, outcome: Outcome) -> Row:
    """At a glance, counting what became of figures within the year, however old they are by now."""
    moved = Counter(figure.moved for figure in outcome.figures)
    return replace(row, better=moved["better"], worse=moved["worse"])


def _passages(year: Period) -> dict[str, list[Passage]]:
    """What is printed of the narrative, by outcome; what is about the whole is under "". One query."""
    found: dict[str, list[Passage]] = {}
    order = list(AnnualPassage.Heading.values)
    rows = AnnualPassage.objects.filter(year=year.code).exclude(text="")
    for row in sorted(rows, key=lambda one: order.index(one.heading)):
        words = Passage(row.heading, str(row.get_heading_display()), row.text, row.illustrative)
        found.setdefault(str(row.item_id or ""), []).append(words)
    return found


def _outcome(
    read: parts.Outcome, reader: Reader, passages: dict[str, list[Passage]], year: Period
) -> Outcome:  # fmt: skip
    lines = {line.slug: line for line in reader.measures.lines.values()}
    figures = {
        measure.slug: _figure(measure, sub.number, lines[measure.slug], year.end)
        for sub in read.sub_outcomes
        for measure in reversed(sub.measures)
    }
    return Outcome(
        uuid=read.uuid,
        number=read.number,
        title=read.title,
        kind=read.kind,
        statement=read.statement,
        anchor=read.anchor,
        accent=read.accent,
        passages=tuple(passages.get(read.uuid, ())),
        parts=tuple(_part(sub) for sub in read.sub_outcomes),
        promises=tuple(
            {
                promise.uuid: Promise(promise.uuid, sub.number, promise.text, promise.standing)
                for sub in reversed(read.sub_outcomes)
                for promise in reversed(sub.promises)
            }.values()
        )[::-1],
        figures=tuple(sorted(figures.values(), key=lambda one: _place(one, read))),
    )


def _place(figure: YearFigure, read: parts.Outcome) -> int:
    slugs = [measure.slug for measure in read.measures]
    return slugs.index(figure.measure.slug)


def _part(sub: parts.SubOutcome) -> Part:
    statuses = Counter(promise.status for promise in sub.promises)
    labels = summary.STATUSES.items()
    counts = tuple(Count(status, label, statuses[status]) for status, label in labels if statuses[status])
    return Part(sub.uuid, sub.number, sub.title, sub.standings, counts)


def _earlier(line: IndicatorLine) -> list[Figure]:
    """Figures for periods of the latest one's kind before it, oldest first."""
    latest = line.latest
    if latest is None:
        return []
    known = [one for one in line.figures if one.value.sense is not Sense.MISSING and one.period < latest.period]
    return [one for one in known if comparable(one.period, latest.period)]


def _figure(measure: parts.Measure, number: str, line: IndicatorLine, year_end: date) -> YearFigure:
    """`moved` is counted for the year's report however long the figure took to come out, unless its period was old news
    by the year's end."""
    before, latest = _earlier(line), line.latest
    was = before[-1] if before else None
    news = latest is not None and is_recent(latest.period, year_end, came_out_since=False)
    moved = measure.direction.name if news and measure.direction.name in MOVED else ""
    return YearFigure(
        replace(measure, trend=(), account=measure.account, forecast=None, news=None),
        number,
        was.shown if was else "",
        was.period.short_label if was else "",
        moved,
        amount_of(latest),
        amount_of(was),
    )


def _any_passage(outcomes: Sequence[Outcome], passages: Sequence[Passage]) -> bool:
    return any(one.illustrative for one in [*passages, *(one for outcome in outcomes for one in outcome.passages)])
