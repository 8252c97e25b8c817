"""Questions: those that members agreed to start from, and those that one member notes for themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from outcomes.framework.models import PlanItem
from performance.models import Indicator
from plan import clock
from plan.models import Body, Dated, Edited, Sourced

from .asked import Action
from .doors import at_most_one


class StartingQuestion(Edited, Dated, Sourced):
    """A question that scrutiny members agreed to start from when they read a paper (requirement F72)."""

    position = models.PositiveSmallIntegerField(default=1, help_text="Its place in the list.")
    text = models.CharField("question", max_length=300, help_text="In a sentence or two.")

    class Meta(Dated.Meta):
        ordering = ["position", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["text"], name="outcomes_startingquestion_once",
                violation_error_message="This question is in the list already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text


class NotedQuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The writer's own and nobody else's: no role opens them."""
        return self.filter(writer_id=user.pk) if user.is_authenticated else self.none()

    def editable_by(self, user):
        return self.visible_to(user).filter(raised_as__isnull=True)


class NotedQuestion(models.Model):
    """What a member notes to ask. Private to its writer, so it has no history, no page on the desk, and no entry in the
    log: once removed, nothing is left of it. Raised, it becomes an `Action` of its committee.

    What it is about is let go of silently where that is deleted, because a refusal would tell others that it exists.
    """

    writer = models.ForeignKey("plan.User", models.PROTECT, related_name="+", editable=False)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    text = models.TextField("question", max_length=2000, help_text="Only you can read it until you raise it.")
    item = models.ForeignKey(PlanItem, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    page = models.CharField(max_length=300, blank=True, editable=False)
    about = models.CharField(max_length=300, blank=True, editable=False)
    committee = models.ForeignKey(Body, models.SET_NULL, null=True, blank=True, related_name="+")
    raised_as = models.OneToOneField(Action, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    raised_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = NotedQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = "noted question"
        constraints = [
            models.CheckConstraint(condition=at_most_one("item", "indicator"), name="outcomes_notedquestion_one_thing"),
            models.CheckConstraint(condition=~Q(text=""), name="outcomes_notedquestion_says_something"),
        ]

    def __str__(self) -> str:
        return f"Question {self.pk}"  # says nothing, wherever it may be named

    def get_absolute_url(self) -> str:
        return reverse("my-question", args=[self.pk])
