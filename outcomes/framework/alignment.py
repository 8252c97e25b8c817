"""Alignment reviews: whether a strategy reflects the aims of an outcome, as its board judged on a day.

Requirement H82; report of 1 November 2021, paragraph 9. A review is a record: it never changes, a later one takes its
place, and it holds until the day by which the board means to look again.
"""

from django.db import models
from django.db.models import F, Q

from plan import clock
from plan.models import Body, Edited, Sourced, Strategy

from .links import BOARDS
from .models import PlanItem


class AlignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees what boards judged: it is shown with the strategy."""
        return self.all()

    def editable_by(self, user):
        """A review is a record."""
        return self.none()

    def standing(self, on):
        """The latest of each strategy, board and outcome made by a day, whether it still holds or not."""
        made = self.filter(date__lte=on)
        outer = models.OuterRef
        later = AlignmentReview.objects.filter(
            Q(date__gt=outer("date")) | Q(date=outer("date"), pk__gt=outer("pk")),
            strategy=outer("strategy"), board=outer("board"), outcome=outer("outcome"), date__lte=on,
        )  # fmt: skip
        return made.exclude(models.Exists(later))


class AlignmentReview(Edited, Sourced):
    class Judgement(models.TextChoices):
        REFLECTS = "reflects", "Reflects the outcome's aims"
        PARTLY = "partly", "Reflects them in part"
        DOES_NOT = "does_not", "Does not reflect them"

    strategy = models.ForeignKey(
        Strategy, models.PROTECT, related_name="alignment_reviews", help_text="What was reviewed."
    )
    board = models.ForeignKey(
        Body, models.PROTECT, related_name="alignment_reviews", limit_choices_to={"kind__in": BOARDS},
        help_text="The board that judged it.",
    )  # fmt: skip
    outcome = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="alignment_reviews", limit_choices_to={"kind": PlanItem.Kind.OUTCOME},
        help_text="The board's outcome whose aims it was held against.",
    )  # fmt: skip
    date = models.DateField(help_text="The day the board reviewed it.")
    judgement = models.CharField(
        max_length=10, choices=Judgement, help_text="Whether the strategy reflects what the outcome aims at."
    )
    comment = models.TextField(
        blank=True, help_text="What is missing or to be changed. Shown on the strategy's public page."
    )
    next_review = models.DateField(
        "holds until",
        help_text="The day by which the board looks at it again: from then on this review is out of date.",
    )
    recorded_by = models.ForeignKey("plan.User", models.PROTECT, null=True, editable=False, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    objects = AlignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = "review of a strategy"
        verbose_name_plural = "reviews of strategies"
        constraints = [
            models.CheckConstraint(
                condition=Q(next_review__gt=F("date")), name="outcomes_alignmentreview_holds_a_while",
                violation_error_message="The next review comes after this one: give a later day.",
            ),
            models.CheckConstraint(
                condition=Q(judgement="reflects") | ~Q(comment=""),
                name="outcomes_alignmentreview_says_what_is_missing",
                violation_error_message="Say what the strategy is missing.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.strategy}: {self.get_judgement_display()}"

    def in_log(self) -> str:
        return f"{self.strategy}, by {self.board} for {self.outcome}"
