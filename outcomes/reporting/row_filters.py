"""Filters of lists that only this room can work out: commitments by their delivery status."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from outcomes.framework.same import thing_of
from plan.slots import ListFilter, slots

from .models import DeliveryStatus, DeliveryUpdate

NONE = "none"


class DeliveryFilter(admin.SimpleListFilter):
    """By the latest update on a commitment, of those this user may read."""

    title = "delivery status"
    parameter_name = "delivery"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.user = request.user
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*DeliveryStatus.choices, (NONE, "Not reported on")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanted = self.value()
        if wanted not in (*DeliveryStatus.values, NONE):
            return queryset
        updates = DeliveryUpdate.objects.visible_to(self.user).alias(about=thing_of("item"))
        latest = (
            updates.filter(about=OuterRef("about")).exclude(status="").order_by("-date", "-pk").values("status")[:1]
        )
        rows = queryset.alias(about=thing_of("item")).alias(delivery=Subquery(latest))
        return rows.filter(delivery__isnull=True) if wanted == NONE else rows.filter(delivery=wanted)


def furnish() -> None:
    slots.list_filters.add(ListFilter("delivery", "outcomes.Commitment", DeliveryFilter))
