"""The list of indicators with its filters."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from performance.models import Indicator
from plan import clock
from plan.models import Plan
from plan.pages import kept

from .indicator_filters import CONTEXT, IndicatorFilters
from .indicator_words import told

PARAMS = (*IndicatorFilters.base_filters, "page")
PER_PAGE = 25
CARDS = {"department": "department-scorecard", "outcome": "outcome-scorecard"}


@dataclass(frozen=True)
class PageLinks:
    """Links to the pages before and after, which keep the filters."""

    before: str
    after: str


def filters_of(user: Any, data: Any) -> IndicatorFilters:
    """The filters with what this reader may see, as of today."""
    today = clock.today()
    plan = Plan.current(today)
    return IndicatorFilters(data, Indicator.objects.visible_to(user), plan=plan, on=today)


@kept(params=PARAMS)
def indicators(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request.user, request.GET)
    lines = [one.line for one in filters.find()]
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    asked = {name: request.GET[name] for name in PARAMS if name != "page" and request.GET.get(name)}
    context = {
        "form": filters.form,
        "page": page,
        "asked": bool(asked),
        "told": told(len(lines), filters),
        "cards": cards(filters),
        "links": page_links(page, asked),
        "is_context": filters.asked.get("key") == CONTEXT,
        "has_context": Indicator.objects.visible_to(request.user).filter(is_context=True).exists(),
    }
    return render(request, "outcomes/indicators.html", context)


def cards(filters: IndicatorFilters) -> list[tuple[str, str]]:
    """The scorecards of what was asked for: addresses and names."""
    return [
        (reverse(page, args=[filters.asked[name]]), filters.words(name))
        for name, page in CARDS.items()
        if name in filters.asked
    ]


def page_links(page, asked: dict[str, str]) -> PageLinks:
    def link(number: int) -> str:
        return "?" + urlencode({**asked, "page": number})

    return PageLinks(
        before=link(page.previous_page_number()) if page.has_previous() else "",
        after=link(page.next_page_number()) if page.has_next() else "",
    )
