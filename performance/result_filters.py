"""Filters of the desk's list of results: what sort of period, and how recent."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from plan import clock, wording
from plan.periods import Kind

from .models import Result

# What the codes of each kind look like, and of no other.
CODES = {
    Kind.FINANCIAL_YEAR: r"^[0-9]{4}/[0-9]{2}$",
    Kind.HALF_YEAR: r"^[0-9]{4}-H[12]$",
    Kind.QUARTER: r"^[0-9]{4}-Q[1-4]$",
    Kind.MONTH: r"^[0-9]{4}-[0-9]{2}$",
    Kind.CALENDAR_YEAR: r"^[0-9]{4}$",
    Kind.ACADEMIC_YEAR: r"^[0-9]{4}-A$",
    Kind.POINT: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    Kind.SURVEY: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-S$",
}
YEAR = timedelta(days=365)


class PeriodKindFilter(admin.SimpleListFilter):
    title, parameter_name = "period", "for"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.value, wording.sentence(kind.label)) for kind in CODES]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        chosen = self.value()
        return queryset.filter(period__regex=CODES[Kind(chosen)]) if chosen in CODES else queryset


class RecencyFilter(admin.SimpleListFilter):
    title, parameter_name = "how recent", "recent"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("latest", "The latest of each"), ("year", "Ended in the last 12 months"), ("earlier", "Ended before that"),
        ]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "latest":
            return queryset.filter(~Exists(later()))
        begins = clock.today() - YEAR
        if self.value() == "year":
            return queryset.filter(period_end__gt=begins)
        return queryset.filter(period_end__lte=begins) if self.value() == "earlier" else queryset


def later() -> models.QuerySet:
    """Results of the same indicator, or the same part of it, for a period that ended later."""
    part = Coalesce("breakdown_id", 0)  # to a database no two empty parts are the same
    return Result.objects.alias(part=part).filter(
        indicator=OuterRef("indicator"), part=Coalesce(OuterRef("breakdown_id"), 0),
        period_end__gt=OuterRef("period_end"),
    )  # fmt: skip
