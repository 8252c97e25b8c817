"""What a reader may ask of the list of indicators: one set of filters for the page, the scorecards' links and the API.

Columns and citations narrow the query. What is judged on read (`signals.py`) narrows the read model, so a list is read
as a whole before a page of it is shown.
"""

from datetime import date
from typing import Any

import django_filters

from outcomes.framework.citing import citations, cited_under
from outcomes.scrutiny.remits import named
from performance.awaited import awaited
from performance.models import Indicator
from performance.read import indicator_lines
from plan.models import Body, Department, Plan

from .list_filters import ListFilters
from .signals import DIRECTION, FIRST_KEY, ORDERS, OVERDUE, POSITION, RATING, SIGNALS, Judged, Signal, in_order

KEY, CONTEXT = "1", "context"


def _judged(signal: Signal) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=signal.label, empty_label=signal.any, method="judged_later", choices=signal.asked
    )


class IndicatorFilters(ListFilters):
    """`plan` is the edition in which remits are seen, too."""

    outcome = django_filters.ChoiceFilter(label="Outcome", empty_label="All outcomes", method="of_outcome")
    department = django_filters.ChoiceFilter(
        label="Department", empty_label="All departments", field_name="owner__slug"
    )
    committee = django_filters.ChoiceFilter(
        label="Scrutiny committee", empty_label="All committees", method="of_committee"
    )
    position = _judged(POSITION)
    direction = _judged(DIRECTION)
    rating = _judged(RATING)
    overdue = _judged(OVERDUE)
    key = django_filters.ChoiceFilter(
        label="Which indicators", empty_label="All indicators", method="of_standing",
        choices=[(KEY, "Key indicators"), (CONTEXT, "Figures for context")],
    )  # fmt: skip
    sort = django_filters.ChoiceFilter(
        label="Order", empty_label=ORDERS[FIRST_KEY][0], method="judged_later",
        choices=[(code, words) for code, (words, _) in ORDERS.items() if code != FIRST_KEY],
    )  # fmt: skip

    class Meta:
        model = Indicator
        fields: list[str] = []

    def __init__(self, data: Any, queryset, *, plan: Plan | None, on: date) -> None:
        super().__init__(data, queryset, plan=plan, on=on)
        outcomes = plan.outcomes.order_by("position", "pk").values_list("slug", "title") if plan else []
        owned = Department.objects.filter(indicators__in=queryset).distinct()
        self.committees = list(Body.objects.scrutiny().on(on).order_by("name"))
        self.offer("outcome", list(outcomes))
        self.offer("department", list(owned.values_list("slug", "name")))
        self.offer("committee", [(body.slug, body.name) for body in self.committees])

    def words(self, name: str) -> str:
        """The words of what was asked for with one filter: a department's name for its short name."""
        return dict(self.form.fields[name].choices)[self.asked[name]]  # type: ignore[attr-defined]

    def find(self) -> list[Judged]:
        """The indicators that fit everything asked for, in order; none where a choice does not exist. At most twelve
        queries beside those for the choices, whatever their number."""
        if not self.form.is_valid():
            return []
        lines = indicator_lines(self.qs.values_list("pk", flat=True), on=self.on)
        due = awaited(lines, on=self.on)
        judged = [Judged(line, due.get(pk), self.on) for pk, line in lines.items()]
        asked = [(signal, self.asked[signal.name]) for signal in SIGNALS if signal.name in self.asked]
        found = [one for one in judged if all(signal.keeps(one, answer) for signal, answer in asked)]
        return in_order(found, self.asked.get("sort", FIRST_KEY))

    def of_outcome(self, queryset, name, slug):
        """Indicators that the outcome, its sub-outcomes and aims cite on the day."""
        return queryset.filter(pk__in={one.indicator for one in self._cited() if one.outcome == slug})

    def of_committee(self, queryset, name, slug):
        """Indicators of what the committee watches on the day: they follow the items that cite them, and a remit is
        inherited downwards. Some it watches by themselves."""
        committee = next(body for body in self.committees if body.slug == slug)
        watched = named(committee, on=self.on)
        return queryset.filter(pk__in=cited_under(self._cited(), watched.items) | watched.indicators)

    def _cited(self):
        if not hasattr(self, "_citations"):
            self._citations = citations(self.plan, on=self.on) if self.plan else ()
        return self._citations

    def of_standing(self, queryset, name, value):
        return queryset.filter(is_context=True) if value == CONTEXT else queryset.filter(is_key=True)

    def filter_queryset(self, queryset):
        """Figures for context only where they are asked for: the list is of what the plan is judged by."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("key") == CONTEXT else found.filter(is_context=False)

    def judged_later(self, queryset, name, value):
        """Not a column: see `find`."""
        return queryset
