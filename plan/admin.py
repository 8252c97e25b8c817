"""The ground floor on the desk: editions, the council and its bodies, meetings, the library, people, the event log."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from . import clock
from .bodies_admin import BodyEndingViews
from .desk.base import DeskAdmin, DeskStackedInline, DeskTabularInline, ReasonForm
from .desk.inlines import Numbered
from .models import (
    Body,
    BodyKind,
    BodyLink,
    BodyMembership,
    Council,
    Decision,
    Department,
    GlossaryTerm,
    LeadMember,
    Partner,
    PartnerAlias,
    Plan,
    Section,
    SectionEntry,
    Strategy,
)
from .slots import slots
from .stages import Stage
from .standing import stages

PUBLISHED = (
    "This version of the plan is published, and what was published does not change. "
    "Make a new version of the plan to change it."
)
STANDING = ("published_at", "frozen_by", "in_force_from", "in_force_until", "in_force_decision")
DATES = ("From and until", {"fields": ("starts", "ends")})
WHERE_FROM = ("Where this comes from", {"fields": ("source", "illustrative")})


class GlossaryInline(DeskTabularInline):
    model = GlossaryTerm
    fields = ("term", "definition")


@admin.register(Plan)
class PlanAdmin(DeskAdmin):
    list_display = ("title", "years", "label", "how_it_stands", "published_at", "in_force_from", "in_force_until")
    list_filter = ("label", "start_year")
    search_fields = ("title", "slug", "label")
    help_text = (
        "A version of the plan: a draft, a consultation draft, the approved plan. Its outcomes are in the outline."
    )
    fieldsets = (
        (None, {"fields": ("title", "label", "slug", "start_year", "end_year", "commitment_label", "replaces")}),
        ("Vision", {"fields": ("vision", "vision_text")}),
        ("About this version", {"fields": ("note", "length_reported")}),
        ("How it stands", {"fields": ("how_it_stands", *STANDING, "based_on")}),
        WHERE_FROM,
    )
    readonly_fields = ("how_it_stands", *STANDING, "based_on")
    inlines = (GlossaryInline,)

    def prepare_rows(self, rows: list[models.Model]) -> None:
        standing = stages(rows, clock.today())
        for row in rows:
            row.stage = standing[row.pk]

    @admin.display(description="how it stands")
    def how_it_stands(self, plan: Plan) -> str:
        if plan.pk is None:
            return Stage.DRAFTING.words
        found = getattr(plan, "stage", None) or stages([plan], clock.today())[plan.pk]
        return found.words

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return PUBLISHED if obj.is_public else super().why_read_only(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not obj.is_public)


class PartOfPlanAdmin(DeskAdmin):
    """A part of an edition: read only once the edition is published."""

    under = ("plan",)
    list_select_related = ("plan",)

    def row_place(self, row: models.Model) -> str:
        return str(row.plan)

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return PUBLISHED if obj.plan.is_public else super().why_read_only(request, obj)


class EntryInline(Numbered, DeskStackedInline):
    model = SectionEntry
    fields = ("title", "text", "principle", "position", "illustrative")


@admin.register(Section)
class SectionAdmin(PartOfPlanAdmin):
    list_display = ("title", "number", "kind", "position", "plan")
    list_filter = ("plan", "kind")
    search_fields = ("title", "number", "text")
    fieldsets = (
        (None, {"fields": ("plan", "kind", "number", "position", "title", "text", "signatory")}),
        WHERE_FROM,
    )
    inlines = (EntryInline,)


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(PartOfPlanAdmin):
    list_display = ("term", "plan")
    list_filter = ("plan",)
    search_fields = ("term", "definition")
    fields = ("plan", "term", "definition")


@admin.register(Department)
class DepartmentAdmin(DeskAdmin):
    list_display = ("name", "starts", "ends")
    search_fields = ("name",)
    slug_from = "name"
    fieldsets = ((None, {"fields": ("name", "slug")}), DATES, WHERE_FROM)


@admin.register(LeadMember)
class LeadMemberAdmin(DeskAdmin):
    list_display = ("title", "starts", "ends")
    list_filter = ("departments",)
    search_fields = ("title", "portfolio")
    fieldsets = ((None, {"fields": ("title", "portfolio", "departments")}), DATES, WHERE_FROM)


class MembershipInline(DeskTabularInline):
    model = BodyMembership
    fields = ("office", "part", "department", "user", "starts", "ends")


class LinkInline(DeskTabularInline):
    model = BodyLink
    fk_name = "board"
    fields = ("partnership", "note", "starts", "ends")


class BodyForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].help_text += " Once a paper is published at its address it can no longer change."


@admin.register(Body)
class BodyAdmin(BodyEndingViews, DeskAdmin):
    form = BodyForm
    list_display = ("name", "kind", "short_name", "starts", "ends")
    list_filter = ("kind",)
    search_fields = ("name", "short_name")
    slug_from = "name"
    fieldsets = (
        (None, {"fields": ("name", "short_name", "slug", "kind", "terms", "merged_into")}),
        DATES,
        WHERE_FROM,
    )
    readonly_fields = ("ends", "merged_into")  # "Close or merge" sees to all that goes with it
    inlines = (MembershipInline,)

    def get_inlines(self, request: HttpRequest, obj: models.Model | None) -> tuple[type, ...]:
        """The council's own boards have links with partnership boards besides."""
        linked = obj is not None and obj.kind in (BodyKind.BOARD, BodyKind.PROGRAMME_BOARD)
        return (MembershipInline, LinkInline) if linked else (MembershipInline,)


