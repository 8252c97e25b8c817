"""The timetable of papers, counted back from their meeting, and the periods before elections. Pure.

Despatch is the last day with five clear days before the meeting (`plan/calendar.py`); every other step is so many
working days before despatch, so that none falls on a weekend or a bank holiday: it comes earlier instead.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from .calendar import CLEAR_DAYS, clear_days_before, clear_days_between, is_working_day, working_days_before
from .wording import day, day_range

LONGEST_BEFORE = timedelta(days=366)  # nothing is prepared, cleared or published earlier for a meeting


class Step(Protocol):
    """What the timetable must know of a step; `plan.models.TimetableStep` is one."""

    @property
    def working_days(self) -> int: ...
    @property
    def position(self) -> int: ...


S = TypeVar("S", bound=Step)


@dataclass(frozen=True)
class Due(Generic[S]):
    """A step with the last day on which it is in time."""

    step: S
    on: date


@dataclass(frozen=True)
class ElectionPeriod:
    """From the notice of an election until the polls close, both days included."""

    title: str
    notice: date
    poll: date

    def covers(self, when: date) -> bool:
        return self.notice <= when <= self.poll


def despatch_day(meeting: date, *, also_closed: Collection[date] = ()) -> date:
    """The last day to publish a meeting's papers in time: for Monday 6 September 2021 it is Thursday 26 August."""
    return clear_days_before(meeting, CLEAR_DAYS, also_closed=also_closed)


def count_back(meeting: date, steps: Iterable[S], *, also_closed: Collection[date] = ()) -> list[Due[S]]:
    """When each step is due, earliest first, steps of one day by their position."""
    despatch = despatch_day(meeting, also_closed=also_closed)
    due = [Due(step, working_days_before(despatch, step.working_days, also_closed=also_closed)) for step in steps]
    return sorted(due, key=lambda found: (found.on, found.step.position))


def is_late(published: date, meeting: date) -> bool:
    """Whether papers published that day have fewer than five clear days, so that the chair has to agree to take them
    (Local Government Act 1972, section 100B(4)(b)). After the meeting there is nothing left to agree to."""
    return published <= meeting and clear_days_between(published, meeting) < CLEAR_DAYS


def refusal_of_day(on: date, meeting: date, today: date) -> str:
    """Why nothing for a meeting was or will be published on a day, or nothing where it may be. Pure."""
    if on > max(meeting, today):
        return f"The meeting on {day(meeting)} is over by {day(on)}. Give an earlier day."
    if on < meeting - LONGEST_BEFORE:
        return f"{day(on)} is more than a year before the meeting. Give the day it was published."
    return ""


def late_for(meeting: date) -> str:
    """What there is to say of a late paper before anything else."""
    return f"Papers for {day(meeting)} were to be published by {day(despatch_day(meeting))}."


def not_a_working_day(when: date) -> str:
    """A warning where a meeting is set for a weekend or a bank holiday; empty otherwise."""
    return "" if is_working_day(when) else f"{day(when)} is a weekend or a bank holiday."


def election_warnings(meeting: date, elections: Iterable[ElectionPeriod]) -> list[str]:
    """A sentence for each election whose period the meeting, or only the despatch of its papers, falls into."""
    despatch, said = despatch_day(meeting), []
    for election in elections:
        if election.covers(meeting):
            what = "This meeting falls"
        elif election.covers(despatch):
            what = f"The papers go out on {day(despatch)}, which falls"
        else:
            continue
        period = day_range(election.notice, election.poll)
        said.append(f"{what} in the pre-election period for {election.title} ({period}): publish with care.")
    return said
