"""Service-plan actions on the desk: a department's contributors keep their own, policy officers publish them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from outcomes.framework.admin_editions import posted
from outcomes.framework.desk_fields import AboutItem, NamedItems, OutcomeFilter
from plan import clock
from plan.desk.base import DeskAdmin, PageLink, row_action
from plan.desk.confirming import Question, ask
from plan.desk.saving import NotSaved
from plan.models import Department
from plan.periods import Kind, Period
from plan.roles import CONTRIBUTOR, POLICY_OFFICER, NotYours

from .admin_moves import HiddenMixin
from .service_actions import FIXED, NotTheirs, copied, copy_forward, ensure_may_write, hold_status, publish_action
from .service_plans import ServicePlanAction, unread

OF_OTHERS = "A department's own officers keep its service-plan actions. You can read this one, but not change it."


class YearFilter(admin.SimpleListFilter):
    title, parameter_name = "year", "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        years = ServicePlanAction.objects.visible_to(request.user).order_by("-year").values_list("year", flat=True)
        return [(year, year) for year in dict.fromkeys(years)]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(year=self.value()) if self.value() else queryset


class ShownFilter(admin.SimpleListFilter):
    title, parameter_name = "published", "published"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Published"), ("no", "Not yet")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        waits = unread()
        return {"yes": queryset.exclude(waits), "no": queryset.filter(waits)}.get(self.value() or "", queryset)


class CopyForm(forms.Form):
    department = forms.ModelChoiceField(Department.objects.none(), help_text="Whose service plan is copied.")
    year = forms.ChoiceField(label="From", help_text="The year whose open actions go on into the next.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        actions = ServicePlanAction.objects.editable_by(user)
        years = dict.fromkeys(actions.order_by("-year").values_list("year", flat=True))
        self.fields["department"].queryset = Department.objects.filter(pk__in=actions.values("department"))  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, f"{year} into {Period.parse(year).next().code}") for year in years]  # type: ignore[attr-defined]


@admin.register(ServicePlanAction)
class ServicePlanActionAdmin(HiddenMixin, NamedItems, AboutItem, DeskAdmin):
    help_text = (
        "Actions that a department's service plan adds beside the plan's own. They are no part of the plan, and are"
        " marked so wherever they are shown."
    )
    list_display = ("action", "year", "department", "about", "status", "due", "published_on")
    list_filter = (YearFilter, "department", "status", ShownFilter, OutcomeFilter, "illustrative")
    list_select_related = ("department",)
    search_fields = ("text", "lead_office", "note")
    refusals = (NotTheirs, NotYours)
    fieldsets = (
        (None, {"fields": ("year", "department", "item", "text", "lead_office")}),
        ("How it goes", {"fields": ("status", "note", "due", "published_on")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    readonly_fields = ("published_on",)
    actions = ("publish_ticked",)

    @admin.display(description="action", ordering="text")
    def action(self, row: ServicePlanAction) -> str:
        return str(row)

    @admin.display(description="published", ordering="published_at")
    def published_on(self, row: ServicePlanAction) -> Any:
        if row.public_status:
            return f"Status waits to be published; the public reads “{row.get_public_status_display()}”"
        return clock.local_day(row.published_at) if row.published_at else "Not yet"

    # Who writes what

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return OF_OTHERS

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Another department's published actions are on the site; their notes are not for other contributors."""
        rows = super().get_queryset(request)
        if request.user.has_role(POLICY_OFFICER.slug, "cmt") or request.user.is_superuser:
            return rows
        return rows.filter(pk__in=ServicePlanAction.objects.editable_by(request.user).values("pk"))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """The words of a published action are fixed but for policy officers."""
        fixed = obj is not None and obj.published_at and not request.user.has_role(POLICY_OFFICER.slug)
        names = [name.removesuffix("_id") for name in FIXED] if fixed else []
        return [*super().get_readonly_fields(request, obj), *names]

    def get_field_queryset(self, db: Any, db_field: models.Field, request: HttpRequest) -> Any:
        rows = super().get_field_queryset(db, db_field, request)
        if db_field.name != "department" or request.user.has_role(POLICY_OFFICER.slug):
            return rows
        return rows.filter(pk=request.user.department_id)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        year = Period.containing(Kind.FINANCIAL_YEAR, clock.today()).code
        return {"year": year, "department": request.user.department_id, **super().get_changeform_initial_data(request)}

    def save_row(self, request: HttpRequest, obj: ServicePlanAction) -> None:
        try:
            ensure_may_write(obj, request.user)
        except NotTheirs as error:
            raise NotSaved(str(error), 403, None if obj._state.adding else obj) from None
        hold_status(obj, request.user)
        super().save_row(request, obj)

    def delete_model(self, request: HttpRequest, obj: ServicePlanAction) -> None:
        try:
            ensure_may_write(obj, request.user)
        except NotTheirs as error:
            raise PermissionDenied(str(error)) from None
        super().delete_model(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """What the public has read is stopped, not deleted, except by policy officers."""
        if obj is not None and obj.published_at and not request.user.has_role(POLICY_OFFICER.slug):
            return False
        return super().has_delete_permission(request, obj)

    # Publishing, and the next year

    @row_action("Publish the ticked actions", by_verb=True)
    def publish_ticked(self, request: HttpRequest, row: ServicePlanAction) -> None:
        publish_action(row, by=request.user)

    def page_links(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        links = super().page_links(request, obj)
        if request.user.has_role(POLICY_OFFICER.slug, CONTRIBUTOR.slug):
            query = f"?department={obj.department_id}&year={obj.year}"
            links.append(PageLink("Copy this year's into the next", f"{reverse('admin:outcomes_copy_forward')}{query}"))
        return links

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.copy_view)
        return [path("copy-forward/", view, name="outcomes_copy_forward"), *super().get_urls()]

    def copy_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_role(POLICY_OFFICER.slug, CONTRIBUTOR.slug):
            raise PermissionDenied
        chosen = {name: request.GET[name] for name in ("department", "year") if name in request.GET}
        form = CopyForm(posted(request), user=request.user, initial=chosen)

        def copy(words: dict[str, Any]) -> str:
            return copied(copy_forward(words["department"], words["year"], by=request.user), words["year"])

        question = Question(
            "A department's service plan", "Copy a service plan into the next year", "Copy",
            "What is not finished is copied as not started, without a due date or note, and not published. What was"
            " copied before is left as it is.",
            form, copy, reverse("admin:outcomes_serviceplanaction_changelist"), refusals=(NotTheirs, NotYours),
            opts=self.opts,
        )  # fmt: skip
        return ask(self.admin_site, request, question)
