"""The outline: an edition or an outcome as a list whose rows are added, edited and moved, without scripts."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from plan.admin import PUBLISHED
from plan.desk.doors import visible
from plan.desk.returning import return_address
from plan.locking import Stale, last_change
from plan.models import Plan, Section

from .missing_figures import still_open
from .models import Aim, Commitment, Outcome, Placement, SubOutcome
from .moving import CannotMove, home_of, move, move_under, neighbours
from .outline import outline, outline_of, unplaced

MODELS = {model._meta.model_name: model for model in (Outcome, Section, SubOutcome, Aim, Placement, Commitment)}
CHANGED = "{who} changed “{row}” meanwhile, so it was not moved. Look at the list again."


class MoveForm(forms.Form):
    """Where a row is to go: under which parent, at which place."""

    under = forms.ModelChoiceField(SubOutcome.objects.none(), label="Under", required=True)
    to = forms.IntegerField(label="Place", min_value=1, max_value=9999, help_text="1 is first. A large number is last.")


class OutlineViews:
    """Adds the outline's pages to the desk of outcomes."""

    def get_urls(self) -> list[Any]:
        def guarded(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("outline/<int:plan_pk>/", guarded(self.outline_view), name="outcomes_outline"),
            path(
                "outline/<int:plan_pk>/<int:outcome_pk>/",
                guarded(self.outline_of_view),
                name="outcomes_outline_of_outcome",
            ),
            path("outline/step/", guarded(self.step_view), name="outcomes_outline_step"),
            path("outline/move/<slug:kind>/<int:pk>/", guarded(self.move_view), name="outcomes_outline_move"),
            *super().get_urls(),
        ]

    def outline_view(self, request: HttpRequest, plan_pk: int) -> HttpResponse:
        plan = get_object_or_404(visible(Plan.objects.all(), request.user), pk=plan_pk)
        told = [] if plan.is_public else still_open(plan)
        return self._outline(request, plan, outline(plan), f"Outline: {plan}", rest=unplaced(plan), told=told)

    def outline_of_view(self, request: HttpRequest, plan_pk: int, outcome_pk: int) -> HttpResponse:
        rows = visible(Outcome.objects.select_related("plan"), request.user)
        outcome = get_object_or_404(rows, pk=outcome_pk, plan=plan_pk)
        return self._outline(request, outcome.plan, outline_of(outcome), f"Outline: {outcome}", outcome=outcome)

    def _outline(self, request: HttpRequest, plan: Plan, rows: list, title: str, **more: Any) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        may_edit = self.has_change_permission(request) and not plan.is_public
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "plan": plan,
            "rows": rows,
            "may_edit": may_edit,
            "why_read_only": PUBLISHED if plan.is_public else "",
            "here": urlencode({"_return": request.path}),
            "opts": self.opts,
            **more,
        }
        return TemplateResponse(request, "desk/outline.html", context)

    def step_view(self, request: HttpRequest) -> HttpResponse:
        """One step up or down. The button says which row, at which version, to which place."""
        if request.method != "POST":
            raise Http404
        parts = request.POST.get("step", "").split(":")
        if len(parts) != 4 or not all(part.isdecimal() for part in parts[1:]):
            raise Http404
        kind, pk, seen, to = parts[0], *map(int, parts[1:])
        row = self._row(request, kind, pk)
        back = return_address(request) or self._outline_address(row)
        self._try(request, row, lambda: move(row, to=to, seen=seen, by=request.user))
        return HttpResponseRedirect(f"{back}#{kind}-{pk}")

    def move_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Move a row to a place by its number, and under another parent where it can have one."""
        row = self._row(request, kind, pk)
        back = return_address(request) or self._outline_address(row)
        form = self._move_form(request, row)
        if request.method == "POST" and form.is_valid():
            to, under = form.cleaned_data["to"], form.cleaned_data.get("under")
            seen = request.POST.get("seen_version", "")
            how = {"to": to, "seen": int(seen) if seen.isdecimal() else -1, "by": request.user}
            stays = under is None or under == home_of(row)
            done = self._try(request, row, lambda: move(row, **how) if stays else move_under(row, parent=under, **how))
            if done:
                return HttpResponseRedirect(f"{self._outline_address(row) if not stays else back}#{kind}-{pk}")
            row.refresh_from_db()
        context = {
            **self.admin_site.each_context(request),
            "title": "Move",
            "subtitle": self._told(row),
            "form": form,
            "version": row.version,
            "back": back,
            "of": len(neighbours(row, home_of(row))),
            "opts": self.opts,
        }
        return TemplateResponse(request, "desk/move.html", context)

    def _move_form(self, request: HttpRequest, row: models.Model) -> MoveForm:
        home = home_of(row)
        order = [(type(other), other.pk) for other in neighbours(row, home)]
        initial = {"under": home.pk, "to": order.index((type(row), row.pk)) + 1}
        form = MoveForm(request.POST if request.method == "POST" else None, initial=initial)
        if isinstance(home, SubOutcome | Outcome):
            form.fields["under"].queryset = type(home).objects.filter(plan=home.plan_id)
        else:
            del form.fields["under"]
        return form

    def _row(self, request: HttpRequest, kind: str, pk: int) -> models.Model:
        """The row, if this user may see it and has the right to change its kind."""
        model = MODELS.get(kind)
        if model is None:
            raise Http404
        row = get_object_or_404(visible(model.objects.all(), request.user), pk=pk)
        if not request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            raise PermissionDenied
        if isinstance(row, Commitment) and row.parent_id is None:
            raise Http404  # it is its places that move
        return row

    def _try(self, request: HttpRequest, row: models.Model, act: Any) -> bool:
        try:
            act()
        except CannotMove as error:
            self.message_user(request, str(error), messages.ERROR)
        except Stale:
            who = last_change(type(row), row.pk).who
            self.message_user(request, CHANGED.format(who=who, row=self._told(row)), messages.ERROR)
        else:
            self.message_user(request, f"Moved “{self._told(row)}”.", messages.SUCCESS)
            return True
        return False

    def _told(self, row: models.Model) -> str:
        return str(row.commitment if isinstance(row, Placement) else row)

    def _outline_address(self, row: models.Model) -> str:
        """The outline in which a row stands."""
        if isinstance(row, Outcome | Section):
            return reverse("admin:outcomes_outline", args=[row.plan_id])
        if isinstance(row, SubOutcome):
            return reverse("admin:outcomes_outline_of_outcome", args=[row.plan_id, row.outcome_id])
        if isinstance(row, Commitment):
            placement = row.parent.placements.select_related("sub_outcome").first()
            if placement is None:
                return reverse("admin:outcomes_outline", args=[row.plan_id])
            return self._outline_address(placement)
        return reverse("admin:outcomes_outline_of_outcome", args=[row.sub_outcome.plan_id, row.sub_outcome.outcome_id])
