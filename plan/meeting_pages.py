"""Public pages of meetings and of the bodies that meet: the calendar, one meeting, one body, the feed for calendars."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from . import clock, ical
from .agenda import agenda_of, decisions_at, in_order, seats_on
from .models import Body, BodyLink, BodyMembership, Council, Meeting, MeetingMove
from .models.meetings import PUBLIC_KINDS
from .pages import kept
from .timetable import despatch_day

SHOWN = 12  # of a body's past meetings


def _seen_by(user: Any):
    return Meeting.objects.visible_to(user).select_related("body").prefetch_related("moves")


@kept(params=("body", "year"))
def meetings(request: HttpRequest) -> HttpResponse:
    """What is to come, and what was, a calendar year at a time."""
    today, seen = clock.today(), _seen_by(request.user)
    bodies = list(Body.objects.filter(pk__in=Meeting.objects.visible_to(request.user).values("body_id")))
    body = next((one for one in bodies if one.slug == request.GET.get("body")), None)
    if request.GET.get("body") and body is None:
        raise Http404
    years = _years(seen)
    if body is not None:
        seen = seen.filter(body=body)
    year = _year(request.GET.get("year", ""), years, seen if body else None)
    context = {
        "bodies": bodies, "body": body, "years": years, "year": year,
        "ahead": seen.filter(date__gte=today).order_by("date", "time", "body__name"),
        "past": seen.filter(date__lt=today, date__year=year).order_by("-date", "body__name") if year else [],
    }  # fmt: skip
    return render(request, "plan/meetings.html", context)


def _years(seen: Any) -> list[int]:
    """The calendar years with meetings that are over, newest first."""
    return [when.year for when in seen.filter(date__lt=clock.today()).dates("date", "year", order="DESC")]


def _year(asked: str, years: list[int], of_body: Any) -> int | None:
    """The year that was asked for, or the newest there is: of the body's meetings where one was chosen."""
    if not asked:
        newest = years if of_body is None else _years(of_body)
        return newest[0] if newest else None
    if not asked.isdecimal() or int(asked) not in years:
        raise Http404
    return int(asked)


@kept
def meeting(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """One meeting. The day from which one was moved leads to where it is now."""
    found = _seen_by(request.user).filter(body__slug=slug, date=day).first()
    if found is None:
        moved = MeetingMove.objects.filter(
            meeting__in=Meeting.objects.visible_to(request.user), meeting__body__slug=slug, moved_from=day
        )  # fmt: skip
        last = moved.select_related("meeting__body").order_by("-pk").first()
        if last is None:
            raise Http404
        return redirect(last.meeting)
    context = {
        "meeting": found,
        "agenda": agenda_of(found, request.user),
        "seats": seats_on(found),
        "decisions": decisions_at(found),
        "despatch": despatch_day(found.date) if found.is_to_come and found.date >= clock.today() else None,
        "chair_title": Council.current().chair_title,
    }
    return render(request, "plan/meeting.html", context)


@kept
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits on a body by office, what it is linked with, when it meets."""
    found, today = get_object_or_404(Body.objects.select_related("merged_into"), slug=slug), clock.today()
    seen = _seen_by(request.user).filter(body=found)
    links = BodyLink.objects.on(today).select_related("board", "partnership")
    context = {
        "body": found,
        "seats": in_order(list(BodyMembership.objects.on(today).filter(body=found).select_related("department"))),
        "partnerships": [(link.partnership, link) for link in links.filter(board=found)],
        "boards": [(link.board, link) for link in links.filter(partnership=found)],
        "ahead": seen.filter(date__gte=today).order_by("date", "time"),
        "past": seen.filter(date__lt=today).order_by("-date")[:SHOWN],
        "meets_in_public": found.kind in PUBLIC_KINDS,
        "calendar": f"{reverse('meetings')}?body={found.slug}",
        "chair_title": Council.current().chair_title,
    }
    return render(request, "plan/body.html", context)


@kept(params=("body",))
def feed(request: HttpRequest) -> HttpResponse:
    """Public meetings since the beginning of last year, for calendar programs, which do not sign in."""
    since = date(clock.today().year - 1, 1, 1)
    found = _seen_by(AnonymousUser()).filter(date__gte=since).order_by("date", "pk")
    slug = request.GET.get("body", "")
    if slug:
        found = found.filter(body=get_object_or_404(Body, slug=slug))
    host = urlsplit(settings.SITE_ADDRESS).netloc
    entries = [
        ical.Entry(
            key=f"meeting-{row.pk}", on=row.date, at=row.time, title=row.body.name, sequence=row.version,
            state=row.status, url=f"{settings.SITE_ADDRESS}{row.get_absolute_url()}",
            note="; ".join(str(move) for move in row.moves.all()) or row.called_off_because,
        )
        for row in found
    ]  # fmt: skip
    name = f"{Council.current().name}: meetings"
    calendar = ical.calendar(name, entries, host=host, made=clock.today())
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
