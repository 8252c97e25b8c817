"""What must be true of a pack before anything is made of it, in words for who enters it. Pure: the day is given."""

from datetime import date
from typing import Any

from plan.periods import Period
from plan.wording import day

from .quarters import quarter


def unfinished(period: Period, *, today: date) -> str:
    """Why a quarter has no pack yet; empty once it has ended."""
    if today > period.end:
        return ""
    return f"{period.label} has not ended yet. Its pack can be made after {day(period.end)}."


def misfits(pack: Any, *, today: date) -> dict[str, str]:
    """What does not fit together, by field: its committee, quarter, meeting and agenda item. No query but for these."""
    try:
        period = quarter(pack.quarter)
    except ValueError as error:
        return {"quarter": str(error)}
    found = {
        "quarter": unfinished(period, today=today),
        "meeting": _meeting(pack, period),
        "agenda_item": _agenda_item(pack),
    }
    return {field: problem for field, problem in found.items() if problem}


def _meeting(pack: Any, period: Period) -> str:
    meeting = pack.meeting
    if meeting is None or pack.committee_id is None:
        return ""
    if meeting.body_id != pack.committee_id:
        return f"{meeting}, is a meeting of another body. Choose one of {pack.committee}."
    if meeting.date <= period.end:
        return f"{meeting}, is before the end of {period.label}. Choose a later meeting."
    return ""


def _agenda_item(pack: Any) -> str:
    item = pack.agenda_item
    if item is None or item.meeting_id == pack.meeting_id:
        return ""
    return f"{item}, is on the agenda of {item.meeting}. Choose an item of the meeting that the pack goes to."
