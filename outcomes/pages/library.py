"""The library: the council's strategies with what each supports."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from outcomes.framework.places import Place, places
from outcomes.models import ItemStrategy
from plan import clock
from plan.models import Plan, Strategy
from plan.pages import kept


@kept
def strategies(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    plan = Plan.current(today)
    library = list(Strategy.objects.select_related("department"))
    supported = what_they_support(plan, today) if plan else {}
    rows = [(strategy, supported.get(strategy.pk, [])) for strategy in library]
    return render(request, "outcomes/strategies.html", {"rows": rows, "today": today})


def what_they_support(plan: Plan, on) -> dict[int, list[Place]]:
    """Places in the plan by the strategy that supports them, in the plan's order."""
    links = list(ItemStrategy.objects.on(on).values_list("strategy_id", "item_id"))
    where = places(plan, {item for _, item in links})
    found: dict[int, list[Place]] = defaultdict(list)
    for strategy, item in links:
        if item in where and where[item] not in found[strategy]:
            found[strategy].append(where[item])
    return {key: sorted(supported, key=lambda place: in_order(place.number)) for key, supported in found.items()}


def in_order(number: str) -> list[tuple[int, str]]:
    """A printed number as it is ordered: 9.2 before 9.10, and 12 after 9."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in number.split(".")]
