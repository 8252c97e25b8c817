"""The plan on a page: its vision, its outcomes and how each is doing, what is new, and the rest of it in order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from outcomes.framework.places import Place, places
from outcomes.framework.tree import read_tree
from outcomes.models import HighlightReport
from outcomes.reporting.naming import called
from outcomes.reporting.progress import OutcomeProgress, progress
from plan import clock
from plan.models import Plan, Section
from plan.pages import kept
from plan.prepared import KEY, Prepared

from .editions import section_anchors
from .pack_lists import published_packs
from .summaries import judged

NEWEST = 5


@dataclass(frozen=True)
class OutcomeLine:
    """An outcome with the counts that say how it is doing."""

    progress: OutcomeProgress
    judged: dict[str, int]

    @property
    def illustrative(self) -> bool:
        standings = [standing for part in self.progress.sub_outcomes for standing in part.standings]
        standings += [part.standing for part in self.progress.commitments if part.standing]
        return any(standing.illustrative for standing in standings)


@dataclass(frozen=True)
class NewReport:
    pk: int
    board: str
    period: str
    published: date
    illustrative: bool
    outcome: Place | None


@kept
def home(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    plan = Plan.current(today)
    if plan is None:
        return render(request, "plan/no_plan.html", {"plans": Plan.objects.public()})
    parts = progress(read_tree(plan), on=today, words=False, figures=False)
    lines = [OutcomeLine(part, judged(part.sub_outcomes)) for part in parts]
    context = {
        "plan": plan,
        "outcomes": [line for line in lines if line.progress.node.is_strategic],
        "enablers": [line for line in lines if not line.progress.node.is_strategic],
        "reports": new_reports(plan, newest=NEWEST),
        "packs": published_packs(newest=NEWEST),
        "sections": sections(plan),
    }
    return render(request, "outcomes/home.html", context)


def sections(plan: Plan) -> list[dict[str, Any]]:
    """The other sections of the plan, each with its place on the edition's page."""
    rows = SECTIONS(plan=plan.pk)
    anchors = section_anchors((pk, title) for pk, _, title in rows)
    return [{"number": number, "title": title, "anchor": anchors[pk]} for pk, number, title in rows]


def new_reports(plan: Plan | None, *, newest: int | None = None) -> list[NewReport]:
    """The current reports, newest first, each with the outcome it is about as the plan in force has it; so many only
    where that is asked for."""
    rows = REPORTS()[:newest]
    where = places(plan, {row[5] for row in rows}) if plan else {}
    return [
        NewReport(pk, board, period, clock.local_day(at), illustrative, where.get(outcome))
        for pk, board, period, at, illustrative, outcome in rows
    ]


SECTIONS = Prepared(
    lambda plan: (
        Section.objects.filter(plan=plan)
        .exclude(kind=Section.Kind.GLOSSARY)
        .order_by("position", "pk")
        .values_list("pk", "number", "title")
    ),
    plan=KEY,
)
REPORTS = Prepared(
    lambda: (
        HighlightReport.objects.current()
        .order_by("-published_at", "-pk")
        .values_list("pk", called("board"), called("period"), "published_at", "illustrative", "outcome_id")
    )
)


__all__ = ["NewReport", "OutcomeLine", "home", "new_reports"]
