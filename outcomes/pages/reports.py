"""The boards' highlight reports, in the words cleared for the public."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from outcomes.framework.places import places
from outcomes.models import HighlightReport
from outcomes.reporting.published import published_reports
from plan import clock
from plan.models import Plan
from plan.pages import kept

from .home import new_reports


@kept
def reports(request: HttpRequest) -> HttpResponse:
    plan = Plan.objects.visible_to(request.user).in_force(clock.today()).first()
    found = new_reports(plan, request.user, limit=None)
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
    shown = published_reports([pk])[pk]
    now = Plan.objects.visible_to(request.user).in_force(clock.today()).first() or row.plan
    context = {"report": shown, "plan": now, "places": places(now, shown.items)}
    return render(request, "outcomes/public_report.html", context)
