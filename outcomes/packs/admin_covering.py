"""Covering reports on the desk: the report with its sections, the council's headings, and words common to several."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from plan.desk.base import DeskAdmin, DeskStackedInline, PageLink
from plan.desk.inlines import Numbered

from .admin_steps import Step, StepsMixin, is_officer, signed_in, take
from .begin import begin_covering_report, fill_in
from .covering import CommonWords, CoveringHeading, CoveringReport, CoveringSection
from .kinds import QUARTERLY, choices

SOURCE = ("Where this comes from", {"fields": ("source", "illustrative"), "classes": ["quiet"]})


class SectionInline(Numbered, DeskStackedInline):
    model = CoveringSection
    extra = 0
    fields = (("heading", "title"), ("position", "shown"), "text")


@admin.register(CoveringReport)
class CoveringReportAdmin(StepsMixin, DeskAdmin):
    list_display = ("pack", "title", "screening", "illustrative")
    list_filter = ("pack__body", "screening", "illustrative")
    list_select_related = ("pack__body", "pack__about", "pack__edition")
    search_fields = ("title", "pack__body__name", "pack__covers")
    inlines = (SectionInline,)
    fieldsets = (
        (None, {"fields": ("pack", "title", "office")}),
        ("Equality and human rights", {"fields": ("screening", "screened_on", "screening_result")}),
        SOURCE,
    )
    readonly_fields = ("pack",)
    help_text = (
        "Goes before the pack, which is its appendix, and is made into a Word document when the pack is built: build"
        " again after a change. A section without words is not printed. For a section that only this committee's report"
        " has, add one with a title of its own; what several reports say alike stands in the common words."
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # it is begun from its pack, with what the system knows

    def page_links(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        pack = PageLink("The pack", reverse("admin:outcomes_pack_change", args=[obj.pack_id]))
        return [pack, *super().page_links(request, obj)]

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not is_officer(request):
            return []
        return [PageLink("Fill in what is empty", reverse("admin:outcomes_coveringreport_fill", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        return [self._step_path("fill", self.fill_view), *super().get_urls()]

    def fill_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        report = self._found(request, object_id)

        def verb(form: forms.Form) -> str:
            filled = fill_in(report, by=signed_in(request))
            return (
                f"Filled in: {', '.join(filled)}." if filled else "Nothing was empty that the system knows words for."
            )

        explanation = (
            "Sections without any words get their usual wording and what the system knows today: decisions,"
            " resolutions, background papers, the timetable. What somebody wrote stays as it is."
        )
        back = reverse("admin:outcomes_coveringreport_change", args=[report.pk])
        step = Step("Fill in what is empty", explanation, verb, back)
        return take(self, request, report, forms.Form(self._bound(request)), step)


@admin.register(CoveringHeading)
class CoveringHeadingAdmin(DeskAdmin):
    in_find = False
    list_display = ("title", "position", "fills")
    search_fields = ("title", "usual")
    help_text = (
        "What this council's reports say, in which order. A new covering report begins with all of these headings;"
        " reports that were begun stay as they are."
    )
    fieldsets = ((None, {"fields": ("title", "key", "position", "usual", "fills")}),)


@admin.register(CommonWords)
class CommonWordsAdmin(DeskAdmin):
    in_find = False
    list_display = ("heading", "kind_label", "covers", "illustrative")
    list_filter = ("heading", "covers", "illustrative")
    list_select_related = ("heading",)
    search_fields = ("text",)
    help_text = (
        "Printed in the covering report of every committee's pack of this kind and period, before what the report says"
        " itself under the same heading."
    )
    fieldsets = ((None, {"fields": ("kind", "covers", "heading", "text")}), SOURCE)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            return forms.ChoiceField(
                label="Kind of pack", choices=choices(), initial=QUARTERLY, help_text=db_field.help_text
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="kind of pack", ordering="kind")
    def kind_label(self, words: CommonWords) -> str:
        return dict(choices()).get(words.kind, words.kind)


class CoveringViews:
    """Adds the page that begins a covering report to the desk of packs."""

    def get_urls(self: Any) -> list[Any]:
        return [self._step_path("covering", self.covering_view), *super().get_urls()]  # type: ignore[misc]

    def covering_links(self, request: HttpRequest, pack: Any) -> tuple[list[PageLink], list[PageLink]]:
        """The link to a pack's covering report, or the button that begins one."""
        report = CoveringReport.objects.filter(pack=pack).first()
        if report is not None:
            url = reverse("admin:outcomes_coveringreport_change", args=[report.pk])
            return [PageLink("Covering report", url)], []
        begin = PageLink("Begin the covering report", reverse("admin:outcomes_pack_covering", args=[pack.pk]))
        return [], [begin] if is_officer(request) else []

    def covering_view(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        pack = self._found(request, object_id)

        def verb(form: forms.Form) -> str:
            begin_covering_report(pack, by=signed_in(request))
            return "The covering report is begun. Read what the system filled in, and write what is yours."

        explanation = (
            "A report with the council's usual headings and wording, and what the system knows: decisions on the plan,"
            " what the committee resolved, background papers, the timetable. You edit all of it."
        )
        back = reverse("admin:outcomes_pack_change", args=[pack.pk])
        response = take(
            self, request, pack, forms.Form(self._bound(request)),
            Step("Begin the covering report", explanation, verb, back),
        )  # fmt: skip
        report = CoveringReport.objects.filter(pack=pack).first()
        if request.method == "POST" and response.status_code == 302 and report is not None:
            response["Location"] = reverse("admin:outcomes_coveringreport_change", args=[report.pk])
        return response
