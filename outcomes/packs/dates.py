"""The days a pack stands on. Pure.

A pack uses the edition in force at the quarter's end and the remit on the meeting's date, and shows what was known on
the day it must be published: five clear days before the meeting (Local Government Act 1972, section 100B), but never
what is known only after today. Where no meeting is set, the remit is that of the quarter's end, and the cut-off today.
"""

from dataclasses import dataclass
from datetime import date

from plan.calendar import clear_days_before
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


def publish_by(meeting: date) -> date:
    """The last day to publish the papers of a meeting in time."""
    return clear_days_before(meeting, 5)
