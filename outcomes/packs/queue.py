"""What waits to be built, what is being built and how far it has come, in words for whoever waits.

Two queries, whatever waits. Nothing here decides anything: see `building.py`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from plan.clock import LONDON
from plan.wording import count

from .building import MOST_ATTEMPTS
from .models import PackVersion

State, Stage = PackVersion.State, PackVersion.Stage
IN_HAND = (State.BUILDING, State.QUEUED)


@dataclass(frozen=True)
class Waiting:
    """One build in the queue."""

    pk: int
    name: str
    words: str


def queue(*, now: datetime, user: Any) -> list[Waiting]:
    """Builds in hand, then those that wait in the order they were asked for. Those that this reader may not know of
    are counted among what is before another, and not named."""
    known = set(PackVersion.objects.visible_to(user).filter(state__in=IN_HAND).values_list("pk", flat=True))
    rows = (
        PackVersion.objects.filter(state__in=IN_HAND)
        .select_related("pack__body", "pack__about", "pack__edition")
        .defer("content", "remit", "rules")
        .order_by("asked_at", "pk")
    )
    versions = list(rows)
    building = [one for one in versions if one.state == State.BUILDING]
    waiting = [one for one in versions if one.state == State.QUEUED]
    told = [Waiting(one.pk, str(one), in_words(one, now=now)) for one in building]
    told += [
        Waiting(one.pk, str(one), in_words(one, now=now, before=len(building) + place))
        for place, one in enumerate(waiting)
    ]
    return [one for one in told if one.pk in known]


def in_words(version: PackVersion, *, now: datetime, before: int | None = None) -> str:
    """How a build stands that is not done: "Being built since 14:03, drawing its pages, attempt 2 of 3". `before` is
    how many are before it, where that is known."""
    attempt = f"attempt {version.attempts} of {MOST_ATTEMPTS}"
    if version.state == State.QUEUED:
        ahead = "" if before is None else ", next" if before == 0 else f", {count(before, 'build')} before it"
        asked = _time(version.asked_at, now)
        again = f", after {attempt} did not end" if version.attempts else ""
        return f"Waiting to be built{ahead}, asked for {asked}{again}"
    stage = Stage(version.stage).label if version.stage else ""
    since = f"since {_time(version.started_at, now).removeprefix('at ')}" if version.started_at else ""
    return ", ".join(filter(None, [f"Being built {since}".strip(), stage, attempt]))


def with_place(rows: QuerySet[PackVersion]) -> QuerySet[PackVersion]:
    """These versions, each with how many builds are before it (`ahead`), in the same query."""
    others = PackVersion.objects.filter(state__in=IN_HAND, asked_at__lt=OuterRef("asked_at"))
    counted = others.order_by().annotate(all=Value(1)).values("all").annotate(many=Count("pk")).values("many")
    return rows.annotate(ahead=Coalesce(Subquery(counted), 0))


def _time(moment: datetime, now: datetime) -> str:
    """The time in London, with the day where it is another one."""
    here, today = moment.astimezone(LONDON), now.astimezone(LONDON).date()
    at = f"at {here:%H:%M}"
    return at if here.date() == today else f"{at} on {here.day} {here:%B}"
