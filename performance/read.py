"""What is shown of an indicator, built once and used by pages, packs and lists alike.

A fixed number of queries however many indicators are asked for; flat rows, no model instances.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache

from plan.periods import Kind, Period, comparable

from .account import Account, account_of
from .chart_words import Point
from .course import course
from .direction import Change, Direction, Polarity, Reading
from .goals import DatedMargin, SetGoal, goal_ahead, goal_for, goals, margin_for, tolerances
from .places import Position, positions
from .position import placed
from .rag import Margin, Rating, not_yet, rate, tidy
from .rag import Target as Goal
from .rows import INDICATOR, INDICATORS
from .series import Figure, figures
from .values import Sense, trimmed

NO_RHYTHM = (Kind.POINT, Kind.SURVEY)


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator on a day: its latest figure with the three signals, each with its reason, and its trend."""

    pk: int
    slug: str
    name: str
    unit: str
    places: int
    polarity: Polarity
    owner: str
    data_source: str
    source: str
    how_measured: str
    is_key: bool
    figures: tuple[Figure, ...]  # oldest first
    goal: Goal | None
    goal_shown: str
    goal_source: str
    goal_illustrative: bool
    tolerance: Margin
    rating: Rating
    direction: Direction
    position: Position | None

    def __hash__(self) -> int:
        """A quick one: lines are what parts of pages are kept by. Equal lines have equal ones, as they must."""
        return hash((self.pk, self.name, len(self.figures), self.rating.status))

    @property
    def latest(self) -> Figure | None:
        """The newest figure there is; a period that was entered empty hides no earlier figure."""
        return latest_of(self.figures)

    @property
    def without_figure(self) -> Period | None:
        """The newest period that was entered as having no figure, where it is later than the latest figure."""
        newest = self.figures[-1] if self.figures else None
        return newest.period if newest and newest.value.sense is Sense.MISSING else None

    @property
    def quarter(self) -> int | None:
        """The quarter of its comparator group that is counted, 1 the best and 4 the worst."""
        return placed(self.position.quartile, self.polarity) if self.position else None

    @property
    def latest_shown(self) -> str:
        return self.latest.shown if self.latest else "no data"

    @property
    def tolerance_shown(self) -> str:
        return self.tolerance.shown(self.unit)

    @property
    def illustrative(self) -> bool:
        """Whether the latest figure is made up; the target and the position say so for themselves."""
        return bool(self.latest and self.latest.illustrative)

    @property
    def account(self) -> Account | None:
        """Why the latest figure misses its target, and what is being done; nothing where it does not."""
        one = self.latest
        return account_of(self.rating.status, one.cause, one.remedy, one.back_on_target) if one else None

    @cached_property
    def points(self) -> list[Point]:
        """The trend: figures for periods of the latest figure's kind, as unlike ones are never drawn as one line. A
        period of the rhythm that was left out is a point without a value, so that no line runs over it. A page draws
        it and explains it, so it is worked out once."""
        known = {figure.period: figure for figure in self.figures}
        return [_point(known[one], self.unit) if one in known else _no_point(one) for one in self.drawn]

    @property
    def drawn(self) -> list[Period]:
        """The periods of its trend: those of the latest figure's kind, with those of their rhythm between them."""
        latest = self.latest
        if latest is None:
            return []
        return without_gaps([one.period for one in self.figures if comparable(one.period, latest.period)])


def latest_of(figures: Sequence[Figure]) -> Figure | None:
    """The last of these that is a figure at all, in numbers or in words."""
    return next((figure for figure in reversed(figures) if figure.value.sense is not Sense.MISSING), None)


def without_gaps(periods: Sequence[Period]) -> list[Period]:
    """These periods of one kind, in order, with those between them that were left out; single days and surveys keep no
    rhythm, so none of them is."""
    found: list[Period] = []
    for period in sorted(periods):
        while found and period.kind not in NO_RHYTHM and found[-1].next() < period:
            found.append(found[-1].next())
        found.append(period)
    return found


def _no_point(period: Period) -> Point:
    return Point(label=period.short_label, value=None, when=period.when, day=period.end)


