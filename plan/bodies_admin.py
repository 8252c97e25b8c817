"""Closing a board and merging it into another, on the desk: what will happen is shown first, then the verb does it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from . import clock
from .bodies import LASTING, CannotClose, close_board, merge_boards, refusal_to_end, what_will_happen
from .desk.base import PageLink
from .desk.confirming import Question, Told, ask
from .models import Body


class WhenForm(forms.Form):
    """On which day, and into which body; asked before it is shown what will happen."""

    on = forms.DateField(
        label="On", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="The first day on which it no longer exists.",
    )  # fmt: skip
    into = forms.ModelChoiceField(
        Body.objects.none(), required=False, label="Merged into",
        help_text="The body that takes over what it looks after. Leave empty if it is closed.",
    )  # fmt: skip

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        others = Body.objects.filter(kind=body.kind, ends__isnull=True).exclude(pk=body.pk)
        self.fields["into"].queryset = others


class ReasonForm(forms.Form):
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class BodyEndingViews:
    """Adds the page that ends a body to the desk of bodies."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.end_view)
        return [path("<int:pk>/end/", view, name="plan_body_end"), *super().get_urls()]

    def page_actions(self, request: HttpRequest, obj: Body) -> list[PageLink]:
        open_ended = obj.kind not in LASTING and obj.ends is None
        if not open_ended or not self.has_change_permission(request, obj):
            return []
        return [PageLink("Close or merge…", reverse("admin:plan_body_end", args=[obj.pk]))]

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        body = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, body):
            raise PermissionDenied
        back = reverse("admin:plan_body_change", args=[body.pk])
        when = WhenForm(request.GET if "on" in request.GET else None, body=body, initial={"on": clock.today()})
        if not when.is_valid():
            explanation = "Choose the day, and what takes over if anything does. The next page shows what will happen."
            question = Question(
                body, "Close or merge", "Show what will happen", explanation, when, lambda words: "", back,
                choosing=True,
            )  # fmt: skip
            return ask(self.admin_site, request, question)
        on, into = when.cleaned_data["on"], when.cleaned_data["into"]
        posted = request.POST if request.method == "POST" else None
        form = ReasonForm(posted, initial={"seen_version": body.version})

        def end(words: dict) -> str:
            how = {"on": on, "by": request.user, "why": words["why"], "seen": words["seen_version"]}
            done = merge_boards(body, into=into, **how) if into else close_board(body, **how)
            return " ".join([f"{body} is {f'merged into {into}' if into else 'closed'}.", *done])

        def told() -> list[Told]:
            if refusal := refusal_to_end(body, on=on, into=into):
                return [Told("This cannot be done:", [refusal], alert=True)]
            return [Told("What will happen", what_will_happen(body, on=on, into=into))]

        title = f"Merge into {into}" if into else "Close"
        question = Question(
            body, title, title, "Nothing of it is deleted: what it did and who sat on it stays on record.", form, end,
            back, told=told, refusals=(CannotClose,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)
