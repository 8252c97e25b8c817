"""Which committee watches what: remits, dated, inherited downwards."""

from django.db import models

from outcomes.framework.models import PlanItem
from plan.models import Body, Dated, Edited, Sourced
from plan.models.council import SCRUTINY_KINDS


class Remit(Edited, Dated, Sourced):
    """Gives a committee an item and everything under it, from a date, until a date."""

    committee = models.ForeignKey(
        Body, models.PROTECT, related_name="remits", limit_choices_to={"kind__in": SCRUTINY_KINDS},
        help_text="The scrutiny committee that is given it.",
    )  # fmt: skip
    item = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="remits",
        help_text="The part of the plan it scrutinises, with everything under it.",
        verbose_name="what it scrutinises",
    )  # fmt: skip

    class Meta(Dated.Meta):
        ordering = ["committee", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["committee", "item", "starts"], name="outcomes_remit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.committee.short}: {self.item}"
