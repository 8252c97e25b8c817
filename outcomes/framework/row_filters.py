"""Filters of the lists of outcomes, sub-outcomes, aims and commitments."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from plan import clock
from plan.models import Partner

from .desk import unmeasured, unowned
from .desk_fields import LinkFilter, working_edition
from .models import ItemBoard, ItemDepartment


class BoardFilter(LinkFilter):
    title, parameter_name, model, target = "board", "board", ItemBoard, "board"


class DepartmentFilter(LinkFilter):
    title, parameter_name, model, target = "department", "department", ItemDepartment, "department"
    own_first = True


class PartnerFilter(admin.SimpleListFilter):
    title = "partner"
    parameter_name = "partner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(row.pk), row.name) for row in Partner.objects.filter(commitment_rows__isnull=False).distinct()]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        wanted = self.value() or ""
        return queryset.filter(partner_rows__partner=wanted) if wanted.isdecimal() else queryset


class OutcomeOfEdition(admin.SimpleListFilter):
    """Filters by outcome within one edition: the one filtered by, or the working one."""

    title = "outcome"
    parameter_name = "outcome"
    path = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = request.GET.get("plan__id__exact", "")
        outcomes = model_admin.outcomes_to_filter(request)
        outcomes = (
            outcomes.filter(plan=chosen) if chosen.isdecimal() else outcomes.filter(plan=working_edition(request.user))
        )
        return [(str(outcome.pk), str(outcome)) for outcome in outcomes]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        wanted = self.value() or ""
        return queryset.filter(**{self.path: wanted}).distinct() if wanted.isdecimal() else queryset


class UnderSubOutcome(OutcomeOfEdition):
    path = "sub_outcome__outcome"


class UnderPlacement(OutcomeOfEdition):
    path = "placements__sub_outcome__outcome"


class GapFilter(admin.SimpleListFilter):
    """Filters for what is missing today; in the working edition, unless another is chosen."""

    parameter_name = "gap"
    missing: Any = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Missing")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() != "yes":
            return queryset
        if "plan__id__exact" not in request.GET:
            queryset = queryset.filter(plan=working_edition(request.user))
        return type(self).missing(queryset, clock.today())


class IndicatorGap(GapFilter):
    title = "indicator"
    missing = staticmethod(unmeasured)


class OwnerGap(GapFilter):
    title = "owner"
    missing = staticmethod(unowned)
