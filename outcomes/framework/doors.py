"""Where the desk's pages for amending, merging, confirming and reviewing are, for those who may use them; empty for
others."""

from typing import Any

from django.urls import reverse

from plan import clock
from plan.models import Body, Plan, Section, Strategy
from plan.roles import BOARD_MEMBER, POLICY_OFFICER

from .amending import edition_of
from .models import Commitment, PlanItem


def amend_address(row: Any, user: Any) -> str:
    """Where a published row is amended, for those who may."""
    if not user.has_perm("plan.change_plan") or not Plan.objects.public().filter(pk=edition_of(row)).exists():
        return ""
    return reverse("admin:outcomes_amend", args=[row._meta.model_name, row.pk])


def amend_entry_address(section: Section, user: Any) -> str:
    if not amend_address(section, user) or not section.entries.exists():
        return ""
    return reverse("admin:outcomes_amend_entry", args=[section.pk])


def merge_address(row: Commitment, user: Any) -> str:
    """Where a commitment of a draft is merged, for those who may; lines of lists are not."""
    possible = row.parent_id is None and not Plan.objects.public().filter(pk=row.plan_id).exists()
    return (
        reverse("admin:outcomes_merge", args=[row.pk])
        if possible and user.has_perm("outcomes.change_commitment")
        else ""
    )


def same_address(item: PlanItem, user: Any) -> str:
    return reverse("admin:outcomes_same_as", args=[item.pk]) if user.has_perm("outcomes.change_planitem") else ""


def match_address(plan: Plan, user: Any) -> str:
    """Where a version is matched with one that was imported separately, for those who may."""
    return reverse("admin:outcomes_match_with", args=[plan.pk]) if user.has_perm("outcomes.change_planitem") else ""


def not_same_address(item: PlanItem, user: Any) -> str:
    may = item.same_as_id is not None and user.has_perm("outcomes.change_planitem")
    return reverse("admin:outcomes_not_same", args=[item.pk]) if may else ""


def record_address(strategy: Strategy, user: Any) -> str:
    """Where a board's review of a strategy is recorded, for policy officers and members of any board."""
    may = user.has_role(POLICY_OFFICER.slug) or (
        user.has_role(BOARD_MEMBER.slug) and Body.objects.with_member(user, clock.today()).exists()
    )
    return reverse("admin:outcomes_record_review", args=[strategy.pk]) if may else ""


def found_address(plan: Plan, user: Any) -> str:
    """Where the dates in a public version's words are confirmed, for those who may."""
    may = plan.published_at and user.has_role(POLICY_OFFICER.slug)
    return reverse("admin:outcomes_dates_found", args=[plan.pk]) if may else ""
