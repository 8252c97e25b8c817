"""One approval for several reports: a body decides them in one meeting, so body and date are asked for once.

All of them or none, each as the approver saw it: what changed since it was on the list or on this page is named with
what was done to it, and confirming again is a decision about the report as it is now.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from plan.desk.bulk import SEEN_ROW
from plan.wording import count

from . import workflow
from .admin_forms import DecisionForm
from .admin_pages import changed_since, page, seen_of
from .models import HighlightReport
from .standing import roles_towards, stage_of
from .trail import since
from .transitions import APPROVE, NotAllowed, refusal


@admin.action(description="Record one approval for the ticked reports…", permissions=["view"])
def approve_ticked(desk: Any, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse:
    """To a page that asks for the decision, with the versions of the reports that were on the list."""
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    chosen = [("report", pk) for pk in ticked]
    chosen += [(f"{SEEN_ROW}{pk}", request.POST.get(f"{SEEN_ROW}{pk}", "")) for pk in ticked]
    return HttpResponseRedirect(f"{reverse('admin:outcomes_highlightreport_approve')}?{urlencode(chosen)}")


def approve_several(desk: Any, request: HttpRequest) -> HttpResponse:
    """Record the approval of several reports by one body on one day: all of them or none."""
    rows = _chosen(desk, request)
    latest = max(rows, key=lambda row: row.period.ends)
    form = DecisionForm(request.POST if request.method == "POST" else None, report=latest)
    problem, changed = next(filter(None, (_refusal(row, request) for row in rows)), ""), []
    if request.method != "POST":
        changed = [changed_since(row, request.GET) for row in rows if seen_of(row, request.GET) is not None]
    elif not problem and form.is_valid():
        try:
            changed = _approve(rows, request, form, by=request.user)
        except NotAllowed as error:
            form.add_error(None, f"Nothing was changed. {error}")
        else:
            if not changed:
                told = f"The approval of {count(len(rows), 'report')} is recorded."
                desk.message_user(request, told, messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:outcomes_highlightreport_changelist"))
        rows = _chosen(desk, request)
    context = {
        "title": f"Record the approval of {count(len(rows), 'report')}", "rows": rows, "form": form,
        "refusal": problem, "missing": [], "changed": list(filter(None, changed)), "seen_row": SEEN_ROW,
        "button": APPROVE.button, "explanation": APPROVE.explanation,
        "back": reverse("admin:outcomes_highlightreport_changelist"),
    }  # fmt: skip
    return page(desk, request, context)


def _chosen(desk: Any, request: HttpRequest) -> list[HighlightReport]:
    """The reports asked for as they stand now; all of them are this user's to see, or none is there."""
    asked = {pk for pk in request.GET.getlist("report") if pk.isdecimal()}
    rows = list(desk.get_queryset(request).filter(pk__in=asked).order_by("pk"))
    if not rows or len(rows) != len(asked):
        raise Http404
    return rows


def _refusal(row: HighlightReport, request: HttpRequest) -> str:
    """Why this one may not be approved, with what became of it since it was read."""
    problem = refusal(APPROVE, stage_of(row), roles_towards(row, request.user))
    done = since(row, seen_of(row, request.POST or request.GET)) if problem else ""
    return " ".join(filter(None, [f"{row}: {problem}", done])) if problem else ""


@transaction.atomic
def _approve(rows: list[HighlightReport], request: HttpRequest, form: DecisionForm, *, by: Any) -> list[str]:
    """Approve them all; or none, with what changed since they were read."""
    standing = list(HighlightReport.objects.select_for_update().filter(pk__in=[row.pk for row in rows]).order_by("pk"))
    changed = list(filter(None, (changed_since(row, request.POST) for row in standing)))
    if changed:
        return changed
    for row in standing:
        try:
            workflow.approve(row, by=by, **form.words())
        except NotAllowed as error:
            raise NotAllowed(f"{row}: {error}") from None
    return []
