"""The pages that compare several councils."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plan import clock
from plan.pages import kept

from .compared import compared_groups, compared_indicators, comparison
from .models import ComparatorGroup

COLUMNS = 6  # more do not fit side by side


@kept
def comparisons(request: HttpRequest) -> HttpResponse:
    groups = compared_groups(request.user, on=clock.today())
    return render(request, "performance/comparisons.html", {"groups": groups})


@kept(params=("page",))
def comparison_of(request: HttpRequest, slug: str) -> HttpResponse:
    """A group nobody gave figures for is no page: its name alone says nothing."""
    today = clock.today()
    group = get_object_or_404(ComparatorGroup, slug=slug)
    found = compared_indicators(group, request.user, on=today)
    if not found:
        raise Http404
    page = Paginator(found, COLUMNS).get_page(request.GET.get("page"))
    shown = comparison(group, list(page.object_list), on=today)
    return render(request, "performance/comparison.html", {"group": group, "page": page, "shown": shown})
