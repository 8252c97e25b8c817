"""What officers said of items that are two in some edition: merged in a later one, or not the same at all.

An item confirmed to be the same as another is that item everywhere (`same.py`). Two commitments that a published
edition has as two stay two there; that a later edition made one of them is kept here, for comparing the two.
"""

from django.db import models
from django.db.models import F, Q

from plan.models import Plan

from .models import PlanItem


class MergedItem(models.Model):
    """In an edition, and those made from it, `item` went into `into`; earlier editions have both."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="merged_items")
    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="merged_into")
    into = models.ForeignKey(PlanItem, models.PROTECT, related_name="merged_from")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "item"], name="outcomes_mergeditem_once"),
            models.CheckConstraint(condition=~Q(item=F("into")), name="outcomes_mergeditem_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.item} went into {self.into}"


class ItemsApart(models.Model):
    """An officer looked at two items that seemed alike and said that they are two things: not proposed again."""

    one = models.ForeignKey(PlanItem, models.PROTECT, related_name="apart_from")
    other = models.ForeignKey(PlanItem, models.PROTECT, related_name="apart_of")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="outcomes_itemsapart_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="outcomes_itemsapart_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"
