"""Whom a reminder asks where a role is to do it, and no body, department or person."""

from plan.models import User
from plan.roles import Role


def holders(role: Role) -> list[int]:
    """Active accounts with a role, by key. One query."""
    rows = User.objects.filter(is_active=True, groups__role__slug=role.slug).order_by("pk")
    return list(rows.values_list("pk", flat=True))
