"""The event log: who did what, when and why, each row chained to the one before by its hash. Append-only."""

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from plan.chain import GENESIS
from plan.clock import local_day
from plan.wording import day


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Events about what this user may read in full, for those who may read the log at all.

        A model says so by its queryset's `in_full_for`, or else `visible_to`; what has no such rule is no secret.
        What was deleted counts as hidden wherever anything of its kind may be hidden from this user.
        """
        if not user.has_perm("plan.view_event"):
            return self.none()
        hidden = models.Q()
        for model in set(apps.get_models()) - {self.model}:
            readable = _in_full(model, user)
            if readable is not None and (readable.query.where or readable.query.is_empty()):
                ids = readable.order_by().annotate(logged_as=Cast("pk", models.CharField())).values("logged_as")
                hidden |= models.Q(subject_type=model._meta.label_lower) & ~models.Q(subject_id__in=ids)
        return self.exclude(hidden) if hidden else self.all()

    def about(self, subject):
        """Events whose subject is this row."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def _in_full(model: type[models.Model], user):
    """The rows of a model that this user may read in full; None where nobody is kept from any."""
    manager = model._default_manager
    rule = getattr(manager, "in_full_for", None) or getattr(manager, "visible_to", None)
    return rule(user) if rule else None


class Event(models.Model):
    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey("plan.User", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=160, help_text="Who it was, as they were called then.")
    verb = models.CharField(max_length=60, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    subject = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        verbose_name = "entry in the event log"
        verbose_name_plural = "event log"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="plan_event_subject")]

    def __str__(self) -> str:
        return f"{self.subject}, {day(local_day(self.at))}"


class ChainHead(models.Model):
    """The last link of the log. One row: who appends locks it, and its sequence is the revision pages are kept by."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="plan_chainhead_one_row")]

    def __str__(self) -> str:
        return f"Revision {self.sequence}"
