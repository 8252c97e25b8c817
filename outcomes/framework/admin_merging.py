"""“Merge with…” on a commitment of a draft and “Same as…” on an item: chosen first, then shown, then confirmed."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import visible
from plan.wording import count, join_words

from .admin_editions import WhyForm, posted
from .desk_fields import ItemChoiceField
from .labels import shortened
from .merging import (
    CannotMerge,
    Seen,
    confirm_same,
    merge_commitments,
    refusal_to_confirm,
    refusal_to_merge,
    withdraw_same,
)
from .models import ROW_OF, Commitment, PlanItem


class CommitmentChoice(forms.ModelChoiceField):
    def label_from_instance(self, row: Commitment) -> str:
        return f"{', '.join(numbers(row)) or '–'}: {shortened(row.text)}"


class MergeChoice(forms.Form):
    other = CommitmentChoice(Commitment.objects.none(), label="Merge with", help_text="This one's wording will go.")


class MergeForm(WhyForm):
    seen_keep = forms.IntegerField(widget=forms.HiddenInput)
    seen_drop = forms.IntegerField(widget=forms.HiddenInput)


class SameChoice(forms.Form):
    other = ItemChoiceField(PlanItem.objects.none(), label="Same as")


def numbers(row: Commitment) -> list[str]:
    return sorted(placement.sub_outcome.number for placement in row.placements.all())


def standing(item: PlanItem) -> list[str]:
    """Where an item stands, with its words in each edition: one line for each."""
    rows = ROW_OF[item.kind].objects.filter(item=item).select_related("plan").order_by("plan__start_year", "plan_id")
    return [f"{row.plan}: {row}" for row in rows] or ["It stands in no version of the plan any more."]


class MergingViews:
    """Adds the page that merges two commitments to the desk of outcomes."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/<int:pk>/", view, name="outcomes_merge"), *super().get_urls()]

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = visible(Commitment.objects.select_related("plan"), request.user)
        keep = get_object_or_404(rows, pk=pk)
        if not request.user.has_perm("outcomes.change_commitment"):
            raise PermissionDenied
        others = Commitment.objects.filter(plan=keep.plan, parent=None).exclude(pk=keep.pk)
        choice = MergeChoice(request.GET if "other" in request.GET else None, label_suffix="")
        choice.fields["other"].queryset = others.prefetch_related("placements__sub_outcome")
        if keep.plan.is_public or not choice.is_valid():
            return self._choose_twin(request, keep, choice)
        return self._confirm_merge(request, keep, choice.cleaned_data["other"])

    def _choose_twin(self, request: HttpRequest, keep: Commitment, choice: forms.Form) -> HttpResponse:
        explanation = "Choose the commitment that says the same. The next page shows what will happen."
        if keep.plan.is_public:
            explanation, choice = refusal_to_merge(keep.plan, keep, Commitment(plan=keep.plan)), forms.Form()
        question = Question(
            keep, "Merge with…", "Show what will happen", explanation, choice, lambda words: "", _page(keep),
            choosing=True,
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def _confirm_merge(self, request: HttpRequest, keep: Commitment, drop: Commitment) -> HttpResponse:
        form = MergeForm(posted(request), initial={"seen_keep": keep.version, "seen_drop": drop.version})

        def merge(words: dict) -> str:
            seen = Seen(words["seen_keep"], words["seen_drop"])
            merge_commitments(keep, drop, by=request.user, why=words["why"], seen=seen)
            return f"Merged: “{shortened(keep.text)}” stands under {join_words(numbers(keep))}."

        def told() -> list[Told]:
            if refusal := refusal_to_merge(keep.plan, keep, drop):
                return [Told("These two cannot be merged:", [refusal], alert=True)]
            places = join_words(numbers(drop))
            return [
                Told("Stays", [f"{keep.text} ({join_words(numbers(keep)) or 'nowhere yet'})"]),
                Told("Goes, and is kept in the history", [f"{drop.text} ({places or 'nowhere yet'})"]),
                Told("What will happen", [
                    f"The first also stands under {places or 'no other sub-outcome'}.",
                    f"It takes over {count(drop.partner_rows.count(), 'partner')} that the other names.",
                    _what_hangs_on(keep, drop),
                ]),
            ]  # fmt: skip

        question = Question(
            keep, "Merge with…", "Merge", "Two entries for one commitment become one with several places.", form, merge,
            _page(keep), told=told, refusals=(CannotMerge,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)


class SameViews:
    """Adds the pages that say, or take back, that two items are the same, to the desk of items."""

    def get_urls(self) -> list[Any]:
        def page(address: str, view: Any, name: str) -> Any:
            return path(f"<uuid:pk>/{address}/", self.admin_site.admin_view(view), name=name)

        return [
            page("same-as", self.same_view, "outcomes_same_as"),
            page("not-the-same", self.not_same_view, "outcomes_not_same"),
            *super().get_urls(),
        ]

    def same_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        item = self._item(request, pk)
        editions = ROW_OF[item.kind].objects.filter(item=item).values("plan")
        rows = ROW_OF[item.kind].objects.exclude(plan__in=editions).values("item")
        offered = PlanItem.objects.filter(kind=item.kind, pk__in=rows).exclude(pk=item.pk)
        choice = SameChoice(request.GET if "other" in request.GET else None, label_suffix="")
        choice.fields["other"].queryset = offered
        if not choice.is_valid():
            explanation = "Choose what it is called in another version. The next page shows what will happen."
            question = Question(
                item, "Same as…", "Show what will happen", explanation, choice, lambda words: "", _item_page(item),
                told=lambda: [Told("Where it stands", standing(item))], choosing=True,
            )  # fmt: skip
            return ask(self.admin_site, request, question)
        return self._confirm_same(request, item, choice.cleaned_data["other"])

    def _confirm_same(self, request: HttpRequest, item: PlanItem, other: PlanItem) -> HttpResponse:
        def same(words: dict) -> str:
            confirm_same(item, other, by=request.user, why=words["why"])
            return f"“{item}” and “{other}” are the same from now on."

        def told() -> list[Told]:
            if refusal := refusal_to_confirm(item, other):
                return [Told("These two cannot be the same:", [refusal], alert=True)]
            return [
                Told("This one", standing(item)),
                Told("The same as", standing(other)),
                Told("What will happen", [
                    "No version of the plan changes: the words of each stay as they are.",
                    "Who answers for either, what measures it and what was reported on it counts for both.",
                ]),
            ]  # fmt: skip

        question = Question(
            item, "Same as…", "Confirm that they are the same", "Two versions have it as two things.",
            WhyForm(posted(request)), same, _item_page(item), told=told,
            refusals=(CannotMerge,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def not_same_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        item = self._item(request, pk)

        def withdraw(words: dict) -> str:
            withdraw_same(item, by=request.user, why=words["why"])
            return "They are two things again."

        def told() -> list[Told]:
            here = [Told("This one", standing(item))]
            return [*here, Told("Confirmed to be the same as", standing(item.same_as))] if item.same_as else here

        question = Question(
            item, "Not the same after all", "Take back that they are the same",
            "For what was confirmed by mistake. What hangs on each stays where it hangs.",
            WhyForm(posted(request)), withdraw, _item_page(item), told=told,
            refusals=(CannotMerge,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def _item(self, request: HttpRequest, pk: UUID) -> PlanItem:
        item = get_object_or_404(visible(PlanItem.objects.select_related("same_as"), request.user), pk=pk)
        if not request.user.has_perm("outcomes.change_planitem"):
            raise PermissionDenied
        return item


def _what_hangs_on(keep: Commitment, drop: Commitment) -> str:
    """What becomes of owners and reports: where an earlier version has both, they stay two things there."""
    if refusal_to_confirm(keep.item, drop.item, but=keep.plan):
        return (
            "An earlier version has both and keeps them apart: who answers for the one that goes, and what was reported"
            " on it, stays with it there."
        )
    return "Who answers for either, and what was reported on either, counts for the one that stays."


def _page(row: Commitment) -> str:
    return reverse("admin:outcomes_commitment_change", args=[row.pk])


def _item_page(item: PlanItem) -> str:
    return reverse("admin:outcomes_planitem_change", args=[item.pk])
