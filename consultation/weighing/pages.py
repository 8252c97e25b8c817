"""Published results on the site: all questions, with what else was heard; and one question by who answered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultation.asking.models import Consultation
from plan.pages import kept

from .records import PublishedResults, Quotation
from .results import ALL, EVERYBODY, Results

CHOICES = ("one", "other")


def newest(consultation: Consultation) -> PublishedResults | None:
    """The published results that stand. One query."""
    return PublishedResults.objects.filter(consultation=consultation).first()


def panel(row: Consultation, user: Any) -> dict[str, Any] | None:
    """All questions with their results, and cleared quotations; nothing before they are published. Three queries."""
    published = newest(row)
    if published is None:
        return None
    quotations = Quotation.objects.visible_to(user).filter(consultation=row)
    return {
        "consultation": row, "published": published, "results": Results(published.content), "public": True,
        "quotations": list(quotations.select_related("answer__question", "theme")),
        "earlier": list(
            PublishedResults.objects.filter(consultation=row, number__lt=published.number).only(
                "number", "published_at", "interim"
            )
        ),
    }  # fmt: skip


def short_panel(row: Consultation, user: Any) -> dict[str, Any] | None:
    """That there are results, and where. One query."""
    published = PublishedResults.objects.filter(consultation=row).defer("content").first()
    return None if published is None else {"consultation": row, "published": published}


@kept(params=CHOICES)
def result(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One question: all respondents and each group, and two of them side by side."""
    row = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    published = newest(row)
    question = Results(published.content).question(number) if published else None
    if published is None or question is None or question.is_text:
        raise Http404
    context = {
        "consultation": row, "published": published, "question": question, "public": True,
        **compared(question, request.GET.get("one", ""), request.GET.get("other", "")),
    }  # fmt: skip
    return render(request, "consultation/result.html", context)


def compared(question: Any, one: str, other: str) -> dict[str, Any]:
    """What the comparison of two groups needs: the choices, those taken, and the two side by side."""
    options = [(ALL, EVERYBODY), *question.groups] if question.groups else []
    codes = [code for code, _ in options]
    chosen = one in codes and other in codes and one != other
    return {
        "options": options, "one": one if one in codes else "", "other": other if other in codes else "",
        "chosen": chosen, "same": bool(one) and one == other and one in codes,
        "besides": question.compare(one, other) if chosen else [],
    }  # fmt: skip
