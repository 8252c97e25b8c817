"""The steps with packs and their versions: each is a page that asks for what it needs, then calls its verb."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from outcomes.reporting.anyway import AnywayForm
from outcomes.reporting.points import Point
from plan import clock
from plan.desk.base import DeskAdmin
from plan.roles import POLICY_OFFICER, Role
from plan.wording import count, day

from .building import NotAllowed
from .models import PackVersion
from .publishing import StopsStand
from .queue import in_words

ADMINISTRATORS_ONLY = "What a withdrawn paper said is erased by administrators. Ask one of them."
OFFICERS_ONLY = "Packs are built, cleared, published and withdrawn by policy officers. Ask one of them."


@dataclass(frozen=True)
class Step:
    """One step: its button, what is said about it, the verb, where it leads back to, and whose it is.

    `rows` are lines shown before the form, `points` what stands in the way; `refusal` is what people without the role
    are told.
    """

    button: str
    explanation: str
    verb: Callable[[forms.Form], str]
    back: str
    rows: Sequence[str] = ()
    points: Sequence[Point] = ()
    role: Role = POLICY_OFFICER
    refusal: str = OFFICERS_ONLY


def signed_in(request: HttpRequest) -> Any:
    """Who acts: the desk lets nobody in who is not signed in."""
    return request.user


def holds(request: HttpRequest, role: Role) -> bool:
    return signed_in(request).has_role(role.slug)


def is_officer(request: HttpRequest) -> bool:
    return holds(request, POLICY_OFFICER)


def told(version: PackVersion) -> str:
    """How a version stands, in a sentence."""
    if version.is_withdrawn:
        erased = f" Erased on {day(clock.local_day(version.withdrawal.erasure.at))}" if version.is_erased else ""
        return f"Withdrawn on {day(clock.local_day(version.withdrawal.at))}: {version.withdrawal.reason}{erased}"
    if version.published_at:
        later = version.superseded_by
        until = f", superseded by version {later.number}" if later else ""
        late = " late" if version.is_late else ""
        left = f", with {count(len(version.points_left_open), 'open point')}" if version.open_points else ""
        done = version.pack.was_put_out.capitalize()
        return f"{done}{late} on {day(clock.local_day(version.published_at))}{left}{until}"
    if version.state == PackVersion.State.FAILED:
        return f"Could not be built. {version.failure}"
    if version.state == PackVersion.State.BUILT:
        if version.cleared_at:
            then = version.pack.put_out.capitalize()
            return f"Cleared on {day(clock.local_day(version.cleared_at))} by {version.cleared_office}. {then} it"
        return "Built. Read it as those it is for will, then clear it"
    ahead = getattr(version, "ahead", None)  # from `queue.with_place`, where many are told of
    return f"{in_words(version, now=clock.now(), before=ahead)}. Open this page again in a minute"


def take(desk: DeskAdmin, request: HttpRequest, row: models.Model, form: forms.Form, step: Step) -> HttpResponse:
    """Ask for what a step needs, then call its verb, which decides; a refusal is shown in its own words."""
    refusal = "" if holds(request, step.role) else step.refusal
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            done = step.verb(form)
        except NotAllowed as error:
            form.add_error(None, str(error))
            if isinstance(error, StopsStand) and isinstance(form, AnywayForm):
                form.read_again()
        else:
            desk.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(step.back)
    status = 403 if refusal else 422 if form.is_bound and form.errors else 200
    context = {
        **desk.admin_site.each_context(request), "opts": desk.opts, "title": step.button, "row": row, "form": form,
        "refusal": refusal, "rows": step.rows, "points": step.points, "back": step.back, "button": step.button,
        "explanation": step.explanation,
    }  # fmt: skip
    return TemplateResponse(request, "outcomes/desk/move.html", context, status=status)


class StepsMixin:
    """Finds rows as the desk does: what is not there and what is not theirs look alike."""

    def _found(self: Any, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        return row

    def _bound(self, request: HttpRequest) -> Any:
        return request.POST if request.method == "POST" else None

    def _step_path(self: Any, name: str, view: Callable) -> Any:
        model = self.opts.model_name
        return path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"outcomes_{model}_{name}")
