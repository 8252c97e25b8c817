"""The narrative of a year's report on the desk: one passage to a page, with what the boards' reports say above it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from outcomes.framework.models import Outcome
from plan import clock
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.doors import visible
from plan.periods import Period
from plan.wording import count

from ..admin_steps import Step, StepsMixin, is_officer, signed_in, take
from ..building import NotAllowed
from ..kinds import CannotBuild
from ..models import Pack
from .drafting import NOTHING, Draft, drafts_of, unpublished
from .heard import ANNUAL
from .models import AnnualPassage
from .narrative import draft_again, draft_passages, edition_of

ONLY = "The annual report is drafted and edited by policy officers. Ask one of them."
NOT_EDITED, EDITED, EMPTY = "As drafted", "Edited", "Empty"


class AgainForm(forms.Form):
    begin_again = forms.BooleanField(
        label="Put the new draft in place of the words", required=False,
        help_text="Without this, words that somebody changed stay as they are. History keeps what is replaced.",
    )  # fmt: skip


@admin.register(AnnualPassage)
class AnnualPassageAdmin(StepsMixin, DeskAdmin):
    deletable = False
    change_form_template = "outcomes/desk/annual_passage.html"
    list_display = ("heading", "about", "year", "how_it_stands")
    list_filter = ("year", "heading", "illustrative")
    search_fields = ("text",)
    fieldsets = (
        (None, {"fields": ("year", "about", "heading", "text")}),
        ("Where this comes from", {"fields": ("source", "illustrative"), "classes": ["quiet"]}),
    )
    readonly_fields = ("year", "about", "heading")
    help_text = (
        "Printed in the year's report for the Scrutiny Commission, the Cabinet and the Council. It was drafted from"
        " what the boards published; change it as you like. Each paper prints the words as they stand when it is built."
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(called=_titles())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # they are drafted, all of a year's at once

    @admin.display(description="about")
    def about(self, passage: Any) -> str:
        return passage.called or ("The whole plan" if passage.item_id is None else str(passage.item))

    @admin.display(description="how it stands")
    def how_it_stands(self, passage: AnnualPassage) -> str:
        return state_of(passage)

    def save_row(self, request: HttpRequest, obj: AnnualPassage) -> None:
        obj.edited_by = signed_in(request)
        super().save_row(request, obj)

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not is_officer(request):
            return []
        return [PageLink("Draft again", reverse("admin:outcomes_annualpassage_again", args=[obj.pk]))]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        passage = self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None
        found = {}
        if passage is not None:
            draft = _drafts(passage.year).get((passage.item_id, passage.heading), NOTHING)
            found = {"draft": draft, "moved": draft.text != passage.drafted_text, "passage": passage}
        return super().change_view(request, object_id, form_url, {**found, **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        year = self.admin_site.admin_view(self.year_view)
        return [
            path("of-pack/<int:pack_pk>/", year, name="outcomes_annualpassage_year"),
            self._step_path("again", self.again_view),
            *super().get_urls(),
        ]

    def again_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        passage = self._found(request, object_id)
        draft = _drafts(passage.year).get((passage.item_id, passage.heading), NOTHING)
        form = AgainForm(self._bound(request))

        def verb(form: forms.Form) -> str:
            draft_again(passage, by=signed_in(request), **form.cleaned_data)
            return "The passage is drafted again."

        explanation = "Takes up what the boards' published reports say now." + (
            " Somebody changed the words of this passage." if passage.is_edited else ""
        )
        back = reverse("admin:outcomes_annualpassage_change", args=[passage.pk])
        rows = draft.text.splitlines() or ["The published reports say nothing under this heading."]
        return take(self, request, passage, form, Step("Draft again", explanation, verb, back, rows=rows, refusal=ONLY))

    def year_view(self, request: HttpRequest, pack_pk: int) -> HttpResponse:
        """All passages of the year with how each stands, and a button that drafts those that are not there."""
        pack = visible(Pack.objects.filter(kind=ANNUAL), request.user).filter(pk=pack_pk).first()
        if pack is None or not self.has_view_permission(request):
            raise Http404
        if request.method == "POST":
            return self._draft(request, pack)
        year = Period.parse(pack.covers)
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "pack": pack, "officer": is_officer(request),
            "title": f"The narrative of {year.short_label}",
            "back": reverse("admin:outcomes_pack_change", args=[pack.pk]), **self._year(request, year),
        }  # fmt: skip
        return TemplateResponse(request, "outcomes/desk/annual_year.html", context)

    def _year(self, request: HttpRequest, year: Period) -> dict[str, Any]:
        try:
            edition = edition_of(year)
        except CannotBuild as error:
            return {"problem": str(error)}
        drafts = drafts_of(edition, year, on=clock.today())
        titles = dict(Outcome.objects.filter(plan=edition).values_list("item_id", "title"))
        there = {(row.item_id, row.heading): row for row in self.get_queryset(request).filter(year=year.code)}
        groups: dict[str, list[tuple]] = {}
        for key, draft in drafts.items():
            about, heading = titles.get(key[0], "The whole plan"), AnnualPassage.Heading(key[1]).label
            row = there.get(key)
            moved = row is not None and row.drafted_text != draft.text
            groups.setdefault(about, []).append((heading, row, state_of(row) if row else "", moved, len(draft.reports)))
        return {
            "groups": list(groups.items()),
            "missing": len(drafts.keys() - there.keys()),
            "waiting": unpublished(titles, year),
        }

    def _draft(self, request: HttpRequest, pack: Pack) -> HttpResponse:
        try:
            made = draft_passages(pack, by=request.user)
        except (CannotBuild, NotAllowed) as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, f"Drafted: {count(len(made), 'passage')}.", messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())


def state_of(passage: AnnualPassage) -> str:
    """Whether somebody has worked on it."""
    if not passage.text.strip():
        return EMPTY
    return EDITED if passage.is_edited else NOT_EDITED


def _drafts(code: str) -> dict[Any, Draft]:
    year = Period.parse(code)
    try:
        return drafts_of(edition_of(year), year, on=clock.today())
    except CannotBuild:
        return {}


def _titles() -> models.Subquery:
    """What the outcome is called in the newest version of the plan."""
    rows = Outcome.objects.filter(item=models.OuterRef("item")).order_by("-plan__start_year", "-plan_id")
    return models.Subquery(rows.values("title")[:1])
