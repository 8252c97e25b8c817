"""Reports that have yet to state their effect on the plan's outcomes, on My desk."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse, reverse_lazy

from plan.models import Meeting, Paper
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DeskLine, DeskLink, DeskTask, slots

from .stating import Completeness, edition_for, outcomes_of, public_editions, stated_by

LIMIT = 6
LATELY = timedelta(days=28)


def reports_without_effects(user: Any, today: date) -> list[DeskLine]:
    """Reports for meetings to come, or held within four weeks, that do not state their effect on every outcome."""
    if not user.has_role(POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug):
        return []
    papers = Paper.objects.visible_to(user).unrevised().filter(kind=Paper.Kind.REPORT)
    papers = papers.filter(agenda_item__meeting__date__gte=today - LATELY)
    papers = papers.exclude(agenda_item__meeting__status=Meeting.Status.CANCELLED)
    rows = list(papers.select_related("agenda_item__meeting__body").order_by("agenda_item__meeting__date", "pk")[:50])
    plans = public_editions()
    known = outcomes_of(plans)
    stated = stated_by(rows)
    found = []
    for row in rows:
        when = row.agenda_item.meeting.date
        plan = edition_for(when, plans)
        outcomes = known[plan.pk] if plan else set()
        how_far = Completeness(len(outcomes & stated.get(row.pk, set())), len(outcomes))
        if not how_far.is_complete:
            page = reverse("admin:outcomes_effects", args=[row.pk])
            found.append(DeskLine(f"{row}, {row.agenda_item.meeting}: {how_far}", page, due=when, overdue=when < today))
    return found[: LIMIT + 1]


def effects_address(paper: Paper, user: Any) -> str:
    """Where a report's effects are stated, for those who may."""
    may = user.has_role(POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug)
    return reverse("admin:outcomes_effects", args=[paper.pk]) if may else ""


def furnish() -> None:
    slots.desk_links.add(DeskLink("effects", "plan.Paper", "Effect on the plan's outcomes", effects_address))
    more = reverse_lazy("admin:outcomes_impactstatement_changelist")
    slots.desk_tasks.add(
        DeskTask("effects", "Reports to state their effect on outcomes", reports_without_effects, order=23,
                 more_url=more, limit=LIMIT)
    )  # fmt: skip
