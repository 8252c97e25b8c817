"""What the council answered to what people said: one answer to each theme (requirement I95)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from consultation.asking.models import ConsultedQuerySet
from consultation.weighing.models import Theme
from plan.models import Decision, Edited, Sourced


class ThemeAnswerQuerySet(ConsultedQuerySet):
    to_consultation = "theme__consultation"

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def resting_on(self, change):
        """Those that say changed and have nothing but this change of the plan to show for it."""
        standing = type(change)._default_manager.standing()
        others = standing.exclude(pk=change.pk).exclude(kind=change.Kind.NONE)
        found = self.standing().filter(decision__in=("changed", "partly"), besides="", theme__changes=change)
        return found.exclude(theme__changes__in=others)

    def visible_to(self, user):
        """Everyone sees what stands, of consultations that were announced."""
        found = super().visible_to(user)
        return found if user.has_perm("consultation.view_themeanswer") else found.standing()

    def editable_by(self, user):
        return self.standing() if user.has_perm("consultation.change_themeanswer") else self.none()


class ThemeAnswer(Edited, Sourced):
    """The answer to a theme: what was decided, in words, and by whom. What was changed for it are the plan's changes
    that are tied to the theme. A theme without an answer that stands is open."""

    class Outcome(models.TextChoices):
        CHANGED = "changed", "Changed"
        PARTLY = "partly", "Changed in part"
        NOT_CHANGED = "not_changed", "Not changed"
        OUTSIDE = "outside", "Outside the council's control"

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="answers")
    decision = models.CharField("what was decided", max_length=11, choices=Outcome)
    words = models.TextField(
        "the answer", max_length=4000, help_text="What was decided and why, in plain words. Everyone reads it."
    )
    besides = models.TextField(
        "what else was changed", blank=True, max_length=2000,
        help_text="What no comparison of two versions shows: pictures, how long it is, the next questionnaire.",
    )  # fmt: skip
    decided_at = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="decision",
        help_text="The recorded decision it rests on, if there is one.",
    )  # fmt: skip
    decided_by = models.CharField(
        max_length=150, blank=True, help_text="Else the office or body that decided, such as Cabinet."
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = ThemeAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "id"]
        verbose_name = "answer to a theme"
        verbose_name_plural = "answers to themes"
        constraints = [
            models.UniqueConstraint(
                fields=["theme"], condition=Q(withdrawn_at__isnull=True), name="consultation_themeanswer_once",
                violation_error_message="This theme has an answer already. Put it right, or withdraw it.",
            ),
            models.CheckConstraint(
                condition=~Q(words=""), name="consultation_themeanswer_says_something",
                violation_error_message="Say what was decided and why.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False) | ~Q(decided_by=""),
                name="consultation_themeanswer_is_decided",
                violation_error_message="Say who decided: choose a decision, or name the office or body.",
            ),
            models.CheckConstraint(
                condition=Q(besides="") | Q(decision__in=("changed", "partly")),
                name="consultation_themeanswer_besides_fits",
                violation_error_message="Where nothing was changed, nothing else was changed.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.theme}: {self.get_decision_display()}"

    def in_log(self) -> str:
        return f"Answer to “{self.theme}”, of {self.theme.consultation}"[:300]

    @property
    def whose(self) -> str:
        """Who decided, in words."""
        return str(self.decided_at) if self.decided_at else self.decided_by
