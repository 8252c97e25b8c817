"""Editions of the plan as the council resolved them: words only, in the order they stand in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from outcomes.framework.tree import OutcomeNode, read_tree
from plan import clock
from plan.models import Plan, Section
from plan.pages import kept
from plan.routes import route
from plan.standing import stages


@dataclass(frozen=True)
class Part:
    """A section or an outcome, in the one order they share."""

    position: int
    section: Section | None = None
    anchor: str = ""
    outcome: OutcomeNode | None = None


def _edition(request: HttpRequest, slug: str) -> dict:
    """The edition with how it stands today, for every page of it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    return {"plan": plan, "in_force": plan.is_in_force(clock.today())}


def _stage(plan: Plan) -> str:
    return stages([plan], clock.today())[plan.pk].value


@kept
def edition_route(request: HttpRequest, slug: str) -> HttpResponse:
    """How it came to be decided: every step, planned and actual."""
    context = _edition(request, slug)
    plan = context["plan"]
    way = route(plan, request.user)
    context |= {"stage": _stage(plan), "steps": way.steps, "made_from": way.made_from}
    return render(request, "outcomes/route.html", context)


@kept
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    context = _edition(request, slug)
    plan = context["plan"]
    context |= {
        "stage": _stage(plan),
        "parts": parts(plan, read_tree(plan)),
        "glossary": plan.glossary.values("term", "definition"),
        "decisions": plan.decisions.select_related("body").order_by(Coalesce("date", "planned_date"), "pk"),
        "accepted": plan.accepted_gaps.all(),
        "amendments": plan.amendments.select_related("authority__body"),
        "earlier": Plan.objects.visible_to(request.user).filter(pk=plan.replaces_id).first(),
    }
    return render(request, "outcomes/edition.html", context)


def parts(plan: Plan, outcomes: tuple[OutcomeNode, ...]) -> list[Part]:
    """Sections (their entries with them: one query) and outcomes in one order; the glossary is shown by its terms."""
    sections = plan.sections.exclude(kind=Section.Kind.GLOSSARY).prefetch_related("entries").order_by("position", "pk")
    anchors = section_anchors((section.pk, section.title) for section in sections)
    found = [Part(section.position, section=section, anchor=anchors[section.pk]) for section in sections]
    found += [Part(outcome.position, outcome=outcome) for outcome in outcomes]
    return sorted(found, key=lambda part: part.position)


def section_anchors(titles: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The id of each section on its edition's page, by key: from its title, so that it reads well and outlives the
    database. A title that comes again is counted; `titles` are those of all sections, in their order."""
    found, used = {}, Counter[str]()
    for key, title in titles:
        name = f"section-{slugify(title) or 'untitled'}"
        used[name] += 1
        found[key] = name if used[name] == 1 else f"{name}-{used[name]}"
    return found


@kept
def edition_outcome(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    context = _edition(request, edition)
    found = read_tree(context["plan"], outcome=slug)
    if not found:
        raise Http404("This version of the plan has no such outcome.")
    context |= {"outcome": found[0], "subject": (context["plan"], found[0])}
    return render(request, "outcomes/edition_outcome.html", context)


@kept
def edition_sub_outcome(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    context = _edition(request, edition)
    found = read_tree(context["plan"], sub_outcome=number)
    if not found:
        raise Http404("This version of the plan has no such part.")
    (outcome,) = found
    context |= {"outcome": outcome, "part": outcome.sub_outcomes[0]}
    return render(request, "outcomes/edition_sub_outcome.html", context)
