"""What a committee watches, when the committee is closed or merged into another."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from plan import locking
from plan.models import Body
from plan.slots import BodyEnding, slots
from plan.wording import count, day

from .models import Remit

PARTS = ("part of the plan", "parts of the plan")


def open_remits(body: Body, on: date) -> QuerySet[Remit]:
    return Remit.objects.filter(committee=body).filter(Q(ends__isnull=True) | Q(ends__gt=on)).order_by("pk")


def in_words(body: Body, how_many: int, on: date, into: Body | None) -> list[str]:
    if not how_many:
        return []
    whose = f"watched by {into}" if into else "not covered by any committee through it"
    be = "is" if how_many == 1 else "are"
    return [f"{count(how_many, *PARTS)} that it watches {be} {whose} from {day(on)}."]


def told(body: Body, *, on: date, into: Body | None) -> list[str]:
    return in_words(body, open_remits(body, on).count(), on, into)


def end(body: Body, *, on: date, into: Body | None, by: Any, why: str) -> list[str]:
    """End its remits on that day, and begin new ones for the committee that takes over, unless it has them too."""
    remits = list(open_remits(body, on))
    for remit in remits:
        if into is not None:
            _hand_over(remit, on, into, by, why)
        remit._history_user, remit._change_reason = by, why
        if remit.starts is not None and remit.starts >= on:
            remit.delete()
        else:
            remit.ends = on
            locking.save(remit, why=why)
    return in_words(body, len(remits), on, into)


def _hand_over(remit: Remit, on: date, into: Body, by: Any, why: str) -> None:
    starts = max(on, remit.starts) if remit.starts else on
    if Remit.objects.on(starts).filter(item=remit.item_id, committee=into).exists():
        return
    new = Remit(
        item_id=remit.item_id, committee=into, starts=starts, ends=remit.ends, source=remit.source,
        illustrative=remit.illustrative,
    )  # fmt: skip
    new._history_user, new._change_reason = by, why
    new.save()


def furnish() -> None:
    slots.body_endings.add(BodyEnding("remits", told, end, order=30))
