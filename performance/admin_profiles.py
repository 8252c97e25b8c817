"""“Spread a year's target” on an indicator's desk page: chosen first, then shown to be changed, then written."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from plan import clock, locking
from plan.desk.confirming import Question, Told, ask
from plan.desk.doors import editable, visible
from plan.periods import Kind, Period
from plan.roles import POLICY_OFFICER

from .accumulation import Adding
from .models import Indicator, Target
from .profiling import CannotSpread, Way, last_year, parts_of, proposed, set_profile, spreadable

TITLE = "Spread a year's target"
LEVEL = [
    (Way.SAME, "The same for each"),
    (Way.STEPS, "Equal steps from last year's last figure to the target"),
    (Way.LAST_YEAR, "Up and down as last year's figures went, ending at the target"),
]
GROWING = [(Way.STEPS, "Equal steps"), (Way.LAST_YEAR, "As last year's figures went")]


class YearChoice(forms.ModelChoiceField):
    def label_from_instance(self, target: Target) -> str:
        amount = "" if target.value is None else f"{target.value.normalize():f} {target.indicator.unit}".strip()
        return f"{Period.parse(target.period).label}: {target.kind_words} {amount}"


class SpreadChoice(forms.Form):
    target = YearChoice(Target.objects.none(), label="Target", empty_label=None)
    over = forms.ChoiceField(choices=[(Kind.QUARTER, "Quarters"), (Kind.MONTH, "Months")])
    way = forms.ChoiceField(label="How", help_text="The next page shows the figures; you can change each of them.")

    def __init__(self, indicator: Indicator, data: Any) -> None:
        super().__init__(data, label_suffix="")
        targets = indicator.targets.filter(pk__in=[row.pk for row in spreadable(indicator)])
        self.fields["target"].queryset = targets.select_related("indicator").order_by("-period_end")
        self.fields["way"].choices = LEVEL if indicator.adding == Adding.NONE else GROWING


class SpreadForm(forms.Form):
    """One field for each part of the year, its name the period's code; and the indicator's version when it was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.CharField(
        required=False, max_length=300, help_text="Where these are written down, such as the service plan."
    )
    why = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, parts: Sequence[Period], data: Any, *, told: dict[Period, str], initial: dict) -> None:
        super().__init__(data, label_suffix="", initial=initial)
        for part in parts:
            self.fields[part.code] = forms.DecimalField(
                label=part.label, max_digits=18, decimal_places=4, help_text=told.get(part, "")
            )
        self.order_fields([*(part.code for part in parts), "source", "why"])


class SpreadingViews:
    """Adds the page that spreads a year's target to the desk of indicators."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.spread_view)
        return [path("<int:pk>/spread/", view, name="performance_spread"), *super().get_urls()]

    def may_spread(self, request: HttpRequest, indicator: Indicator) -> bool:
        mine = editable(Indicator.objects.filter(pk=indicator.pk), request.user)
        return request.user.has_role(POLICY_OFFICER.slug) and mine.exists()

    def spread_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        indicator = get_object_or_404(visible(Indicator.objects.all(), request.user), pk=pk)
        if not self.may_spread(request, indicator):
            raise PermissionDenied
        choice = SpreadChoice(indicator, request.GET if "target" in request.GET else None)
        if not choice.is_bound or not choice.is_valid():
            return self._choose(request, indicator, choice)
        chosen = choice.cleaned_data
        try:
            parts = parts_of(Period.parse(chosen["target"].period), Kind(chosen["over"]))
            amounts = proposed(chosen["target"], parts, Way(chosen["way"]), on=clock.today())
        except CannotSpread as error:
            choice.add_error(None, str(error))
            return self._choose(request, indicator, choice)
        return self._write(request, chosen["target"], dict(zip(parts, amounts, strict=True)))

    def _choose(self, request: HttpRequest, indicator: Indicator, choice: forms.Form) -> HttpResponse:
        explanation = "Each quarter or month gets a target of its own, by which its figure is judged."
        if not choice.fields["target"].queryset.exists():
            explanation = "There is no target for a year yet. Enter it on the indicator's page first."
        question = Question(
            indicator, TITLE, "Show the figures", explanation, choice, lambda words: "", _page(indicator), choosing=True
        )
        return ask(self.admin_site, request, question)

    def _write(self, request: HttpRequest, year: Target, amounts: dict[Period, Decimal]) -> HttpResponse:
        indicator = year.indicator
        before = last_year(indicator, list(amounts), on=clock.today())
        form = SpreadForm(
            list(amounts), request.POST if request.method == "POST" else None,
            told={part: f"A year before: {figure.shown}." for part, figure in before.items()},
            initial={"seen": indicator.version, "source": year.source,
                     **{part.code: f"{amount:f}" for part, amount in amounts.items()}},
        )  # fmt: skip

        def write(words: dict) -> str:
            given = {part: words[part.code] for part in amounts}
            try:
                rows = set_profile(
                    year, given, source=words["source"], by=request.user, why=words["why"], seen=words["seen"]
                )
            except locking.Stale:
                form.data = {**form.data.dict(), "seen": Indicator.objects.get(pk=indicator.pk).version}
                raise
            return f"{len(rows)} targets are set for {Period.parse(year.period).label}."

        question = Question(
            indicator, TITLE, "Set these targets", _explained(indicator, year), form, write, _page(indicator),
            told=lambda: _there(indicator, list(amounts)), refusals=(CannotSpread,),
        )  # fmt: skip
        return ask(self.admin_site, request, question)


def _explained(indicator: Indicator, year: Target) -> str:
    label = YearChoice(Target.objects.none()).label_from_instance(year)
    together = {
        Adding.SUM: "The figures add up over the year, so these must add up to the year's target.",
        Adding.RUNNING: "Each figure counts the year so far, so the last of these must be the year's target.",
    }
    return " ".join(filter(None, [f"{label}.", together.get(Adding(indicator.adding), "")]))


def _there(indicator: Indicator, parts: Sequence[Period]) -> list[Told]:
    """Targets that would be replaced."""
    rows = indicator.targets.filter(period__in=[part.code for part in parts]).select_related("group")
    lines = [f"{Period.parse(row.period).label}: {str(row).removeprefix(f'{indicator}: ')}" for row in rows]
    return [Told("Targets that are there already, and will be replaced", lines)] if lines else []


def _page(indicator: Indicator) -> str:
    return reverse("admin:performance_indicator_change", args=[indicator.pk])
