"""What was heard, on the desk: figures as reported, rankings, engagement, and comments with their clearing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from consultation.asking.admin_steps import REASON, REFUSALS, WhyForm, may_prepare
from consultation.asking.models import Consultation
from outcomes.framework.desk_fields import AboutItem, NamedItems
from outcomes.scrutiny.admin_steps import StepForm
from plan.desk.base import DeskAdmin, DeskTabularInline, PageLink
from plan.desk.confirming import Question as Asked
from plan.desk.confirming import Told, ask
from plan.desk.inlines import Numbered
from plan.wording import count

from .admin_bring import BringViews
from .clearing import clear, take_back
from .engaging import Comment, CommentItem, EngagementEvent
from .erasing import erase_comments, to_go
from .erasing import in_words as erased_words
from .figures import in_words
from .models import AimRanking, Conduct, RankedAim, ReportedResult, ResponseCount

SOURCE = ("Where this comes from", {"fields": ("source", "illustrative")})
CLEARED = "The public sees it. Take it back with the button above before you change or delete it."
READ_FIRST = "Read it once more: does anything in it tell who said it, of whom it speaks, or where they live?"


class OfConsultation:
    """For lists of what belongs to a consultation."""

    list_filter: Any = ("consultation",)
    list_select_related: Any = ("consultation",)
    in_find = False


@admin.register(Conduct)
class ConductAdmin(OfConsultation, DeskAdmin):
    list_display = ("consultation", "report_title", "illustrative")
    help_text = "How a consultation was done, as its report says. People read it beside the figures."
    fieldsets = (
        (None, {"fields": ("consultation", "methods", "promoted_to")}),
        ("Afterwards", {"fields": ("rate_remark", "lessons", "report_title", "report_link")}),
        SOURCE,
    )


@admin.register(ResponseCount)
class ResponseCountAdmin(OfConsultation, DeskAdmin):
    list_display = ("group_words", "consultation", "count", "as_of", "illustrative")
    help_text = "An interim count has its day, and stays when the final one comes."
    fieldsets = ((None, {"fields": ("consultation", "group", "count", "percentage", "as_of")}), SOURCE)

    @admin.display(description="of whom", ordering="group")
    def group_words(self, row: ResponseCount) -> str:
        return row.group_words


@admin.register(ReportedResult)
class ReportedResultAdmin(BringViews, NamedItems, AboutItem, OfConsultation, DeskAdmin):
    list_display = ("figure", "answer_given", "group_words", "asked_about", "consultation", "as_of", "illustrative")
    list_filter = ("consultation", "about", "scale", "said")
    search_fields = ("question", "group", "words", "answer")
    help_text = "One figure, as its source says it. Several at once are brought in from a file on the consultation’s"\
        " own page."  # fmt: skip
    fieldsets = (
        (None, {"fields": ("consultation", "about", "item", "question")}),
        ("Who answered, and what", {"fields": ("group", "scale", "level", "answer")}),
        ("The figure", {"fields": ("said", "percentage", "count", "base", "words", "as_of")}),
        SOURCE,
    )

    @admin.display(description="figure")
    def figure(self, row: ReportedResult) -> str:
        return in_words(row)

    @admin.display(description="answer")
    def answer_given(self, row: ReportedResult) -> str:
        return row.answer_words or "–"

    @admin.display(description="of whom", ordering="group")
    def group_words(self, row: ReportedResult) -> str:
        return row.group_words

    @admin.display(description="asked about")
    def asked_about(self, row: Any) -> str:
        if row.question or not row.item_id:
            return row.question or row.get_about_display()
        return f"Each aim of {row.about_label}" if row.about == row.About.EACH_AIM else row.about_label

    def row_name(self, row: models.Model) -> str:
        return str(row)


class RankedAimInline(Numbered, NamedItems, DeskTabularInline):
    model = RankedAim
    fields = ("position", "wording", "item")
    extra = 3
    show_change_link = False


@admin.register(AimRanking)
class AimRankingAdmin(NamedItems, AboutItem, OfConsultation, DeskAdmin):
    list_display = ("words", "side", "ranked_in", "consultation", "illustrative")
    inlines = (RankedAimInline,)
    help_text = "Aims that a report names together, in its order and its words."
    fieldsets = ((None, {"fields": ("consultation", "item", "side", "words", "remark")}), SOURCE)

    @admin.display(description="within")
    def ranked_in(self, row: Any) -> str:
        return row.about_label if row.item_id else "The whole plan"

    def row_name(self, row: models.Model) -> str:
        return str(row)


@admin.register(EngagementEvent)
class EngagementEventAdmin(OfConsultation, DeskAdmin):
    list_display = ("who", "starts", "standing", "heads", "consultation", "earlier", "illustrative")
    list_filter = ("consultation", "standing", "earlier")
    list_select_related = ("consultation", "body")
    search_fields = ("group", "body__name", "method")
    help_text = "Committees, boards, groups and briefings. Name groups and offices, never people."
    fieldsets = (
        (None, {"fields": ("consultation", "body", "group", "meeting")}),
        ("When and how", {"fields": ("starts", "ends", "standing", "earlier", "method", "sessions", "heads")}),
        SOURCE,
    )


class TakeBackForm(StepForm):
    why = forms.CharField(label="Why", help_text="Without repeating what was said: it stays in the log.", **REASON)


class CommentItemInline(NamedItems, DeskTabularInline):
    model = CommentItem
    fields = ("item",)
    extra = 2
    show_change_link = False


@admin.register(Comment)
class CommentAdmin(OfConsultation, DeskAdmin):
    """Without the words in lists: they are read one by one, by those who may."""

    list_display = ("__str__", "consultation", "came", "quoted", "shown", "illustrative")
    list_filter = ("consultation", "came", "quoted")
    inlines = (CommentItemInline,)
    help_text = "Write what was said in short, or quote it and tick so. Leave out everything that tells who said it."\
        " The public sees it once it is cleared."  # fmt: skip
    fieldsets = (
        (None, {"fields": ("consultation", "came", "event", "meeting")}),
        ("What was said", {"fields": ("words", "quoted", "answer")}),
        SOURCE,
    )

    @admin.display(description="public", boolean=True)
    def shown(self, row: Comment) -> bool:
        return row.is_cleared

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return CLEARED

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        if not may_prepare(request.user):
            return []
        name, title = ("comment_take_back", "Take back…") if obj.is_cleared else ("comment_clear", "Clear…")
        return [PageLink(title, reverse(f"admin:consultation_{name}", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        site = self.admin_site.admin_view
        return [
            path("<int:pk>/clear/", site(self.clear_view), name="consultation_comment_clear"),
            path("<int:pk>/take-back/", site(self.take_back_view), name="consultation_comment_take_back"),
            path("erase/<int:pk>/", site(self.erase_view), name="consultation_erase_comments"),
            *super().get_urls(),
        ]

    def erase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not (may_prepare(request.user) and self.has_delete_permission(request)):
            raise PermissionDenied
        row = get_object_or_404(Consultation.objects.visible_to(request.user), pk=pk)
        there = to_go(Comment.objects.filter(consultation=row))
        asked = Asked(
            row, title="Erase comments", button="Erase them for good", opts=self.opts, refusals=REFUSALS,
            explanation="They are kept for as long as responses. What was cleared for the public and what committees"
            " said stays.", form=WhyForm(request.POST if request.method == "POST" else None),
            act=lambda given: erased_words(erase_comments(consultation=row, by=request.user, why=given["why"])),
            told=lambda: [Told("What goes", [count(there.count(), "comment")])],
            back=reverse("admin:consultation_consultation_change", args=[row.pk]),
        )  # fmt: skip
        return ask(self.admin_site, request, asked)

    def clear_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Comment, given: dict[str, Any]) -> str:
            clear(row, by=request.user, why=given["why"])
            return "It is cleared: everybody sees it."

        return self._ask(request, pk, WhyForm, act, "Clear for the public", "Clear", READ_FIRST, tells=True)

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Comment, given: dict[str, Any]) -> str:
            take_back(row, by=request.user, why=given["why"])
            return "It is taken back: the public does not see it any more."

        told = "It goes from the site at once. It can then be changed or deleted."
        return self._ask(request, pk, TakeBackForm, act, "Take back from the public", "Take back", told)

    def _ask(
        self, request: HttpRequest, pk: int, form: type[forms.Form], act: Callable[[Comment, dict[str, Any]], str],
        title: str, button: str, explanation: str, *, tells: bool = False,
    ) -> HttpResponse:  # fmt: skip
        if not may_prepare(request.user):
            raise PermissionDenied
        row = get_object_or_404(Comment.objects.visible_to(request.user), pk=pk)
        asked = Asked(
            row, title=title, button=button, explanation=explanation, act=lambda given: act(row, given),
            form=form(request.POST if request.method == "POST" else None), refusals=REFUSALS, opts=self.opts,
            back=reverse("admin:consultation_comment_change", args=[row.pk]),
            told=lambda: [Told("What people will read", [row.words, row.answer] if row.answer else [row.words])]
            if tells else [],
        )  # fmt: skip
        return ask(self.admin_site, request, asked)
