"""Where the desk's and the site's pages for comparing are reached from."""

from typing import Any

from django.urls import reverse

from consultation.asking.models import Consultation
from consultation.weighing.models import Theme
from outcomes.framework.comparing.reading import are_held
from outcomes.framework.tree import OutcomeNode, items_of
from plan import clock
from plan.models import Body, Meeting, Plan
from plan.roles import POLICY_OFFICER
from plan.slots import DeskLink, PagePanel, slots

from .became import became_of, before_meetings, themes_on_figures
from .said import themes_of_items


def other_versions(plan: Plan, user: Any) -> dict[str, Any] | None:
    """For the page of a version: the one it came from, to compare it with where it is known what both said, and the
    choice of others. Two queries."""
    others = {one.pk: one for one in Plan.objects.visible_to(user) if one.pk != plan.pk}
    former = others.get(plan.based_on_id) or others.get(plan.replaces_id)
    told = former if former and are_held(plan, former) else None
    return {"plan": plan, "former": told} if others else None


def any_versions(_subject: Any, user: Any) -> dict[str, Any] | None:
    """For the list of versions: that two of them can be compared. One query."""
    return {} if Plan.objects.visible_to(user).count() > 1 else None


def reasons_address(plan: Plan, user: Any) -> str:
    """Where the reasons for what changed in a version are recorded, for those who may."""
    return reverse("admin:consultation_reasons", args=[plan.pk]) if user.has_role(POLICY_OFFICER.slug) else ""


def said_of(consultation: Consultation, _user: Any) -> dict[str, Any] | None:
    """For the page of a consultation that has closed: where to read what became of it. One query."""
    told = consultation.has_closed(clock.today()) and Theme.objects.standing().filter(consultation=consultation)
    return {"consultation": consultation} if told and told.exists() else None


def said_about(subject: tuple[Plan, OutcomeNode], _user: Any) -> dict[str, Any] | None:
    """For the page of an outcome in a version of the plan: themes about it or its parts. Three queries."""
    plan, node = subject
    themes = themes_of_items(items_of((node,)), plan, clock.today())
    return {"themes": themes} if themes else None


def rests_on_figures(consultation: Consultation, user: Any) -> dict[str, Any] | None:
    """For the page of a consultation's results: the themes that rest on its figures, and what was changed for either.
    Eleven queries; one where nothing rests on them."""
    if not consultation.has_closed(clock.today()):
        return None
    rows = themes_on_figures(consultation, user)
    return {"consultation": consultation, "rows": rows} if rows else None


def said_at(meeting: Meeting, user: Any) -> dict[str, Any] | None:
    """For the page of a meeting: consultations that were before it, and what became of them. Five queries."""
    found = became_of(before_meetings([meeting.pk]), user)
    return {"rows": found} if found else None


def said_before(body: Body, user: Any) -> dict[str, Any] | None:
    """The same for a body, of all its meetings. Six queries."""
    found = became_of(before_meetings(Meeting.objects.visible_to(user).filter(body=body).values("pk")), user)
    return {"rows": found} if found else None


def furnish() -> None:
    part = "consultation/parts/"
    slots.page_panels.add(PagePanel("compare-versions", "edition", f"{part}compare_edition.html", other_versions))
    slots.page_panels.add(PagePanel("compare-any", "plans", f"{part}compare_any.html", any_versions))
    slots.page_panels.add(PagePanel("you-said", "consultation", f"{part}said_consultation.html", said_of, order=60))
    slots.page_panels.add(
        PagePanel("you-said-results", "consultation-results", f"{part}said_consultation.html", said_of, order=61)
    )
    slots.page_panels.add(
        PagePanel("rests-on", "consultation-results", f"{part}rests_on.html", rests_on_figures, order=60)
    )
    slots.page_panels.add(PagePanel("said-at", "meeting", f"{part}became_of.html", said_at, order=60))
    for page in ("body", "committee"):
        slots.page_panels.add(PagePanel(f"said-{page}", page, f"{part}became_of.html", said_before, order=60))
    for page in ("outcome", "edition-outcome"):
        slots.page_panels.add(PagePanel(f"said-{page}", page, f"{part}said_outcome.html", said_about))
    slots.desk_links.add(DeskLink("reasons", "plan.Plan", "Record why it was changed", reasons_address))
