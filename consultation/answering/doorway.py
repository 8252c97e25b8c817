"""What every page of a survey shares: who is answering, what is kept from caches, and what is turned away at the door.

Who is answering is known by a cookie that the browser forgets when it is closed and sends to this survey alone. Nothing
about a person, and no token, stands in an address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse

from consultation.asking.models import Consultation
from plan import clock

from . import limits, stamps
from .models import Response
from .saving import held

STAMP, TRAP = "stamp", "website"
KEPT_FIELDS, KEPT_SIGNS = 80, 20_000  # of what was typed, on the page that asks to wait
NOT_KEPT = (TRAP, "csrfmiddlewaretoken")


@dataclass
class Visit:
    """One request to a survey that takes answers."""

    request: HttpRequest
    consultation: Consultation
    token: str = ""
    response: Response | None = None

    def to(self, page: str, *args: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(page, args=[self.consultation.slug, *args]))

    def remember(self, answer: HttpResponse, token: str) -> HttpResponse:
        answer.set_cookie(
            cookie_name(self.consultation.slug), token, path=cookie_path(self.consultation.slug), httponly=True,
            samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return answer


def cookie_name(slug: str) -> str:
    return f"survey-{slug}"


def cookie_path(slug: str) -> str:
    return reverse("survey-start", args=[slug])


def unkept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages that no cache keeps, no search engine lists and no other site is told of."""

    @wraps(view)
    def page(request: HttpRequest, slug: str, **args: Any) -> HttpResponse:
        answer = view(request, slug, **args)
        answer["Cache-Control"] = "no-store, private"
        answer["Referrer-Policy"] = "same-origin"  # with less, a browser would not say where a form comes from
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return page


def visiting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of a survey while it takes answers: `view(visit, …)`. Otherwise its consultation's page says how it is."""

    @unkept
    @wraps(view)
    def page(request: HttpRequest, slug: str, **args: Any) -> HttpResponse:
        row = find(slug)
        if not row.takes_answers(clock.today()):
            return HttpResponseRedirect(row.get_absolute_url())
        token = request.COOKIES.get(cookie_name(slug), "")[:60]
        return view(Visit(request, row, token, held(row, token)), **args)

    return page


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Stands before `visiting`: turns away what is posted too often, by a machine or with a forged form, before any
    query. To a machine that filled the trap it looks as if all were well."""

    @wraps(view)
    def page(request: HttpRequest, slug: str, **args: Any) -> HttpResponse:
        if request.method == "POST":
            if not limits.may(request, limits.POSTS):
                return slow_down(request)
            if request.POST.get(TRAP):
                return HttpResponseRedirect(reverse("survey-start", args=[slug]))
            if stamps.read(request.POST.get(STAMP, ""), slug)[0] is stamps.Judged.FORGED:
                return forged()
        return view(request, slug, **args)

    return page


def find(slug: str) -> Consultation:
    """A consultation with a survey here. Others, and those not announced, are not found."""
    row = Consultation.objects.announced().filter(slug=slug, held=Consultation.Held.HERE).first()
    if row is None:
        raise Http404("No such survey.")
    return row


def slow_down(request: HttpRequest) -> HttpResponse:
    """Asks to try again in a minute, with all that was typed kept in the page. No query."""
    kept, signs = [], 0
    for name, values in list(request.POST.lists())[:KEPT_FIELDS]:
        for value in values if name not in NOT_KEPT else ():
            signs += len(value)
            if signs <= KEPT_SIGNS:
                kept.append((name, value))
    context = {"kept": kept, "path": request.path, "token": get_token(request)}
    answer = HttpResponse(render_to_string("consultation/survey/slow_down.html", context), status=429)
    answer["Retry-After"] = "60"
    answer["Cache-Control"] = "no-store, private"
    return answer


def forged() -> HttpResponse:
    answer = HttpResponse(render_to_string("consultation/survey/refused.html"), status=400)
    answer["Cache-Control"] = "no-store, private"
    return answer
