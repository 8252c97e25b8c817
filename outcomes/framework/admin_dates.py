"""Dates that the plan names, on the desk: found in a version's words, then confirmed or set aside one by one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan import clock
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.confirming import Group, Question, Told, ask
from plan.desk.doors import visible
from plan.models import Plan
from plan.roles import POLICY_OFFICER
from plan.wording import count, day

from .admin_editions import posted
from .desk_fields import AboutItem, NamedItems, OutcomeFilter
from .labels import shortened
from .models import PlanItem
from .named_dates import NamedDate, told
from .naming_dates import NOT_PUBLIC, NotHeld, Proposal, hold_date, proposals, take_back_reached, tell_reached

LATER, WATCH, NO_DATE = "", "watch", "none"
NAMED = ("by", "precision", "words")  # what the plan says
ANSWERS = [(LATER, "Decide later"), (WATCH, "Watch this date"), (NO_DATE, "Not a date to be reached")]


class ProposalsForm(forms.Form):
    """Three answers to each date found, and what is to be reached by then in a few words."""

    def __init__(self, *args: Any, found: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.found = found
        for one in found:
            self.fields[f"{one.key}-answer"] = forms.ChoiceField(
                label="What to do with it", choices=ANSWERS, required=False
            )
            self.fields[f"{one.key}-what"] = forms.CharField(
                label="What is to be reached", max_length=300, required=False, initial=shortened(one.text),
                help_text="In a few words, for lists of dates.", widget=forms.TextInput(attrs={"size": 80}),
            )  # fmt: skip

        for field in self.fields.values():
            field.may_be_needed = True  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[Group]:
        return [
            Group(
                f"{one.number}: {told(one.found.by, one.found.precision)}",
                [self[f"{one.key}-answer"], self[f"{one.key}-what"]],
                f"“{one.found.words}” in: {one.text}",
            )
            for one in self.found
        ]

    def answers(self) -> list[tuple[Proposal, bool, str]]:
        """What was decided: the date found, whether it is watched, what is to be reached."""
        said = self.cleaned_data
        return [
            (one, said[f"{one.key}-answer"] == WATCH, said[f"{one.key}-what"] or shortened(one.text))
            for one in self.found
            if said[f"{one.key}-answer"]
        ]


class ReachedForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(
        label="Reached on", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="The day from which it is so.",
    )  # fmt: skip
    note = forms.CharField(
        label="Where it can be seen", max_length=300, widget=forms.TextInput(attrs={"size": 80}),
        help_text="A figure, a document, a page. Shown with the date.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class NotReachedForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why", max_length=300, help_text="Kept with what was told before.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


@admin.register(NamedDate)
class NamedDateAdmin(NamedItems, AboutItem, DeskAdmin):
    in_find = False
    help_text = (
        "A date by which the plan says that something is to be reached. It stays when a version is published."
        " Where the plan now names another day, end this one and add the other."
    )
    list_display = ("when", "what", "about", "watched", "reached_on")
    list_filter = (OutcomeFilter, "watched", "precision", "illustrative")
    search_fields = ("what", "words")
    refusals = (NotHeld,)
    fieldsets = (
        (None, {"fields": ("item", "by", "precision", "words", "what", "watched")}),
        ("Reached", {"fields": ("reached_on", "reached_note")}),
        ("From and until", {"fields": ("starts", "ends")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    readonly_fields = ("reached_on", "reached_note")

    @admin.display(description="by", ordering="by")
    def when(self, row: NamedDate) -> str:
        return row.told

    def page_actions(self, request: HttpRequest, obj: NamedDate) -> list[PageLink]:
        if not obj.watched or not request.user.has_role(POLICY_OFFICER.slug):
            return []
        if obj.reached_on:
            return [PageLink("Not reached after all", reverse("admin:outcomes_nameddate_not_reached", args=[obj.pk]))]
        return [PageLink("It was reached", reverse("admin:outcomes_nameddate_reached", args=[obj.pk]))]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        """What the plan names stands once it is held: a date that was missed is not moved."""
        return [*super().get_readonly_fields(request, obj), *(NAMED if obj is not None else ())]

    def get_urls(self) -> list[Any]:
        def page(address: str, view: Any, name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=name)

        return [
            page("found/<int:pk>/", self.found_view, "outcomes_dates_found"),
            page("<int:pk>/reached/", self.reached_view, "outcomes_nameddate_reached"),
            page("<int:pk>/not-reached/", self.not_reached_view, "outcomes_nameddate_not_reached"),
            *super().get_urls(),
        ]

    def found_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = get_object_or_404(visible(Plan.objects.all(), request.user), pk=pk)
        if not request.user.has_role(POLICY_OFFICER.slug):
            raise PermissionDenied
        form = ProposalsForm(posted(request), found=proposals(plan) if plan.published_at else [])

        @transaction.atomic
        def hold(words: dict[str, Any]) -> str:
            answers = form.answers()
            for one, watched, what in answers:
                hold_date(
                    item=PlanItem.objects.get(pk=one.item), edition=plan, by_day=one.found.by,
                    precision=one.found.precision, words=one.found.words, what=what, watched=watched, by=request.user,
                )  # fmt: skip
            kept = sum(watched for _, watched, _ in answers)
            return f"{count(kept, 'date')} watched from now on, {len(answers) - kept} set aside."

        nothing = "No date in its words is left to decide about." if plan.published_at else NOT_PUBLIC
        lines = [] if form.found else [nothing]
        question = Question(
            plan, "Dates found in the plan", "Keep these answers",
            "The words name these dates. Say which of them are to be watched; nothing is kept until you do.",
            form, hold, reverse("admin:outcomes_nameddate_changelist"), refusals=(NotHeld,),
            alerts=[Told("Nothing to do", lines)] if lines else [],
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def reached_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(NamedDate, pk=pk)
        if not request.user.has_role(POLICY_OFFICER.slug):
            raise PermissionDenied
        form = ReachedForm(posted(request), initial={"seen": row.version, "on": min(row.by, clock.today())})

        def reached(words: dict[str, Any]) -> str:
            done = tell_reached(row, on=words["on"], note=words["note"], seen=words["seen"], by=request.user)
            return f"Told as reached on {day(done.reached_on)}."

        question = Question(
            row, "It was reached", "Say that it was reached", "The public list of dates shows it as reached.", form,
            reached, reverse("admin:outcomes_nameddate_change", args=[row.pk]), refusals=(NotHeld,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def not_reached_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(NamedDate, pk=pk)
        if not request.user.has_role(POLICY_OFFICER.slug):
            raise PermissionDenied
        form = NotReachedForm(posted(request), initial={"seen": row.version})

        def take_back(words: dict[str, Any]) -> str:
            take_back_reached(row, why=words["why"], seen=words["seen"], by=request.user)
            return "It is no longer told as reached."

        question = Question(
            row, "Not reached after all", "Take it back", "The public list of dates shows it again as its day has it.",
            form, take_back, reverse("admin:outcomes_nameddate_change", args=[row.pk]), refusals=(NotHeld,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)
