"""Handing over somebody's work, on the desk: what there is, who takes it over, what will happen; then the verb."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from . import clock
from .desk.base import PageLink
from .desk.confirming import Question, Told, ask
from .desk.returning import return_address
from .handing_over import (
    CannotHandOver,
    hand_over,
    may_close,
    may_hand_over,
    refusal_to_hand_over,
    warnings,
    what_there_is,
)
from .models import User
from .slots import slots

CHOOSING = (
    "Choose the day and who takes over. Kinds of work may go to different people: leave those empty that go to the"
    " first. The next page shows what will happen."
)
EXPLANATION = (
    "What they did stays theirs, and on record under their post. From the day on the new person answers for what is"
    " listed here."
)


class TakersForm(forms.Form):
    """From which day, to whom; another person for a kind of work where wanted."""

    on = forms.DateField(
        label="From", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="The first day on which the new person answers for it.",
    )  # fmt: skip
    to = forms.ModelChoiceField(
        User.objects.none(), required=False, label="Who takes over", help_text="Everything, unless chosen below."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        others = User.objects.filter(is_active=True, is_staff=True).exclude(pk=user.pk).order_by("office", "username")
        self.fields["to"].queryset = others
        self.kinds = [each for each in slots.handovers if each.passes and each.told(user, clock.today())]
        for kind in self.kinds if len(self.kinds) > 1 else []:
            self.fields[f"to_{kind.key}"] = forms.ModelChoiceField(
                others, required=False, label=kind.title, empty_label="The same person",
                help_text="If somebody else takes this over.",
            )  # fmt: skip

    def takers(self) -> dict[str, User | None]:
        said = self.cleaned_data
        return {kind.key: said.get(f"to_{kind.key}") or said["to"] for kind in self.kinds}


class SureForm(forms.Form):
    why = forms.CharField(
        label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text="Kept with all that passes on."
    )
    deactivate = forms.BooleanField(
        label="Close the account too",
        required=False,
        help_text="They can no longer sign in. Accounts are never deleted.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, closes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if not closes:
            del self.fields["deactivate"]


class HandingOverViews:
    """Adds the page that hands over to the desk of accounts."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.hand_over_view)
        return [path("<int:pk>/hand-over/", view, name="plan_user_hand_over"), *super().get_urls()]

    def page_actions(self, request: HttpRequest, obj: User) -> list[PageLink]:
        if not self.has_change_permission(request, obj):
            return []
        return [PageLink("Hand over their work…", reverse("admin:plan_user_hand_over", args=[obj.pk]))]

    def hand_over_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open to those who keep accounts, and to policy officers, who see no more of the account than its post and
        what could pass from it."""
        if not may_hand_over(request.user):
            raise PermissionDenied if self.has_view_permission(request) else Http404
        person = get_object_or_404(User.objects.select_related("department"), pk=pk)
        if person.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        choice = TakersForm(request.GET if "on" in request.GET else None, user=person, initial={"on": clock.today()})
        choosing = not choice.is_valid()
        make = self._choosing if choosing else self._confirming
        return ask(self.admin_site, request, make(request, person, choice))

    def _back(self, request: HttpRequest, person: User) -> str:
        """The account, for those who may open it; everybody else comes from My desk or from what passes."""
        may = self.has_view_permission(request, person)
        return return_address(request) or (self._url("change", person) if may else reverse("admin:index"))

    def _choosing(self, request: HttpRequest, person: User, choice: TakersForm) -> Question:
        return Question(
            person, "Hand over their work", "Show what will happen", CHOOSING, choice, lambda words: "",
            self._back(request, person), told=lambda: _listed(person, clock.today()), choosing=True,
        )  # fmt: skip

    def _confirming(self, request: HttpRequest, person: User, choice: TakersForm) -> Question:
        on, takers = choice.cleaned_data["on"], choice.takers()
        posted = request.POST if request.method == "POST" else None
        form = SureForm(posted, initial={"seen_version": person.version}, closes=may_close(request.user))

        def act(words: dict[str, Any]) -> str:
            done = hand_over(
                user=person, to=takers, on=on, by=request.user, why=words["why"],
                deactivate=words.get("deactivate", False), seen=words["seen_version"],
            )  # fmt: skip
            return " ".join(done or ["There was nothing to hand over."])

        def told() -> list[Told]:
            if refusal := refusal_to_hand_over(person, takers, on=on, by=request.user):
                return [Told("This cannot be done:", [refusal], alert=True)]
            lacking = warnings(person, takers, on=on)
            first = [Told("Look at this first:", lacking, alert=True)] if lacking else []
            return first + _listed(person, on, takers)

        return Question(
            person, "Hand over their work", "Hand over", EXPLANATION, form, act, self._back(request, person),
            told=told, refusals=(CannotHandOver,),
        )  # fmt: skip


def _listed(person: User, on: Any, takers: dict[str, User | None] | None = None) -> list[Told]:
    """All they would still have on a day, by kind, with who gets it where that is chosen."""
    found = []
    for kind, lines in what_there_is(person, on=on):
        taker = (takers or {}).get(kind.key)
        to = f", to {taker}" if taker else ", stays" if takers is not None and kind.passes else ""
        found.append(Told(f"{kind.title} ({len(lines)}){to}", lines))
    return found or [Told("What they have", ["Nothing that could be handed over."])]
