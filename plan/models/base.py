"""What most models share: a version for optimistic locking, field history, a source, dated validity."""

import uuid
from datetime import date
from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords


class RowHistoryManager(HistoryManager):
    """Gives the library one class of manager for good: it would make a new one, for over a millisecond, each time a
    row's history is touched, and so at every save."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class Edited(models.Model):
    """A row that officers edit: `version` counts its saves, and history keeps every field as it stood.

    The version is what optimistic locking compares; see `plan/locking.py`.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(inherit=True, excluded_fields=[], history_manager=RowHistoryManager)

    # Fields that the event log only says were changed: it is kept for ever, so what they say is told by history alone.
    kept_from_log: ClassVar[frozenset[str]] = frozenset()

    # Set by verbs just before they save or delete, and read by history: no columns, and absent until set.
    _change_reason: str | None
    _history_user: models.Model | None

    class Meta:
        abstract = True

    def in_log(self) -> str:
        """What the event log calls this row, for readers who do not have its page before them."""
        return str(self)


class Threaded(models.Model):
    """A row of an edition that words no item. By its `thread` it is known again in every edition that was copied from
    this one, or this one from it, however it is worded, numbered or placed there; nobody reads it. Empty in rows from
    before there were threads: those are known by their words."""

    thread = models.UUIDField(default=uuid.uuid4, null=True, editable=False)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """A row that says where it comes from, and whether it is real or only illustrates how the system works."""

    source = models.CharField(
        max_length=300, blank=True, help_text="The document, survey or data set this comes from, with its paragraph."
    )
    illustrative = models.BooleanField(
        default=False, help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown."
    )

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet):
    def on(self, day: date):
        """Rows in force on a day; ranges are half-open, so an end date is the first day no longer covered."""
        return self.filter(Q(starts__isnull=True) | Q(starts__lte=day), Q(ends__isnull=True) | Q(ends__gt=day))


class Dated(models.Model):
    """A row that holds for a while. Either end may be open."""

    starts = models.DateField("from", null=True, blank=True, help_text="First day. Leave empty if always so.")
    ends = models.DateField("until", null=True, blank=True, help_text="First day no longer so. Leave empty if open.")

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message="The until date must be later than the from date.",
            )
        ]

    def holds_on(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or day < self.ends)
