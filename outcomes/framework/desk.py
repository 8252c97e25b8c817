"""Gaps in the plan, as tasks on My desk: aims that nothing measures, commitments that nobody owns."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse, reverse_lazy
from django.utils.text import format_lazy

from plan.desk.returning import with_return
from plan.models import Plan
from plan.slots import DeskLine, DeskLink, DeskTask, slots
from plan.wording import count

from .amending import AMENDABLE
from .desk_fields import edition_on_desk
from .doors import amend_address, amend_entry_address, match_address, merge_address, not_same_address, same_address
from .gaps import fillers_in, notes_by_draft
from .labels import shortened
from .missing_figures import open_figures
from .models import Aim, Commitment, IndicatorCitation, ItemOfficer, Outcome
from .same import same_as_any

LIMIT = 5


def unmeasured(aims: models.QuerySet, today: date) -> models.QuerySet:
    """Aims that cite no indicator today, nor does their sub-outcome."""
    cited = IndicatorCitation.objects.on(today).filter(indicator__is_context=False)
    measured = same_as_any(cited.values("item"))
    return aims.exclude(item__in=measured).exclude(sub_outcome__item__in=measured)


def unowned(commitments: models.QuerySet, today: date) -> models.QuerySet:
    """Commitments for which no officer answers today. The lines of a list answer with it."""
    owned = same_as_any(ItemOfficer.objects.on(today).values("item"))
    return commitments.filter(parent__isnull=True).exclude(item__in=owned)


def aims_without_indicator(user: Any, today: date) -> list[DeskLine]:
    """In the edition worked with: three queries."""
    plan = _plan_for(user)
    if plan is None:
        return []
    aims = unmeasured(Aim.objects.filter(plan=plan), today)
    told = aims.order_by("sub_outcome__outcome__position", "sub_outcome__position", "position")
    return [
        DeskLine(f"{number}: {shortened(text)}", _ownership(item))
        for item, number, text in told.values_list("item_id", "sub_outcome__number", "text")[: LIMIT + 1]
    ]


def commitments_without_owner(user: Any, today: date) -> list[DeskLine]:
    """In the edition worked with: three queries."""
    plan = _plan_for(user)
    if plan is None:
        return []
    rows = unowned(Commitment.objects.filter(plan=plan), today)
    rows = rows.annotate(number=models.Min("placements__sub_outcome__number")).order_by("number", "position", "pk")
    return [
        DeskLine(f"{number or '–'}: {shortened(text)}", _ownership(item))
        for item, number, text in rows.values_list("item_id", "number", "text")[: LIMIT + 1]
    ]


def steps_into_force(user: Any, today: date) -> list[DeskLine]:
    """What brings a plan into force, as long as none is. Two queries at most."""
    if not user.has_perm("plan.change_plan") or Plan.objects.in_force(today).exists():
        return []
    written = Exists(Outcome.objects.filter(plan=OuterRef("pk")))
    waiting = Plan.objects.filter(in_force_from__isnull=True).annotate(written=written)
    return [_next_step(plan) for plan in waiting.order_by("-start_year", "-pk")[: LIMIT + 1]]


def _next_step(plan: Any) -> DeskLine:
    if not plan.written:
        return DeskLine(f"Write the outcomes of {plan}", reverse("admin:outcomes_outline", args=[plan.pk]))
    name, words = (
        ("in-force", "Put {} in force, once full Council has approved it")
        if plan.is_public
        else ("publish", "Publish {}, once it is complete")
    )
    return DeskLine(words.format(plan), reverse(f"admin:outcomes_edition_{name}", args=[plan.pk]))


def left_open(user: Any, today: date) -> list[DeskLine]:
    """What is still open in drafts: warnings of their import, and figures that their words leave out. Three queries."""
    if not user.has_perm("plan.change_plan"):
        return []
    found = []
    for plan, waiting in notes_by_draft().items():
        address = f"{reverse('admin:outcomes_importnote_changelist')}?settled=no&plan__id__exact={plan.pk}"
        found.append(DeskLine(f"{plan}: {count(waiting, 'warning')} from its import to settle", address))
    drafts = list(Plan.objects.filter(published_at__isnull=True))
    missing = open_figures(*drafts)
    for plan in drafts:
        if fillers := missing[plan.pk]:
            address = reverse("admin:outcomes_edition_gaps", args=[plan.pk])
            found.append(DeskLine(f"{plan}: {count(len(fillers), 'figure')} missing in its words", address))
    return found[: LIMIT + 1]


def import_notes_of(plan: Plan, user: Any) -> str:
    """The address of what an edition's import warned of, for those who may see it and where there is something."""
    if not user.has_perm("outcomes.view_importnote") or not plan.import_notes.exists():
        return ""
    return f"{reverse('admin:outcomes_importnote_changelist')}?plan__id__exact={plan.pk}"


