"""The days a pack stands on. Pure.

A pack uses the edition in force at the quarter's end and the remit on the meeting's date, and shows what was known on
the day it must be published: five clear days before the meeting (Local Government Act 1972, section 100B), but never
what is known only after today. Where no meeting is set, the remit is that of the quarter's end, and the cut-off today.
"""

from dataclasses import dataclass
from datetime import date

from plan import timetable
from plan.periods import Kind, Period


@dataclass(frozen=True)
class Days:
    """`edition`: the day whose edition is used; `remit`: whose remit; `cut_off`: the last day of what is known."""

    edition: date
    remit: date
    cut_off: date


def days_of(quarter: Period, meeting: date | None, *, today: date) -> Days:
    """The days for a quarter's pack. Raises ValueError for a period that is no quarter."""
    if quarter.kind != Kind.QUARTER:
        raise ValueError(f"A pack is for a quarter, such as 2022-Q2; {quarter.label} is {quarter.kind.label}.")
    if meeting is None:
        return Days(quarter.end, quarter.end, today)
    return Days(quarter.end, meeting, min(publish_by(meeting), today))


def is_late(meeting: date | None, *, today: date) -> bool:
    """Whether papers published today are late for the meeting, so that its chair has to agree (section 100B(4)(b)).

    After the meeting there is nothing left to agree to: what is published then goes to no meeting as a late paper.
    """
    return meeting is not None and timetable.is_late(today, meeting)


def late_for(meeting: date) -> str:
    """What there is to say of a late paper before anything else."""
    return timetable.late_for(meeting)


def publish_by(meeting: date) -> date:
    """The last day to publish the papers of a meeting in time."""
    return timetable.despatch_day(meeting)
