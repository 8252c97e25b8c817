"""The page of a reporting period that lists what stands in the way of publishing its reports and figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from plan.desk.base import PageLink

from .checking import as_at, points_of_period
from .models import HighlightReport, ReportingPeriod

TITLE = "Checks before publication"
FINDS = (
    "What stops publication has to be mended first, or is published in spite of it with a reason that is kept. The rest"
    " had better be looked at. Each leads to where it is mended."
)
EXPLANATION = f"{FINDS} Of reports only the words for the public are read."


@dataclass(frozen=True)
class Choice:
    """A filter of the page, with the names that there are to choose from."""

    name: str
    label: str
    names: tuple[str, ...]
    chosen: str

    def keeps(self, names: Iterable[str]) -> bool:
        return not self.chosen or self.chosen in names


def period_checks(desk: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """All that was found of what this person may read of a period, by department or board where they choose one."""
    period = _found(request.user, unquote(object_id))
    points = points_of_period(period, user=request.user)
    department = _choice("department", "Department", (point.department for point in points), request)
    board = _choice("board", "Board", (board for point in points for board in point.boards), request)
    shown = [point for point in points if department.keeps([point.department]) and board.keeps(point.boards)]
    context = {
        "row": period, "on": as_at(period), "points": shown, "choices": [department, board],
        "chosen": department.chosen or board.chosen, "trail": _trail(request.user, period),
    }  # fmt: skip
    return page(desk, request, context)


def page(desk: Any, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    whole = {
        **desk.admin_site.each_context(request), "opts": desk.opts, "title": TITLE, "explanation": EXPLANATION,
        **context,
    }  # fmt: skip
    return TemplateResponse(request, "outcomes/desk/checks.html", whole)


def _found(user: Any, key: str) -> ReportingPeriod:
    """A period for those who see periods, and for members of boards that report on it; to others it is not there."""
    period = ReportingPeriod.objects.filter(pk=key).first() if key.isdecimal() else None
    if period is None:
        raise Http404
    sees = user.has_perm("outcomes.view_reportingperiod")
    if not sees and not HighlightReport.objects.in_full_for(user).filter(period=period).exists():
        raise Http404
    return period


def _trail(user: Any, period: ReportingPeriod) -> list[PageLink]:
    if not user.has_perm("outcomes.view_reportingperiod"):
        return []
    return [
        PageLink("Reporting periods", reverse("admin:outcomes_reportingperiod_changelist")),
        PageLink(str(period), reverse("admin:outcomes_reportingperiod_change", args=[period.pk])),
    ]


def _choice(name: str, label: str, names: Iterable[str], request: HttpRequest) -> Choice:
    found = sorted({one for one in names if one})
    chosen = request.GET.get(name, "")
    return Choice(name, label, tuple(found), chosen if chosen in found else "")


def link_for(period: int) -> PageLink:
    return PageLink(TITLE, reverse("admin:outcomes_reportingperiod_checks", args=[period]))


__all__ = ["EXPLANATION", "FINDS", "TITLE", "link_for", "page", "period_checks"]
