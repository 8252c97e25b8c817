"""The list of indicators with its filters. Ratings and directions are judged on read, so those two filters work on the
read model; the others narrow the query."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import django_filters
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from outcomes.framework.models import Aim, Outcome, SubOutcome
from outcomes.framework.same import same_as_any
from outcomes.models import IndicatorCitation
from performance.direction import Change
from performance.models import Indicator
from performance.rag import Status
from performance.read import IndicatorLine, indicator_lines
from plan import clock
from plan.models import Department, Plan
from plan.pages import kept

PARAMS = ("department", "direction", "key", "outcome", "page", "rating")
PER_PAGE = 25


class IndicatorFilters(django_filters.FilterSet):
    """What a reader may ask for. `plan` is the edition whose outcomes are offered; `on` the day of reading."""

    outcome = django_filters.ChoiceFilter(label="Outcome", empty_label="All outcomes", method="cited_under")
    department = django_filters.ChoiceFilter(
        label="Department", empty_label="All departments", field_name="owner__slug"
    )
    rating = django_filters.ChoiceFilter(
        label="Against target", empty_label="Any rating", method="judged_later",
        choices=[(status.value, status.label) for status in Status],
    )  # fmt: skip
    direction = django_filters.ChoiceFilter(
        label="Since the figure before", empty_label="Any direction", method="judged_later",
        choices=[(change.value, change.label) for change in Change],
    )  # fmt: skip
    key = django_filters.ChoiceFilter(
        label="Which indicators", empty_label="All indicators", method="of_standing",
        choices=[("1", "Key indicators"), ("context", "Figures for context")],
    )  # fmt: skip

    class Meta:
        model = Indicator
        fields: list[str] = []

    def __init__(self, data, queryset, *, plan: Plan | None, on: date) -> None:
        super().__init__(data, queryset)
        self.plan, self.on = plan, on
        outcomes = plan.outcomes.values_list("slug", "title") if plan else []
        self.form.fields["outcome"].choices = list(outcomes)
        owned = Department.objects.filter(indicators__in=queryset).distinct()
        self.form.fields["department"].choices = list(owned.values_list("slug", "name"))
        for field in self.form.fields.values():
            field.error_messages["invalid_choice"] = "“%(value)s” is not in this list. Choose from it."

    def cited_under(self, queryset, name, slug):
        """Indicators that the outcome, its sub-outcomes and aims cite on the day."""
        where = {"plan": self.plan, "outcome__slug": slug}
        aims = same_as_any(Aim.objects.filter(plan=self.plan, sub_outcome__outcome__slug=slug).values("item_id"))
        cited = IndicatorCitation.objects.on(self.on)
        subs = same_as_any(SubOutcome.objects.filter(**where).values("item_id"))
        wholes = same_as_any(Outcome.objects.filter(plan=self.plan, slug=slug).values("item_id"))
        under = cited.filter(item__in=subs) | cited.filter(item__in=aims) | cited.filter(item__in=wholes)
        return queryset.filter(pk__in=under.values("indicator_id"))

    def of_standing(self, queryset, name, value):
        return queryset.filter(is_context=True) if value == "context" else queryset.filter(is_key=True)

    def filter_queryset(self, queryset):
        """Figures for context only where they are asked for: the list is of what the plan is judged by."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("key") == "context" else found.filter(is_context=False)

    def judged_later(self, queryset, name, value):
        """Not a column: see `keeps`."""
        return queryset

    def keeps(self, line: IndicatorLine) -> bool:
        """Whether a line has the rating and the direction asked for."""
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        return all(
            not asked.get(name) or asked[name] == value
            for name, value in (("rating", line.rating.status.value), ("direction", line.direction.change.value))
        )


@dataclass(frozen=True)
class PageLinks:
    """Links to the pages before and after, which keep the filters."""

    before: str
    after: str


@kept(params=PARAMS)
def indicators(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    plan = Plan.objects.visible_to(request.user).in_force(today).first()
    visible = Indicator.objects.visible_to(request.user)
    filters = IndicatorFilters(request.GET, visible, plan=plan, on=today)
    found = filters.qs if filters.form.is_valid() else visible.none()
    read = indicator_lines(found.values_list("pk", flat=True), on=today).values()
    lines = sorted((line for line in read if filters.keeps(line)), key=lambda line: line.name.lower())
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    asked = {name: request.GET[name] for name in PARAMS if name != "page" and request.GET.get(name)}
    context = {"form": filters.form, "page": page, "asked": bool(asked), "links": page_links(page, asked)}
    return render(request, "outcomes/indicators.html", context)


def page_links(page, asked: dict[str, str]) -> PageLinks:
    def link(number: int) -> str:
        return "?" + urlencode({**asked, "page": number})

    return PageLinks(
        before=link(page.previous_page_number()) if page.has_previous() else "",
        after=link(page.next_page_number()) if page.has_next() else "",
    )
