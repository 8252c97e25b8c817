"""Filters of the lists of reports and of delivery updates. Each offers only what occurs among the rows one may see."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from outcomes.framework.links import ItemDepartment
from outcomes.framework.models import Commitment, Outcome
from plan.clock import today
from plan.models import Body, Department, Partner, Plan

from .models import HighlightReport


class OccurringFilter(admin.SimpleListFilter):
    """A filter by something that rows lead to: `options` names what occurs, `chosen` keeps the rows of one."""

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        raise NotImplementedError

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return self.options(model_admin.get_queryset(request).order_by())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """What is not offered is not looked for: it is not there, or not a key at all."""
        value = self.value()
        return self.chosen(queryset, value) if value in {str(key) for key, _ in self.lookup_choices} else queryset


def named(rows: QuerySet, name: str) -> list[tuple[str, str]]:
    return [(str(pk), said) for pk, said in rows.distinct().order_by(name).values_list("pk", name)]


def titles(outcomes: QuerySet) -> list[tuple[str, str]]:
    """Outcomes by item, each once and in its newest wording."""
    rows = outcomes.order_by("plan__start_year", "plan").values_list("item", "title")
    return sorted(((str(item), title) for item, title in dict(rows).items()), key=lambda option: option[1])


def of_outcomes(items: Any) -> QuerySet:
    """Commitments that stand under these outcomes, in any version of the plan."""
    return Commitment.objects.filter(placements__sub_outcome__outcome__item__in=items)


def delivered_by(department: str) -> QuerySet:
    """Items of the commitments that a department delivers today."""
    return ItemDepartment.objects.on(today()).filter(department=department).values("item")


def departments_of(items: Any) -> list[tuple[str, str]]:
    links = ItemDepartment.objects.on(today()).filter(item__in=items)
    return named(Department.objects.filter(pk__in=links.values("department")), "name")


# Reports ------------------------------------------------------------------------------------------------------------


class ReportOutcomeFilter(OccurringFilter):
    title, parameter_name = "outcome", "outcome"

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        return titles(Outcome.objects.filter(item__in=rows.values("outcome")))

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(outcome=value)


class ReportDepartmentFilter(OccurringFilter):
    """Departments that deliver commitments of the outcome reported on."""

    title, parameter_name = "department", "department"

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        return departments_of(of_outcomes(rows.values("outcome")).values("item"))

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        theirs = Outcome.objects.filter(sub_outcomes__placements__commitment__item__in=delivered_by(value))
        return rows.filter(outcome__in=theirs.values("item"))


# Delivery updates ---------------------------------------------------------------------------------------------------


class EditionFilter(OccurringFilter):
    """Versions of the plan that have the commitment."""

    title, parameter_name = "version of the plan", "edition"

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        held = Commitment.objects.filter(item__in=rows.values("item"))
        plans = Plan.objects.filter(pk__in=held.values("plan")).order_by("-start_year", "pk")
        return [(str(plan.pk), str(plan)) for plan in plans]

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(item__in=Commitment.objects.filter(plan=int(value)).values("item"))


class OutcomeFilter(OccurringFilter):
    """Outcomes under which the commitment stands, or stood."""

    title, parameter_name = "outcome", "outcome"

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        items = rows.values("item")
        return titles(Outcome.objects.filter(sub_outcomes__placements__commitment__item__in=items).distinct())

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(item__in=of_outcomes([value]).values("item"))


class UpdateBoardFilter(OccurringFilter):
    """Boards in whose reports updates stand; those that stand alone are no board's."""

    title, parameter_name = "board", "board"

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        return named(Body.objects.filter(pk__in=rows.filter(report__isnull=False).values("report__board")), "name")

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(report__board=value)


class UpdateDepartmentFilter(OccurringFilter):
    title, parameter_name = "department", "department"

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        return departments_of(rows.values("item"))

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(item__in=delivered_by(value))


class PartnerFilter(OccurringFilter):
    """Partners that the plan names beside the commitment."""

    title, parameter_name = "partner", "partner"

    def options(self, rows: QuerySet) -> list[tuple[str, str]]:
        return named(Partner.objects.filter(commitments__item__in=rows.values("item")), "name")

    def chosen(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(item__in=Commitment.objects.filter(partners=int(value)).values("item"))


OF_REPORTS = (ReportOutcomeFilter, ReportDepartmentFilter)
OF_UPDATES = (EditionFilter, OutcomeFilter, UpdateBoardFilter, UpdateDepartmentFilter, PartnerFilter)


class BoardFilter(admin.SimpleListFilter):
    """Boards that have reports this user may see."""

    title, parameter_name = "board", "board"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        seen = model_admin.get_queryset(request).values("board")
        return [(str(body.pk), body.short) for body in Body.objects.filter(pk__in=seen).order_by("name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.value()
        return queryset.filter(board=chosen) if chosen and chosen.isdecimal() else queryset


class DueFilter(admin.SimpleListFilter):
    title, parameter_name = "due", "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "Overdue"), ("due", "Due, not overdue")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        open_ones = queryset.filter(status__in=HighlightReport.OPEN)
        if self.value() == "overdue":
            return open_ones.filter(period__due__lt=today())
        return open_ones.filter(period__due__gte=today()) if self.value() == "due" else queryset
