"""What becomes of an edition, on the desk: a new version of it, publishing it, putting it in force.

Each is a page of its own that asks first and then calls the verb in `editions.py`; nothing here decides anything.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan import clock, events
from plan.desk.confirming import Question, Told, ask, cautions
from plan.desk.doors import visible
from plan.models import Decision, Plan
from plan.wording import count, join_words

from .checking import wrong_in_name
from .editions import (
    CannotCopy,
    CannotPublish,
    EditionChanged,
    NotInForce,
    copy_edition,
    decisions_on,
    publish_edition,
    put_in_force,
)
from .missing_figures import still_open
from .starting import cited_in


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: nothing until it is sent, even if it is sent empty."""
    return request.POST if request.method == "POST" else None


class PublishForm(WhyForm):
    """Carries how far the event log went when the page was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    figures_on = forms.DateField(
        label="Figures as at", required=False,
        help_text="The baseline of each sub-outcome keeps its indicators' figures as they were known on this day, such "
        "as 18/05/2022. Leave empty for today.",
    )  # fmt: skip

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label="On which decision", required=False,
        help_text="The decision on this version that it is frozen on, if one was taken: the Cabinet's, to consult on "
        "it, or full Council's approval. For an approval no figure may be missing, unless that was accepted.",
    )  # fmt: skip

    field_order = ("decision", "figures_on", "why")

    def offer(self, plan: Plan) -> None:
        self.fields["decision"].queryset = decisions_on(plan).select_related("body").order_by("-date")


class CopyForm(WhyForm):
    label = forms.CharField(max_length=40, help_text="What tells it from other versions of the same years: revised.")
    slug = forms.SlugField(label="Name in addresses", max_length=80, help_text="Such as 2022-26-revised.")

    field_order = ("label", "slug", "why")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if wrong := wrong_in_name(slug):
            raise forms.ValidationError(wrong)
        return slug


class InForceForm(WhyForm):
    decision = forms.ModelChoiceField(
        Decision.objects.none(), help_text="Full Council's approval of this version, with the day it was taken."
    )
    field_order = ("decision", "why")

    def offer(self, plan: Plan) -> None:
        taken = Decision.objects.approving(plan).filter(date__lte=clock.today())
        self.fields["decision"].queryset = taken.select_related("body").order_by("-date")


def _baseline(plan: Plan) -> list[Told]:
    """What the baselines are going to hold: how many indicators are cited, and sub-outcomes without any."""
    cited = {} if plan.is_public else cited_in(plan, on=clock.today())
    if not cited:
        return []
    without = plan.suboutcomes.exclude(pk__in=cited).order_by("outcome__position", "position")
    indicators = len({pk for keys in cited.values() for pk in keys})
    lines = [f"{count(indicators, 'indicator')} under {count(len(cited), 'sub-outcome')}"]
    if numbers := list(without.values_list("number", flat=True)):
        lines.append(f"No indicator yet: {join_words(numbers)}")
    return [Told("Figures that it keeps as its baseline", lines)]


class EditionMoves:
    """Adds the pages that move an edition to the desk of outcomes."""

    def get_urls(self) -> list[Any]:
        def page(name: str, view: Callable) -> Any:
            return path(
                f"edition/<int:plan_pk>/{name}/", self.admin_site.admin_view(view), name=f"outcomes_edition_{name}"
            )

        return [
            page("publish", self.publish_view),
            page("in-force", self.in_force_view),
            page("copy", self.copy_view),
            *super().get_urls(),
        ]

    def publish_view(self, request: HttpRequest, plan_pk: int) -> HttpResponse:
        plan = self._edition(request, plan_pk)
        form = PublishForm(posted(request), initial={"seen": events.revision()})
        form.offer(plan)
        question = self._question(
            plan, form, "Publish",
            "Everyone can read it from then on, and the database refuses every change to its words. To change it later,"
            " make a new version.",
            refusals=(CannotPublish, EditionChanged),
        )  # fmt: skip

        def publish(words: dict) -> str:
            try:
                publish_edition(
                    plan, by=request.user, why=words["why"], seen=words["seen"], figures_on=words["figures_on"],
                    decision=words["decision"],
                )  # fmt: skip
            except EditionChanged as changed:
                question.alerts.append(Told("Changed since you opened the page:", changed.changes, alert=True))
                form.data = {**form.data.dict(), "seen": events.revision()}
                raise
            return f"{plan} is public, and its words no longer change."

        question.act = publish
        question.told = lambda: [*still_open(plan), *_baseline(plan)]
        return ask(self.admin_site, request, question)

    def in_force_view(self, request: HttpRequest, plan_pk: int) -> HttpResponse:
        plan = self._edition(request, plan_pk)
        form = InForceForm(posted(request))
        form.offer(plan)

        def in_force(words: dict) -> str:
            put_in_force(plan, decision=words["decision"], by=request.user, why=words["why"])
            return f"{plan} is in force."

        explanation = "It is in force from the day of the decision, and the version before it ends on that day."
        if not form.fields["decision"].queryset.exists():
            explanation = (
                "Only full Council puts a plan in force, and no decision is recorded by which it approved this version."
                " Record that decision first, with its day, under Decisions."
            )
        question = self._question(plan, form, "Put in force", explanation, refusals=(NotInForce,))
        question.act = in_force
        question.told = lambda: cautions("put-in-force", plan)
        return ask(self.admin_site, request, question)

    def copy_view(self, request: HttpRequest, plan_pk: int) -> HttpResponse:
        plan, made = self._edition(request, plan_pk), []

        def copy(words: dict) -> str:
            new = copy_edition(plan, slug=words["slug"], label=words["label"], by=request.user, why=words["why"])
            made.append(new)
            return f"{new} was made. Every row in it is the same item as in {plan}."

        explanation = "A draft with all its words is made; this version stays as it is."
        question = self._question(
            plan, CopyForm(posted(request)), "Make a new version", explanation, refusals=(CannotCopy,)
        )
        question.act = copy
        question.after = lambda: reverse("admin:plan_plan_change", args=[made[0].pk])
        return ask(self.admin_site, request, question)

    def _edition(self, request: HttpRequest, plan_pk: int) -> Plan:
        plan = get_object_or_404(visible(Plan.objects.all(), request.user), pk=plan_pk)
        if not request.user.has_perm("plan.change_plan"):
            raise PermissionDenied
        return plan

    def _question(
        self, plan: Plan, form: forms.Form, button: str, explanation: str, refusals: tuple = ()
    ) -> Question:  # fmt: skip
        back = reverse("admin:plan_plan_change", args=[plan.pk])
        return Question(plan, button, button, explanation, form, lambda words: "", back, refusals=refusals)
