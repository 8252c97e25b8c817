"""People who sign in. They are deactivated, never deleted, so that every record keeps its who."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import cached_property


class User(AbstractUser):
    """Somebody with an account. `version` counts saves from the desk; accounts keep no field history, because they
    hold what only the person and administrators need to know."""

    version = models.PositiveIntegerField(default=1, editable=False)
    office = models.CharField(
        max_length=150, blank=True, help_text="The post this person holds, shown beside what they write."
    )
    department = models.ForeignKey(
        "plan.Department", models.PROTECT, null=True, blank=True, related_name="people",
        help_text="Decides whose figures and commitments a contributor may update.",
    )  # fmt: skip

    class Meta(AbstractUser.Meta):
        ordering = ["username"]
        verbose_name = "account"
        verbose_name_plural = "accounts"

    def __str__(self) -> str:
        return self.office or self.get_full_name() or self.username

    @cached_property
    def role_slugs(self) -> frozenset[str]:
        """Slugs of the roles held, read once per request."""
        if not self.is_active:
            return frozenset()
        return frozenset(self.groups.values_list("role__slug", flat=True)) - {None}

    def has_role(self, *slugs: str) -> bool:
        """True if any of these roles is held. A superuser holds administration only, no role in a workflow."""
        return not self.role_slugs.isdisjoint(slugs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied("People are not deleted, because records name them. Untick 'Active' instead.")
