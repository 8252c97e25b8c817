"""A report as a page and as a PDF before it is published, for those who may read it in full.

The desk serves these, so that no cache keeps them.
"""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from plan.clock import now
from plan.models import Council

from .account import MANAGEMENT, PUBLIC, Account, account
from .models import HighlightReport

NOTES = {
    MANAGEMENT: "For management: this preview holds words that are never published. Do not pass it on.",
    PUBLIC: "Preview of what committees and the public will read. Nothing of it is published yet.",
}
PUBLISHED = "As published."
WALL_SECONDS, MEMORY_MEGABYTES = 15, 1024


def page(request: HttpRequest, report: HighlightReport, audience: str) -> HttpResponse:
    """The report on a page, in the words for management or as it will be published."""
    return render(request, "outcomes/report.html", context_for(report, audience))


def pdf(request: HttpRequest, report: HighlightReport, audience: str) -> HttpResponse:
    """The same on paper, or why there is none (422). One report is short: rendering it takes about a second, in a
    child process; one that takes many times as long must not keep a web process waiting."""
    from plan.pdf import RenderFailed, render_pdf

    context = context_for(report, audience)
    html = render_to_string("outcomes/report_paper.html", {**context, "council": Council.current()})
    try:
        paper = render_pdf(
            html, title=context["account"].title, identifier=f"highlight-report-{report.pk}-{audience}",
            created=report.published_at or now().replace(microsecond=0), wall_seconds=WALL_SECONDS,
            memory_megabytes=MEMORY_MEGABYTES,
        )  # fmt: skip
    except RenderFailed as error:
        context = {"title": context["account"].title, "reason": error.reason, "report": report, "audience": audience}
        return render(request, "outcomes/not_printed.html", context, status=422)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="highlight-report-{report.pk}-{audience}.pdf"'
    return response


def context_for(report: HighlightReport, audience: str) -> dict[str, Any]:
    if audience not in NOTES:
        raise Http404
    shown = account(report, audience=audience)
    published = report.status == HighlightReport.Status.PUBLISHED and audience == PUBLIC
    return {"account": in_html(shown), "note": PUBLISHED if published else NOTES[audience]}


def in_html(shown: Account) -> Account:
    """The account with its narratives as safe HTML, each one heading below what it stands under."""
    from plan.text import to_html

    def told(rows: tuple) -> tuple:
        return tuple(replace(row, text=to_html(row.text, heading_level=4)) for row in rows)

    parts = ("judgements", "answers", "achievements", "challenges", "priorities", "attention", "decisions", "updates")
    texts: dict[str, Any] = {name: told(getattr(shown, name)) for name in parts}
    return replace(shown, summary=to_html(shown.summary, heading_level=3), **texts)
