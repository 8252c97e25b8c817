"""What scrutiny committees watch: today's remits and what is referred to them, as the version in force tells it."""

from types import SimpleNamespace
from typing import Any

from rest_framework import serializers
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateField, UUIDField
from rest_framework.request import Request

from outcomes.framework.models import PlanItem
from outcomes.framework.places import places
from outcomes.scrutiny.models import Referral, Remit
from plan import clock
from plan.api.describe import extend_schema, lists, parameter
from plan.api.views import ListView
from plan.models import Plan

from .shapes import MADE_UP

KINDS = [*PlanItem.Kind.choices, ("indicator", "Indicator by itself")]


class RemitShape(serializers.Serializer):
    """A part of the plan that a committee watches with everything under it, or an indicator by itself."""

    committee = CharField(help_text="Short name of the committee.")
    kind = ChoiceField(KINDS, help_text="What it is about.")
    item = UUIDField(allow_null=True, help_text="The part of the plan; null for an indicator.")
    indicator = CharField(allow_null=True, help_text="Short name of the indicator; null for a part of the plan.")
    number = CharField(help_text="As printed: of an aim or a commitment, that of its sub-outcome.")
    title = CharField(help_text="Its words, or the indicator's name.")
    starts = DateField(allow_null=True, help_text="First day; null if always so.")
    ends = DateField(allow_null=True, help_text="First day no longer so; null if open.")
    referred_by = CharField(allow_null=True, help_text="Short name of the committee that referred it, else null.")
    reason = CharField(help_text="Why it was referred; empty for a remit.")
    illustrative = BooleanField(help_text=MADE_UP)


class Remits(ListView):
    """At most nine queries, whatever their number."""

    shape = RemitShape
    filters = ("committee",)

    @extend_schema(
        **lists(
            "list_remits", "The plan", "What committees watch", RemitShape,
            "What scrutiny committees have in their remits today, and what is referred to them, by committee.",
            [parameter("committee", "Only what this committee watches: its short name.")],
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def rows(self, request: Request, **kwargs: Any) -> list[SimpleNamespace]:
        today, asked = clock.today(), request.query_params.get("committee", "")
        remits = Remit.objects.on(today).select_related("committee", "indicator").order_by("committee__name", "pk")
        referrals = Referral.objects.on(today).order_by("receiver__name", "pk")
        rows = [
            *((row, row.committee.slug, None, "") for row in remits),
            *(
                (row, row.receiver.slug, row.giver.slug, row.reason)
                for row in referrals.order_by("receiver__name", "pk")
            ),
        ]
        rows = [told for told in rows if asked in ("", told[1])]
        plan = Plan.current(today)
        where = places(plan, {row.item_id for row, *_ in rows if row.item_id}) if plan else {}
        return [found for told in rows if (found := _told(*told, where))]


def _told(row: Any, committee: str, giver: str | None, reason: str, where: dict) -> SimpleNamespace | None:
    """One line, or None where the version in force does not have it, or the indicator is not public."""
    shared = {"committee": committee, "starts": row.starts, "ends": row.ends, "referred_by": giver, "reason": reason,
              "illustrative": row.illustrative}  # fmt: skip
    if row.indicator is not None:
        about = {"kind": "indicator", "item": None, "indicator": row.indicator.slug, "number": "",
                 "title": row.indicator.name}  # fmt: skip
        return SimpleNamespace(**about, **shared) if row.indicator.is_public else None
    place = where.get(row.item_id)
    if place is None:
        return None
    about = {"kind": place.kind, "item": place.item, "indicator": None, "number": place.number, "title": place.title}
    return SimpleNamespace(**about, **shared)
