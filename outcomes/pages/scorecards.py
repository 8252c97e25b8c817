"""Scorecards of outcomes and of departments: how their indicators stand, with the list behind each number."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from outcomes.framework.citing import citations
from outcomes.framework.tree import read_tree
from outcomes.models import Outcome
from outcomes.reporting.progress import progress
from outcomes.reporting.service_actions import ServiceAction, of_department
from performance.models import Indicator
from plan.models import Department
from plan.pages import kept

from .home import OutcomeLine
from .indicators import filters_of
from .scores import Scorecard, scorecard
from .summaries import judged


@dataclass(frozen=True)
class Row:
    """One scorecard of several: whose it is, and where to read it."""

    name: str
    slug: str
    card: Scorecard
    number: str = ""


@kept
def scorecards(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request.user, {})
    found = filters.find()
    context = {"outcomes": by_outcome(filters, found), "departments": by_department(found), "all": scorecard(found, {})}
    return render(request, "outcomes/scorecards.html", context)


def by_outcome(filters, found) -> list[Row]:
    """In the plan's order; an outcome that no indicator measures has a row too, as that is a gap."""
    if filters.plan is None:
        return []
    cited = citations(filters.plan, on=filters.on)
    rows = []
    for slug, number, title in filters.plan.outcomes.order_by("position", "pk").values_list("slug", "number", "title"):
        keys = {one.indicator for one in cited if one.outcome == slug}
        own = [one for one in found if one.line.pk in keys]
        rows.append(Row(title, slug, scorecard(own, {"outcome": slug}), number))
    return rows


def by_department(found) -> list[Row]:
    """By name; only those that answer for a figure."""
    owner = dict(Indicator.objects.exclude(owner=None).values_list("pk", "owner__slug"))
    rows = []
    for slug, name in Department.objects.order_by("name").values_list("slug", "name"):
        own = [one for one in found if owner.get(one.line.pk) == slug]
        if own:
            rows.append(Row(name, slug, scorecard(own, {"department": slug})))
    return rows


@kept
def department_scorecard(request: HttpRequest, slug: str) -> HttpResponse:
    department = get_object_or_404(Department, slug=slug)
    asked = {"department": slug}
    card = scorecard(filters_of(request.user, asked).find(), asked)
    actions = by_year(of_department(department))
    context = {"department": department, "card": card, "actions": actions}
    return render(request, "outcomes/department_scorecard.html", context)


def by_year(actions: list[ServiceAction]) -> list[tuple[str, list[ServiceAction]]]:
    """A department's service-plan actions under their years, the newest first."""
    return [(year, list(rows)) for year, rows in groupby(actions, key=lambda action: action.year)]


@kept
def outcome_scorecard(request: HttpRequest, slug: str) -> HttpResponse:
    asked = {"outcome": slug}
    filters = filters_of(request.user, asked)
    found = read_tree(filters.plan, outcome=slug) if filters.plan else ()
    if not found:
        return _moved(request, filters.plan, slug)
    (shown,) = progress(found, on=filters.on, words=False, figures=False)
    context = {
        "plan": filters.plan,
        "outcome": shown,
        "line": OutcomeLine(shown, judged(shown.sub_outcomes)),
        "card": scorecard(filters.find(), asked),
    }
    return render(request, "outcomes/outcome_scorecard.html", context)


def _moved(request: HttpRequest, plan, slug: str) -> HttpResponse:
    """The address of an earlier version's outcome leads to the same one in the plan in force."""
    earlier = Outcome.objects.filter(slug=slug).visible_to(request.user).values("item")
    now = Outcome.objects.filter(plan=plan, item__in=earlier).first() if plan else None
    if now is None:
        raise Http404("The plan has no such outcome.")
    return redirect("outcome-scorecard", now.slug)
