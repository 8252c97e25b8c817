"""Consultations, their other formats and their questions on the desk."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from outcomes.framework.desk_fields import NamedItems
from plan import clock
from plan.desk.base import DeskAdmin, DeskTabularInline, PageLink
from plan.desk.inlines import Numbered

from .admin_steps import ConsultationSteps, QuestionSteps, may_prepare
from .models import AlternativeFormat, Consultation
from .questions import Choice, Question, QuestionRow

ANNOUNCED = "It is announced. Extend it, close it early or correct its words with the buttons above."
OPENED = "People may answer this question already. A mistake in its words may be corrected, with the reason."


class FormatInline(Numbered, DeskTabularInline):
    model = AlternativeFormat
    fields = ("position", "kind", "how")
    extra = 1


class QuestionInline(Numbered, DeskTabularInline):
    """The questions in short; rows and choices are on each one's own page."""

    model = Question
    fields = ("section", "position", "kind", "wording", "required")
    extra = 1


@admin.register(Consultation)
class ConsultationAdmin(ConsultationSteps, DeskAdmin):
    slug_from = "title"
    list_display = ("title", "about", "opens", "last_day", "how_it_stands", "held", "illustrative")
    list_filter = ("held", "illustrative")
    list_select_related = ("plan",)
    search_fields = ("title", "subject", "purpose")
    inlines = (FormatInline, QuestionInline)
    help_text = "Prepare it here, then announce it. From its first day on, its questions stay as they are."
    fieldsets = (
        (None, {"fields": ("title", "slug", "plan", "subject", "purpose", "held")}),
        ("When", {"fields": ("opens", "closes", "planned_length")}),
        ("Who", {"fields": ("approved_by", "approved_at", "run_by", "contact")}),
        ("People’s answers", {"fields": ("privacy_notice", "keep_until")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return ANNOUNCED

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        return self.steps_for(obj) if may_prepare(request.user) else []

    @admin.display(description="on")
    def about(self, row: Consultation) -> str:
        return row.about

    @admin.display(description="closes")
    def last_day(self, row: Consultation) -> Any:
        return row.window.last_day

    @admin.display(description="how it stands")
    def how_it_stands(self, row: Consultation) -> str:
        return row.state(clock.today()).words if row.is_announced else "Draft"


@admin.register(AlternativeFormat)
class AlternativeFormatAdmin(DeskAdmin):
    """Also while people answer, when the page of the consultation is only for reading."""

    list_display = ("kind", "consultation", "how")
    list_filter = ("consultation",)
    list_select_related = ("consultation",)
    in_find = False
    fieldsets = ((None, {"fields": ("consultation", "position", "kind", "how")}),)


class RowInline(Numbered, DeskTabularInline):
    model = QuestionRow
    fields = ("position", "wording")
    extra = 2
    show_change_link = False


class ChoiceInline(Numbered, DeskTabularInline):
    model = Choice
    fields = ("position", "code", "wording")
    extra = 3
    show_change_link = False


@admin.register(Question)
class QuestionAdmin(QuestionSteps, NamedItems, DeskAdmin):
    under = ("consultation",)
    list_display = ("wording", "consultation", "section", "position", "kind", "required")
    list_filter = ("consultation", "kind", "section")
    list_select_related = ("consultation",)
    search_fields = ("wording", "consultation__title")
    help_text = "Scales may have rows: several things judged one by one. Questions with choices need choices."
    fieldsets = (
        (None, {"fields": ("consultation", "section", "position", "kind", "wording", "help")}),
        ("What it is about", {"fields": ("about", "item")}),
        ("Answering", {"fields": ("required", "is_respondent_type")}),
    )

    def get_inlines(self, request: HttpRequest, obj: Question | None) -> list[Any]:
        if obj is None:
            return [RowInline, ChoiceInline]
        return [RowInline] if obj.is_scale else [ChoiceInline] if obj.has_choices else []

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return OPENED

    def page_actions(self, request: HttpRequest, obj: Any) -> list[PageLink]:
        opened = obj.consultation.has_opened(clock.today()) and may_prepare(request.user)
        url = reverse("admin:consultation_question_correct", args=[obj.pk])
        return [PageLink("Correct…", url)] if opened else []
