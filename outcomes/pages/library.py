"""The library: the council's strategies, what each supports, and how boards judged it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from outcomes.framework.behind import outcomes_without, strategies_without
from outcomes.framework.numbers import number_key
from outcomes.framework.places import Place, places
from outcomes.framework.reviewing import Reviewed, reviews_of, standing_reviews
from outcomes.models import ItemStrategy, Outcome
from plan import clock
from plan.models import Plan, Strategy
from plan.pages import kept

from .library_filters import StrategyFilters, outcome_names

PARAMS = tuple(StrategyFilters.base_filters)


@dataclass(frozen=True)
class Kept:
    """A strategy with the places it supports and what the boards judged last, as of a day."""

    strategy: Strategy
    places: list[Place]
    reviews: list[Reviewed]
    on: date

    @property
    def is_due(self) -> bool:
        """Whether it is due review itself, or out of date with a board, as long as it holds: as the filter has it."""
        row = self.strategy
        itself = row.review_due is not None and row.review_due <= self.on
        return self.is_in_force and (itself or any(review.expired for review in self.reviews))

    @property
    def is_in_force(self) -> bool:
        """By its dates, whatever its status says in words."""
        return self.strategy.holds_on(self.on)

    @property
    def has_ended(self) -> bool:
        return self.strategy.ends is not None and self.strategy.ends <= self.on


def filters_of(data: Any, user: Any) -> StrategyFilters:
    today = clock.today()
    rows = Strategy.objects.visible_to(user).select_related("department")
    return StrategyFilters(data, rows, plan=Plan.current(today), on=today)


@kept(params=PARAMS)
def strategies(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request.GET, request.user)
    rows = in_library(list(filters.rows()), filters.plan, filters.on)
    asked = any(request.GET.get(name) for name in PARAMS)
    context = {
        "form": filters.form,
        "rows": rows,
        "asked": asked,
        "without": [] if asked else bare(filters.plan, filters.on),
        "alone": {} if asked else {row.pk for row in strategies_without(Strategy.objects.all(), filters.on)},
    }
    return render(request, "outcomes/strategies.html", context)


@kept
def strategy(request: HttpRequest, slug: str) -> HttpResponse:
    today = clock.today()
    seen = Strategy.objects.visible_to(request.user)
    row = get_object_or_404(seen.select_related("department", "replaces"), slug=slug)
    plan = Plan.current(today)
    (found,) = in_library([row], plan, today)
    made = reviews_of([row.pk], on=today)[row.pk]
    latest = {(review.board, review.outcome, review.date, review.comment) for review in found.reviews}
    context = {
        "kept": found,
        "strategy": row,
        "under": by_outcome(found.places, plan),
        "earlier": [one for one in made if (one.board, one.outcome, one.date, one.comment) not in latest],
        "outcomes": {item: f"{number} {title}" for item, (number, title) in
                     outcome_names({review.outcome for review in made}).items()},
        "before": versions_before(row, seen),
        "after": list(seen.filter(replaces=row).order_by("starts", "title")),
    }  # fmt: skip
    return render(request, "outcomes/strategy.html", context)


def in_library(rows: list[Strategy], plan: Plan | None, on: date) -> list[Kept]:
    """Strategies with what they support and how they were judged: eight queries, however many there are."""
    supported = what_they_support(plan, on) if plan else {}
    reviews = standing_reviews([row.pk for row in rows], on=on)
    return [Kept(row, supported.get(row.pk, []), reviews[row.pk], on) for row in rows]


def what_they_support(plan: Plan, on: date) -> dict[int, list[Place]]:
    """Places in the plan by the strategy that supports them, in the plan's order."""
    links = list(ItemStrategy.objects.on(on).values_list("strategy_id", "item_id"))
    where = places(plan, {item for _, item in links})
    found: dict[int, list[Place]] = defaultdict(list)
    for key, item in links:
        if item in where and where[item] not in found[key]:
            found[key].append(where[item])
    return {key: sorted(supported, key=lambda place: number_key(place.number)) for key, supported in found.items()}


def by_outcome(supported: list[Place], plan: Plan | None) -> list[tuple[str, list[Place]]]:
    """Places under the number and title of their outcome. One query."""
    rows = plan.outcomes.order_by("position", "pk").values_list("slug", "number", "title") if plan and supported else []
    found = [(f"{number} {title}", [one for one in supported if one.outcome == slug]) for slug, number, title in rows]
    return [(title, under) for title, under in found if under]


def bare(plan: Plan | None, on: date) -> list[Outcome]:
    """Outcomes of the plan in force that no strategy supports, nor anything under them."""
    rows = Outcome.objects.filter(plan=plan, kind=Outcome.Kind.OUTCOME) if plan else Outcome.objects.none()
    return list(outcomes_without(rows, on).order_by("position", "pk"))


def versions_before(row: Strategy, seen: Any) -> list[Strategy]:
    """The strategies that this one took the place of, the last one first. One query for each."""
    found: list[Strategy] = []
    key = row.replaces_id
    while key is not None and key not in {row.pk, *(one.pk for one in found)}:
        before = seen.filter(pk=key).first()
        if before is None:
            break
        found.append(before)
        key = before.replaces_id
    return found
