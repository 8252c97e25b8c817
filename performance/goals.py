"""Targets and tolerances, and which of them a figure is judged by."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from plan.periods import Period, comparable

from .rag import NO_MARGIN, Margin, TargetKind
from .rag import Target as Goal
from .rows import OTHERS, TARGETS, TOLERANCES
from .values import trimmed, trimmed_or_none


@dataclass(frozen=True)
class SetGoal:
    """A target as it was set: for which period, where it was set and is written, whether it is made up. `others` has
    the figures by period that a relative target is relative to."""

    period: Period
    goal: Goal
    source: str
    illustrative: bool
    until_replaced: bool = False
    origin: str = ""
    link: str = ""
    others: Mapping[str, Decimal] = field(default_factory=dict)

    def __hash__(self) -> int:
        """A quick one: lines of indicators are kept by their targets."""
        return hash((self.period, self.goal, self.source))

    def for_period(self, period: Period) -> "SetGoal":
        """The target as it stands for a later period: a relative one moves with the figures it is relative to."""
        if not self.goal.kind.is_relative:
            return self
        return replace(
            self, goal=replace(self.goal, amount=trimmed_or_none(self.others.get(period.code)), period=period)
        )


@dataclass(frozen=True)
class DatedMargin:
    """A tolerance with the days it holds for; `ends` is the first day no longer."""

    starts: date | None
    ends: date | None
    margin: Margin


def goals(indicators: Collection[int], *, on: date) -> dict[int, list[SetGoal]]:
    """The targets of each indicator, oldest first; what others had counts only from its release on. Two queries."""
    rows = TARGETS(indicators=indicators)
    relative = {row[6] for row in rows if row[6]}
    others = _others(indicators, relative, on)
    found: dict[int, list[SetGoal]] = defaultdict(list)
    for indicator, *columns in rows:
        found[indicator].append(_set_goal(tuple(columns), tuple(others[indicator, columns[5]].items())))
    return found


@lru_cache(5_000)
def _set_goal(columns: tuple[Any, ...], others: tuple[tuple[str, Decimal], ...]) -> SetGoal:
    """The target that a row makes, with the figures by period that it may be relative to."""
    code, kind, value, upper, base, _, name, source, illustrative, goes_on, origin, link = columns
    period = Period.parse(code)
    goal = Goal(
        TargetKind(kind), trimmed_or_none(value), trimmed_or_none(upper), period=period, base=base, than=name or ""
    )
    return SetGoal(period, goal, source, illustrative, goes_on, origin, link, dict(others)).for_period(period)


def _others(
    indicators: Collection[int], groups: Collection[int], on: date
) -> dict[tuple[int, int], dict[str, Decimal]]:  # fmt: skip
    """What groups had by period, released by a day, where the indicator's own area is what is compared."""
    found: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for indicator, group, period, value in OTHERS(indicators=indicators, groups=groups, on=on):
        found[indicator, group][period] = value
    return found


def tolerances(indicators: Collection[int]) -> dict[int, list[DatedMargin]]:
    """The tolerances of each indicator: one query."""
    found: dict[int, list[DatedMargin]] = defaultdict(list)
    for indicator, starts, ends, amount, per_cent in TOLERANCES(indicators=indicators):
        found[indicator].append(DatedMargin(starts, ends, Margin(trimmed(amount), per_cent=per_cent)))
    return found


def margin_for(period: Period | None, margins: Collection[DatedMargin]) -> Margin:
    """The tolerance in force on the last day of a period, so that one set later changes no earlier judgement. Where
    two overlap, the one that began later."""
    if period is None:
        return NO_MARGIN
    day = period.end
    in_force = [one for one in margins if (one.starts or day) <= day and (one.ends is None or day < one.ends)]
    return max(in_force, key=lambda one: one.starts or date.min).margin if in_force else NO_MARGIN


def goal_for(period: Period | None, candidates: Sequence[SetGoal]) -> SetGoal | None:
    """The target that a figure is judged by: the one for its own period, else the newest of that kind set before
    that goes on until it is replaced."""
    if period is None:
        return None
    alike = [one for one in candidates if comparable(one.period, period) and one.period <= period]
    if not alike or not (alike[-1].period == period or alike[-1].until_replaced):
        return None
    return alike[-1].for_period(period)


def goal_ahead(period: Period | None, candidates: Sequence[SetGoal]) -> SetGoal | None:
    """The next target that is set for a later time; where there is no figure at all, the newest target."""
    if period is None:
        return candidates[-1] if candidates else None
    return next((one for one in candidates if one.period.end > period.end), None)
