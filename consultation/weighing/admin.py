"""Themes and results on the desk: comments sorted many at a time, results as they stand, and their publishing."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse

from consultation.answering.models import may_read
from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from plan.desk.base import DeskAdmin, PageLink

from . import live
from .admin_steps import ResultSteps, ThemeSteps, theirs
from .models import Theme
from .pages import compared
from .records import QUOTED, PublishedResults
from .results import Question as Result
from .results import Results
from .sorting import SortingViews

MERGED = "It was merged into another theme, and stays as a record."


@admin.register(Theme)
class ThemeAdmin(SortingViews, ThemeSteps, DeskAdmin):
    under = ("consultation",)
    in_find = False
    list_display = ("title", "consultation", "comments", "merged_into", "illustrative")
    list_filter = ("consultation", "illustrative")
    list_select_related = ("consultation", "merged_into")
    search_fields = ("title", "summary")
    help_text = "What many people said in one way or another, in your own words: they are public, so name nobody."
    fieldsets = (
        (None, {"fields": ("consultation", "position", "title", "summary", "body")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(how_many=models.Count("codings"))

    def get_field_queryset(self, db: Any, db_field: models.Field, request: Any) -> models.QuerySet:
        """Themes come up once people are asked, when nobody changes the consultation itself any more."""
        if db_field.name in self.under:
            return Consultation.objects.visible_to(request.user).announced()
        return super().get_field_queryset(db, db_field, request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """After the themes that the consultation in the address has."""
        given = super().get_changeform_initial_data(request)
        key = str(given.get("consultation", ""))
        there = Theme.objects.filter(consultation=key) if key.isdecimal() and len(key) < 16 else Theme.objects.none()
        last = there.aggregate(last=models.Max("position"))["last"]
        return {"position": (last or 0) + 1, **given}

    @admin.display(description="comments", ordering="how_many")
    def comments(self, row: Any) -> int:
        return row.how_many

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """A title is changed by renaming it, with the reason."""
        return [*super().get_readonly_fields(request, obj), *(["title"] if obj is not None else [])]

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        merged = isinstance(obj, Theme) and obj.merged_into_id is not None
        return not merged and super().has_change_permission(request, obj)

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return MERGED

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not self.has_change_permission(request, obj):
            return []
        names = (
            ("What it is about…", "tie"),
            ("What it rests on…", "ground"),
            ("Rename…", "rename"),
            ("Merge into another…", "merge"),
        )
        return [PageLink(title, reverse(f"admin:consultation_theme_{name}", args=[obj.pk])) for title, name in names]

    def page_links(self, request: HttpRequest, obj: models.Model) -> list[PageLink]:
        links = super().page_links(request, obj)
        if isinstance(obj, Theme) and may_read(request.user):
            url = reverse("admin:consultation_code", args=[obj.consultation_id])
            links.append(PageLink("Its comments", f"{url}?theme={obj.pk}"))
        return links

    def get_urls(self) -> list[Any]:
        desk = self.admin_site.admin_view
        return [
            path("code/<int:pk>/", desk(self.code_view), name="consultation_code"),
            path("<int:pk>/rename/", desk(self.rename_view), name="consultation_theme_rename"),
            path("<int:pk>/merge/", desk(self.merge_view), name="consultation_theme_merge"),
            path("<int:pk>/rests-on/", desk(self.ground_view), name="consultation_theme_ground"),
            path("<int:pk>/about/", desk(self.tie_view), name="consultation_theme_tie"),
            *super().get_urls(),
        ]


@admin.register(PublishedResults)
class PublishedResultsAdmin(ResultSteps, DeskAdmin):
    deletable = False
    in_find = False
    list_display = ("__str__", "published_at", "interim", "intact")
    list_filter = ("consultation",)
    list_select_related = ("consultation",)
    fields = ("consultation", "number", "interim", "why", "published_at", "published_by", "sha256", "intact")
    readonly_fields = fields

    @admin.display(description="as it was published", boolean=True)
    def intact(self, row: PublishedResults) -> bool:
        return row.is_intact

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # published by a verb, from the page of results so far

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return "Published results stay as they were published."

    def get_urls(self) -> list[Any]:
        desk = self.admin_site.admin_view
        return [
            path("so-far/<int:pk>/", desk(self.so_far_view), name="consultation_results_so_far"),
            path("so-far/<int:pk>/<int:number>/", desk(self.question_view), name="consultation_result_so_far"),
            path("publish/<int:pk>/", desk(self.publish_view), name="consultation_publish_results"),
            path("quote/<int:pk>/", desk(self.quote_view), name="consultation_quote"),
            path("quotation/<int:pk>/", desk(self.unquote_view), name="consultation_unquote"),
            *super().get_urls(),
        ]

    def so_far_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All results as they could be published now. Counted once, and drawn once, until something changes."""
        row = theirs(request, pk, held=Consultation.Held.HERE)
        context = {
            **self._context(request, row, "Results so far"), "drawn": self._drawn(row),
            "quotations": QUOTED(of=row.pk),  # what people wrote is never kept: erased, it is gone at once
        }  # fmt: skip
        return TemplateResponse(request, "consultation/desk/so_far.html", context)

    def _drawn(self, row: Consultation) -> str:
        at = live.stamp(row)

        def draw() -> str:
            results = Results(live.results(row, at=at))
            return render_to_string("consultation/parts/weighed.html", {"results": results, "consultation": row})

        return live.kept(f"drawn:{at}", draw)

    def question_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """One question by who answered or, with the right to them, by an answer about the person."""
        row = theirs(request, pk, held=Consultation.Held.HERE)
        at = live.stamp(row)
        content = live.results(row, at=at)
        question = Results(content).question(number)
        if question is None or question.is_text:
            raise Http404
        about = self._about_you(request, row)
        by = next((one for one in about if str(one.pk) == request.GET.get("by", "")), None)
        if by is not None and (found := live.by_about_you(row, by, content, number, at=at)) is not None:
            question = Result(found, [tuple(one) for one in found["told"]])
        one, other = request.GET.get("one", ""), request.GET.get("other", "")
        context = {
            **self._context(request, row, f"Question {number}"), "question": question, "about": about, "by": by,
            **compared(question, one, other),
        }  # fmt: skip
        return TemplateResponse(request, "consultation/desk/so_far_question.html", context)

    def _about_you(self, request: HttpRequest, row: Consultation) -> list[Question]:
        """Questions about the person of which each has one answer, for who may read those answers."""
        if not may_read(request.user, "aboutyou"):
            return []
        asked = row.questions.filter(section=Question.Section.ABOUT_YOU, kind=Question.Kind.ONE)
        return list(asked.prefetch_related("choices"))

    def _context(self, request: HttpRequest, row: Consultation, title: str) -> dict[str, Any]:
        back = reverse("admin:consultation_consultation_change", args=[row.pk])
        request.current_app = self.admin_site.name
        return {**self.admin_site.each_context(request), "title": title, "row": row, "back": back, "opts": self.opts}
