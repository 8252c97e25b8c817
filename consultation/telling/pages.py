"""Two versions of the plan side by side, and what a number means in each."""

import re

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from outcomes.framework.numbers import meanings, newest_first
from outcomes.pages.indicators import page_links
from plan.models import Plan
from plan.pages import kept
from plan.roles import POLICY_OFFICER

from .reading import PER_PAGE, Compared
from .told import REST, Group, gathered

A_NUMBER = re.compile(r"\d{1,3}(\.\d{1,3})?")


class ChooseForm(forms.Form):
    """The earlier version and the later."""

    before = forms.ModelChoiceField(
        Plan.objects.none(), to_field_name="slug", label="The version before", empty_label="Choose one",
        error_messages={"required": "Choose the version before.", "invalid_choice": "Choose a version from the list."},
    )  # fmt: skip
    after = forms.ModelChoiceField(
        Plan.objects.none(), to_field_name="slug", label="The version after", empty_label="Choose one",
        error_messages={"required": "Choose the version after.", "invalid_choice": "Choose a version from the list."},
    )  # fmt: skip

    def clean(self) -> dict:
        chosen = super().clean() or {}
        if chosen.get("before") and chosen.get("before") == chosen.get("after"):
            self.add_error("after", "Choose two different versions.")
        return chosen


@kept(params=("before", "after"))
def choose(request: HttpRequest) -> HttpResponse:
    """The form that leads to a comparison; without scripts, so it answers itself by leading on."""
    seen = newest_first(Plan.objects.visible_to(request.user))
    asked = "before" in request.GET or "after" in request.GET
    form = ChooseForm(request.GET if "before" in request.GET and "after" in request.GET else None, label_suffix="")
    if asked and not form.is_bound:
        form.initial = {name: request.GET[name] for name in ("before", "after") if name in request.GET}
    for field in form.fields.values():
        field.queryset = seen  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        chosen = [form.cleaned_data[name].slug for name in ("before", "after")]
        return HttpResponseRedirect(reverse("compare-editions", args=chosen))
    return render(request, "consultation/choose.html", {"form": form, "several": seen.count() > 1})


def compared_for(request: HttpRequest, before: str, after: str) -> Compared:
    """Only where both may be seen; what may not is like what does not exist."""
    seen = Plan.objects.visible_to(request.user)
    return Compared(get_object_or_404(seen, slug=before), get_object_or_404(seen, slug=after))


def context_of(request: HttpRequest, compared: Compared) -> dict:
    return {
        "before": compared.before,
        "after": compared.after,
        "may_record": request.user.is_authenticated and request.user.has_role(POLICY_OFFICER.slug),
    }


@kept
def compare(request: HttpRequest, before: str, after: str) -> HttpResponse:
    """The summary, then outcome by outcome what changed of it and its sub-outcomes. About sixty queries."""
    compared = compared_for(request, before, after)
    groups = compared.groups()
    context = context_of(request, compared) | {
        "counts": compared.counts(),
        "words": compared.words(),
        "unheld": compared.unheld(),
        "partly_held": compared.partly_held(),
        "backwards": compared.has_reasons_backwards(),
        "groups": groups,
        "untouched": compared.untouched(groups),
        "left": compared.left,
    }
    if context["may_record"]:
        context["unexplained"] = compared.unexplained()
    return render(request, "consultation/compare.html", context)


@kept(params=("page",))
def compare_part(request: HttpRequest, before: str, after: str, part: str) -> HttpResponse:
    """All that changed in one outcome, or in the plan's other parts, word by word."""
    compared = compared_for(request, before, after)
    group = _named(compared, part)
    page = Paginator(group.others, PER_PAGE).get_page(request.GET.get("page"))
    context = context_of(request, compared) | {
        "group": group, "page": page, "rows": gathered(page.object_list), "links": page_links(page, {}),
        "is_rest": part == REST,
    }  # fmt: skip
    return render(request, "consultation/compare_part.html", context)


def _named(compared: Compared, part: str) -> Group:
    for group in compared.groups():
        if group.slug == part:
            return group
    raise Http404("Nothing changed in a part of this name.")


@kept
def number(request: HttpRequest, number: str) -> HttpResponse:
    """What a printed number means in each version (requirement B25)."""
    found = meanings(number, newest_first(Plan.objects.visible_to(request.user))) if A_NUMBER.fullmatch(number) else []
    if not found:
        raise Http404("No version of the plan has a part with this number.")
    return render(request, "consultation/number.html", {"number": number, "meanings": found})
