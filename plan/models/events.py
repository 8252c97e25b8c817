"""The event log: who did what, when and why, each row chained to the one before by its hash. Append-only."""

from django.db import models

from plan.chain import GENESIS


class EventQuerySet(models.QuerySet):
    def about(self, subject):
        """Events whose subject is this row."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


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
        return f"{self.verb}: {self.subject}"


class ChainHead(models.Model):
    """The last link of the log. One row: who appends locks it, and its sequence is the revision pages are kept by."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="plan_chainhead_one_row")]

    def __str__(self) -> str:
        return f"Revision {self.sequence}"
