"""Themes: what many people said in one way or another, and which of their words speak of it (requirement I94)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consultation.answering.models import Answer
from consultation.asking.models import Consultation, ConsultedQuerySet
from consultation.hearing.engaging import Comment
from consultation.hearing.models import RankedAim, ReportedResult
from outcomes.framework.models import PlanItem
from plan.models import Body, Edited, Sourced


class ThemeQuerySet(ConsultedQuerySet):
    def editable_by(self, user):
        return self.all() if user.has_perm("consultation.change_theme") else self.none()

    def standing(self):
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Theme(Edited, Sourced):
    """A view that came up in a consultation, told in an officer's words, and the parts of the plan it is about."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="themes", help_text="The consultation in which it came up."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")
    title = models.CharField(max_length=150, help_text="A few words that name it.")
    summary = models.TextField(
        "what people said", max_length=4000,
        help_text="In a sentence or two of our own. Everyone reads it, so it names nobody.",
    )  # fmt: skip
    items = models.ManyToManyField(
        PlanItem, blank=True, related_name="+", verbose_name="about", help_text="The parts of the plan it is about."
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="said in",
        help_text="The committee or board in which alone it was said. Empty where people who answered said it.",
    )  # fmt: skip
    results = models.ManyToManyField(
        ReportedResult, blank=True, related_name="themes", verbose_name="figures",
        help_text="What the survey found that it rests on.",
    )  # fmt: skip
    ranked = models.ManyToManyField(
        RankedAim, blank=True, related_name="themes", verbose_name="aims as they were ranked",
        help_text="Aims that were valued more or less than others, where it rests on that.",
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    objects: ClassVar = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "title"], name="consultation_theme_title_once",
                violation_error_message="This consultation has a theme with this title already.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="consultation_theme_not_into_itself",
            ),
            models.CheckConstraint(
                condition=~Q(summary=""), name="consultation_theme_says_something",
                violation_error_message="Say what people said.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def in_log(self) -> str:
        return f"{self}, of {self.consultation}"[:300]


class CodingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Which words of a respondent speak of what is read by those who read the words."""
        return self.all() if user.has_perm("consultation.view_coding") else self.none()

    def editable_by(self, user):
        return self.all() if user.has_perm("consultation.change_coding") else self.none()


class Coding(models.Model):
    """That a free-text answer, or a comment, speaks of a theme. Goes with them, and leaves nothing."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="codings")
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, blank=True, related_name="codings")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="codings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(editable=False)

    objects: ClassVar = CodingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=False, comment__isnull=True)
                | Q(answer__isnull=True, comment__isnull=False),
                name="consultation_coding_of_one",
            ),
            models.UniqueConstraint(
                fields=["theme", "answer"], condition=Q(answer__isnull=False), name="consultation_coding_answer_once"
            ),
            models.UniqueConstraint(
                fields=["theme", "comment"], condition=Q(comment__isnull=False), name="consultation_coding_comment_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Coding {self.pk}"