def outline_of(plan: Plan, user: Any) -> str:
    """The address of an edition's outline, for those who may see outcomes."""
    return reverse("admin:outcomes_outline", args=[plan.pk]) if user.has_perm("outcomes.view_outcome") else ""


def move_of(name: str, possible: Callable[[Plan], bool]) -> Callable[[Plan, Any], str]:
    """The address of a page that moves an edition, for those who may change editions and where it is possible."""

    def address(plan: Plan, user: Any) -> str:
        if not possible(plan) or not user.has_perm("plan.change_plan"):
            return ""
        return reverse(f"admin:outcomes_edition_{name}", args=[plan.pk])

    return address


def is_draft(plan: Plan) -> bool:
    return not plan.is_public


def _has_gaps(plan: Plan) -> bool:
    return bool(fillers_in(plan)[plan.pk])


def route_of(plan: Plan, user: Any) -> str:
    """The address of the steps towards an edition, as readers see them."""
    return reverse("edition-route", args=[plan.slug])


def may_come_into_force(plan: Plan) -> bool:
    return plan.is_public and plan.in_force_from is None


def furnish() -> None:
    for model in AMENDABLE:
        key, label = f"amend-{model._meta.model_name}", model._meta.label
        slots.desk_links.add(DeskLink(key, label, "Record an amendment", amend_address))
    slots.desk_links.add(DeskLink("amend-entry", "plan.Section", "Amend an entry", amend_entry_address))
    slots.desk_links.add(DeskLink("merge", "outcomes.Commitment", "Merge with…", merge_address))
    slots.desk_links.add(DeskLink("same-as", "outcomes.PlanItem", "Same as…", same_address))
    slots.desk_links.add(DeskLink("not-same", "outcomes.PlanItem", "Not the same after all", not_same_address))
    slots.desk_links.add(DeskLink("match", "plan.Plan", "Match with another version", match_address, order=110))
    slots.desk_links.add(DeskLink("outline", "plan.Plan", "Outline", outline_of))
    slots.desk_links.add(DeskLink("publish", "plan.Plan", "Publish", move_of("publish", is_draft)))
    slots.desk_links.add(DeskLink("in-force", "plan.Plan", "Put in force", move_of("in-force", may_come_into_force)))
    slots.desk_links.add(DeskLink("gaps", "plan.Plan", "Missing figures", move_of("gaps", _has_gaps)))
    slots.desk_links.add(DeskLink("route", "plan.Plan", "How it was decided", route_of))
    slots.desk_links.add(DeskLink("copy", "plan.Plan", "Make a new version", move_of("copy", bool)))
    slots.desk_tasks.add(DeskTask("into-force", "No plan is in force yet", steps_into_force, order=2, limit=LIMIT))
    slots.desk_links.add(DeskLink("import-notes", "plan.Plan", "Warnings from its import", import_notes_of))
    slots.desk_tasks.add(DeskTask("left-open", "Left open in drafts", left_open, order=59, limit=LIMIT))
    for key, title, lines, kind, order in (
        ("aims-without-indicator", "Aims without an indicator", aims_without_indicator, "aim", 60),
        ("commitments-without-owner", "Commitments without an owner", commitments_without_owner, "commitment", 61),
    ):
        more = format_lazy("{}?gap=yes", reverse_lazy(f"admin:outcomes_{kind}_changelist"))
        slots.desk_tasks.add(DeskTask(key, title, lines, order=order, more_url=more, limit=LIMIT))


def _plan_for(user: Any) -> Plan | None:
    """Gaps are for those who can fill them."""
    return edition_on_desk(user) if user.has_perm("outcomes.change_itemofficer") else None


def _ownership(item: Any) -> str:
    return with_return(reverse("admin:outcomes_planitem_change", args=[item]), reverse("admin:index"))
