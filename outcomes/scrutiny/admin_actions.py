"""What bodies asked for, on the desk: the list with how each stands, its page, and the steps that call the verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html_join

from outcomes.framework.desk_fields import NamedItems
from plan import clock
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.confirming import Question, Told, ask
from plan.models import Meeting
from plan.roles import NotYours
from plan.wording import day

from . import admin_minutes, answering, asking
from .admin_forms import (
    AnswerForm,
    AssignForm,
    PlainForm,
    PostponeForm,
    RaiseForm,
    ReceivedForm,
    RespondForm,
    TakeBackForm,
    WhyForm,
)
from .answers import ActionAnswer
from .asked import Action
from .asking import NotPossible
from .states import SETTLED, STATES

REFUSALS = (NotPossible, NotYours, ValidationError)
ACTION, ANSWER = "outcomes_action", "outcomes_actionanswer"


@dataclass(frozen=True)
class Step:
    """A step with an action: its page, what it says, the verb, and when it is offered (to those who keep it)."""

    name: str
    button: str
    explanation: str
    form: type
    verb: Callable[..., Any]
    done: str
    offered: Callable[[Action, bool], bool]
    given: tuple[str, ...] = ()  # fields that a link to the page may fill in


STEPS = (
    Step("answer", "Write an answer", "It is a draft until democratic services or a policy officer publish it.",
         AnswerForm, answering.answer, "The answer is written. It is a draft until it is published.",
         lambda action, settled: not action.is_withdrawn(clock.today()), given=("paper",)),
    Step("assign", "Name who answers", "What a committee asked can be read by everyone once this is named.",
         AssignForm, asking.assign, "It is named who is to answer.", lambda action, settled: not settled),
    Step("postpone", "Give more time", "The day it was first due stays visible, with the reason.",
         PostponeForm, asking.postpone, "It has more time.", lambda action, settled: not settled),
    Step("respond", "Record the executive’s response", "Due within two months of the day the recommendation was"
         " received: Local Government Act 2000, section 9FE.", RespondForm, asking.respond, "The response is recorded.",
         lambda action, settled: not settled and action.kind == Action.Kind.RECOMMENDATION),
    Step("received", "Correct the day received", "The two months for the response are counted from that day.",
         ReceivedForm, asking.correct_received, "The day received is corrected.",
         lambda action, settled: not action.withdrawn_on and action.kind == Action.Kind.RECOMMENDATION),
    Step("withdraw", "Withdraw", "Nobody has to answer it any more. It stays on record.", WhyForm, asking.withdraw,
         "It is withdrawn.", lambda action, settled: not action.is_withdrawn(clock.today())),
    Step("reopen", "Open again", "It waits for an answer again. What was answered stays on record.", WhyForm,
         asking.reopen, "It is open again.", lambda action, settled: settled),
)  # fmt: skip


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "how it stands", "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(STATES.items())

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() not in STATES:
            return queryset
        today = clock.today()
        rows = Action.objects.filter(pk__in=queryset.order_by().values("pk")).standing()
        return queryset.filter(pk__in=[row.pk for row in rows if row.state_on(today) == self.value()])


class AskedOfMe(admin.SimpleListFilter):
    title, parameter_name = "who is to answer", "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "I am to answer"), ("nobody", "Nobody is named yet")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "me":
            return queryset.filter(owner_id=request.user.pk)
        return queryset.filter(owner_office="") if self.value() == "nobody" else queryset


@admin.register(Action)
class ActionAdmin(NamedItems, DeskAdmin):
    list_display = ("text", "kind", "raised_by", "raised_on", "owner_office", "due_day", "how_it_stands")
    list_filter = (StateFilter, AskedOfMe, "raised_by", "kind", "department", "illustrative")
    list_select_related = ("raised_by", "due_meeting__body")
    search_fields = ("text", "owner_office", "minute", "raised_by__name")
    search_help_text = "Words of what is asked, the post that is to answer, or the minute"
    help_text = "The days and who is to answer are changed with the buttons, which ask why and keep the record."
    fieldsets = (
        (None, {"fields": ("kind", "text", "how_it_stands", "answered_so_far")}),
        ("Where it was raised", {"fields": (
            "raised_by", "taken_over_by", "meeting", "raised_on", "agenda_item", "minute", "resolution")}),
        ("What it is about", {"fields": ("item", "indicator", "report", "paper")}),
        ("Who answers, and when", {"fields": (
            "owner_office", "owner", "department", "due_day", "due_words", "first_due_on", "postponed_why")}),
        ("How it was settled", {"fields": (
            "received_on", "responded", "withdrawn_on", "withdrawn_why", "reopened_why")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )  # fmt: skip
    readonly_fields = (
        "kind", "how_it_stands", "answered_so_far", "raised_by", "taken_over_by", "meeting", "raised_on", "agenda_item",
        "resolution", "owner_office", "owner", "department", "due_day", "first_due_on", "postponed_why", "responded",
        "received_on", "withdrawn_on", "withdrawn_why", "reopened_why",
    )  # fmt: skip
    deletable = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).standing()

    def get_field_queryset(self, db: Any, db_field: models.Field, request: Any) -> models.QuerySet:
        rows = super().get_field_queryset(db, db_field, request)
        return rows.select_related("board", "period") if db_field.name == "report" else rows

    @admin.display(description="how it stands")
    def how_it_stands(self, row: Action) -> str:
        return STATES[row.state_on(clock.today())]

    @admin.display(description="due", ordering="due")
    def due_day(self, row: Action) -> str:
        if row.due_meeting:
            return str(row.due_meeting)
        return day(row.due_on) if row.due_on else row.due_words or "–"

    @admin.display(description="the executive’s response")
    def responded(self, row: Action) -> str:
        if not row.responded_on:
            return "–"
        return (
            f"{row.get_response_display()} by {row.response_by} on {day(row.responded_on)}. {row.response_why}".strip()
        )

    @admin.display(description="answers")
    def answered_so_far(self, row: Action) -> str:
        lines = []
        for answer in getattr(row, "answers_shown", ()):
            stands = "published" if answer.published_at else "draft"
            what = "later note" if answer.is_later_note else "answer in full" if answer.is_final else "progress"
            url = reverse(f"admin:{ANSWER}_change", args=[answer.pk])
            lines.append((url, f"{day(answer.date)}, {answer.office}: {what}, {stands}"))
        return format_html_join("", '<p><a href="{}">{}</a></p>', lines) or "None yet"

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        row = super().get_object(request, object_id, from_field)
        if row is not None:
            row.answers_shown = list(ActionAnswer.objects.visible_to(request.user).filter(action=row))
        return row

    # Steps

    def page_actions(self, request: HttpRequest, obj: Action) -> list[PageLink]:
        keeps = Action.objects.editable_by(request.user).filter(pk=obj.pk).exists()
        settled = obj.state_on(clock.today()) in SETTLED
        mine = obj.owner_id == request.user.pk
        return [
            PageLink(step.button, reverse(f"admin:{ACTION}_{step.name}", args=[obj.pk]))
            for step in STEPS
            if (keeps or (mine and step.name == "answer")) and step.offered(obj, settled)
        ]

    def page_links(self, request: HttpRequest, obj: Action) -> list[PageLink]:
        seen = PageLink("On the site", reverse("action", args=[obj.pk]))
        return [seen, *super().page_links(request, obj)]

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        steps = [path(f"<int:pk>/{step.name}/", wrap(self._page(step)), name=f"{ACTION}_{step.name}") for step in STEPS]
        minutes = path("minutes/<int:pk>/", wrap(self.minutes_view), name=f"{ACTION}_minutes")
        return [*steps, minutes, *super().get_urls()]

    def _page(self, step: Step) -> Callable[..., HttpResponse]:
        def page(request: HttpRequest, pk: int) -> HttpResponse:
            action = self.get_queryset(request).filter(pk=pk).first()
            if action is None:
                raise Http404
            if step.button not in [link.title for link in self.page_actions(request, action)]:
                raise PermissionDenied
            posted = request.POST if request.method == "POST" else None
            given = {name: request.GET[name] for name in step.given if request.GET.get(name)}
            form = step.form(posted, action=action, user=request.user, initial=given)

            def act(words: dict[str, Any]) -> str:
                step.verb(action, by=request.user, **words)
                return step.done

            question = Question(
                action, step.button, step.button, step.explanation, form, act,
                reverse(f"admin:{ACTION}_change", args=[pk]), refusals=REFUSALS,
                told=lambda: [Told("What is asked", [action.text])],
            )  # fmt: skip
            return ask(self.admin_site, request, question)

        return page

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Raised through its verb, like everything that changes here."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        chosen = request.GET.get("meeting", "")
        seen = Meeting.objects.visible_to(request.user).select_related("body")
        meeting = seen.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 10 else None
        given = {name: request.GET[name] for name in ("item", "indicator", "report") if request.GET.get(name)}
        posted = request.POST if request.method == "POST" else None
        form = RaiseForm(posted, user=request.user, meeting=meeting, initial={"raised_on": clock.today(), **given})

        def act(words: dict[str, Any]) -> str:
            return f"Recorded: {asking.raise_action(by=request.user, **words)}."

        question = Question(
            "Actions and requests", "Record what was asked", "Record it",
            "What a body asked for at a meeting or between meetings. What a committee asks can be read by everyone.",
            form, act, reverse(f"admin:{ACTION}_changelist"), refusals=REFUSALS, opts=self.opts,
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def minutes_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return admin_minutes.minutes_page(self, request, pk)


@admin.register(ActionAnswer)
class ActionAnswerAdmin(DeskAdmin):
    list_display = ("action", "date", "office", "is_final", "is_later_note", "stands")
    list_filter = ("is_final", "is_later_note", ("published_at", admin.EmptyFieldListFilter), "action__raised_by")
    list_select_related = ("action__raised_by",)
    search_fields = ("text", "office", "action__text")
    help_text = "A draft can be changed until it is published. It is written with “Write an answer” on what it answers."
    fieldsets = (
        (None, {"fields": ("action", "text", "date", "office", "is_final", "is_later_note", "stands")}),
        ("Where to read it", {"fields": ("paper", "link")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    readonly_fields = ("action", "stands")
    deletable = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="how it stands")
    def stands(self, row: ActionAnswer) -> str:
        return f"Published on {day(clock.local_day(row.published_at))}" if row.published_at else "Draft"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Whose answer it is, and that it is a later note, is changed by those who keep what was asked."""
        fields = [*super().get_readonly_fields(request, obj)]
        kept = obj is None or Action.objects.editable_by(request.user).filter(pk=obj.action_id).exists()
        return fields if kept else [*fields, "office", "is_later_note"]

    def why_read_only(self, request: HttpRequest, obj: ActionAnswer) -> str:
        if obj.published_at:
            return "A published answer does not change. Take it back first, or write a later one."
        return super().why_read_only(request, obj)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What was said before it was published is for those who may read drafts."""
        keys = ActionAnswer.objects.filter(pk=object_id) if object_id.isdecimal() else ActionAnswer.objects.none()
        may = Action.objects.answerable_by(request.user).values("pk")
        if not request.user.is_superuser and not keys.filter(action__in=may).exists():
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def page_actions(self, request: HttpRequest, obj: ActionAnswer) -> list[PageLink]:
        if not Action.objects.editable_by(request.user).filter(pk=obj.action_id).exists():
            return []
        name, button = ("take-back", "Take back") if obj.published_at else ("publish", "Publish")
        return [PageLink(button, reverse(f"admin:{ANSWER}_{name}", args=[obj.pk]))]

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", wrap(self.publish_view), name=f"{ANSWER}_publish"),
            path("<int:pk>/take-back/", wrap(self.take_back_view), name=f"{ANSWER}_take-back"),
            *super().get_urls(),
        ]

    def _row(self, request: HttpRequest, pk: int) -> ActionAnswer:
        row = self.get_queryset(request).select_related("action__raised_by").filter(pk=pk).first()
        if row is None:
            raise Http404
        if not self.page_actions(request, row):
            raise PermissionDenied
        return row

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = PlainForm(request.POST if request.method == "POST" else None, initial={"seen": row.version})

        def act(words: dict[str, Any]) -> str:
            answering.publish_answer(row, by=request.user, **words)
            return "The answer is published."

        text = "Everyone who may see what was asked can then read this answer, with the post that gave it."
        question = Question(
            row, "Publish the answer", "Publish", text, form, act, reverse(f"admin:{ANSWER}_change", args=[pk]),
            told=lambda: [Told("What was asked", [row.action.text]), Told("The answer", [row.text])], refusals=REFUSALS,
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def take_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        form = TakeBackForm(request.POST if request.method == "POST" else None, initial={"seen": row.version})

        def act(words: dict[str, Any]) -> str:
            answering.take_back(row, by=request.user, **words)
            return "The answer is a draft again."

        question = Question(
            row, "Take back the answer", "Take back", "It is a draft again, which only officers and its writer read.",
            form, act, reverse(f"admin:{ANSWER}_change", args=[pk]), refusals=REFUSALS,
        )  # fmt: skip
        return ask(self.admin_site, request, question)
