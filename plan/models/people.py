"""People who sign in. They are deactivated, never deleted, so that every record keeps its who."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import cached_property

from plan.reminders.when import Choice

from ..prepared import KEY, Prepared
from .roles import RoleGroup

MAILS = (
    (
        Choice.EACH_DAY.value,
        "As things fall due: 30, 7 and 1 days before, and again when they are overdue",
    ),
    (Choice.WEEKLY.value, "Once a week, on Mondays, with all that is due within 30 days or overdue"),
    (Choice.OVERDUE.value, "Only about what is overdue"),
)


class PeopleManager(UserManager):
    def in_full_for(self, user):
        """Accounts this user may read in full: all for administrators, their own for everybody else."""
        return self.all() if user.has_perm("plan.view_user") else self.filter(pk=user.pk)


class User(AbstractUser):
    """Somebody with an account. `version` counts saves from the desk; accounts keep no field history, because they
    hold what only the person and administrators need to know."""

    version = models.PositiveIntegerField(default=1, editable=False)
    office = models.CharField(
        max_length=150,
        help_text="The post this person holds, such as Head of Transport. Records name people by it, never by name.",
    )
    department = models.ForeignKey(
        "plan.Department", models.PROTECT, null=True, blank=True, related_name="people",
        help_text="Decides whose figures and commitments a contributor may update.",
    )  # fmt: skip
    reminders = models.CharField(
        max_length=8, choices=MAILS, default=Choice.EACH_DAY.value,
        help_text="When e-mails come about what is due. Everybody chooses for themselves, under My e-mails.",
    )  # fmt: skip

    objects: ClassVar[PeopleManager] = PeopleManager()

    REQUIRED_FIELDS: ClassVar[list[str]] = ["office"]  # the first account is asked for it too
    # What is about the person and not the post. It must be possible to erase it, and the event log is kept for ever.
    kept_from_log: ClassVar[frozenset[str]] = frozenset(
        {"username", "first_name", "last_name", "email", "password", "last_login"}
    )

    class Meta(AbstractUser.Meta):
        ordering = ["username"]
        verbose_name = "account"
        verbose_name_plural = "accounts"

    def __str__(self) -> str:
        return self.office or self.get_full_name() or self.username

    def in_log(self) -> str:
        """The post, and for an account from before posts were asked for its number: nothing about the person."""
        return self.office or f"account {self.pk}"

    @cached_property
    def role_slugs(self) -> frozenset[str]:
        """Slugs of the roles held, read once per request."""
        if not self.is_active:
            return frozenset()
        return frozenset(slug for slug, _ in ROLES_HELD(user=self.pk))

    def has_role(self, *slugs: str) -> bool:
        """True if any of these roles is held. A superuser holds administration only, no role in a workflow."""
        return not self.role_slugs.isdisjoint(slugs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied("People are not deleted, because records name them. Untick 'Active' instead.")


ROLES_HELD = Prepared(lambda user: RoleGroup.objects.filter(group__user=user).values_list("slug", "pk"), user=KEY)
