"""What becomes of a department's figures when a contributor leaves: they are the department's, so nothing passes; but
somebody must be left to enter them."""

from datetime import date
from typing import Any

from plan.models import User
from plan.roles import CONTRIBUTOR
from plan.slots import Handover, slots
from plan.wording import count

from .models import Indicator


def furnish() -> None:
    slots.handovers.add(Handover("figures", "Figures of their department", told, hand_over, passes=False, order=30))


def told(user: Any, on: date) -> list[str]:
    """Says so where they are the last contributor of a department that answers for figures. Two queries."""
    if user.department is None or not user.groups.filter(role__slug=CONTRIBUTOR.slug).exists():
        return []
    others = User.objects.filter(department=user.department, is_active=True, groups__role__slug=CONTRIBUTOR.slug)
    owned = Indicator.objects.filter(owner=user.department).count()
    if not owned or others.exclude(pk=user.pk).exists():
        return []
    return [
        f"{count(owned, 'indicator')} of {user.department}: nobody else may enter the figures. Make another account of"
        " this department a contributor"
    ]


def hand_over(user: Any, *, to: Any, on: date, by: Any, why: str) -> list[str]:
    """Nothing passes: which department somebody works in, their own account says."""
    return []
