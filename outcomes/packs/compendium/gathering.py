"""Gathers the compendium: every indicator that the plan cites, with its figures up to a year's end.

A fixed number of queries, whatever the number of indicators.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from outcomes.framework.tree import read_tree
from outcomes.scrutiny.remits import Scope
from performance.read import IndicatorLine
from performance.values import Sense
from plan.periods import Period, comparable
from plan.wording import count, day

from .. import parts
from ..annual.gathering import days_of_year
from ..annual.narrative import edition_of
from ..annual.rules import rules
from ..assembling import divided
from ..before import NOTHING_BEFORE
from ..content import Figure, Term, items_shown
from ..exact import amount_of
from ..exceptions import calls_for_attention
from ..gathering import Reader
from ..kinds import CannotBuild, Gathered
from ..models import Pack
from ..on_the_plan import paper_of
from ..sections import chosen
from .content import SCHEMA, Chapter, CompendiumContent, Line, Part, Value
from .gaps import gaps_in, is_old

TITLE = "Performance compendium"
NOTED = ("Measured as", "Source", "What happened")
ENOUGH = 10  # figures of an indicator that are kept
EXCEPT = "are not red, not restated and not among the worst 25%"
COLUMNS = {"Rating": "Against target", "Position": "Among councils"}  # what rules call otherwise
RATED = ("green", "amber", "red")


def gather(pack: Pack, *, number: int, today: date, what_changed: str = "") -> Gathered:
    """What the compendium of a year says today as version `number`. Raises CannotBuild where no indicator is cited."""
    year = Period.parse(pack.covers)
    edition = edition_of(year)
    days = days_of_year(pack, year, today=today)
    reader = Reader(Scope(read_tree(edition)), days, NOTHING_BEFORE, until=year.end)
    if not reader.measures.lines:
        raise CannotBuild(f"{edition} cites no indicator on {day(days.cut_off)}. Cite some, then build again.")
    read = reader.outcomes()
    chapters = _Chapters(reader).all(read.outcomes)
    shown = _Chapters(reader).all(_shown(read.outcomes, pack))
    content = CompendiumContent(
        schema=SCHEMA, paper=paper_of(pack, edition, days, number, what_changed, heading=TITLE),
        figures=_counted([line for chapter in chapters for part in chapter.parts for line in part.lines], year.end),
        chapters=tuple(chapter for chapter in shown if chapter.parts), sections=chosen(pack),
        left_out=_left_out(chapters, shown),
        gaps=gaps_in(chapters, year.end), rules=_rules(edition.commitment_label),
        remit=tuple(sorted(set(items_shown(read.outcomes)))), illustrative=read.illustrative or pack.illustrative,
    )  # fmt: skip
    return Gathered(content.cleaned(), edition, days.cut_off)


def _rules(noun: str) -> tuple[Term, ...]:
    """How to read its columns, by their headings; boards' statuses it does not show."""
    return tuple(Term(COLUMNS.get(one.term, one.term), one.definition) for one in rules(noun) if one.term != "Status")


def _shown(outcomes: tuple[parts.Outcome, ...], pack: Pack) -> tuple[parts.Outcome, ...]:
    """By outcome or by department, all figures or those that call for attention."""
    bare = tuple(
        replace(one, reports=(), missed=(), sub_outcomes=tuple(replace(sub, promises=()) for sub in one.sub_outcomes))
        for one in outcomes
    )
    told = divided(bare, pack.arranged)
    if pack.detail != "exception":
        return told
    return tuple(replace(one, sub_outcomes=tuple(filter(None, map(_kept, one.sub_outcomes)))) for one in told)


def _kept(sub: parts.SubOutcome) -> parts.SubOutcome | None:
    measures = tuple(filter(calls_for_attention, sub.measures))
    return replace(sub, measures=measures) if measures else None


def _left_out(all_of_them: Sequence[Chapter], shown: Sequence[Chapter]) -> str:
    many, few = (
        len({line.slug for one in each for part in one.parts for line in part.lines}) for each in (all_of_them, shown)
    )
    if many == few:
        return ""
    told = f"{count(many - few, 'indicator')} {'is' if many - few == 1 else 'are'}"
    return f"By exception: {told} not shown, which got no worse and {EXCEPT}."


def _counted(lines: list[Line], year_end: date) -> tuple[Figure, ...]:
    """The big figures of the first page, each saying of how many. What an old figure once did is not counted."""
    each = list({line.slug: line for line in lines}.values())
    total = f"of {len(each)}"
    rated = [line for line in each if line.rating.name in RATED]
    placed = [line for line in each if line.place and line.place.quartile]
    better = sum(line.direction.name == "better" and not is_old(line, year_end) for line in each)
    best = sum(line.place is not None and line.place.quartile == 1 for line in placed)
    return (
        Figure(str(sum(bool(line.values) for line in each)), total, "indicators have a figure", ""),
        Figure(
            str(sum(line.rating.name == "green" for line in rated)), f"of {len(rated)}", "with a target meet it", ""
        ),
        Figure(str(better), total, "got better", ""),
        Figure(str(best), f"of {len(placed)}", "placed among councils are in the best 25%", ""),
    )


class _Chapters:
    """Turns outcomes into chapters; an indicator that comes again is only named, with where it stands."""

    def __init__(self, reader: Reader) -> None:
        self.seen: dict[str, str] = {}  # the number of the part each stands in, by its key
        self.lines = {line.slug: line for line in reader.measures.lines.values()}
        self.notes = {note.slug: note.facts for note in reader.measures.notes()}

    def all(self, outcomes: Sequence[parts.Outcome]) -> tuple[Chapter, ...]:
        return tuple(map(self.of, outcomes))

    def of(self, outcome: parts.Outcome) -> Chapter:
        told = tuple(filter(None, map(self._part, outcome.sub_outcomes)))
        return Chapter(
            outcome.uuid, outcome.number, outcome.title, outcome.kind, outcome.anchor, outcome.accent, told
        )  # fmt: skip

    def _part(self, sub: parts.SubOutcome) -> Part | None:
        if not sub.measures and (sub.implied or sub.heading_only):
            return None
        lines, also = [], []
        for measure in sub.measures:
            if measure.slug in self.seen:
                also.append((measure.name, self.seen[measure.slug]))
                continue
            self.seen[measure.slug] = sub.number
            lines.append(self._line(measure))
        return Part(sub.number, sub.title, sub.anchor, tuple(lines), tuple(also))

    def _line(self, measure: parts.Measure) -> Line:
        line = self.lines[measure.slug]
        notes = tuple(fact for fact in self.notes.get(measure.slug, ()) if fact[0] in NOTED)
        return Line(
            slug=measure.slug, name=measure.name, unit=measure.unit, high_is_good=measure.high_is_good,
            is_key=measure.is_key, values=tuple(_values(line))[-ENOUGH:], goal=measure.goal, rating=measure.rating,
            direction=measure.direction, place=measure.place, notes=notes,
        )  # fmt: skip


def _values(line: IndicatorLine) -> Iterator[Value]:
    latest = line.latest
    for one in line.figures:
        if latest and one.value.sense is not Sense.MISSING and comparable(one.period, latest.period):
            yield Value(
                one.period.short_label, one.shown, one.provisional, one.illustrative, amount_of(one)
            )  # fmt: skip
