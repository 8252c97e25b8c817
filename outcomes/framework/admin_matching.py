"""Versions imported separately, on the desk: proposed pairs, of which an officer confirms or turns down several."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan.desk.confirming import Group, Question, Told, ask
from plan.desk.doors import visible
from plan.models import Plan
from plan.wording import count, join_words, sentence

from .admin_editions import WhyForm, posted
from .comparing.likeness import Proposal
from .comparing.parts import WORDS
from .labels import shortened
from .matching import proposed, settle_pairs
from .merging import CannotMerge
from .models import PlanItem
from .numbers import newest_first

SAME, APART, LATER = "same", "apart", ""
ANSWERS = [(LATER, "Decide later"), (SAME, "The same"), (APART, "Two different things")]
ON_A_PAGE = 40
EXPLANATION = (
    "Both versions have these as things of their own, and their words are alike. What you confirm shares its owners,"
    " measures and reports, and is compared as one. No words change. What you turn down is not proposed again."
)


class MatchChoice(forms.Form):
    other = forms.ModelChoiceField(
        Plan.objects.none(), label="Match with", empty_label="Choose one", help_text="The earlier version."
    )


class PairsForm(WhyForm):
    """One answer for each of the first `pairs`, by the keys of its two items, and one for all that have the same words,
    shown or not: only those that the page told of, so that nobody confirms what they could not know of."""

    def __init__(self, *args: Any, pairs: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike = [(one.before.uuid, one.after.uuid) for one in pairs if one.has_same_words]
        if len(self.alike) > 1:
            label = f"All {len(self.alike)} pairs with the same words are the same"
            help_text = "But those that you turn down below."
            self.fields["all_alike"] = forms.BooleanField(required=False, label=label, help_text=help_text)
            self.fields["all_alike"].may_be_needed = True  # type: ignore[attr-defined]
            told = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=len(self.alike))
            self.fields["told_of"] = told
        pairs = pairs[:ON_A_PAGE]
        self.pairs = {f"pair-{one.before.uuid.hex}-{one.after.uuid.hex}": one for one in pairs}
        for name, one in self.pairs.items():
            label = f"{one.score}% alike: {join_words(one.reasons)}"
            field = forms.ChoiceField(choices=ANSWERS, required=False, label=label, initial=LATER)
            field.may_be_needed = True  # every answer is one
            self.fields[name] = field

    @property
    def groups(self) -> list[Group]:
        found = [
            Group(
                f"{sentence(WORDS[one.before.kind])} {place}", [self[name]], f"{_said(one.before)} – {_said(one.after)}"
            )
            for place, (name, one) in enumerate(self.pairs.items(), start=1)
        ]
        every = [Group("All at once", [self["all_alike"]])] if "all_alike" in self.fields else []
        return [*every, *found, Group("For the record", [self["why"]])] if found else []

    def clean_all_alike(self) -> bool:
        chosen = bool(self.cleaned_data["all_alike"])
        if chosen and self.data.get(self.add_prefix("told_of")) != str(len(self.alike)):
            raise forms.ValidationError("Other pairs than you were told of have the same words now. Confirm again.")
        return chosen

    def answered(self, answer: str) -> list[tuple[UUID, UUID]]:
        chosen = [one for name, one in self.pairs.items() if self.cleaned_data.get(name) == answer]
        return [(one.before.uuid, one.after.uuid) for one in chosen]

    @property
    def same(self) -> list[tuple[UUID, UUID]]:
        every = self.alike if self.cleaned_data.get("all_alike") else []
        turned_down = set(self.answered(APART))
        return list(dict.fromkeys(pair for pair in (*self.answered(SAME), *every) if pair not in turned_down))


def _said(part: Any) -> str:
    return f"“{shortened(str(part))}”"


class MatchingViews:
    """Adds the pages that match two versions to the desk of items."""

    def get_urls(self) -> list[Any]:
        choose, match = (self.admin_site.admin_view(view) for view in (self.choose_match_view, self.match_view))
        return [
            path("match/<int:pk>/", choose, name="outcomes_match_with"),
            path("match/<int:before>/<int:after>/", match, name="outcomes_match"),
            *super().get_urls(),
        ]

    def choose_match_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = self._matched(request, pk)
        form = MatchChoice(posted(request), label_suffix="")
        others = newest_first(Plan.objects.visible_to(request.user).exclude(pk=plan.pk))
        form.fields["other"].queryset = others
        chosen: list[int] = []

        def lead_on(words: dict[str, Any]) -> str:
            chosen.extend((words["other"].pk, plan.pk))
            return "Confirm what is the same."

        question = Question(
            plan, "Match with another version", "Show the pairs",
            "For versions that were imported separately. What came from a copy is matched already.", form, lead_on,
            reverse("admin:plan_plan_change", args=[plan.pk]), opts=PlanItem._meta,
            after=lambda: reverse("admin:outcomes_match", args=chosen),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def match_view(self, request: HttpRequest, before: int, after: int) -> HttpResponse:
        old, new = self._matched(request, before), self._matched(request, after)
        pairs = proposed(old, new) if old != new else []
        form = PairsForm(posted(request), pairs=pairs)

        def settle(words: dict[str, Any]) -> str:
            same, apart = form.same, form.answered(APART)
            settle_pairs(same=same, apart=apart, by=request.user, why=words["why"])
            return f"{count(len(same), 'pair')} confirmed as the same, {len(apart)} turned down."

        told = f"{count(len(pairs), 'pair')} left" if pairs else "Nothing is left that looks alike."
        more = [f"The first {ON_A_PAGE} are shown; the next follow when these are settled."]
        question = Question(
            new, f"What is the same as in {old}", "Keep these answers", EXPLANATION, form, settle,
            reverse("admin:plan_plan_change", args=[new.pk]), refusals=(CannotMerge,), opts=PlanItem._meta,
            told=lambda: [Told("Proposed pairs", [told, *(more if len(pairs) > ON_A_PAGE else [])])],
            after=lambda: reverse("admin:outcomes_match", args=[old.pk, new.pk]),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def _matched(self, request: HttpRequest, pk: int) -> Plan:
        plan = get_object_or_404(visible(Plan.objects.all(), request.user), pk=pk)
        if not request.user.has_perm("outcomes.change_planitem"):
            raise PermissionDenied
        return plan
