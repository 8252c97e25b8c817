"""Aims as reports rank them: named together, in a report's words and order (requirement I91)."""

from typing import ClassVar

from django.db import models

from consultation.asking.models import Consultation
from outcomes.framework.models import PlanItem
from plan.models import Edited, Sourced

from .models import HeardQuerySet


class RankedQuerySet(HeardQuerySet):
    to_consultation = "ranking__consultation"


class AimRanking(Edited, Sourced):
    """Aims named together in a report as more or less important than others, in its words and its order."""

    class Side(models.TextChoices):
        HIGH = "high", "Valued more"
        LOW = "low", "Valued less"

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="aim_rankings", help_text="The consultation that showed it."
    )
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan",
        help_text="The outcome whose aims they are. Empty for all aims of the plan.",
    )  # fmt: skip
    side = models.CharField(max_length=4, choices=Side, help_text="Whether people valued them more or less.")
    words = models.CharField("as it was said", max_length=200, help_text="Such as: very important.")
    remark = models.CharField(max_length=300, blank=True, help_text="Who said so, where it was not the survey alone.")

    objects: ClassVar = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "id"]
        verbose_name = "ranking of aims"
        verbose_name_plural = "rankings of aims"

    def __str__(self) -> str:
        return self.words

    def in_log(self) -> str:
        return f"Aims ranked “{self.words}”, of {self.consultation}"


class RankedAim(Edited):
    ranking = models.ForeignKey(AimRanking, models.CASCADE, related_name="aims")
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")
    wording = models.CharField(max_length=300, help_text="The aim, in the words of the report or in short.")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan",
        help_text="The aim of the plan that is meant, where it is certain.",
    )  # fmt: skip

    objects: ClassVar = RankedQuerySet.as_manager()

    class Meta:
        ordering = ["ranking", "position", "id"]
        verbose_name = "ranked aim"

    def __str__(self) -> str:
        return self.wording
