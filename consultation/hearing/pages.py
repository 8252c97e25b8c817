"""The public page of what was heard in a consultation, and the lines about it on the consultation's own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultation.asking.models import Consultation
from plan import clock
from plan.pages import kept

from . import heard


@kept(params=("view",))
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Its window, figures as they were reported, aims as they were ranked, who was engaged, what was said. With
    `?view=table` all figures as one table, earlier ones too: in one page with the bars they would weigh too much."""
    rows = Consultation.objects.visible_to(request.user).select_related("plan", "approved_by", "approved_at__body")
    row = get_object_or_404(rows, slug=slug)
    context = {
        "consultation": row, "state": row.state(clock.today()), "heard": heard.read(row, request.user),
        "as_table": request.GET.get("view") == "table",
    }  # fmt: skip
    return render(request, "consultation/results.html", context)


def panel(row: Consultation, user: Any) -> dict[str, Any] | None:
    """How many answered, with a way to all that was heard; nothing where there is nothing. Two queries."""
    if not heard.something(row):
        return None
    counts = heard.counted(row.response_counts.filter(group=""))
    return {"consultation": row, "responses": counts[0].now if counts else None}
