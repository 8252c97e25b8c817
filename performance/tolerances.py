"""Tolerances changed so that nothing of what was judged by them moves: a rule, and the verbs that keep to it.

A period that has ended is judged by the tolerance that was in force on its last day. So a change holds from today at
the earliest: the row that held until now ends, and another begins.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from plan import clock
from plan.desk import recording
from plan.wording import day

from .models import Indicator, Result, Target, Tolerance

ENDED = "This tolerance ended on {ends}, and what was judged by it stays as it was. Add a new one instead."
TOO_EARLY = (
    "Periods that have ended stay judged as they were: a tolerance can begin or change on {today} at the earliest."
)
FIRST_DAY = "This tolerance has been in force, so its first day stays as it is."
NO_TIME = "A tolerance cannot end before it begins."


class Settled(ValueError):
    """The change would move how a period that has ended was judged; the message says what can be done."""


@dataclass(frozen=True)
class Terms:
    """What a tolerance says, and for which days; `ends` is the first day no longer."""

    amount: Decimal
    per_cent: bool
    starts: date | None
    ends: date | None

    @classmethod
    def of(cls, row: Tolerance) -> "Terms":
        return cls(row.amount, row.per_cent, row.starts, row.ends)

    def has_held(self, today: date) -> bool:
        return self.starts is None or self.starts < today


@dataclass(frozen=True)
class Revision:
    """What becomes of a row, None where it goes, and the row that begins beside it, if any."""

    row: Terms | None
    begins: Terms | None = None


def revision(before: Terms | None, after: Terms | None, today: date) -> Revision:
    """How a row is changed without moving a judgement of a day before today. Pure.

    Without `before` it is new, without `after` it is deleted. A new one without a first day begins today. Raises
    Settled where what is asked for is only about days gone by.
    """
    if before is None:
        return Revision(None, _begun(after, today)) if after else Revision(None)
    if not before.has_held(today):
        return Revision(None if after is None else _checked(after, today))
    if before == after:
        return Revision(before)
    if before.ends is not None and before.ends <= today:
        raise Settled(ENDED.format(ends=day(before.ends)))
    if after is None:
        return Revision(replace(before, ends=today))
    if (after.amount, after.per_cent) != (before.amount, before.per_cent):
        begins = _begun(replace(after, starts=None) if after.starts == before.starts else after, today)
        return Revision(replace(before, ends=begins.starts), begins)
    if after.starts != before.starts:
        raise Settled(FIRST_DAY)
    if after.ends is not None and after.ends < today:
        raise Settled(TOO_EARLY.format(today=day(today)))
    return Revision(after)


def _begun(terms: Terms, today: date) -> Terms:
    return _checked(terms if terms.starts else replace(terms, starts=today), today)


def _checked(terms: Terms, today: date) -> Terms:
    if terms.starts is None or terms.starts < today:
        raise Settled(TOO_EARLY.format(today=day(today)))
    if terms.ends is not None and terms.ends <= terms.starts:
        raise Settled(NO_TIME)
    return terms


def has_judged(indicator: Indicator, today: date) -> bool:
    """Whether a period that has ended is judged by the indicator's targets: one query. Until one is, its tolerances
    can be set in any way."""
    ended = Result.objects.filter(indicator=OuterRef("indicator"), breakdown=None, period_end__lt=today)
    judging = Q(period_end__lt=today) | Q(Exists(ended), period_start__lt=today)
    return indicator.pk is not None and Target.objects.filter(judging, indicator=indicator).exists()


@transaction.atomic
def change(row: Tolerance, *, to: Terms | None, by: Any, why: str = "", settled: bool | None = None) -> Revision:
    """Change a tolerance that is claimed, or end or delete it (`to` is None); what came of it.

    `settled` says whether a period was judged already, where that was asked before. Raises Settled.
    """
    before, indicator = Tolerance.objects.get(pk=row.pk), row.indicator
    asked = revised(Terms.of(before), to, settled=has_judged(indicator, clock.today()) if settled is None else settled)
    if asked.row is None:
        recording.delete(row, by=by, why=why)
    else:
        _set(row, asked.row)
        recording.save(row, by=by, why=why)
        recording.changed(row, before, by=by, why=why)
    if asked.begins:
        _add(Tolerance(indicator=indicator), asked.begins, by, why)
    return asked


@transaction.atomic
def begin(row: Tolerance, *, by: Any, why: str = "", settled: bool | None = None) -> Revision:
    """Add a tolerance. Raises Settled."""
    asked = revised(
        None, Terms.of(row), settled=has_judged(row.indicator, clock.today()) if settled is None else settled
    )
    if asked.begins:
        _add(row, asked.begins, by, why)
    return asked


def revised(before: Terms | None, after: Terms | None, *, settled: bool) -> Revision:
    """What a change makes of a row: as it is asked for while no period was judged, else by the rule."""
    if settled:
        return revision(before, after, clock.today())
    return Revision(None, after) if before is None else Revision(after)


def _add(row: Tolerance, terms: Terms, by: Any, why: str) -> None:
    _set(row, terms)
    recording.save(row, by=by, why=why)
    recording.added(row, by=by, why=why)


def _set(row: Tolerance, terms: Terms) -> None:
    row.amount, row.per_cent, row.starts, row.ends = terms.amount, terms.per_cent, terms.starts, terms.ends
