"""Commitments that want an update: of which nothing was said for six months, the rhythm of the reports, and which are
not done with."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from outcomes.framework.models import Commitment, ItemOfficer
from outcomes.framework.same import thing_of
from plan.models import Plan

from .models import DeliveryStatus, DeliveryUpdate

SILENT_AFTER = timedelta(days=183)
DONE_WITH = (DeliveryStatus.COMPLETED, DeliveryStatus.STOPPED, DeliveryStatus.SUPERSEDED)


@dataclass(frozen=True)
class Silent:
    """A commitment that wants an update by a day, and the accounts of its lead officers."""

    item: UUID
    text: str
    due: Date
    users: tuple[int, ...]


def with_last(edition: Plan) -> QuerySet[Commitment]:
    """An edition's commitments, each with its last update: the day, the status and the key, or None."""
    told = DeliveryUpdate.objects.alias(thing=thing_of("item")).filter(thing=OuterRef("thing")).order_by("-date", "-pk")
    return (
        Commitment.objects.filter(plan=edition)
        .alias(thing=thing_of("item"))
        .annotate(
            last=Subquery(told.values("date")[:1]), last_status=Subquery(told.values("status")[:1]),
            newest=Subquery(told.order_by("-pk").values("pk")[:1]),
        )
    )  # fmt: skip


def open_commitments(edition: Plan) -> QuerySet[Commitment]:
    """Those that are not done with."""
    return with_last(edition).filter(Q(last_status__isnull=True) | ~Q(last_status__in=DONE_WITH))


def silent(today: Date) -> list[Silent]:
    """What the lead officers of the plan in force are to say something of, and by when: six months after the last
    update; without any, after the plan came into force or after they were named for it. Three queries."""
    edition = Plan.objects.in_force(today).first()
    if edition is None:
        return []
    named = ItemOfficer.objects.on(today).filter(user__isnull=False).annotate(thing=thing_of("item"))
    leads: dict[UUID, list[tuple[int, Date | None]]] = defaultdict(list)
    for thing, user, starts in named.values_list("thing", "user", "starts"):
        leads[thing].append((user, starts))
    rows = open_commitments(edition).annotate(same=F("thing")).order_by("position", "pk")
    return [
        Silent(
            item, text, (last or _named(edition, leads[thing])) + SILENT_AFTER, tuple({key for key, _ in leads[thing]})
        )
        for item, thing, text, last in rows.values_list("item", "same", "text", "last")
        if thing in leads
    ]


def _named(edition: Plan, leads: list[tuple[int, Date | None]]) -> Date:
    """From which day on somebody could have said something."""
    began = edition.in_force_from or Date.min
    return max(began, min(starts or began for _, starts in leads))
