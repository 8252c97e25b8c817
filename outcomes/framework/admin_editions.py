"""What becomes of an edition, on the desk: a new version of it, publishing it, putting it in force.

Each is a page of its own that asks first and then calls the verb in `editions.py`; nothing here decides anything.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from plan.desk.doors import visible
from plan.models import BodyKind, Decision, Plan

from .editions import CannotPublish, NotInForce, copy_edition, publish_edition, put_in_force


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class CopyForm(WhyForm):
    label = forms.CharField(max_length=40, help_text="What tells it from other versions of the same years: revised.")
    slug = forms.SlugField(label="Name in addresses", max_length=80, help_text="Such as 2022-26-revised.")

    field_order = ("label", "slug", "why")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if Plan.objects.filter(slug=slug).exists():
            raise forms.ValidationError("There is a version with this name already. Choose another.")
        return slug


class InForceForm(WhyForm):
    decision = forms.ModelChoiceField(
        Decision.objects.none(), help_text="Only full Council puts a plan in force. Record its decision first."
    )
    field_order = ("decision", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Decision.objects.filter(body__kind=BodyKind.COUNCIL, date__isnull=False)
        self.fields["decision"].queryset = taken.select_related("body").order_by("-date")


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
        def publish(plan: Plan, words: dict) -> str:
            publish_edition(plan, by=request.user, why=words["why"])
            return f"{plan} is public, and its words no longer change."

        explanation = (
            "Everyone can read it from then on, and the database refuses every change to its words. To change it later,"
            " make a new version."
        )
        return self._ask(request, plan_pk, "Publish", explanation, WhyForm, publish)

    def in_force_view(self, request: HttpRequest, plan_pk: int) -> HttpResponse:
        def in_force(plan: Plan, words: dict) -> str:
            put_in_force(plan, decision=words["decision"], by=request.user, why=words["why"])
            return f"{plan} is in force."

        explanation = "It is in force from the day of the decision, and the version before it ends on that day."
        return self._ask(request, plan_pk, "Put in force", explanation, InForceForm, in_force)

    def copy_view(self, request: HttpRequest, plan_pk: int) -> HttpResponse:
        def copy(plan: Plan, words: dict) -> str:
            made = copy_edition(plan, slug=words["slug"], label=words["label"], by=request.user, why=words["why"])
            return f"{made} was made. Every row in it is the same item as in {plan}."

        explanation = "A draft with all its words is made; this version stays as it is."
        return self._ask(request, plan_pk, "Make a new version", explanation, CopyForm, copy)

    def _ask(
        self, request: HttpRequest, plan_pk: int, button: str, explanation: str, form_class: type[WhyForm],
        act: Callable[[Plan, dict], str],
    ) -> HttpResponse:  # fmt: skip
        plan = get_object_or_404(visible(Plan.objects.all(), request.user), pk=plan_pk)
        if not request.user.has_perm("plan.change_plan"):
            raise PermissionDenied
        back = reverse("admin:plan_plan_change", args=[plan.pk])
        form = form_class(request.POST if request.method == "POST" else None)
        refusal = ""
        if request.method == "POST" and form.is_valid():
            try:
                self.message_user(request, act(plan, form.cleaned_data), messages.SUCCESS)
            except (CannotPublish, NotInForce) as error:
                refusal = str(error)
            else:
                return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request), "title": button, "opts": Plan._meta, "back": back, "row": plan,
            "refusal": refusal, "button": button, "explanation": explanation, "form": form,
        }  # fmt: skip
        return TemplateResponse(request, "outcomes/desk/move.html", context, status=409 if refusal else 200)
