"""Which group stands for which role."""

from django.contrib.auth.models import Group
from django.db import models


class RoleGroup(models.Model):
    """Ties a role's slug (see `plan/roles.py`) to the group that carries its permissions."""

    slug = models.SlugField(unique=True)
    group = models.OneToOneField(Group, models.CASCADE, related_name="role")

    def __str__(self) -> str:
        return self.slug
