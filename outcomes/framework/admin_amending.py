"""“Record an amendment” on the published parts of an edition: the words as they stand, the authority, the reason."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan.desk.changes import label_of
from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import visible
from plan.models import Decision, Plan, SectionEntry
from plan.wording import day

from .admin_editions import posted
from .amending import AMENDABLE, Amendable, CannotAmend, amend, authorities, edition_of

KINDS: dict[str, type[models.Model]] = {str(model._meta.model_name): model for model in AMENDABLE}
EXPLANATION = (
    "A minor change to the words of a published version, made under authority that full Council or the Cabinet"
    " delegated. What stood before and after is kept, and shown with the plan. Anything more takes a new version."
)


class AmendForm(forms.Form):
    """The words that an amendment may touch, as they stand, with the authority and the reason."""

    authority = forms.ModelChoiceField(
        Decision.objects.none(), help_text="The decision that lets officers make minor amendments to this version."
    )
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Amendable, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.row = row
        words = {}
        for name in AMENDABLE[type(row)]:
            field = row._meta.get_field(name)
            words[name] = field.formfield(label=label_of(field))
            self.initial[name] = getattr(row, name)
        self.fields = {**words, **self.fields}
        self.initial["seen_version"] = row.version
        plan = Plan.objects.get(pk=edition_of(row))
        self.fields["authority"].queryset = authorities(plan).select_related("body").order_by("-date")

    def changes(self) -> dict[str, str]:
        """What differs from what stands. Browsers end lines in their own way, which is no change."""
        typed = {name: self.cleaned_data[name].replace("\r\n", "\n") for name in AMENDABLE[type(self.row)]}
        return {name: text for name, text in typed.items() if text != getattr(self.row, name).strip()}


class EntryChoice(forms.Form):
    entry = forms.ModelChoiceField(SectionEntry.objects.none(), label="Which entry")


class AmendingViews:
    """Adds the amendment pages to the desk of outcomes."""

    def get_urls(self) -> list[Any]:
        def page(address: str, view: Any, name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=name)

        return [
            page("amend/<slug:kind>/<int:pk>/", self.amend_view, "outcomes_amend"),
            page("amend-entry/<int:pk>/", self.amend_entry_view, "outcomes_amend_entry"),
            *super().get_urls(),
        ]

    def amend_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        row = self._published(request, kind, pk)
        form = AmendForm(posted(request), row=row)

        def record(words: dict) -> str:
            changes = form.changes()
            if not changes:
                raise CannotAmend("Nothing would change.")
            amend(
                row, authority=words["authority"], by=request.user, why=words["why"], seen=words["seen_version"],
                **changes,
            )  # fmt: skip
            return "The amendment is recorded, and shown with the plan."

        explanation = EXPLANATION
        if not form.fields["authority"].queryset.exists():
            explanation += (
                " No decision on this version by full Council or the Cabinet is recorded yet: record it first."
            )
        question = Question(
            row, "Record an amendment", "Record the amendment", explanation, form, record, page_of(row),
            told=lambda: made_before(edition_of(row)), refusals=(CannotAmend, ValidationError),
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def amend_entry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A section's entries have no pages of their own: one is chosen here."""
        section = self._published(request, "section", pk)
        form = EntryChoice(request.GET if "entry" in request.GET else None, label_suffix="")
        form.fields["entry"].queryset = section.entries.all()
        if form.is_valid():
            entry = form.cleaned_data["entry"]
            return HttpResponseRedirect(reverse("admin:outcomes_amend", args=["sectionentry", entry.pk]))
        question = Question(
            section, "Amend an entry", "Show its words", EXPLANATION, form, lambda words: "", page_of(section),
            choosing=True,
        )  # fmt: skip
        return ask(self.admin_site, request, question)

    def _published(self, request: HttpRequest, kind: str, pk: int) -> Any:
        model = KINDS.get(kind)
        if model is None:
            raise Http404
        row = get_object_or_404(visible(model.objects.all(), request.user), pk=pk)
        if not request.user.has_perm("plan.change_plan"):
            raise PermissionDenied
        if not Plan.objects.public().filter(pk=edition_of(row)).exists():
            raise Http404
        return row


def made_before(plan: int) -> list[Told]:
    """The edition's amendments so far."""
    made = Plan.objects.get(pk=plan).amendments.order_by("at")
    lines = [f"{day(each.at.date())}: {each.what}. {each.why}" for each in made]
    return [Told("Amendments of this version so far", lines)] if lines else []


def page_of(row: Amendable) -> str:
    """The desk's page of a row; an entry's is its section's."""
    shown = row.section if isinstance(row, SectionEntry) else row
    return reverse(f"admin:{shown._meta.app_label}_{shown._meta.model_name}_change", args=[shown.pk])
