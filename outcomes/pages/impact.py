"""What reports to the council's bodies do to the plan: which of them touched an outcome (requirements H84 and H85)."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from outcomes.models import ImpactStatement
from outcomes.scrutiny.stating import in_order, touching
from plan import clock
from plan.models import Plan
from plan.pages import kept

from .indicators import page_links
from .library_filters import ImpactFilters, outcome_names

PARAMS = (*ImpactFilters.base_filters, "page")
PER_PAGE = 20
LATEST = 4


def filters_of(data: Any, user: Any) -> ImpactFilters:
    today = clock.today()
    rows = in_order(ImpactStatement.objects.current_for(user))
    return ImpactFilters(data, rows, plan=Plan.current(today), on=today)


@kept(params=PARAMS)
def impact(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request.GET, request.user)
    page = Paginator(filters.rows(), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    asked = {name: request.GET[name] for name in PARAMS if name != "page" and request.GET.get(name)}
    names = outcome_names({row.outcome_id for row in rows})
    context = {
        "form": filters.form,
        "page": page,
        "rows": [(row, *names.get(row.outcome_id, ("", ""))) for row in rows],
        "asked": bool(asked),
        "links": page_links(page, asked),
    }
    return render(request, "outcomes/impact.html", context)


def latest_touching(same: Mapping[UUID, Collection[UUID]], outcome: UUID, user: Any) -> dict[str, Any]:
    """For a page of an outcome: the latest reports that state an effect on it, and how many there are. Two queries, one
    where there are none. `same` is as `outcomes.framework.same.twins` gives it."""
    found = list(touching([item for item, asked in same.items() if outcome in asked], user))
    return {"touching": found[:LATEST], "touching_count": len(found)}
