"""The public pages of consultations: all of them, and one. Its survey is another room's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plan import clock
from plan.models import Plan
from plan.pages import kept

from .models import Consultation
from .questions import Question
from .states import State


@kept
def consultations(request: HttpRequest) -> HttpResponse:
    """Those that one may answer, those to come and those that are closed. One query."""
    today = clock.today()
    found: dict[State, list[Consultation]] = {}
    for row in Consultation.objects.visible_to(request.user).announced().select_related("plan"):
        found.setdefault(row.state(today), []).append(row)
    context = {
        "open": found.get(State.OPEN, []) + found.get(State.EXTENDED, []),
        "to_come": found.get(State.NOT_YET_OPEN, []),
        "closed": found.get(State.CLOSED, []),
    }
    return render(request, "consultation/consultations.html", context)


@kept
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions on one page, to read first or to print and answer on paper; for who prepares it, a preview."""
    row = get_object_or_404(
        Consultation.objects.visible_to(request.user).filter(held=Consultation.Held.HERE), slug=slug
    )
    asked = list(row.questions.prefetch_related("rows", "choices"))
    context = {
        "consultation": row,
        "main": [question for question in asked if question.section == Question.Section.MAIN],
        "about": [question for question in asked if question.section == Question.Section.ABOUT_YOU],
    }
    return render(request, "consultation/questions.html", context)


@kept
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is about, until when, how to answer otherwise, and a button that starts the survey."""
    rows = Consultation.objects.visible_to(request.user).select_related("plan", "approved_by", "approved_at__body")
    row = get_object_or_404(rows, slug=slug)
    today = clock.today()
    context = {
        "consultation": row,
        "state": row.state(today),
        "takes_answers": row.takes_answers(today),
        "formats": list(row.formats.all()),
        "readable": row.plan is not None and Plan.objects.visible_to(request.user).filter(pk=row.plan_id).exists(),
    }
    return render(request, "consultation/consultation.html", context)
