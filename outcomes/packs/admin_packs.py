"""Packs on the desk: what for whom, and the versions there are of it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join

from outcomes.reporting.admin_checks import FINDS, TITLE, page
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.saving import NotSaved
from plan.desk.state import desk_of
from plan.wording import count

from .admin_covering import CoveringViews
from .admin_forms import BuildForm
from .admin_sections import SectionInline
from .admin_steps import Step, StepsMixin, is_officer, signed_in, take, told
from .building import NotAllowed, request_build
from .checking import checked
from .checklist import on_agenda
from .kinds import QUARTERLY, choices, kinds
from .laying_out import lay_out, missing
from .models import Pack, PackVersion
from .opening import open_pack

FOR_WHOM = ["kind", "body", "covers", "about", "edition"]
GIVEN = (
    "kind",
    "about",
    "edition",
    "meeting",
    "agenda_item",
    "appendix",
    "first_page",
    "detail",
    "arranged",
    "source",
    "illustrative",
)


class KindFilter(admin.SimpleListFilter):
    title, parameter_name = "kind of pack", "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return choices()

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(kind=self.value()) if self.value() in kinds else queryset


@admin.register(Pack)
class PackAdmin(CoveringViews, StepsMixin, DeskAdmin):
    deletable = False
    list_display = ("body", "kind_label", "period_label", "meeting", "standing")
    list_display_links = ("body", "kind_label", "period_label")
    list_filter = (KindFilter, "body", "covers", "illustrative")
    list_select_related = ("body", "meeting__body", "about", "edition")
    search_fields = ("body__name", "about__name", "covers")
    fieldsets = (
        (None, {"fields": ("kind", "body", "covers", "about", "edition")}),
        ("Where it goes", {"fields": ("meeting", "agenda_item", "appendix", "first_page")}),
        ("How it is told", {"fields": ("detail", "arranged")}),
        ("Versions", {"fields": ("versions_so_far",)}),
        ("Where this comes from", {"fields": ("source", "illustrative"), "classes": ["quiet"]}),
    )
    readonly_fields = ("versions_so_far", "kind_label")
    inlines = (SectionInline,)
    help_text = (
        "What a committee or another body is shown for a period. Building takes what stands in the system today and"
        " makes a paper of it; publishing freezes that paper. The meeting's date decides the remit and until when"
        " figures are taken; a new pack for which none is chosen goes to the body's first meeting after the period."
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        versions = PackVersion.objects.select_related("withdrawal__erasure").defer("content", "remit")
        rows = super().get_queryset(request).select_related("body", "about", "edition")
        return rows.prefetch_related(models.Prefetch("versions", versions, to_attr="all_versions"))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """For whom it is, and for which quarter, is said once: its address and its versions stand on it."""
        return [*super().get_readonly_fields(request, obj), *(FOR_WHOM if obj else [])]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            return forms.ChoiceField(
                label="Kind of pack", choices=choices(), initial=QUARTERLY, help_text=db_field.help_text
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="kind", ordering="kind")
    def kind_label(self, pack: Pack) -> str:
        return pack.kind_of.title

    @admin.display(description="period", ordering="covers")
    def period_label(self, pack: Pack) -> str:
        about = [str(about) for about in (pack.about, pack.edition) if about]
        return ", ".join([*about, *([pack.period.label] if pack.period else [])])

    @admin.display(description="newest version")
    def standing(self, pack: Pack) -> str:
        newest = next(iter(pack.all_versions), None)  # type: ignore[attr-defined]  # prefetched above
        return f"{newest.number}: {told(newest)}" if newest else "Not built yet"

    @admin.display(description="versions")
    def versions_so_far(self, pack: Pack) -> str:
        if pack.pk is None or not pack.versions.exists():
            return "Not built yet"
        rows = (
            (reverse("admin:outcomes_packversion_change", args=[version.pk]), version.number, told(version))
            for version in pack.versions.select_related("withdrawal__erasure").defer("content")
        )
        return format_html_join("", '<p><a href="{}">Version {}</a>: {}.</p>', rows)

    def save_row(self, request: HttpRequest, obj: Pack) -> None:
        """A new pack is opened by its verb, which finds the meeting and writes the event; a change is saved."""
        if not obj._state.adding:
            super().save_row(request, obj)
            return
        given = {name: getattr(obj, name) for name in GIVEN}
        try:
            opened = open_pack(obj.body, obj.period, by=signed_in(request), why=desk_of(request).why, **given)
        except NotAllowed as error:
            raise NotSaved(str(error), 403) from None
        obj.pk, obj._state.adding, obj.meeting = opened.pk, False, opened.meeting

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        if change:
            super().save_related(request, form, formsets, change)
        else:
            desk_of(request).saved = True  # the verb has written the event

    def page_links(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        checks = PageLink(TITLE, reverse("admin:outcomes_pack_checks", args=[obj.pk]))
        own = [PageLink(title, url) for title, url in obj.kind_of.links(obj)]
        return [*self.covering_links(request, obj)[0], checks, *own, *super().page_links(request, obj)]

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not is_officer(request):
            return []
        found = [PageLink("Build", reverse("admin:outcomes_pack_build", args=[obj.pk]))]
        if missing(obj):
            found.append(PageLink("Lay out its sections", reverse("admin:outcomes_pack_sections", args=[obj.pk])))
        return [*found, *self.covering_links(request, obj)[1]]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without choices that make no sense for its kind; one that was made all the same can be taken back."""
        if obj is None:
            return super().get_fieldsets(request, obj)
        kind = obj.kind_of
        there = {"detail": kind.by_exception or obj.detail != Pack.Detail.FULL,
                 "arranged": kind.by_department or obj.arranged != Pack.Arranged.OUTCOME}  # fmt: skip
        told = []
        for title, options in super().get_fieldsets(request, obj):
            named = ["kind_label" if name == "kind" else name for name in options["fields"]]
            fields = tuple(name for name in named if there.get(name, True))
            told += [(title, {**options, "fields": fields})] if fields else []
        return told

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A pack that is only being made has no sections yet, and some kinds have none at all."""
        return super().get_inlines(request, obj) if obj and obj.every_section else ()

    def get_urls(self) -> list[Any]:
        return [
            self._step_path("build", self.build_view), self._step_path("checks", self.checks_view),
            self._step_path("sections", self.sections_view), *super().get_urls(),
        ]  # fmt: skip

    def checks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What stands in the way of the version that waits; where none does, of what would be built today."""
        pack = self._found(request, object_id)
        trail = [
            PageLink("Packs", reverse("admin:outcomes_pack_changelist")),
            PageLink(str(pack), reverse("admin:outcomes_pack_change", args=[pack.pk])),
        ]
        context: dict[str, Any] = {"row": pack, "trail": trail, "explanation": f"{FINDS} {pack.kind_of.looked_at}"}
        context["rows"] = list(on_agenda(pack))
        try:
            context["points"], context["on"], waiting = checked(pack)
            context["row"] = waiting or f"{pack}, as it would be built today"
        except ValueError as error:
            context["problem"] = str(error)
        return page(self, request, context)

    def sections_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pack = self._found(request, object_id)

        def verb(form: forms.Form) -> str:
            return f"{count(len(lay_out(pack, by=signed_in(request))), 'section')} laid out. Choose among them below."

        explanation = "Each section of this kind of pack gets a line, in the usual order, for you to choose from."
        back = reverse("admin:outcomes_pack_change", args=[pack.pk])
        step = Step("Lay out its sections", explanation, verb, back)
        return take(self, request, pack, forms.Form(self._bound(request)), step)

    def build_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pack = self._found(request, object_id)
        published = pack.versions.published().first()
        form = BuildForm(self._bound(request), published=published)
        explanation = "The paper is made of what stands in the system now. A worker builds it, which takes a minute."
        if pack.versions.filter(published_at=None).exists():
            explanation += " The build that was not published makes way for it."

        def verb(form: forms.Form) -> str:
            version = request_build(pack, by=signed_in(request), **form.cleaned_data)
            return f"Version {version.number} is waiting to be built. Open this page again in a minute."

        back = reverse("admin:outcomes_pack_change", args=[pack.pk])
        return take(self, request, pack, form, Step("Build", explanation, verb, back))
