"""Impact statements: what a report to a body says of its effect on each outcome (requirements H84 and H85; report of
the Cabinet to the County Council, paragraph 43)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from outcomes.framework.models import PlanItem
from plan.models import Edited, Paper, Sourced
from plan.models.papers import reads_beforehand


class ImpactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With the paper: what it says is read by those who may read the paper."""
        if user.is_superuser or reads_beforehand(user):
            return self.all()
        return self.filter(paper__in=Paper.objects.visible_to(user).values("pk"))

    def editable_by(self, user):
        return self.filter(paper__in=Paper.objects.editable_by(user).values("pk"))

    def current_for(self, user):
        """Those this user may see, without those of papers whose revision they may see as well and which states its
        own: while a revised paper is in preparation, or says nothing of it, what the published one states stands."""
        stated = ImpactStatement.objects.values("paper")
        newer = Paper.objects.visible_to(user).filter(revises__isnull=False, pk__in=stated)
        return self.visible_to(user).exclude(paper__in=newer.values("revises"))


class ImpactStatement(Edited, Sourced):
    class Effect(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        CONFLICTS = "conflicts", "Conflicts with"
        NEUTRAL = "neutral", "No effect"

    paper = models.ForeignKey(
        Paper, models.PROTECT, related_name="impact_statements", help_text="The report that has this effect."
    )
    outcome = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="impact_statements", limit_choices_to={"kind": PlanItem.Kind.OUTCOME},
        help_text="The outcome it has an effect on.",
    )  # fmt: skip
    effect = models.CharField(
        max_length=9, choices=Effect, help_text="Whether what the report proposes helps or hinders the outcome."
    )
    why = models.TextField(blank=True, help_text="How, in a sentence or two. May stay empty where there is no effect.")

    changed_on = models.DateField(
        null=True, editable=False, help_text="When it was last changed after the report was published."
    )
    changed_why = models.CharField("why it changed", max_length=300, blank=True, editable=False)

    objects: ClassVar = ImpactQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "id"]
        verbose_name = "effect of a report on an outcome"
        verbose_name_plural = "effects of reports on outcomes"
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "outcome"], name="outcomes_impactstatement_once",
                violation_error_message="This report states its effect on the outcome already.",
            ),
            models.CheckConstraint(
                condition=Q(effect="neutral") | ~Q(why=""), name="outcomes_impactstatement_says_why",
                violation_error_message="Say how the report supports the outcome, or conflicts with it.",
            ),
            models.CheckConstraint(
                condition=Q(changed_on__isnull=True, changed_why="") | Q(changed_on__isnull=False) & ~Q(changed_why=""),
                name="outcomes_impactstatement_changed_with_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_effect_display()}: {self.paper}"

    def in_log(self) -> str:
        return f"{self.paper.in_log()}: {self.get_effect_display().lower()} {self.outcome}"
