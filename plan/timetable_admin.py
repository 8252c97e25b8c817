"""The steps that papers go through, elections, and links with partnership boards, on the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from .desk.base import DeskAdmin, ReasonForm
from .desk.confirming import Question, Told, ask
from .meetings import NotPossible
from .models import BodyKind, BodyLink, Election, TimetableStep
from .roles import NotYours
from .usual_steps import add_usual_steps, missing_steps
from .wording import count, join_words

WHERE_FROM = ("Where this comes from", {"fields": ("source", "illustrative")})


class KindsField(forms.MultipleChoiceField):
    """Kinds of body, ticked; kept as a list."""

    widget = forms.CheckboxSelectMultiple

    def in_words(self, value: Any) -> str:
        return kinds_in_words(value)


def kinds_in_words(kinds: list[str] | None) -> str:
    return join_words([str(BodyKind(kind).label) for kind in kinds or [] if kind in BodyKind.values]) or "all of them"


class StepForm(ReasonForm):
    body_kinds = KindsField(
        label="For meetings of", choices=BodyKind.choices, required=False,
        help_text="The kinds of body whose papers go through it. Tick none where all do.",
    )  # fmt: skip


@admin.register(TimetableStep)
class TimetableStepAdmin(DeskAdmin):
    form = StepForm
    change_list_template = "plan/desk/timetable_list.html"
    list_display = ("name", "working_days", "office", "for_meetings_of")
    search_fields = ("name", "office")
    help_text = (
        "Counted back from the despatch of papers, which is five clear days before the meeting. Each meeting's page"
        " shows the days, and which papers have yet to go through a step."
    )
    fieldsets = (
        (None, {"fields": ("name", "key", "working_days", "position", "office", "body_kinds")}),
        WHERE_FROM,
    )

    @admin.display(description="for meetings of")
    def for_meetings_of(self, step: TimetableStep) -> str:
        return kinds_in_words(step.body_kinds)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        missing = bool(missing_steps()) if self.has_add_permission(request) else False
        return super().changelist_view(request, {**(extra_context or {}), "usual_missing": missing})

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.usual_view)
        return [path("usual/", view, name="plan_timetablestep_usual"), *super().get_urls()]

    def usual_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = forms.Form(request.POST if request.method == "POST" else None)

        def act(words: dict[str, Any]) -> str:
            return f"{count(len(add_usual_steps(by=request.user)), 'step')} added. Change the days to your own."

        def told() -> list[Told]:
            lines = [str(step) for step in missing_steps()]
            return [Told("What is added", lines or ["Nothing: all the usual steps are there already."])]

        question = Question(
            "Timetable for papers", "Add the usual steps", "Add them",
            "Most councils’ papers go through these. Steps that stand there already are left as they are; the days, and"
            " who clears, can be changed afterwards.",
            form, act, self._url("changelist"), told=told, refusals=(NotPossible, NotYours), opts=self.opts,
        )  # fmt: skip
        return ask(self.admin_site, request, question)


@admin.register(Election)
class ElectionAdmin(DeskAdmin):
    in_find = False
    list_display = ("title", "date", "notice_of_election")
    search_fields = ("title",)
    help_text = (
        "From its notice until the polls close a council publishes with care. Meetings in that time, or whose papers go"
        " out in it, are marked on their page."
    )
    fieldsets = ((None, {"fields": ("title", "date", "notice_of_election")}), WHERE_FROM)


@admin.register(BodyLink)
class BodyLinkAdmin(DeskAdmin):
    in_find = False  # the bodies are found themselves
    list_display = ("board", "partnership", "note", "starts", "ends")
    list_filter = ("board", "partnership")
    list_select_related = ("board", "partnership")
    search_fields = ("board__name", "partnership__name", "note")
    help_text = "Which partnership board an Outcome Board works with, and how. Shown on the page of each."
    fieldsets = (
        (None, {"fields": ("board", "partnership", "note")}),
        ("From and until", {"fields": ("starts", "ends")}),
        WHERE_FROM,
    )