def _point(figure: Figure, unit: str) -> Point:
    value, amount = figure.value, figure.value.amount
    if isinstance(amount, Fraction):
        bounds = value.bounds(unit)
        amount = tidy(bounds.exact) if bounds and bounds.exact is not None else None
    return Point(
        label=figure.period.short_label,
        value=None if value.sense is Sense.CHANGE else amount,
        when=figure.period.when,
        words="" if figure.value.sense is Sense.EXACT else figure.shown,
        provisional=figure.provisional,
        illustrative=figure.illustrative,
        day=figure.period.end,
        kept_back=figure.kept_back,
    )


def indicator_lines(indicators: Iterable[int], *, on: date, until: date | None = None) -> dict[int, IndicatorLine]:
    """Lines by indicator key, with what was available on a day: seven queries at most, whatever their number. With
    `until` only of periods that were over by that day, as for the account of a year."""
    keys = set(indicators)
    rows = {row[0]: row for row in INDICATORS(indicators=keys)}
    named = {pk: dict(zip(INDICATOR, row, strict=True)) for pk, row in rows.items()}
    found = figures(named, on=on)
    if until is not None:
        found = defaultdict(list, {pk: [one for one in told if one.period.end <= until] for pk, told in found.items()})
    targets = goals(keys, on=on)
    places = positions(named, found, on=on, until=until)
    margins = tolerances(keys)
    return {
        pk: _line(row, tuple(found[pk]), tuple(targets[pk]), places.get(pk), tuple(margins[pk]))
        for pk, row in rows.items()
    }


@lru_cache(5_000)
def _line(
    columns: tuple, figures: tuple[Figure, ...], targets: tuple[SetGoal, ...], position: Position | None,
    margins: tuple[DatedMargin, ...],
) -> IndicatorLine:  # fmt: skip
    """The line that these make: most are the same on the next page and after most changes."""
    row = dict(zip(INDICATOR, columns, strict=True))
    unit, places = row["unit"], row["decimals"]
    polarity = Polarity(row["polarity"])
    latest = latest_of(figures)
    period = latest.period if latest else None
    judged_by = goal_for(period, targets)
    chosen = judged_by or goal_ahead(period, targets)
    goal = chosen.goal if chosen else None
    tolerance = margin_for(period, margins)
    return IndicatorLine(
        pk=row["pk"],
        slug=row["slug"],
        name=row["name"],
        unit=unit,
        places=places,
        polarity=polarity,
        owner=row["owner__name"] or "",
        data_source=row["data_source__name"] or "",
        source=row["source"],
        how_measured=row["how_measured"],
        is_key=row["is_key"],
        figures=figures,
        goal=goal,
        goal_shown=_goal_shown(chosen, period, unit, places) if chosen else "",
        goal_source=chosen.source if chosen else "",
        goal_illustrative=bool(chosen and chosen.illustrative),
        tolerance=tolerance,
        rating=_rating(latest, judged_by, chosen, tolerance, unit, places),
        direction=course(
            tuple(Reading(one.value, one.period) for one in figures if one.value.sense is not Sense.MISSING),
            polarity,
            Margin() if row["smallest_change"] is None else Margin(trimmed(row["smallest_change"])),
            unit=unit,
            places=places,
        ),
        position=position,
    )


def _goal_shown(chosen: SetGoal, period: Period | None, unit: str, places: int | None) -> str:
    """The target in words, with its period where that is not the figure's own: "at least 80% for 2029/30"."""
    shown = chosen.goal.shown(unit, places)
    return shown if chosen.period == period or chosen.until_replaced else f"{shown} for {chosen.period.short_label}"


def _rating(
    latest: Figure | None, judged_by: SetGoal | None, ahead: SetGoal | None, tolerance: Margin, unit: str, places: int
) -> Rating:
    if latest is None:
        return rate(None, None)
    if judged_by is None and ahead is not None:
        return not_yet(latest.value, ahead.goal, unit=unit, places=places)
    goal = judged_by.goal if judged_by else None
    # A target that goes on until it is replaced is for this figure's period too.
    goal = replace(goal, period=latest.period) if goal else None
    return rate(latest.value, goal, tolerance=tolerance, period=latest.period, unit=unit, places=places)


__all__ = ["Change", "Figure", "IndicatorLine", "Position", "indicator_lines"]
