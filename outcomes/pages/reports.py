"""The boards' highlight reports, in the words cleared for the public."""

from dataclasses import replace
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from outcomes.framework.places import Place, places
from outcomes.models import HighlightReport
from outcomes.reporting.reading import read, updates_of
from plan import clock
from plan.models import Plan
from plan.pages import kept

from .home import new_reports


@kept
def reports(request: HttpRequest) -> HttpResponse:
    plan = Plan.current(clock.today())
    found = new_reports(plan)
    return render(request, "outcomes/reports.html", {"periods": by_period(found)})


def by_period(found) -> list[tuple[str, list]]:
    """Reports under their period, the period with the newest report first, by outcome within."""
    newest = {report.period: position for position, report in reversed(list(enumerate(found)))}

    def order(report):
        return newest[report.period], report.outcome.number if report.outcome else "", report.board

    return [(period, list(group)) for period, group in groupby(sorted(found, key=order), lambda r: r.period)]


@kept
def report(request: HttpRequest, pk: int) -> HttpResponse:
    visible = HighlightReport.objects.visible_to(request.user).published().select_related("plan")
    row = get_object_or_404(visible, pk=pk)
    shown = read(HighlightReport.objects.filter(pk=pk))[pk]
    updates = updates_of(pk)
    now = Plan.current(clock.today()) or row.plan
    where = places_in(row.plan, now, shown.items | {update.about for update in updates})
    return render(request, "outcomes/public_report.html", {"report": shown, "updates": updates, "places": where})


def places_in(told: Plan, now: Plan, items: set[UUID]) -> dict[UUID, Place]:
    """What the edition that a report speaks of calls the items, each leading to where it stands now. One that the
    plan has no longer leads to that edition."""
    where = places(now, items)
    if told != now:
        for item, place in places(told, items).items():
            today = where.get(item, place)
            where[item] = replace(today, number=place.number, title=place.title)
    return where
