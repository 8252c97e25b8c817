"""Indicators as a pack shows them: the latest figure at the cut-off, its three signals, and notes on its data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from outcomes.framework.since_baseline import Started
from performance.chart_words import Point
from performance.direction import Change
from performance.hiding import hidden
from performance.models import ComparatorResult, Indicator, Target
from performance.outlook import Expected, due, forecasts, tellable
from performance.places import figure_of
from performance.read import NO_RHYTHM, IndicatorLine
from performance.running import red_before
from performance.series import value_of
from plan.periods import Period
from plan.wording import day, join_words, sentence

from . import parts
from .before import Before
from .content import Note
from .recent import is_recent
from .told import Restatement

KNOWN = ("pk", "data_source__date", "data_source__answers", "rhythm", "lag", "owner__name")


class Measures:
    """The indicators of one pack, by key. Fifteen queries at most, whatever their number.

    `started` says of some, by slug, where they stood when the edition began. What was restated after `since` is told.
    """

    def __init__(
        self, lines: Mapping[int, IndicatorLine], before: Before, cut_off: date, *,
        started: Mapping[str, Started] | None = None, since: date | None = None,
    ) -> None:  # fmt: skip
        self.lines, self.before, self.cut_off = lines, before, cut_off
        self.made_up_goals = {
            (indicator, Period.parse(code))
            for indicator, code in Target.objects.filter(indicator__in=lines, illustrative=True).values_list(
                "indicator_id", "period"
            )
        }
        self.made_up_places = {
            (indicator, group, Period.parse(code).short_label)
            for indicator, group, code in ComparatorResult.objects.filter(
                indicator__in=lines, illustrative=True
            ).values_list("indicator_id", "group__name", "period")
        }
        self.known = {row["pk"]: row for row in Indicator.objects.filter(pk__in=lines).values(*KNOWN)}
        self.expected = forecasts(lines, on=cut_off)
        self.red_before = red_before(lines, on=cut_off)
        self.started = started or {}
        self.restated = _restated(lines, cut_off, since) if since else {}
        self._made = {pk: self._measure(line) for pk, line in lines.items()}

    def measure(self, pk: int) -> parts.Measure:
        return self._made[pk]

    def notes(self) -> tuple[Note, ...]:
        """Notes on each indicator's data, in alphabetical order."""
        lines = sorted(self.lines.values(), key=lambda line: line.name.lower())
        return tuple(Note(line.slug, line.name, tuple(self._facts(line))) for line in lines)

    def _measure(self, line: IndicatorLine) -> parts.Measure:
        latest = line.latest
        code = latest.period.code if latest else ""
        news = self.before.news(line.slug, code, line.latest_shown)
        return parts.Measure(
            slug=line.slug,
            name=line.name,
            unit=line.unit,
            places=line.places,
            is_key=line.is_key,
            high_is_good=line.polarity.label,
            latest=line.latest_shown,
            period=latest.period.short_label if latest else "",
            period_code=code,
            provisional=bool(latest and latest.provisional),
            illustrative=line.illustrative,
            news=news,
            goal=self._goal(line),
            rating=parts.Signal(line.rating.status.value, line.rating.status.label, line.rating.reason),
            direction=parts.Signal(line.direction.change.value, line.direction.change.label, line.direction.reason),
            place=self._place(line),
            trend=tuple(_trend_point(point) for point in line.points),
            is_recent=bool(latest and is_recent(latest.period, self.cut_off, came_out_since=bool(news))),
            account=_account(line),
            forecast=_forecast(self.expected.get(line.pk)),
            red_before=self.red_before[line.pk].period.short_label if line.pk in self.red_before else "",
            restated=self.restated.get(line.pk, ()),
            awaited=self._awaited(line),
            started=_started(self.started.get(line.slug), line.unit),
            department=self.known[line.pk]["owner__name"] or "",
        )

    def _awaited(self, line: IndicatorLine) -> str:
        """Which figure should have come by the cut-off and did not, in its own rhythm."""
        known = self.known[line.pk]
        following = due(known["rhythm"], known["lag"], line.figures, self.cut_off)
        return following.told(self.cut_off) if following and following.is_overdue(self.cut_off) else ""

    def _goal(self, line: IndicatorLine) -> parts.Goal | None:
        goal = line.goal
        if goal is None:
            return None
        return parts.Goal(
            kind=goal.kind.value,
            amount="" if goal.amount is None else f"{goal.amount:f}",
            than=goal.than,
            upper=None if goal.upper is None else f"{goal.upper:f}",
            shown=line.goal_shown,
            source=line.goal_source,
            illustrative=(line.pk, goal.period) in self.made_up_goals,
        )

    def _place(self, line: IndicatorLine) -> parts.Place | None:
        place = line.position
        if place is None:
            return None
        made_up = place.illustrative or (line.pk, place.group, place.period) in self.made_up_places
        return parts.Place(place.words, place.group, place.period, line.quarter, place.source, made_up, in_full=True)

    def _facts(self, line: IndicatorLine):
        """What to know before relying on a figure: only what is known, and each thing once."""
        known, measure = self.known[line.pk], self._made[line.pk]
        if line.how_measured:
            yield "Measured as", line.how_measured
        if source := self._source(line, known):
            yield "Source", source
        if measure.goal:
            yield "Rating", _rating(measure, line)
        if line.latest and line.direction.change is not Change.UNKNOWN:
            yield "Direction", measure.direction.reason
        if measure.place:
            yield "Comparison", _with_source(measure.place.words, measure.place.source, measure.place.illustrative)
        if line.latest and line.latest.commentary:
            yield "What happened", line.latest.commentary
        if not line.latest:
            yield "Latest figure", "None was available at the cut-off"
        elif due := _next(line, self.cut_off):
            yield "Next figure", due

    def _source(self, line: IndicatorLine, known: Mapping[str, Any]) -> str:
        """Where the figures come from. A made-up figure has no source of its own: it is said to be illustrative."""
        told = [line.data_source, _in_words(known["data_source__date"] or "")]
        if known["data_source__answers"]:
            told.append(f"{known['data_source__answers']:,} answers")
        if line.latest and line.latest.source not in ("", line.data_source) and not line.illustrative:
            told.append(line.latest.source)
        said = {"provisional": bool(line.latest and line.latest.provisional), "illustrative": line.illustrative}
        if any(said.values()):
            told.append(f"the latest figure is {join_words([word for word, holds in said.items() if holds])}")
        return sentence("; ".join(filter(None, told)))


