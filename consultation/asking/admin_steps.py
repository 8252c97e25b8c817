"""The steps of a consultation on the desk: each asks on a page of its own, then calls its verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from outcomes.scrutiny.admin_steps import StepForm, day_field
from plan import clock
from plan.desk.base import PageLink
from plan.desk.confirming import Question as Asked
from plan.desk.confirming import Told, ask, cautions
from plan.models import Plan
from plan.roles import POLICY_OFFICER
from plan.wording import day

from .announcing import CORRECTED, NotPossible, announce, close_early, correct, doubts, extend, missing
from .composing import copy_questions, correct_question, questions_from, told
from .models import Consultation
from .questions import Question

REASON = {"max_length": 1000, "widget": forms.Textarea(attrs={"rows": 3, "cols": 60})}
REFUSALS = (NotPossible, ValidationError)


class WhyForm(StepForm):
    why = forms.CharField(label="Why", required=False, **REASON)


class ReasonForm(StepForm):
    reason = forms.CharField(label="Why", help_text="People read it on the consultation’s page.", **REASON)


class ExtendForm(ReasonForm):
    to = day_field("Until", "The new last day. The first closing date stays on the page beside it.")
    field_order = ("to", "reason")


class CopyForm(StepForm):
    source = forms.ModelChoiceField(Consultation.objects.none(), label="From the consultation")


class MakeForm(StepForm):
    plan = forms.ModelChoiceField(Plan.objects.none(), label="From the version of the plan")


class CorrectForm(forms.ModelForm):
    reason = forms.CharField(label="Why", help_text="Kept with its history.", **REASON)

    class Meta:
        model = Consultation
        fields = CORRECTED
        widgets = {"keep_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}


class CorrectQuestionForm(StepForm):
    """The question's words, and those of its rows and choices."""

    wording = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2, "cols": 70}))
    help = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 70}))
    reason = forms.CharField(label="Why", help_text="Kept with its history.", **REASON)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        initial = {"wording": question.wording, "help": question.help}
        super().__init__(*args, initial=initial, **kwargs)
        self.parts = {f"{part._meta.model_name}-{part.pk}": part for part in [*question.rows.all(),
                      *question.choices.all()]}  # fmt: skip
        for name, part in self.parts.items():
            kind = "Row" if part._meta.model_name == "questionrow" else "Choice"
            self.fields[name] = forms.CharField(
                label=f"{kind} {part.position}", initial=part.wording, max_length=200 if kind == "Choice" else 500,
                widget=forms.TextInput(attrs={"size": 70}),
            )  # fmt: skip
        self.order_fields(["wording", "help", *self.parts, "reason"])


def may_prepare(user: Any) -> bool:
    return user.has_role(POLICY_OFFICER.slug)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


