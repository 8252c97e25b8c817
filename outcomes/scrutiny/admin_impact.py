"""The effect of a report on the plan's outcomes, on the desk: one form on the paper, with a part for each outcome."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from outcomes.framework.admin_editions import posted
from outcomes.framework.labels import labels
from outcomes.framework.models import Outcome, PlanItem
from plan.desk.base import DeskAdmin, PageLink
from plan.desk.confirming import Group, Question, Told, ask
from plan.models import Paper
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.wording import count

from .impact import ImpactStatement
from .impact_desk import effects_address
from .stating import Completeness, Effect, NotStated, is_read, outcomes_for, standing, state_effects

STATED_THERE = "What a report does to the outcomes is stated on one form, on the page of the report."
EFFECTS = [("", "Not stated"), *ImpactStatement.Effect.choices]


class EffectsForm(forms.Form):
    """For each outcome an effect and how, with the version of the statement as it was read."""

    def __init__(
        self, *args: Any, outcomes: list[Outcome], stated: dict[UUID, ImpactStatement], read: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.outcomes = outcomes
        for outcome in outcomes:
            key, row = outcome.item_id.hex, stated.get(outcome.item_id)
            self.fields[f"{key}-effect"] = forms.ChoiceField(
                label="Effect", choices=EFFECTS, required=False, initial=row.effect if row else "",
                help_text="Whether what the report proposes helps or hinders it.",
            )  # fmt: skip
            self.fields[f"{key}-why"] = forms.CharField(
                label="How", required=False, initial=row.why if row else "",
                widget=forms.Textarea(attrs={"rows": 2, "cols": 70}),
                help_text="In a sentence or two. May stay empty where there is no effect.",
            )  # fmt: skip
            for part in ("effect", "why"):
                self.fields[f"{key}-{part}"].may_be_needed = True  # type: ignore[attr-defined]
            self.fields[f"{key}-seen"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=row.version if row else 0
            )
        if read and stated:
            self.fields["reason"] = forms.CharField(
                label="Why it changes", max_length=300, required=False, widget=forms.TextInput(attrs={"size": 80}),
                help_text="The report is published. Needed where you change what it states, and shown beside that.",
            )  # fmt: skip
            self.fields["reason"].may_be_needed = True  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[Group]:
        reason = [Group("What changed after publication", [self["reason"]])] if "reason" in self.fields else []
        return [
            Group(
                f"{outcome.number} {outcome.title}",
                [self[f"{outcome.item_id.hex}-effect"], self[f"{outcome.item_id.hex}-why"]],
                outcome.statement,
            )
            for outcome in self.outcomes
        ] + reason

    def effects(self) -> dict[UUID, Effect]:
        said = self.cleaned_data
        return {
            one.item_id: Effect(said[f"{one.item_id.hex}-effect"], said[f"{one.item_id.hex}-why"])
            for one in self.outcomes
        }

    def seen(self) -> dict[UUID, int]:
        return {one.item_id: self.cleaned_data[f"{one.item_id.hex}-seen"] or 0 for one in self.outcomes}


@admin.register(ImpactStatement)
class ImpactStatementAdmin(DeskAdmin):
    deletable = False
    in_find = False
    list_display = ("about", "effect", "why", "paper", "body", "meeting_date")
    list_filter = ("effect", "paper__agenda_item__meeting__body", "illustrative")
    list_select_related = ("paper__agenda_item__meeting__body",)
    search_fields = ("why", "paper__title")
    fieldsets = (
        (None, {"fields": ("paper", "about", "effect", "why")}),
        ("Where this comes from", {"fields": ("source", "illustrative")}),
    )
    readonly_fields = ("about",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # stated on the page below, which calls the verb

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def why_read_only(self, request: HttpRequest, obj: models.Model) -> str:
        return STATED_THERE

    def page_links(self, request: HttpRequest, obj: ImpactStatement) -> list[PageLink]:
        url = effects_address(obj.paper, request.user)
        return [*super().page_links(request, obj), *([PageLink("State the report's effects", url)] if url else [])]

    def prepare_rows(self, rows: list[models.Model]) -> None:
        names = labels({row.outcome_id for row in rows}, kinds=[PlanItem.Kind.OUTCOME])
        for row in rows:
            row.about_label = names.get(row.outcome_id, "–")

    @admin.display(description="outcome")
    def about(self, row: ImpactStatement) -> str:
        return getattr(row, "about_label", None) or str(row.outcome)

    @admin.display(description="body", ordering="paper__agenda_item__meeting__body")
    def body(self, row: ImpactStatement) -> str:
        return row.paper.agenda_item.meeting.body.short

    @admin.display(description="meeting", ordering="paper__agenda_item__meeting__date")
    def meeting_date(self, row: ImpactStatement) -> Any:
        return row.paper.agenda_item.meeting.date

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.effects_view)
        return [path("paper/<int:pk>/", view, name="outcomes_effects"), *super().get_urls()]

    def effects_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        papers = Paper.objects.visible_to(request.user).select_related("agenda_item__meeting__body")
        paper = get_object_or_404(papers, pk=pk)
        if not request.user.has_role(POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug):
            raise PermissionDenied
        outcomes = outcomes_for(paper)
        stated = standing(paper, [outcome.item_id for outcome in outcomes])
        form = EffectsForm(posted(request), outcomes=outcomes, stated=stated, read=is_read(paper))

        def state(words: dict[str, Any]) -> str:
            why = words.get("reason", "")
            changed = state_effects(paper, form.effects(), by=request.user, seen=form.seen(), why=why)
            now = Completeness(len(standing(paper, [one.item_id for one in outcomes])), len(outcomes))
            return f"{count(len(changed), 'statement')} changed. {now}."

        edition = f"The outcomes are those of {outcomes[0].plan}." if outcomes else "No version of the plan is public."
        question = Question(
            paper, "Effect on the plan's outcomes", "Save", f"{edition} State the effect on each, also where there is"
            " none: readers then know that somebody thought of it.",
            form, state, paper_address(paper, request.user), refusals=(NotStated,), opts=ImpactStatement._meta,
            told=lambda: [Told("How far it is", [f"{Completeness(len(stated), len(outcomes))}."])],
            after=lambda: reverse("admin:outcomes_effects", args=[paper.pk]),
        )  # fmt: skip
        return ask(self.admin_site, request, question)


def paper_address(paper: Paper, user: Any) -> str:
    """The paper's own page on the desk for those who may see it, else the list of statements."""
    if user.has_perm("plan.view_paper"):
        return reverse("admin:plan_paper_change", args=[paper.pk])
    return reverse("admin:outcomes_impactstatement_changelist")
