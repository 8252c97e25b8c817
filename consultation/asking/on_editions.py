"""Consultations on versions of the plan, as what tells how these stand wants to know them."""

from datetime import timedelta

from django.urls import reverse

from plan.slots import ConsultedOn

from .models import Consultation


def on_editions(plans: list[int]) -> list[ConsultedOn]:
    """Those that were announced. One query."""
    return [_told(row) for row in Consultation.objects.announced().filter(plan__in=plans).order_by("opens", "pk")]


def _told(row: Consultation) -> ConsultedOn:
    last = row.window.last_day
    stopped = last if row.ended_on is None else min(last, row.ended_on - timedelta(days=1))
    return ConsultedOn(
        plan=row.plan_id or 0, title=row.title, url=reverse("consultation", args=[row.slug]), opens=row.opens,
        closes=row.closes, last=last, stopped=stopped, why_extended=row.extension_reason,
        why_stopped=row.ended_reason, illustrative=row.illustrative,
    )  # fmt: skip
