"""Which committee watches what, and what meetings resolved, on the desk; what they asked for is in `admin_actions`."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from outcomes.framework.desk_fields import AboutItem, NamedItems, OutcomeFilter
from plan import clock
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.saving import NotSaved
from plan.desk.state import desk_of
from plan.roles import NotYours

from . import admin_actions  # noqa: F401  registers actions and answers
from .admin_decided import named_sought, reads_sought, sought_offered, without
from .admin_editor import EditorViews, may_keep
from .admin_steps import ReferralSteps, RemitSteps
from .asking import NotPossible, correct_resolution, record_resolution
from .doors import recorded_of
from .models import Referral, Remit
from .questions import StartingQuestion
from .resolutions import Resolution

RESOLVED = (
    "agenda_item", "paper", "minute", "letter", "position", "kind", "text", "item", "indicator", "sought", "source",
    "illustrative",
)  # fmt: skip
WHERE_FROM = ("Where this comes from", {"fields": ("source", "illustrative")})


class AboutEither(AboutItem):
    """Rows about an item or an indicator, told by its name."""

    def prepare_rows(self, rows: list[Any]) -> None:
        super().prepare_rows(rows)
        for row in rows:
            if row.indicator_id:
                row.about_label = str(row.indicator)


@admin.register(Remit)
class RemitAdmin(EditorViews, RemitSteps, NamedItems, AboutEither, DeskAdmin):
    change_list_template = "outcomes/desk/remit_list.html"
    list_display = ("about", "committee", "starts", "ends", "illustrative")
    list_filter = ("committee", OutcomeFilter)
    list_select_related = ("committee", "indicator")
    search_fields = ("committee__name", "indicator__name")
    help_text = (
        "Gives a committee an outcome, sub-outcome, aim or commitment, and everything under it, or an indicator by"
        " itself. “Who scrutinises what” shows the whole plan at once."
    )
    fieldsets = (
        (None, {"fields": ("committee", "item", "indicator")}),
        ("From and until", {"fields": ("starts", "ends")}),
        WHERE_FROM,
    )

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not may_keep(request.user):
            return []
        steps = (("End…", "end"), ("Hand over…", "hand_over"))
        return [PageLink(title, reverse(f"admin:outcomes_remit_{name}", args=[obj.pk])) for title, name in steps]


@admin.register(Resolution)
class ResolutionAdmin(NamedItems, DeskAdmin):
    """Recorded and corrected by their verbs, which know whose business it is and write the log."""

    list_display = ("text", "kind", "minute", "letter", "meeting", "illustrative")
    list_filter = ("kind", "meeting__body", "illustrative")
    list_select_related = ("meeting__body",)
    search_fields = ("text", "minute", "meeting__body__name")
    help_text = "What a meeting resolved, in short words. “Read the minutes” on the meeting’s page finds them."
    fieldsets = (
        (None, {"fields": ("meeting", "agenda_item", "paper", "minute", "letter", "position", "kind", "text")}),
        ("What it is about", {"fields": ("item", "indicator", "sought")}),
        WHERE_FROM,
    )
    deletable = False
    requires_reason = True

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What boards seek is in words for management, which not everybody who keeps minutes may read."""
        return without(super().get_fieldsets(request, obj), () if reads_sought(request.user) else ("sought",))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["meeting"] if obj is not None else [])]

    def get_field_queryset(self, db: Any, db_field: models.Field, request: Any) -> models.QuerySet:
        """Meetings that were held, of bodies whose resolutions this user records."""
        rows = super().get_field_queryset(db, db_field, request)
        if db_field.name == "sought":
            return sought_offered(request)
        if db_field.name != "meeting":
            return rows
        return rows.filter(date__lte=clock.today(), **recorded_of(request.user, "body__kind")).select_related("body")

    def formfield_for_foreignkey(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "sought" and field is not None:
            field.label_from_instance = named_sought
        return field

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """It tells what a board sought, to whom that may be told."""
        tied = object_id.isdecimal() and Resolution.history.filter(id=object_id, sought__isnull=False).exists()
        if tied and not reads_sought(request.user):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def save_row(self, request: HttpRequest, obj: Resolution) -> None:
        given, why = {name: getattr(obj, name) for name in RESOLVED}, desk_of(request).why
        try:
            if obj._state.adding:
                made = record_resolution(meeting=obj.meeting, by=request.user, why=why, **given)
                obj.pk, obj._state.adding = made.pk, False
            else:
                correct_resolution(obj, by=request.user, why=why, **given)
        except (NotPossible, NotYours) as error:
            raise NotSaved(str(error), 403) from None

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        """The verb has written the event."""
        desk_of(request).unchanged = change and not form.has_changed()
        desk_of(request).saved = not desk_of(request).unchanged


@admin.register(StartingQuestion)
class StartingQuestionAdmin(DeskAdmin):
    list_display = ("text", "position", "starts", "ends")
    search_fields = ("text",)
    help_text = "The questions that scrutiny members agreed to start from. They stand beside papers and packs."
    fieldsets = (
        (None, {"fields": ("position", "text")}),
        ("From and until", {"fields": ("starts", "ends")}),
        WHERE_FROM,
    )


@admin.register(Referral)
class ReferralAdmin(ReferralSteps, AboutEither, DeskAdmin):
    """Made and taken back by their verbs; what came of one may be written here at any time."""

    deletable = False
    list_display = ("about", "giver", "receiver", "starts", "ends", "meeting")
    list_filter = ("giver", "receiver", OutcomeFilter)
    list_select_related = ("giver", "receiver", "indicator", "meeting__body")
    search_fields = ("giver__name", "receiver__name", "indicator__name", "reason")
    help_text = (
        "What a committee asked another to look at. Refer from “Who scrutinises what”; write here what came of it."
    )
    fieldsets = (
        (None, {"fields": ("giver", "receiver", "about", "reason")}),
        ("From and until", {"fields": ("starts", "ends", "meeting")}),
        ("What came of it", {"fields": ("result",)}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    readonly_fields = ("giver", "receiver", "about", "reason", "starts", "ends", "meeting")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model | None:
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            self.prepare_rows([row])
        return row

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not may_keep(request.user):
            return []
        return [PageLink("Take back…", reverse("admin:outcomes_referral_take_back", args=[obj.pk]))]
