"""What a body asked for and has no full answer to yet, when the body is closed or merged into another.

Who asked stays on record. Merged, the body that takes over awaits the answer; closed, nobody does, so what is still
open is withdrawn on the day the body ends, with that reason.
"""

from datetime import date
from typing import Any

from django.db.models import Q

from outcomes.reporting.saving import put
from plan import clock, events
from plan.models import Body, Meeting
from plan.slots import BodyEnding, slots
from plan.wording import count, day

from .asked import Action
from .states import SETTLED

WORDS = ("action or request", "actions and requests")


def furnish() -> None:
    slots.body_endings.add(BodyEnding("asked", told, end, order=40))


def still_open(body: Body, *, lock: bool = False) -> list[Action]:
    """What it awaits an answer to today, also what nobody is named for yet. One query."""
    awaited = Q(raised_by=body, taken_over_by=None) | Q(taken_over_by=body)
    rows = Action.objects.filter(awaited, withdrawn_on__isnull=True).standing()
    if lock:
        rows = rows.select_for_update(of=("self",))
    today = clock.today()
    rows = rows.select_related("raised_by", "taken_over_by", "due_meeting").order_by("pk")
    return [row for row in rows if row.state_on(today) not in SETTLED]


def told(body: Body, *, on: date, into: Body | None) -> list[str]:
    return in_words(len(still_open(body)), on, into)


def in_words(how_many: int, on: date, into: Body | None) -> list[str]:
    if not how_many:
        return []
    what = f"{count(how_many, *WORDS)} without a full answer"
    if into is not None:
        return [f"{what}: from {day(on)} {into} awaits the answer, by the same day."]
    return [f"{what}: withdrawn on {day(withdrawn_on(on))}, with this reason."]


def withdrawn_on(on: date) -> date:
    """The day the body ends; today where that has passed, since until today an answer was awaited."""
    return max(on, clock.today())


def end(body: Body, *, on: date, into: Body | None, by: Any, why: str) -> list[str]:
    """Pass on what is open to the body that takes over, or withdraw it."""
    found = still_open(body, lock=True)
    for row in found:
        if into is not None:
            _pass_on(row, body, on=on, into=into, by=by, why=why)
        else:
            _withdraw(row, body, on=on, by=by, why=why)
    return in_words(len(found), on, into)


def _pass_on(row: Action, body: Body, *, on: date, into: Body, by: Any, why: str) -> None:
    """A meeting that the ended body will not hold is no day to answer at, but its day stays the day it is due."""
    row.taken_over_by = into
    if row.due_meeting is not None and row.due_meeting.date >= on and row.due_meeting.status != Meeting.Status.HELD:
        row.due_on, row.due_meeting = row.due_meeting.date, None
    put(row, by=by, why=why)
    detail = {"from": body.name, "to": into.name}
    events.record(verb="action.taken_over", subject=row, by=by, why=why, detail=detail)


def _withdraw(row: Action, body: Body, *, on: date, by: Any, why: str) -> None:
    row.withdrawn_on, row.withdrawn_why = withdrawn_on(on), f"{body} is closed. {why.strip()}"
    put(row, by=by, why=why)
    detail = {"on": str(row.withdrawn_on)}
    events.record(verb="action.withdrawn", subject=row, by=by, why=row.withdrawn_why, detail=detail)
