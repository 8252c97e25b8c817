"""Dates in the Plan: what it says is to be reached by when, and whether it was (requirement D49)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from outcomes.framework.places import Place
from outcomes.reporting.dates import AHEAD, COMING, PASSED, REACHED, WatchedDate, dates_of
from plan import clock
from plan.models import Plan
from plan.pages import kept


@dataclass(frozen=True)
class DateGroup:
    title: str
    told: str
    rows: list[tuple[WatchedDate, Place]]


@kept
def dates(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    plan = Plan.current(today)
    found = dates_of(plan, on=today) if plan else []
    return render(request, "outcomes/dates.html", {"plan": plan, "groups": grouped(found, today)})


def grouped(found: list[tuple[WatchedDate, Place]], today) -> list[DateGroup]:
    """What was missed first, then what is coming up, what lies further ahead and what was reached."""
    ahead = today + AHEAD

    def of(title: str, told: str, keeps) -> DateGroup:
        return DateGroup(title, told, [(one, place) for one, place in found if keeps(one)])

    groups = [
        of("Passed", "The day has passed, and it is not reported as reached.", lambda one: one.state == PASSED),
        of("Coming up", "Within twelve months.", lambda one: one.state == COMING and one.by <= ahead),
        of("Further ahead", "", lambda one: one.state == COMING and one.by > ahead),
        of("Reached", "", lambda one: one.state == REACHED),
    ]
    return [group for group in groups if group.rows]
