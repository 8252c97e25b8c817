"""What was said in reply to an action, request, recommendation or question (requirements F71, F73)."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from plan.models import Edited, Paper, Sourced
from plan.wording import day

from .asked import Action
from .doors import KEEPS


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published ones for whoever may see what they answer; drafts for those who keep or write them."""
        actions = Action.objects.visible_to(user)
        if user.is_superuser or (user.is_authenticated and user.has_role(*KEEPS)):
            return self.all()
        own = Q(action__owner_id=user.pk) if user.is_authenticated else Q(pk__in=[])
        return self.filter(Q(published_at__isnull=False) | own, action__in=actions.values("pk"))

    def editable_by(self, user):
        """Drafts of those who may answer. A published answer stands: take it back first, or add a later note."""
        mine = Action.objects.answerable_by(user).values("pk") if user.is_authenticated else []
        return self.filter(published_at__isnull=True, action__in=mine)

    def published(self):
        return self.filter(published_at__isnull=False)


class ActionAnswer(Edited, Sourced):
    """One thing said in reply. A draft until it is published; what is published says whose answer it is, by office."""

    action = models.ForeignKey(
        Action, models.PROTECT, related_name="answers", verbose_name="what it answers",
        help_text="The action, request, recommendation or question.",
    )  # fmt: skip
    date = models.DateField(help_text="The day it was given.")
    text = models.TextField(help_text="The answer as everyone who may see the request will read it. Markdown.")
    office = models.CharField("given by", max_length=150, help_text="The post, such as Director of Public Health.")
    is_final = models.BooleanField(
        "answers it in full", default=True, help_text="Leave unticked if it only says how far things are."
    )
    is_later_note = models.BooleanField(
        "added after the meeting", default=False,
        help_text="Tick for what was told after the meeting and noted with its minute. It is marked so.",
    )  # fmt: skip
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The paper that answers it, such as the further report asked for.",
    )  # fmt: skip
    link = models.URLField("where to read it", blank=True, help_text="Address of a report or page, if there is one.")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        "plan.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects: ClassVar = AnswerQuerySet.as_manager()
    kept_from_log: ClassVar[frozenset[str]] = frozenset({"text"})  # a draft may say what is never published

    class Meta:
        ordering = ["date", "id"]
        verbose_name = "answer"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="outcomes_actionanswer_published_by_somebody",
            )
        ]

    def __str__(self) -> str:
        what = "Later note" if self.is_later_note else "Answer"
        return f"{what} of {day(self.date)}: {self.action}"

    def clean(self) -> None:
        if self.date and self.action_id and self.date < self.action.raised_on:
            raise ValidationError({"date": "This is before the day it was asked. Give the day of the answer."})
