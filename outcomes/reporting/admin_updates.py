"""Delivery updates on the desk: one short form for whoever answers for a commitment."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from outcomes.framework.models import Commitment
from plan.clock import local_day, today
from plan.desk.base import DeskAdmin, PageLink, row_action
from plan.desk.saving import NotSaved
from plan.models import Plan
from plan.wording import day

from .admin_filters import OF_UPDATES
from .admin_forms import MoveForm, SubjectField, UpdateForm
from .admin_moves import HiddenMixin
from .admin_own_updates import OwnUpdates
from .admin_pages import found
from .editing import touch
from .models import DeliveryUpdate, HighlightReport
from .naming import Group, shortened
from .transitions import BOARD, OFFICER, NotAllowed
from .updates import ensure_may_write, missing_for_publication, publish_update

WORDS = ("text", "public_text")


def offered(user: Any) -> list[Group]:
    """Commitments of the plan in force that this user may update, by outcome. Two queries."""
    edition = Plan.objects.in_force(today()).first()
    rows = Commitment.objects.filter(plan=edition).order_by("placements__sub_outcome__number", "position", "pk")
    if not user.has_role(OFFICER):
        rows = rows.filter(item__in=DeliveryUpdate.objects.items_of(user))
    names = rows.values_list("item", "text", "placements__sub_outcome__number", "placements__sub_outcome__title")
    groups: dict[str, dict[Any, str]] = {}
    told = set()
    for item, text, number, title in names:
        if item not in told:
            groups.setdefault(f"{number} {title}" if number else "Elsewhere", {})[item] = shortened(text)
            told.add(item)
    return [(title, list(rows.items())) for title, rows in groups.items()]


class PublishedFilter(admin.SimpleListFilter):
    title, parameter_name = "published", "published"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Published"), ("no", "Not yet")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(published_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(DeliveryUpdate)
class DeliveryUpdateAdmin(OwnUpdates, HiddenMixin, DeskAdmin):
    form = UpdateForm
    change_list_template = "outcomes/desk/update_list.html"
    list_display = ("commitment", "status", "date", "author", "report", "published_on")
    list_filter = ("status", PublishedFilter, *OF_UPDATES, "report__period", "illustrative")
    list_select_related = ("author", "report__board", "report__period")
    date_hierarchy = None
    search_fields = ("text", "public_text", "item__commitments__text", "evidence")
    search_help_text = "Words of the update or of the commitment"
    refusals = (NotAllowed,)
    readonly_fields = ("commitment", "author", "report", "published_on")
    help_text = "How a commitment stands: its status, in a sentence or two for management and for the public."

    def get_fieldsets(self, request: HttpRequest, obj: DeliveryUpdate | None = None) -> list[Any]:
        """A new update is one short form; who wrote it, and when it was published, is shown once there is something."""
        said = ["date", "status", *WORDS, "evidence"]
        if obj is None:
            return [(None, {"fields": ["item", *said]})]
        more = ["source", "illustrative"] if request.user.has_role(OFFICER) else []
        return [
            (None, {"fields": ["commitment", *said]}),
            ("More about it", {"fields": ["author", "report", "published_on", *more]}),
        ]

    # Who sees and writes what

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).in_full_for(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Board members write updates in their report; alone, officers and commitments' own lead officers do."""
        only_board = request.user.has_role(BOARD) and not request.user.has_role(OFFICER, "contributor")
        return super().has_add_permission(request) and not only_board

    def why_read_only(self, request: HttpRequest, obj: DeliveryUpdate) -> str:
        if obj.published_at:
            return "A published update does not change. Add a newer one."
        return "This update is part of a highlight report, or of a commitment, that you may not change now."

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "item":
            return SubjectField(
                offered(request.user), label="Commitment", empty_label="Choose a commitment",
                help_text="One of those you may write about, in the plan in force.",
            )  # fmt: skip
        if isinstance(db_field, models.TextField):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 70})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"date": today(), **super().get_changeform_initial_data(request)}

    def _claim(self, request: HttpRequest, pk: str) -> None:
        """The report first, then its update: whoever publishes locks them in this order too."""
        standing = DeliveryUpdate.objects.filter(pk=pk).values_list("report", flat=True) if pk.isdecimal() else []
        list(HighlightReport.objects.select_for_update().filter(pk__in=[key for key in standing if key]))
        super()._claim(request, pk)

    def prepare(self, request: HttpRequest, obj: DeliveryUpdate, form: Any) -> None:
        if obj._state.adding:
            obj.author = request.user

    def save_row(self, request: HttpRequest, obj: DeliveryUpdate) -> None:
        try:
            ensure_may_write(obj, request.user)
        except NotAllowed as error:
            raise NotSaved(str(error), 403, None if obj._state.adding else obj) from None
        super().save_row(request, obj)
        self._touch(request, obj)

    def delete_model(self, request: HttpRequest, obj: DeliveryUpdate) -> None:
        try:
            ensure_may_write(obj, request.user)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from None
        super().delete_model(request, obj)
        self._touch(request, obj)

    def _touch(self, request: HttpRequest, obj: DeliveryUpdate) -> None:
        """Whoever is about to submit or approve its report has not read what it says now."""
        if obj.report is not None:
            touch(obj.report, by=request.user)

    # What is shown

    def prepare_rows(self, rows: list[DeliveryUpdate]) -> None:
        """Each commitment in its newest wording: one query for the page."""
        wordings = Commitment.objects.filter(item__in={row.item_id for row in rows}).order_by(
            "plan__start_year", "plan"
        )
        names = dict(wordings.values_list("item", "text"))
        for row in rows:
            row.shown_commitment = shortened(names.get(row.item_id, "In no version of the plan"))

    def row_name(self, row: DeliveryUpdate) -> str:
        return f"{row}: {row.shown_commitment}"

    @admin.display(description="commitment")
    def commitment(self, update: DeliveryUpdate) -> str:
        return getattr(update, "shown_commitment", None) or str(update.item)

    @admin.display(description="published", ordering="published_at")
    def published_on(self, update: DeliveryUpdate) -> Any:
        return day(local_day(update.published_at)) if update.published_at else "Not yet"

    # Publishing

    def page_actions(self, request: HttpRequest, obj: DeliveryUpdate) -> list[PageLink]:
        if obj.published_at or obj.report_id or not request.user.has_role(OFFICER):
            return []
        return [PageLink("Clear and publish", reverse("admin:outcomes_deliveryupdate_publish", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.publish_view)
        return [path("<path:object_id>/publish/", view, name="outcomes_deliveryupdate_publish"), *super().get_urls()]

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        update = found(self, request, object_id)
        back = reverse("admin:outcomes_deliveryupdate_change", args=[update.pk])
        refusal = "" if request.user.has_role(OFFICER) else "Updates are published by policy officers. Ask one of them."
        missing = [] if refusal else missing_for_publication(update)
        form = MoveForm(request.POST if request.method == "POST" else None, report=update)
        if request.method == "POST" and not refusal and form.is_valid():
            try:
                publish_update(update, by=request.user, seen=form.cleaned_data["seen_version"] or 0)
            except NotAllowed as error:
                refusal = "" if missing else str(error)
            else:
                self.message_user(request, "The update is published.", messages.SUCCESS)
                return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request), "title": "Clear and publish", "opts": self.opts, "row": update,
            "refusal": refusal, "missing": missing, "button": "Clear and publish", "back": back,
            "form": MoveForm(report=update),
            "explanation": "You confirm that the words for the public and the evidence may be shown. A published update"
            " never changes.",
        }  # fmt: skip
        return TemplateResponse(request, "outcomes/desk/move.html", context, status=403 if refusal else 200)

    @row_action("Clear and publish the ticked updates", by_verb=True)
    def publish_ticked(self, request: HttpRequest, row: DeliveryUpdate) -> None:
        publish_update(row, by=request.user)

    actions = ("publish_ticked",)
