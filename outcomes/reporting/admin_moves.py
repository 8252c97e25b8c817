"""The moves of a report as pages and as actions on ticked rows. Each calls its verb; the verb decides.

A page is asked for with GET and confirmed with POST, without scripts. A move that is not allowed is refused with the
verb's own sentence, whoever sends what.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from plan.wording import count

from . import admin_approvals, workflow
from .admin_forms import MoveForm, PublishForm, form_for
from .admin_pages import changed_since, page
from .anyway import AnywayForm
from .checking import points_of_report
from .models import HighlightReport
from .points import Point
from .standing import locked, roles_towards, stage_of
from .trail import since
from .transitions import (
    BY_NAME,
    CLEAR,
    DISCARD,
    PUBLISH,
    RETURN,
    SUBMIT,
    Incomplete,
    NotAllowed,
    StopsStand,
    Transition,
    refusal,
)

VERBS: dict[str, Callable[..., HighlightReport | None]] = {
    "submit": workflow.submit,
    "return": workflow.return_report,
    "approve": workflow.approve,
    "clear": workflow.clear,
    "publish": workflow.publish,
    "revise": workflow.revise,
    "discard": workflow.discard,
}
# What a move asks for that stands in the list's field "Why" when rows are ticked, by what its verb calls it.
FROM_WHY = {"note": "note", "why": "reason"}
DONE = {
    "submit": "The report is submitted to corporate management.",
    "return": "The report is returned to the board.",
    "approve": "The approval is recorded.",
    "clear": "The public words are cleared. The report can now be published.",
    "publish": "The report is published.",
    "revise": "This is the revision: a draft with everything the published report says.",
    "discard": "The draft is discarded.",
}
CHANGED = "Somebody changed this report since you opened the page. Read it again, then confirm."


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
            if isinstance(error, StopsStand) and isinstance(form, AnywayForm):
                form.read_again()
        else:
            desk.message_user(request, DONE[name], messages.SUCCESS)
            return HttpResponseRedirect(_address(moved))
    context = {
        "title": move.button, "row": report, "form": form, "refusal": problem, "missing": missing,
        "button": move.button, "explanation": move.explanation,
        "points": () if problem else _points(move, report, form),
        "back": reverse("admin:outcomes_highlightreport_change", args=[report.pk]),
    }  # fmt: skip
    return page(desk, request, context)


def _points(move: Transition, report: HighlightReport, form: MoveForm) -> Sequence[Point]:
    """What is found of a report before it is cleared or published; the form that asks why has looked already."""
    if isinstance(form, PublishForm):
        return form.points
    return points_of_report(report) if move is CLEAR else ()


def _address(report: HighlightReport | None) -> str:
    """Where to go after a move: to the report, or to the list where nothing is left of it."""
    if report is None:
        return reverse("admin:outcomes_highlightreport_changelist")
    return reverse("admin:outcomes_highlightreport_change", args=[report.pk])


@transaction.atomic
def act(move: Transition, report: HighlightReport, form: MoveForm, *, by: Any) -> HighlightReport | None:
    """Call the verb, unless the report changed since the page was shown."""
    standing = locked(report)
    seen = form.cleaned_data["seen_version"]
    if standing.version != seen and standing.status == report.status:
        form.data = {**form.data.dict(), "seen_version": standing.version}
        raise NotAllowed(f"{CHANGED} {since(standing, seen)}".strip())
    return VERBS[move.name](report, by=by, **form.words())


# Ticked rows -------------------------------------------------------------------------------------------------------


def ticked_action(move: Transition, description: str) -> Callable:
    """An action that makes one move with every ticked report, or with none."""

    @admin.action(description=description, permissions=["view"])
    def action(desk: Any, request: HttpRequest, queryset: models.QuerySet) -> None:
        words = {FROM_WHY[move.asks]: request.POST.get("change_reason", "")} if move.asks else {}
        try:
            with transaction.atomic():
                pks = list(queryset.values_list("pk", flat=True))
                rows = list(HighlightReport.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
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
    changed = changed_since(row, request.POST)
    if changed:
        raise NotAllowed(changed)
    try:
        VERBS[move.name](row, by=request.user, **words)
    except NotAllowed as error:
        raise NotAllowed(f"{row}: {error}") from None


ACTIONS = (
    ticked_action(SUBMIT, "Submit the ticked reports"),
    ticked_action(RETURN, "Return the ticked reports, with the note in “Why”"),
    admin_approvals.approve_ticked,
    ticked_action(CLEAR, "Clear the public words of the ticked reports"),
    ticked_action(PUBLISH, "Publish the ticked reports"),
    ticked_action(DISCARD, "Discard the ticked drafts, with the reason in “Why”"),
)