@admin.register(BodyMembership)
class BodyMembershipAdmin(DeskAdmin):
    list_display = ("office", "body", "part", "department", "user", "starts", "ends")
    list_filter = ("body", "part", "department")
    list_select_related = ("body", "department", "user")
    search_fields = ("office", "body__name")
    fieldsets = ((None, {"fields": ("body", "office", "part", "department", "user")}), DATES, WHERE_FROM)


@admin.register(Decision)
class DecisionAdmin(DeskAdmin):
    list_display = ("text", "body", "kind", "date", "planned_date", "plan", "how_it_stands")
    list_filter = ("body", "kind", "plan")
    list_select_related = ("body", "plan")
    search_fields = ("text", "report", "body__name")
    fieldsets = (
        (None, {"fields": ("body", "meeting", "plan", "kind", "text", "report", "how_it_stands")}),
        ("When", {"fields": ("planned_date", "date", "date_words")}),
        WHERE_FROM,
    )
    readonly_fields = ("how_it_stands",)

    def prepare_rows(self, rows: list[models.Model]) -> None:
        found = self._notes([row.pk for row in rows])
        for row in rows:
            row.shown_note = found.get(row.pk, "")

    @admin.display(description="how it stands")
    def how_it_stands(self, row: Decision) -> str:
        if not hasattr(row, "shown_note"):
            row.shown_note = self._notes([row.pk]).get(row.pk, "")
        return row.shown_note

    def _notes(self, keys: list[int]) -> dict[int, str]:
        return {pk: said for note in slots.row_notes if note.model == self.opts.label
                for pk, said in note.notes(keys).items()}  # fmt: skip

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        for hold in slots.holds:
            if hold.model == "plan.Decision" and Decision.objects.filter(hold.held(), pk=obj.pk).exists():
                return hold.why
        return super().why_read_only(request, obj)


@admin.register(Strategy)
class StrategyAdmin(DeskAdmin):
    list_display = ("title", "department", "status", "starts", "ends", "review_due")
    list_filter = ("department", "status")
    list_select_related = ("department",)
    search_fields = ("title", "lead_office")
    slug_from = "title"
    help_text = (
        "From and until are the strategy's own period; which parts of the plan it supports is said at each part."
    )
    fieldsets = (
        (None, {"fields": ("title", "slug", "status", "link", "replaces", "review_due")}),
        ("Who keeps it", {"fields": ("department", "lead_office")}),
        DATES,
        WHERE_FROM,
    )


class AliasInline(DeskTabularInline):
    model = PartnerAlias
    fields = ("name",)


@admin.register(Partner)
class PartnerAdmin(DeskAdmin):
    list_display = ("name", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "aliases__name")
    slug_from = "name"
    fieldsets = ((None, {"fields": ("name", "slug", "kind")}), WHERE_FROM)
    inlines = (AliasInline,)


@admin.register(Council)
class CouncilAdmin(DeskAdmin):
    """One row, so its list is its page."""

    deletable = False
    fieldsets = (
        (None, {"fields": ("name", "short_name", "chair_title", "annual_report_title", "is_demonstration")}),
        (
            "Accessibility statement",
            {
                "fields": (
                    "accessibility_contact", "statement_prepared", "statement_reviewed", "accessibility_tested",
                    "accessibility_testers",
                )
            },
        ),
    )  # fmt: skip

    def prepare(self, request: HttpRequest, obj: Council, form: Any) -> None:
        obj.pk = 1

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Council.objects.exists()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        council = Council.objects.first()
        if council is None and self.has_add_permission(request):
            return HttpResponseRedirect(self._url("add"))
        if council is not None and self.has_view_or_change_permission(request, council):
            return HttpResponseRedirect(self._url("change", council))
        return super().changelist_view(request, extra_context)


from . import (  # noqa: E402, F401  register meetings, papers, the timetable, the log, accounts, tokens
    log_admin,
    meetings_admin,
    papers_admin,
    people_admin,
    timetable_admin,
    tokens_admin,
)
from .reminders import mails_admin  # noqa: E402, F401  … and what was sent