class ConsultationSteps:
    """Added to the admin of consultations."""

    admin_site: Any
    opts: Any

    def get_urls(self: Any) -> list[Any]:
        def page(name: str, view: Callable) -> Any:
            address = f"<int:pk>/{name.replace('_', '-')}/"
            return path(address, self.admin_site.admin_view(view), name=f"consultation_{name}")

        steps = {
            "announce": self.announce_view, "extend": self.extend_view, "close_early": self.close_view,
            "correct": self.correct_view, "copy_questions": self.copy_view, "make_questions": self.make_view,
        }  # fmt: skip
        return [*(page(*each) for each in steps.items()), *super().get_urls()]

    def steps_for(self, row: Consultation) -> list[PageLink]:
        """The steps that make sense now, as buttons."""
        today = clock.today()
        found = []
        if not row.is_announced:
            found += [("Announce…", "announce")]
        if not row.has_opened(today):
            found += [("Make questions from the plan…", "make_questions"), ("Copy questions…", "copy_questions")]
        if row.is_announced:
            found += [("Correct…", "correct")]
            if row.state(today) != "closed":
                found += [("Extend…", "extend"), ("Close early…", "close_early")]
        return [PageLink(title, reverse(f"admin:consultation_{name}", args=[row.pk])) for title, name in found]

    def _ask(
        self, request: HttpRequest, pk: int, form: Any, act: Callable[[Consultation, dict[str, Any]], str],
        **words: Any,
    ) -> HttpResponse:  # fmt: skip
        row = self._row(request, pk)
        back = reverse("admin:consultation_consultation_change", args=[row.pk])
        asked = Asked(
            row, form=form, act=lambda given: act(row, given), back=back, refusals=REFUSALS, opts=self.opts, **words
        )
        return ask(self.admin_site, request, asked)

    def _row(self, request: HttpRequest, pk: int) -> Consultation:
        if not may_prepare(request.user):
            raise PermissionDenied
        return get_object_or_404(Consultation.objects.visible_to(request.user), pk=pk)

    def announce_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Consultation, given: dict[str, Any]) -> str:
            announce(row, by=request.user, why=given["why"])
            return f"{row} is announced."

        row = self._row(request, pk)
        lacks = missing(row)
        known = (("It still needs", lacks), ("Before you ask people", doubts(row)))
        lists = [Told(heading, lines, alert=True) for heading, lines in known if lines]
        return self._ask(
            request, pk, WhyForm(_posted(request)), act, title="Announce", button="Announce", told=lambda: lists,
            explanation=f"Everybody can read it then. People can answer from {day(row.opens)} to {day(row.closes)}. Its"
            " dates stay, and from its first day on so do its questions.",
        )  # fmt: skip

    def extend_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Consultation, given: dict[str, Any]) -> str:
            done = extend(row, to=given["to"], reason=given["reason"], by=request.user)
            return f"{row} is open until {day(done.window.last_day)}."

        return self._ask(
            request, pk, ExtendForm(_posted(request)), act, title="Extend", button="Extend",
            explanation="It stays open for longer. The first closing date and the reason stand on its page.",
        )  # fmt: skip

    def close_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Consultation, given: dict[str, Any]) -> str:
            close_early(row, reason=given["reason"], by=request.user)
            return f"{row} is closed."

        return self._ask(
            request, pk, ReasonForm(_posted(request)), act, title="Close early", button="Close it now",
            explanation="No more answers are taken from this moment, also from people who have begun. It cannot be"
            " opened again.",
            told=lambda: cautions("close-consultation", self._row(request, pk)),
        )  # fmt: skip

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Consultation, given: dict[str, Any]) -> str:
            correct(row, by=request.user, **given)
            return f"{row} is corrected."

        row = self._row(request, pk)
        form = CorrectForm(_posted(request), instance=Consultation.objects.get(pk=row.pk), label_suffix="")
        return self._ask(
            request, pk, form, act, title="Correct", button="Save the correction",
            explanation="Its words, and until when responses are kept. Its dates change only by extending it or closing"
            " it early.",
        )  # fmt: skip

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Consultation, given: dict[str, Any]) -> str:
            return told(copy_questions(row, source=given["source"], by=request.user))

        form = CopyForm(_posted(request))
        others = Consultation.objects.visible_to(request.user).filter(questions__isnull=False).exclude(pk=pk)
        form.fields["source"].queryset = others.distinct()  # type: ignore[attr-defined]
        return self._ask(
            request, pk, form, act, title="Copy questions", button="Copy them",
            explanation="Its questions, with their rows and choices, are put after those there are.",
        )  # fmt: skip

    def make_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        def act(row: Consultation, given: dict[str, Any]) -> str:
            return told(questions_from(row, plan=given["plan"], by=request.user))

        row = self._row(request, pk)
        form = MakeForm(_posted(request), initial={"plan": row.plan_id})
        form.fields["plan"].queryset = Plan.objects.visible_to(request.user)  # type: ignore[attr-defined]
        return self._ask(
            request, pk, form, act, title="Make questions from the plan", button="Make them",
            explanation="How far people agree with the vision and with each outcome and, after each, how important its"
            " aims are to them. You can change the questions afterwards.",
        )  # fmt: skip


class QuestionSteps:
    """Added to the admin of questions."""

    admin_site: Any
    opts: Any

    def get_urls(self: Any) -> list[Any]:
        view = self.admin_site.admin_view(self.correct_view)
        return [path("<int:pk>/correct/", view, name="consultation_question_correct"), *super().get_urls()]

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_prepare(request.user):
            raise PermissionDenied
        rows = Question.objects.visible_to(request.user).select_related("consultation")
        row = get_object_or_404(rows, pk=pk)
        form = CorrectQuestionForm(_posted(request), question=row)

        def act(given: dict[str, Any]) -> str:
            reason, changed = given["reason"], set(form.changed_data) - {"reason"}
            if not changed:
                raise NotPossible("Nothing would change.")
            if changed & {"wording", "help"}:
                words = {"wording": given["wording"], "help": given["help"]}
                correct_question(row, reason=reason, by=request.user, **words)
            for name in changed & set(form.parts):
                correct_question(form.parts[name], wording=given[name], reason=reason, by=request.user)
            return "The question is corrected."

        asked = Asked(
            row, "Correct the question", "Save the correction", "People may have answered it already: put right a"
            " mistake, and do not ask anything else.", form, act,
            reverse("admin:consultation_question_change", args=[row.pk]), refusals=REFUSALS, opts=self.opts,
        )  # fmt: skip
        return ask(self.admin_site, request, asked)
