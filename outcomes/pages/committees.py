"""Scrutiny committees: what each watches, what none covers, when they meet, what they were given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from outcomes.scrutiny.coverage import UNCOVERED, left_open, state_of, uncovered
from outcomes.scrutiny.remits import Scope, scope_of
from outcomes.scrutiny.told import Account, account_of
from performance.models import Indicator
from plan import clock
from plan.models import Body, BodyKind, Meeting, Plan
from plan.pages import kept

from .pack_lists import latest_packs, published_packs

MEETINGS_SHOWN = 12


@kept
def committees(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    bodies = Body.objects.scrutiny().on(today)
    ahead = Meeting.objects.filter(body__in=bodies, date__gte=today).exclude(status=Meeting.Status.CANCELLED)
    following = dict(ahead.order_by("-date").values_list("body_id", "date"))
    latest = latest_packs()
    rows = [(body, following.get(body.pk), latest.get(body.slug)) for body in bodies]
    plan = Plan.current(today)
    bare = uncovered(plan, on=today) if plan and bodies else []
    context = {
        "rows": rows,
        "plan": plan,
        "uncovered": [_bare(outcome) for outcome in bare],
        "as_a_whole": [body.name for body in bodies if body.kind == BodyKind.COMMISSION],
    }
    return render(request, "outcomes/committees.html", context)


def _bare(outcome: Any) -> tuple[Any, list[tuple[Any, int, bool]]]:
    """An outcome with those of its sub-outcomes that no committee covers: how many parts of each, and whether all."""
    parts = [(part, len(left_open(part)), state_of(part) == UNCOVERED) for part in outcome.parts]
    return outcome, parts


@kept
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    today = clock.today()
    body = get_object_or_404(Body.objects.scrutiny(), slug=slug)
    plan = Plan.current(today)
    meetings = list(body.meetings.order_by("-date").values("date", "time", "status", "considered", "illustrative"))
    scope = scope_of(body, plan, on=today) if plan else Scope(())
    figures = {pk for outcome in scope.tree for part in outcome.sub_outcomes for pk in part.alone} | set(scope.uncited)
    context = {
        "committee": body,
        "plan": plan,
        "remit": scope.tree,
        "figures": Indicator.objects.filter(pk__in=figures).order_by("name") if figures else (),
        "account": account_of(body, plan, on=today) if plan else Account(),
        "packs": published_packs(of=body.slug),
        "ahead": [meeting for meeting in reversed(meetings) if meeting["date"] >= today],
        "held": [meeting for meeting in meetings if meeting["date"] < today][:MEETINGS_SHOWN],
    }
    return render(request, "outcomes/committee.html", context)
