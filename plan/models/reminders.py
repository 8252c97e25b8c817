"""What was sent to remind people: one row for each e-mail and one for each thing in it. Kept as it was, for good.

No address is kept and no text of an e-mail: only what the page of what was sent shows.
"""

from django.db import models
from django.db.models import Q

from plan import clock


class SentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("plan.view_sentreminder") else self.none()


class ReminderMail(models.Model):
    """An e-mail to one person on one day. The row is taken before the e-mail goes, so that two runs at once send one;
    what failed stands beside the attempt that follows it."""

    class Kind(models.TextChoices):
        STEP = "step", "As things fall due"
        DIGEST = "digest", "Once a week"

    class Result(models.TextChoices):
        SENDING = "sending", "Not known"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    user = models.ForeignKey("plan.User", models.PROTECT, related_name="reminder_mails", help_text="Whom it went to.")
    office = models.CharField(max_length=160, help_text="The post they held then.")
    day = models.DateField(help_text="The day it was sent for.")
    kind = models.CharField(max_length=8, choices=Kind, help_text="A reminder as things fall due, or the weekly one.")
    result = models.CharField(
        max_length=8, choices=Result, default=Result.SENDING,
        help_text="Not known where the sender was stopped before the mail server had answered.",
    )  # fmt: skip
    why = models.CharField("why it failed", max_length=120, blank=True, help_text="Empty unless it failed.")
    at = models.DateTimeField("sent at", default=clock.now, help_text="When it was handed to the mail server.")

    objects = SentQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = "e-mail with reminders"
        verbose_name_plural = "e-mails with reminders"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"], condition=~Q(result="failed"), name="plan_remindermail_once_a_day",
                violation_error_message="This person had an e-mail that day.",
            ),
            models.CheckConstraint(
                condition=Q(result="failed") & ~Q(why="") | ~Q(result="failed") & Q(why=""),
                name="plan_remindermail_failed_with_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.office}, {self.day}"


class SentReminder(models.Model):
    """One thing in an e-mail: what was asked, when it was due, and at which step."""

    mail = models.ForeignKey(ReminderMail, models.PROTECT, related_name="lines", help_text="The e-mail it stood in.")
    user = models.ForeignKey("plan.User", models.PROTECT, related_name="+", help_text="Whom it went to.")
    reminder = models.CharField("kind", max_length=40, help_text="What kind of thing it was.")
    subject = models.CharField(max_length=160, help_text="What it is known by.")
    what = models.CharField(max_length=300, help_text="What was asked, in the words of the e-mail.")
    due = models.DateField(help_text="When it was due.")
    step = models.SmallIntegerField(help_text="Days from the due date: 7 days before it is -7.")
    counts = models.BooleanField(
        default=True, help_text="Whether this was the step’s own reminder; not what a weekly e-mail repeats or failed."
    )

    objects = SentQuerySet.as_manager()

    class Meta:
        ordering = ["-mail__day", "-pk"]
        verbose_name = "reminder sent"
        verbose_name_plural = "reminders sent"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject", "due", "step"], condition=Q(counts=True), name="plan_sentreminder_step_once"
            )
        ]
        indexes = [models.Index(fields=["user", "subject"], name="plan_sentreminder_told")]

    def __str__(self) -> str:
        return self.what


class ReminderRun(models.Model):
    """When the day's reminders were last looked through and sent: one row, which every run moves on. My desk tells from
    it that a timer has stopped, which no e-mail can."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    at = models.DateTimeField("last run", help_text="When the run had ended.")

    class Meta:
        verbose_name = "last run of reminders"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="plan_reminderrun_one_row")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
