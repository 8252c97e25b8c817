"""The moves of a report as pages and as actions on ticked rows. Each calls its verb; the verb decides.

A page is asked for with GET and confirmed with POST, without scripts. A move that is not allowed is refused with the
verb's own sentence, whoever sends what.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from plan.desk.bulk import SEEN_ROW
from plan.wording import count

from . import workflow
from .admin_forms import DecisionForm, MoveForm, form_for
from .models import HighlightReport
from .standing import roles_towards, stage_of
from .transitions import APPROVE, BY_NAME, CLEAR, PUBLISH, RETURN, SUBMIT, Incomplete, NotAllowed, Transition, refusal

VERBS: dict[str, Callable[..., HighlightReport]] = {
    "submit": workflow.submit,
    "return": workflow.return_report,
    "approve": workflow.approve,
    "clear": workflow.clear,
    "publish": workflow.publish,
    "revise": workflow.revise,
}
DONE = {
    "submit": "The report is submitted to corporate management.",
    "return": "The report is returned to the board.",
    "approve": "The approval is recorded.",
    "clear": "The public words are cleared. The report can now be published.",
    "publish": "The report is published.",
    "revise": "This is the revision: a draft with everything the published report says.",
}
CHANGED = "Somebody changed this report since you opened the page. Read it again, then confirm."


def found(desk: Any, request: HttpRequest, object_id: str) -> Any:
    """The row, if this user may see it here; what is not there and what is not theirs look alike."""
    row = desk.get_object(request, unquote(object_id))
    if row is None:
        raise Http404
    if not desk.has_view_permission(request, row):
        raise PermissionDenied
    return row


class HiddenMixin:
    """For models that some people on the desk may know nothing of: to them a row is not there, not forbidden."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if object_id is not None and not self.has_view_or_change_permission(request):
            raise Http404
        return super().changeform_view(request, object_id, form_url, extra_context)


def move_page(desk: Any, request: HttpRequest, report: HighlightReport, name: str) -> HttpResponse:
    """Confirm one move: what it does, what it asks for, what is missing or in its way."""
    move = BY_NAME.get(name)
    if move is None:
        raise Http404
    form = form_for(move)(request.POST if request.method == "POST" else None, report=report)
    problem, missing = refusal(move, stage_of(report), roles_towards(report, request.user)), []
    if request.method == "POST" and not problem and form.is_valid():
        try:
            moved = act(move, report, form, by=request.user)
        except Incomplete as error:
            missing = error.missing
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            desk.message_user(request, DONE[name], messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:outcomes_highlightreport_change", args=[moved.pk]))
    context = {
        "title": move.button, "row": report, "form": form, "refusal": problem, "missing": missing,
        "button": move.button, "explanation": move.explanation,
        "back": reverse("admin:outcomes_highlightreport_change", args=[report.pk]),
    }  # fmt: skip
    return page(desk, request, context)


@transaction.atomic
def act(move: Transition, report: HighlightReport, form: MoveForm, *, by: Any) -> HighlightReport:
    """Call the verb, unless the report changed since the page was shown."""
    standing = HighlightReport.objects.select_for_update().get(pk=report.pk)
    seen = form.cleaned_data["seen_version"]
    if standing.version != seen and standing.status == report.status:
        form.data = {**form.data.dict(), "seen_version": standing.version}
        raise NotAllowed(CHANGED)
    return VERBS[move.name](report, by=by, **form.words())


def page(desk: Any, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    failed = context["refusal"] or context["missing"] or (context["form"].is_bound and context["form"].errors)
    status = 403 if context["refusal"] else 422 if failed else 200
    whole = {**desk.admin_site.each_context(request), "opts": desk.opts, **context}
    return TemplateResponse(request, "outcomes/desk/move.html", whole, status=status)


# Ticked rows -------------------------------------------------------------------------------------------------------


def ticked_action(move: Transition, description: str) -> Callable:
    """An action that makes one move with every ticked report, or with none. A note is taken from the field "Why"."""

    @admin.action(description=description, permissions=["view"])
    def action(desk: Any, request: HttpRequest, queryset: models.QuerySet) -> None:
        words = {"note": request.POST.get("change_reason", "")} if move.asks == "note" else {}
        try:
            with transaction.atomic():
                rows = list(queryset.order_by("pk"))
                for row in rows:
                    one_of(move, row, request, words)
        except NotAllowed as error:
            desk.message_user(request, f"Nothing was changed. {error}", messages.ERROR)
        else:
            desk.message_user(request, f"Done for {count(len(rows), 'report')}.", messages.SUCCESS)

    action.__name__ = f"{move.name}_ticked"
    return action


def one_of(move: Transition, row: HighlightReport, request: HttpRequest, words: dict[str, Any]) -> None:
    """Make the move with one ticked row; a refusal names the row."""
    if request.POST.get(f"{SEEN_ROW}{row.pk}") != str(row.version):
        raise NotAllowed(f"{row}: somebody changed this report since you opened the list. Look at it again.")
    try:
        VERBS[move.name](row, by=request.user, **words)
    except NotAllowed as error:
        raise NotAllowed(f"{row}: {error}") from None


@admin.action(description="Record one approval for the ticked reports…", permissions=["view"])
def approve_ticked(desk: Any, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse:
    """A body approves several reports in one meeting: body and date are asked for once, on a page of their own."""
    chosen = [("report", pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)]
    return HttpResponseRedirect(f"{reverse('admin:outcomes_highlightreport_approve')}?{urlencode(chosen)}")


def approve_several(desk: Any, request: HttpRequest) -> HttpResponse:
    """Record the approval of several reports by one body on one day: all of them or none."""
    asked = {pk for pk in request.GET.getlist("report") if pk.isdecimal()}
    rows = list(desk.get_queryset(request).filter(pk__in=asked).order_by("pk"))
    if not rows or len(rows) != len(asked):
        raise Http404
    latest = max(rows, key=lambda row: row.period.ends)
    form = DecisionForm(request.POST if request.method == "POST" else None, report=latest)
    refusals = (refusal(APPROVE, stage_of(row), roles_towards(row, request.user)) for row in rows)
    problem = next(filter(None, refusals), "")
    if request.method == "POST" and not problem and form.is_valid():
        try:
            with transaction.atomic():
                for row in rows:
                    approve_one(row, request, form)
        except NotAllowed as error:
            form.add_error(None, f"Nothing was changed. {error}")
        else:
            desk.message_user(request, f"The approval of {count(len(rows), 'report')} is recorded.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:outcomes_highlightreport_changelist"))
    context = {
        "title": f"Record the approval of {count(len(rows), 'report')}", "rows": rows, "form": form,
        "refusal": problem, "missing": [], "button": APPROVE.button, "explanation": APPROVE.explanation,
        "back": reverse("admin:outcomes_highlightreport_changelist"),
    }  # fmt: skip
    return page(desk, request, context)


def approve_one(row: HighlightReport, request: HttpRequest, form: DecisionForm) -> None:
    try:
        workflow.approve(row, by=request.user, **form.words())
    except NotAllowed as error:
        raise NotAllowed(f"{row}: {error}") from None


ACTIONS = (
    ticked_action(SUBMIT, "Submit the ticked reports"),
    ticked_action(RETURN, "Return the ticked reports, with the note in “Why”"),
    approve_ticked,
    ticked_action(CLEAR, "Clear the public words of the ticked reports"),
    ticked_action(PUBLISH, "Publish the ticked reports"),
)
