"""What a lead officer answers for, when somebody else takes over."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from plan import endings
from plan.handing_over import address_of, first_day
from plan.roles import CONTRIBUTOR, POLICY_OFFICER
from plan.slots import DeskLink, Handover, slots
from plan.wording import count, day

from .labels import labels
from .models import ItemOfficer

PARTS = ("part of the plan", "parts of the plan")


def furnish() -> None:
    needs = (CONTRIBUTOR.slug, POLICY_OFFICER.slug)
    slots.handovers.add(Handover("officers", "Parts of the plan they lead", told, hand_over, needs=needs, order=20))
    slots.desk_links.add(DeskLink("hand-over-officer", "outcomes.ItemOfficer", "Hand over their work", of_officer))


def of_officer(row: ItemOfficer, user: Any) -> str:
    return address_of(row.user, user)


def _links(user: Any, on: date) -> QuerySet[ItemOfficer]:
    return endings.lasting(ItemOfficer.objects.filter(user=user), on)


def told(user: Any, on: date) -> list[str]:
    """Each part by its name. One query for each kind of part, beside one for the links."""
    items = list(_links(user, on).values_list("item", flat=True))
    names = labels(items) if items else {}
    return [names.get(item, "A part of the plan that no version has") for item in items]


def hand_over(user: Any, *, to: Any, on: date, by: Any, why: str) -> list[str]:
    """End each link on the day, and begin one for the other for as long as they do not lead that part. The post is
    theirs."""
    links = list(_links(user, on))
    names = labels([link.item_id for link in links]) if links else {}
    for link in links:
        starts = first_day(link, on, f"“{names.get(link.item_id, 'A part of the plan')}”")
        theirs = endings.overlapping(ItemOfficer.objects.filter(item=link.item_id, user=to), starts, link.ends)
        left = endings.uncovered(starts, link.ends, theirs.values_list("starts", "ends"))
        endings.end(link, on=on, by=by, why=why)
        for begin, until in left:
            new = ItemOfficer(
                item_id=link.item_id, office=to.office or link.office, user=to, starts=begin, ends=until,
                source=link.source, illustrative=link.illustrative,
            )  # fmt: skip
            new._history_user, new._change_reason = by, why
            new.save()
    return [f"{to} leads {count(len(links), *PARTS)} from {day(on)}."] if links else []