def _restated(lines: Mapping[int, IndicatorLine], cut_off: date, since: date) -> dict[int, tuple[Restatement, ...]]:
    """What figures were when a day ended after which they were changed, up to the cut-off. Two queries."""
    rows = tellable({pk: line.unit for pk, line in lines.items()}, hidden, on=cut_off)
    found = {}
    for pk, told in rows.items():
        line = lines[pk]
        # Newest first, so that of a figure that was changed twice what it was at first remains.
        changed = {row["result__period"]: _one_restated(line, row) for row in told if row["day"] > since}
        found[pk] = tuple(one for one in changed.values() if one.was != one.now)
    return found


def _one_restated(line: IndicatorLine, row: Mapping[str, Any]) -> Restatement:
    period = Period.parse(row["result__period"])
    now = figure_of(line.figures, period)
    was = value_of(row).shown(line.unit, line.places)
    return Restatement(period.short_label, was, now.shown if now else "not there", day(row["day"]), row["why"])


def _started(line: Started | None, unit: str) -> str:
    """Where it stood when the edition began, unless no other figure has come since."""
    if line is None or line.is_still or not line.then_period:
        return ""
    then = line.then.removesuffix(f" {unit}") if " " in unit else line.then  # what of is said beside the latest
    return f"{then} in {line.then_period}"


def _trend_point(point: Point) -> parts.TrendPoint:
    value = None if point.value is None else f"{point.value:f}"
    day = point.day.isoformat() if point.day else ""
    return parts.TrendPoint(point.label, value, point.when, point.words, point.provisional, point.illustrative, day)


def _account(line: IndicatorLine) -> parts.Account | None:
    told = line.account
    if told is None:
        return None
    return parts.Account(told.cause, told.remedy, day(told.back_on_target) if told.back_on_target else "")


def _forecast(said: Expected | None) -> parts.Forecast | None:
    if said is None:
        return None
    return parts.Forecast(
        year=said.year.short_label,
        shown=said.shown,
        confidence=said.confidence,
        said_on=day(said.said_on),
        rating=parts.Signal(said.rating.status.value, said.rating.status.label, said.rating.reason),
        illustrative=said.illustrative,
    )


def _rating(measure: parts.Measure, line: IndicatorLine) -> str:
    """The rating's reason, how far from it is amber where that does not say so, and whose target it is."""
    told = [measure.rating.reason]
    if line.tolerance.amount and measure.goal and "tolerance" not in measure.rating.reason:
        told.append(f"Up to {line.tolerance.shown(line.unit)} from the target is amber.")
    goal = measure.goal
    if goal and goal.illustrative:
        told.append("The target is illustrative.")
    elif goal and goal.source:
        told.append(f"Target: {goal.source}.")
    return " ".join(told)


def _with_source(words: str, source: str, illustrative: bool) -> str:
    return "; ".join(filter(None, [words, "illustrative" if illustrative else source]))


def _in_words(date: str) -> str:
    """A source's date as people read it, where a period's code was entered: "June 2021" for 2021-06."""
    try:
        return Period.parse(date).label
    except ValueError:
        return date


def _next(line: IndicatorLine, cut_off: date) -> str:
    """For which period the next figure comes, where the last two show that figures come for each; one whose period is
    over already is said to be still awaited."""
    if len(line.figures) < 2 or line.figures[-1].period.kind in NO_RHYTHM:
        return ""
    before, latest = line.figures[-2].period, line.figures[-1].period
    if latest.previous() != before:
        return ""
    following = latest.next()
    if following.end < cut_off:
        return f"The figure for {following.label} was not available at the cut-off"
    return f"For {following.label}"
