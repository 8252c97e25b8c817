"""Tokens with which other systems use the API in somebody's name."""

from django.db import models
from django.db.models import Q

from plan import clock


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("plan.view_apitoken") else self.none()

    def editable_by(self, user):
        """Those that may still be revoked."""
        return self.filter(revoked_at__isnull=True) if user.has_perm("plan.change_apitoken") else self.none()


class ApiToken(models.Model):
    """A token of an account. Only its SHA-256 is kept: the token is random and long, so that nothing can be guessed
    from it. Made and revoked by the verbs of `plan/tokens.py`; never deleted, as the event log names it."""

    user = models.ForeignKey(
        "plan.User", models.PROTECT, related_name="api_tokens", verbose_name="account",
        help_text="In whose name it is used: it may do what this account may do.",
    )  # fmt: skip
    name = models.CharField(
        "used by", max_length=80, help_text="What uses it, such as the nightly export of the highways system."
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    begins = models.CharField(max_length=12, editable=False, help_text="Its first letters, to tell it by.")
    made_at = models.DateTimeField("made on", default=clock.now, editable=False)
    made_by = models.ForeignKey("plan.User", models.PROTECT, related_name="+", editable=False)
    expires = models.DateField("works until", help_text="The last day it works, at most a year from today.")
    last_used = models.DateTimeField(null=True, editable=False, help_text="To the hour.")
    revoked_at = models.DateTimeField("revoked on", null=True, editable=False)
    revoked_by = models.ForeignKey("plan.User", models.PROTECT, null=True, related_name="+", editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "token for the API"
        verbose_name_plural = "tokens for the API"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="plan_apitoken_revoked_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.begins}…)"
