"""What was changed in the plan and why, or why it was not (requirement B27; document 001, paragraphs 34 to 42)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from consultation.hearing.engaging import Comment
from consultation.hearing.models import RankedAim, ReportedResult
from consultation.weighing.models import Theme
from outcomes.framework.comparing.parts import WORDS
from outcomes.models import PlanItem
from plan.models import Decision, Edited, Plan, Sourced


class PlanChangeQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def between(self, before: Plan, after: Plan):
        return self.filter(before=before, after=after)

    def visible_to(self, user):
        """Everyone sees what stands between editions they may see; those who keep the record see what was withdrawn."""
        if user.has_perm("plan.view_plan") and user.has_perm("consultation.view_planchange"):
            return self.all()
        seen = Plan.objects.visible_to(user)
        found = self.filter(before__in=seen, after__in=seen)
        return found if user.has_perm("consultation.view_planchange") else found.standing()

    def editable_by(self, user):
        return self.standing() if user.has_perm("consultation.change_planchange") else self.none()


class PlanChange(Edited, Sourced):
    """One change from one edition to another, or a change that was asked for and not made, with its reason.

    `part` is what the comparison knows the changed part by (see `outcomes/framework/comparing/parts.py`): the UUID of
    an item, else a key made of what it is called. `name` is what it was called when this was recorded.
    """

    class Kind(models.TextChoices):
        ADDED = "added", "Added"
        REMOVED = "removed", "Removed"
        RETITLED = "retitled", "New title"
        REWORDED = "reworded", "Reworded"
        MOVED = "moved", "Moved"
        RENUMBERED = "renumbered", "New number"
        MERGED = "merged", "Merged"
        NONE = "none", "Left as it was"

    class Outcome(models.TextChoices):
        CHANGED = "changed", "Changed"
        PARTLY = "partly", "Changed in part"
        NOT_CHANGED = "not_changed", "Not changed"
        OUTSIDE = "outside", "Outside the council's control"

    before = models.ForeignKey(
        Plan, models.PROTECT, related_name="changes_after", help_text="The version that was changed."
    )
    after = models.ForeignKey(
        Plan, models.PROTECT, related_name="changes_before", help_text="The version that came of it."
    )
    part = models.UUIDField(editable=False)
    part_kind = models.CharField("kind of part", max_length=12, choices=list(WORDS.items()), editable=False)
    item = models.ForeignKey(PlanItem, models.PROTECT, null=True, related_name="told_changes", editable=False)
    name = models.CharField("about", max_length=300, help_text="What it was called when this was recorded.")
    kind = models.CharField("what was done", max_length=10, choices=Kind, help_text="How the two versions differ.")
    before_words = models.TextField(
        "words before", blank=True, help_text="The words it is about, where only some of them were changed."
    )
    after_words = models.TextField("words after", blank=True, help_text="What became of these words.")
    reason = models.TextField(help_text="Why, in plain words. Everyone who may see both versions reads it.")
    decision = models.CharField(
        "what was decided", max_length=11, choices=Outcome, default=Outcome.CHANGED,
        help_text="Whether what was asked for was done.",
    )  # fmt: skip
    decided_at = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="told_plan_changes", verbose_name="decision",
        help_text="The recorded decision it rests on, if there is one.",
    )  # fmt: skip
    decided_by = models.CharField(
        max_length=150, blank=True, help_text="Else the office or body that decided, such as Cabinet."
    )
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="changes", help_text="What people said that it answers."
    )
    comments = models.ManyToManyField(
        Comment, blank=True, related_name="changes", help_text="Single comments that it answers: a committee’s, say."
    )
    results = models.ManyToManyField(
        ReportedResult, blank=True, related_name="changes", verbose_name="figures",
        help_text="What the survey found that led to it.",
    )  # fmt: skip
    ranked = models.ManyToManyField(
        RankedAim, blank=True, related_name="changes", verbose_name="aims as they were ranked",
        help_text="Aims that were valued more or less than others, where that led to it.",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = PlanChangeQuerySet.as_manager()

    class Meta:
        ordering = ["after", "before", "id"]
        verbose_name = "reason for a change"
        verbose_name_plural = "reasons for changes"
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="consultation_planchange_two_versions",
                violation_error_message="Choose two different versions.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="consultation_planchange_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False) | ~Q(decided_by=""), name="consultation_planchange_is_decided",
                violation_error_message="Say who decided: choose a decision, or name the office or body.",
            ),
            models.CheckConstraint(
                condition=(Q(kind="none") & ~Q(decision__in=("changed", "partly")))
                | (~Q(kind="none") & ~Q(decision="not_changed")),
                name="consultation_planchange_decision_fits",
                violation_error_message="What was left as it was is not changed; what was changed is not left.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    def in_log(self) -> str:
        return f"{self} ({self.before.slug} to {self.after.slug})"[:300]

    @property
    def whose(self) -> str:
        """Who decided, in words."""
        return str(self.decided_at) if self.decided_at else self.decided_by
