"""Meetings, their agendas and timetable on the desk. Buttons call verbs; the status is typed only for a new row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from . import meetings
from .desk.base import DeskAdmin, DeskTabularInline, PageLink, row_action
from .desk.confirming import Question, Told, ask
from .meeting_timetable import timetable_of
from .meetings import NotPossible
from .meetings_forms import AgendaForm, HeldForm, MoveForm, NoteForm, ReasonForm, SeenForm, ShownReasonForm
from .models import AgendaItem, Meeting, Paper

Status = Meeting.Status
WHERE_FROM = ("Where this comes from", {"fields": ("source", "illustrative")})
AT_FIRST = (Status.PROVISIONAL, Status.CONFIRMED, Status.HELD)  # what a new row may say; all else follows by verbs


class YearFilter(admin.SimpleListFilter):
    """Meetings by calendar year, newest first: only years that have some."""

    title, parameter_name = "year", "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = Meeting.objects.visible_to(request.user).dates("date", "year", order="DESC")
        return [(str(when.year), str(when.year)) for when in found]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        asked = self.value()
        return queryset.filter(date__year=int(asked)) if asked in dict(self.lookup_choices) else queryset


@dataclass(frozen=True)
class Move:
    """A verb on a meeting as a page: its button, in which stages it is offered, and what it asks for."""

    name: str
    button: str
    stages: tuple[str, ...]
    explanation: str
    form: type[SeenForm]
    verb: Callable[..., Meeting]
    done: str
    offered: Callable[[Meeting], bool] = lambda meeting: True


MOVES = (
    Move("confirm", "Confirm", (Status.PROVISIONAL,), "The meeting takes place on its day.", NoteForm,
         meetings.confirm_meeting, "The meeting is confirmed."),
    Move("held", "Record as held", (Status.PROVISIONAL, Status.CONFIRMED), "The meeting took place.", HeldForm,
         meetings.record_held, "The meeting is recorded as held."),
    Move("move", "Move or put off", meetings.TO_COME,
         "Its agenda, papers and packs go with it. The earlier date stays visible with the reason.", MoveForm,
         meetings.move_meeting, "The meeting is moved."),
    Move("agenda", "Publish the agenda", (Status.PROVISIONAL, Status.CONFIRMED),
         "Until then it is a draft, which readers of the website do not see.", AgendaForm,
         meetings.publish_agenda, "The agenda is published.", offered=lambda meeting: not meeting.agenda_published_on),
    Move("agenda-back", "Take back the agenda", meetings.TO_COME, "It is then a draft again, and no longer public.",
         ReasonForm, meetings.take_back_agenda, "The agenda is a draft again.",
         offered=lambda meeting: meeting.agenda_published_on is not None),
    Move("cancel", "Cancel", meetings.TO_COME, "It stays in the calendar, marked as cancelled.", ShownReasonForm,
         meetings.cancel_meeting, "The meeting is cancelled."),
    Move("reinstate", "Reinstate", (Status.CANCELLED, Status.HELD),
         "Takes back that it was cancelled, or recorded as held. It is then confirmed.", ReasonForm,
         meetings.reinstate_meeting, "The meeting is reinstated."),
)  # fmt: skip


class AgendaInline(DeskTabularInline):
    model = AgendaItem
    fields = ("number", "title", "exempt", "title_for_officers")


@admin.register(Meeting)
class MeetingAdmin(DeskAdmin):
    change_form_template = "plan/desk/meeting.html"
    list_display = ("date", "body", "time", "status")
    list_editable = ("time",)
    list_filter = ("status", "body", YearFilter)
    list_select_related = ("body",)
    date_hierarchy = "date"
    search_fields = ("body__name", "considered")
    fieldsets = (
        (None, {"fields": ("body", "date", "time", "status", "agenda_published_on", "considered", "result")}),
        ("As it was held", {"fields": ("chaired_by", "attended", "called_off_because")}),
        WHERE_FROM,
    )
    inlines = (AgendaInline,)
    actions = ("confirm",)
    refusals = (NotPossible,)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """Of a meeting that is there these change by its buttons alone, which keep what was before."""
        by_verb = ["body", "date", "status"] if obj is not None else []
        return [*super().get_readonly_fields(request, obj), *by_verb, "called_off_because", "agenda_published_on"]

    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "status":
            kwargs["choices"] = [(stage.value, stage.label) for stage in AT_FIRST]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @row_action("Confirm the ticked meetings", by_verb=True)
    def confirm(self, request: HttpRequest, meeting: Meeting) -> None:
        meetings.confirm_meeting(meeting, by=request.user, why=request.POST.get("change_reason", ""))

    def page_actions(self, request: HttpRequest, obj: Meeting) -> list[PageLink]:
        if not self.has_change_permission(request, obj):
            return []
        return [
            PageLink(f"{move.button}…", reverse("admin:plan_meeting_step", args=[obj.pk, move.name]))
            for move in MOVES if obj.status in move.stages and move.offered(obj)
        ]  # fmt: skip

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.step_view)
        return [path("<int:pk>/step/<str:name>/", view, name="plan_meeting_step"), *super().get_urls()]

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        move = next((one for one in MOVES if one.name == name), None)
        if move is None:
            raise Http404
        meeting = get_object_or_404(self.get_queryset(request).select_related("body"), pk=pk)
        if not self.has_change_permission(request, meeting):
            raise PermissionDenied
        form = move.form(
            request.POST if request.method == "POST" else None, initial={"seen_version": meeting.version}
        )  # fmt: skip

        def act(words: dict[str, Any]) -> str:
            seen = words.pop("seen_version")
            move.verb(meeting, by=request.user, seen=seen, **words)
            return move.done

        question = Question(
            meeting, move.button, move.button, move.explanation, form, act,
            reverse("admin:plan_meeting_change", args=[pk]), refusals=(NotPossible,),
            told=lambda: told_before(meeting, move.name),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        meeting = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        if meeting is not None:
            context |= timetable_of(meeting, request.user)
        return super().render_change_form(request, context, *args, **kwargs)


def told_before(meeting: Meeting, step: str) -> list[Told]:
    """What to know before a step: the meeting's papers, and what would be left behind if it did not take place."""
    told = [Told("Papers of this meeting", papers)] if (papers := papers_of(meeting)) else []
    if step in ("move", "cancel") and (awaited := meetings.awaited_at(meeting)):
        heading = "Put off without a day, it leaves behind:" if step == "move" else "Cancelled, it leaves behind:"
        told.append(Told(heading, awaited, alert=step == "cancel"))
    return told


def papers_of(meeting: Meeting) -> list[str]:
    return [str(paper) for paper in Paper.objects.unrevised().filter(agenda_item__meeting=meeting)]


class PaperInline(DeskTabularInline):
    model = Paper
    fields = ("title", "kind", "letter", "author_office", "link")


@admin.register(AgendaItem)
class AgendaItemAdmin(DeskAdmin):
    list_display = ("title", "number", "meeting")
    list_filter = ("meeting__body",)
    list_select_related = ("meeting__body",)
    search_fields = ("title",)
    fields = ("meeting", "number", "title", "exempt", "title_for_officers")
    inlines = (PaperInline,)
    help_text = "Papers are published, revised and cleared on pages of their own: open one by its title."

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """An item stays on its agenda: papers, minutes and what was asked there speak of that meeting."""
        return [*super().get_readonly_fields(request, obj), *(["meeting"] if obj is not None else [])]
