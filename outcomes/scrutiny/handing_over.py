"""What somebody is to answer, when somebody else takes over."""

from datetime import date
from typing import Any

from outcomes.reporting.naming import shortened
from outcomes.reporting.saving import put
from plan import clock, events
from plan.handing_over import address_of
from plan.roles import CONTRIBUTOR, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DeskLink, Handover, slots
from plan.wording import count

from .asked import Action
from .states import SETTLED

WORDS = ("action or request", "actions and requests")


def furnish() -> None:
    needs = (CONTRIBUTOR.slug, POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug)
    slots.handovers.add(Handover("answers", "What they are to answer", told, hand_over, needs=needs, order=30))
    slots.desk_links.add(DeskLink("hand-over-answers", "outcomes.Action", "Hand over their work", of_owner, order=120))


def of_owner(row: Action, user: Any) -> str:
    return address_of(row.owner, user)


def _open(user: Any, *, lock: bool = False) -> list[Action]:
    """What they are named for and nobody has answered in full. One query."""
    today = clock.today()
    rows = Action.objects.filter(owner=user).unwithdrawn(today).standing()
    if lock:
        rows = rows.select_for_update(of=("self",))
    return [row for row in rows.select_related("raised_by").order_by("pk") if row.state_on(today) not in SETTLED]


def told(user: Any, on: date) -> list[str]:
    return [f"{row.raised_by.short}: {shortened(row.text, 110)}" for row in _open(user)]


def hand_over(user: Any, *, to: Any, on: date, by: Any, why: str) -> list[str]:
    """Name the other for each. Who is to answer has no dates, so this holds at once, whatever the day; what they
    answered so far stays under their post."""
    found = _open(user, lock=True)
    for row in found:
        row.owner, row.owner_office = to, to.office or row.owner_office
        put(row, by=by, why=why)
        events.record(verb="action.assigned", subject=row, by=by, why=why, detail={"office": row.owner_office})
    return [f"{to} is to answer {count(len(found), *WORDS)} from now on."] if found else []
