"""“Missing figures” of an edition on the desk: those still to be filled in, and accepting some of them as they are."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import visible
from plan.models import Plan
from plan.wording import count, day

from .admin_editions import posted
from .gaps import Filler
from .missing_figures import CannotAccept, accept_gaps, open_figures

EXPLANATION = (
    "Where the words of this version leave a figure out. Fill it in where it is known, in a draft; else accept that it"
    " is missing, with the reason, which readers see. Nobody approves a version, nor puts it in force, before that."
)


class AcceptForm(forms.Form):
    """The missing figures that are accepted, all for one reason."""

    gaps = forms.MultipleChoiceField(
        label="Accept as missing", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one missing figure."},
    )  # fmt: skip
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, fillers: list[Filler], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.known = {str(filler): filler for filler in fillers}
        self.fields["gaps"].choices = [(name, name) for name in self.known]

    def chosen(self) -> list[Filler]:
        return [self.known[name] for name in self.cleaned_data["gaps"]]


class GapViews:
    """Adds the page of missing figures to the desk of outcomes."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.gaps_view)
        return [path("edition/<int:plan_pk>/gaps/", view, name="outcomes_edition_gaps"), *super().get_urls()]

    def gaps_view(self, request: HttpRequest, plan_pk: int) -> HttpResponse:
        plan = get_object_or_404(visible(Plan.objects.all(), request.user), pk=plan_pk)
        if not request.user.has_perm("plan.change_plan"):
            raise PermissionDenied
        form = AcceptForm(posted(request), fillers=open_figures(plan)[plan.pk])

        def accept(words: dict) -> str:
            made = accept_gaps(plan, fillers=form.chosen(), by=request.user, why=words["why"])
            return f"{count(len(made), 'missing figure')} accepted."

        back = reverse("admin:plan_plan_change", args=[plan.pk])
        question = Question(
            plan, "Missing figures", "Accept as missing", EXPLANATION, form, accept, back,
            told=lambda: _told(plan), refusals=(CannotAccept,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)


def _told(plan: Plan) -> list[Told]:
    missing = [str(filler) for filler in open_figures(plan)[plan.pk]]
    accepted = [f"{gap}. {gap.why} ({gap.by}, {day(gap.at.date())})" for gap in plan.accepted_gaps.select_related("by")]
    lists = (("Missing in its words", missing or ["No figure is missing."]), ("Accepted as missing", accepted))
    return [Told(heading, lines) for heading, lines in lists if lines]
