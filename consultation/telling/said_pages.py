"""You said, we did: the public page of a consultation's themes and their answers, and its lists for other programs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from consultation.asking.models import Consultation
from outcomes.models import Outcome
from plan import clock
from plan.models import Plan
from plan.pages import kept
from plan.wording import count

from .said import STATES, Said, chosen, committees_said, counts, said_in, told_once
from .said_lists import as_csv, as_list


def _found(request: HttpRequest, slug: str) -> tuple[Consultation, list[Said]]:
    """A consultation that has closed, with its themes; one that runs is for those who prepare the answers. Nothing
    where nothing was gathered yet."""
    row = get_object_or_404(Consultation.objects.visible_to(request.user).select_related("plan"), slug=slug)
    if not row.has_closed(clock.today()) and not request.user.has_perm("consultation.view_themeanswer"):
        raise Http404("It has not closed yet.")
    found = said_in(row, request.user)
    if not found:
        raise Http404("What people said is not gathered yet.")
    return row, found


@kept(params=("decision", "outcome"))
def you_said(request: HttpRequest, slug: str) -> HttpResponse:
    """Theme by theme. About sixty queries, whatever was said and changed."""
    row, found = _found(request, slug)
    asked = {name: request.GET.get(name, "") for name in ("decision", "outcome")}
    shown = chosen(found, state=asked["decision"], outcome=asked["outcome"])
    states, outcomes = counts(found), _outcomes(row, found)
    context = {
        "consultation": row,
        "themes": told_once(shown),
        "counts": states,
        "told": count(len(shown), "theme"),
        "asked": any(asked.values()),
        "choices": [
            _choice("decision", "What was decided", "Anything", [one[:2] for one in states], asked),
            *([_choice("outcome", "About the outcome", "Any", outcomes, asked)] if outcomes else []),
        ],
        "committees": [] if any(asked.values()) else committees_said(row, found),
        "readable": row.plan is not None and Plan.objects.visible_to(request.user).filter(pk=row.plan_id).exists(),
    }
    return render(request, "consultation/you_said.html", context)


def _choice(name: str, label: str, anything: str, options: list[tuple[str, str]], asked: dict[str, str]) -> dict:
    marked = [(code, words, code == asked[name]) for code, words in options]
    return {"name": name, "label": label, "any": anything, "options": marked}


def _outcomes(row: Consultation, found: list[Said]) -> list[tuple[str, str]]:
    """Outcomes that themes are about, in the order of the version that people were asked about. One query."""
    slugs = {slug for one in found for slug in one.outcomes}
    if not slugs:
        return []
    rows = Outcome.objects.filter(plan=row.plan, slug__in=slugs).order_by("position")
    return [(slug, f"{number} {title}") for slug, number, title in rows.values_list("slug", "number", "title")]


@kept
def you_said_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """A line for each theme, as text that no spreadsheet takes for a formula."""
    row, found = _found(request, slug)
    name = f'attachment; filename="you-said-{row.slug}.csv"'
    return HttpResponse(as_csv(found), "text/csv; charset=utf-8", headers={"Content-Disposition": name})


@kept
def you_said_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for programs, with every change of the plan."""
    row, found = _found(request, slug)
    told: dict[str, Any] = {"consultation": row.slug, "title": row.title, "decisions": STATES, "themes": as_list(found)}
    return JsonResponse(told)
