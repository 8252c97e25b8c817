"""Scrutiny committees: what each watches, when it meets, what it was given."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from outcomes.scrutiny.remits import remit_tree
from plan import clock
from plan.models import Body, Meeting, Plan
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
    return render(request, "outcomes/committees.html", {"rows": rows})


@kept
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    today = clock.today()
    body = get_object_or_404(Body.objects.scrutiny(), slug=slug)
    plan = Plan.current(today)
    meetings = list(body.meetings.order_by("-date").values("date", "time", "status", "considered", "illustrative"))
    context = {
        "committee": body,
        "plan": plan,
        "remit": remit_tree(body, plan, on=today) if plan else (),
        "packs": published_packs(of=body.slug),
        "ahead": [meeting for meeting in reversed(meetings) if meeting["date"] >= today],
        "held": [meeting for meeting in meetings if meeting["date"] < today][:MEETINGS_SHOWN],
    }
    return render(request, "outcomes/committee.html", context)
