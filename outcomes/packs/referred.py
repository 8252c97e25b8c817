"""What waits for democratic services on My desk: what was referred to a committee whose pack is being made."""

from datetime import date

from django.urls import reverse

from outcomes.framework.labels import labels
from outcomes.scrutiny.models import Referral
from plan.roles import DEMOCRATIC_SERVICES
from plan.slots import DeskLine, DeskTask, slots
from plan.wording import day

from .dates import publish_by
from .models import Pack, PackVersion

LIMIT = 8


def furnish() -> None:
    slots.desk_tasks.add(
        DeskTask("packs-referred", "Referred to a committee whose pack is being made", referred, order=22, limit=LIMIT)
    )


def referred(user, today: date) -> list[DeskLine]:
    """Referrals that last on the day of a meeting to come whose pack is not published yet; due with the papers."""
    if not user.has_role(DEMOCRATIC_SERVICES.slug):
        return []
    published = PackVersion.objects.published().values("pack")
    packs = Pack.objects.filter(meeting__date__gte=today).exclude(pk__in=published).order_by("meeting__date", "pk")
    meetings = dict.fromkeys(packs.values_list("body_id", "meeting__date"))
    rows = Referral.objects.filter(receiver__in={committee for committee, _ in meetings}).order_by("starts", "pk")
    known = list(rows.select_related("giver", "receiver", "indicator", "meeting"))
    found = [(on, row) for body, on in meetings for row in known if row.receiver_id == body and row.lasts_on(on)]
    return _lines(found[: LIMIT + 1], today)


def _lines(found: list[tuple[date, Referral]], today: date) -> list[DeskLine]:
    names = labels({row.item_id for _, row in found if row.item_id})
    lines = []
    for on, row in found:
        due = publish_by(on)
        name = names.get(row.item_id, "–") if row.item_id else str(row.indicator)
        text = f"{row.receiver.short}, {day(on)}: {name}, referred by {row.giver.short}"
        url = reverse("admin:outcomes_referral_change", args=[row.pk])
        lines.append(DeskLine(text, url, due=due, overdue=due < today))
    return lines
