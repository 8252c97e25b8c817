"""What a reader may ask of the library, and of what reports do to the plan: the same filters for pages and API."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q

from outcomes.framework.models import Outcome
from outcomes.framework.reviewing import strategies_of
from outcomes.framework.same import same_as_any
from outcomes.models import AlignmentReview, ImpactStatement
from outcomes.scrutiny.stating import with_words
from plan.models import Body, Department, Plan, Strategy
from plan.periods import Kind, Period

from .list_filters import ListFilters

IN_FORCE, ENDED, DUE = "in-force", "ended", "due-review"
STATES = [(IN_FORCE, "In force"), (ENDED, "Ended"), (DUE, "Due review")]


class Filters(ListFilters):
    """Filters that offer the outcomes by number and title."""

    def __init__(self, data: Any, queryset: Any, *, plan: Plan | None, on: date) -> None:
        super().__init__(data, queryset, plan=plan, on=on)
        outcomes = Outcome.objects.filter(plan=plan).order_by("position", "pk").values_list("slug", "number", "title")
        self.outcomes = [(slug, f"{number} {title}") for slug, number, title in outcomes] if plan else []
        self.offer("outcome", self.outcomes)

    def rows(self) -> Any:
        """What fits; nothing where something was asked for that is not there."""
        return self.qs if self.form.is_valid() else self.queryset.none()


class StrategyFilters(Filters):
    department = django_filters.ChoiceFilter(
        label="Department", empty_label="All departments", field_name="department__slug"
    )
    outcome = django_filters.ChoiceFilter(label="Outcome", empty_label="All outcomes", method="of_outcome")
    state = django_filters.ChoiceFilter(label="How it stands", empty_label="All", method="of_state", choices=STATES)

    class Meta:
        model = Strategy
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Department.objects.filter(pk__in=Strategy.objects.values("department")).order_by("name")
        self.offer("department", list(kept.values_list("slug", "name")))

    def of_outcome(self, queryset: Any, name: str, slug: str) -> Any:
        """Those linked to the outcome, or to anything under it."""
        linked = strategies_of(self.plan, on=self.on) if self.plan else {}
        return queryset.filter(pk__in=linked.get(slug, ()))

    def of_state(self, queryset: Any, name: str, state: str) -> Any:
        """Due review is what is due itself, and what a board should have looked at again."""
        if state == ENDED:
            return queryset.filter(pk__in=Strategy.objects.ended(self.on).values("pk"))
        holding = queryset.filter(pk__in=Strategy.objects.on(self.on).values("pk"))
        if state == IN_FORCE:
            return holding
        stale = AlignmentReview.objects.standing(self.on).filter(next_review__lte=self.on).values("strategy")
        return holding.filter(Q(pk__in=Strategy.objects.due_review(self.on).values("pk")) | Q(pk__in=stale))


class ImpactFilters(Filters):
    text = django_filters.CharFilter(label="Words", method="of_text")
    outcome = django_filters.ChoiceFilter(label="Outcome", empty_label="All outcomes", method="of_outcome")
    body = django_filters.ChoiceFilter(
        label="Body", empty_label="All bodies", field_name="paper__agenda_item__meeting__body__slug"
    )
    effect = django_filters.ChoiceFilter(
        label="Effect", empty_label="Any effect", choices=ImpactStatement.Effect.choices
    )
    year = django_filters.ChoiceFilter(label="Year", empty_label="All years", method="of_year")

    class Meta:
        model = ImpactStatement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = "paper__agenda_item__meeting__"
        seen = self.queryset.order_by().values_list(f"{meeting}body", f"{meeting}date").distinct()
        found = list(seen)
        bodies = Body.objects.filter(pk__in={body for body, _ in found}).order_by("name")
        years = {Period.containing(Kind.FINANCIAL_YEAR, day).code for _, day in found}
        self.offer("body", [(body.slug, body.name) for body in bodies])
        self.offer("year", [(year.replace("/", "-"), year) for year in sorted(years, reverse=True)])
        self.form.fields["text"].widget.attrs["size"] = 16

    def of_text(self, queryset: Any, name: str, text: str) -> Any:
        return with_words(queryset, text.strip()[:100])

    def of_outcome(self, queryset: Any, name: str, slug: str) -> Any:
        items = Outcome.objects.filter(plan=self.plan, slug=slug).values_list("item_id", flat=True)
        return queryset.filter(outcome__in=same_as_any(list(items)))

    def of_year(self, queryset: Any, name: str, year: str) -> Any:
        """A financial year, by the day of the meeting."""
        period = Period.parse(year.replace("-", "/"))
        return queryset.filter(paper__agenda_item__meeting__date__range=(period.start, period.end))


def outcome_names(items: Any) -> dict[Any, tuple[str, str]]:
    """Number and title of outcomes in the newest public version that has them. One query."""
    rows = Outcome.objects.filter(item__in=items, plan__published_at__isnull=False)
    rows = rows.order_by("plan__start_year", "plan__published_at", "plan")
    return {item: (number, title) for item, number, title in rows.values_list("item_id", "number", "title")}
