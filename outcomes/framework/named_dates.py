"""Dates that the plan names ("net zero by 2030"): held beside what they are about, so that they can be watched.

Requirement D49. A date hangs on the item, not on an edition's words: it outlives an edition, and where the council
drops or moves it, the old one ends and another begins.
"""

from calendar import monthrange
from datetime import date as Date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from plan.models import DatedQuerySet
from plan.wording import day, month

from .links import ItemLink


class NamedDateQuerySet(DatedQuerySet):
    def watched(self):
        return self.filter(watched=True)


class NamedDate(ItemLink):
    """What is to be reached by a day that the plan names, or (`watched` false) a date that is none to be reached."""

    class Precision(models.TextChoices):
        DAY = "day", "On or before that day"
        MONTH = "month", "By the end of that month"
        YEAR = "year", "By the end of that year"

    by = models.DateField(
        "last day", help_text="The last day on which it is in time, such as 31 December 2030 for 2030."
    )
    precision = models.CharField(
        max_length=5, choices=Precision, default=Precision.YEAR, help_text="How closely the plan names it."
    )
    words = models.CharField("as the plan has it", max_length=120, blank=True, help_text="Such as by 2045 or before.")
    what = models.CharField("what is to be reached", max_length=300, help_text="In a few words, for lists of dates.")
    watched = models.BooleanField(
        default=True, help_text="Untick for a date that is in the text but is none to be reached, such as a forecast."
    )
    reached_on = models.DateField(null=True, blank=True, editable=False, help_text="When it was reached, if it was.")
    reached_note = models.CharField(max_length=300, blank=True, editable=False, help_text="Where that can be seen.")

    objects: ClassVar = NamedDateQuerySet.as_manager()

    class Meta(ItemLink.Meta):
        ordering = ["by", "pk"]
        verbose_name = "date named in the plan"
        verbose_name_plural = "dates named in the plan"
        constraints = [
            *ItemLink.Meta.constraints,
            models.UniqueConstraint(
                fields=["item", "by", "what"], name="outcomes_nameddate_once",
                violation_error_message="This date is held already for the same thing.",
            ),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True) | Q(watched=True), name="outcomes_nameddate_reached_is_watched",
                violation_error_message="Only a date that is watched can be reached.",
            ),
        ]  # fmt: skip

    def clean(self) -> None:
        """What is told as 2030 is in time until 31 December 2030, and what was reached is watched."""
        if self._state.adding and self.by and self.precision and self.by != last_day(self.by, self.precision):
            last = day(last_day(self.by, self.precision))
            raise ValidationError({"by": f"The plan is told to name {self.told}: its last day is {last}."})
        if self.reached_on and not self.watched:
            raise ValidationError(
                {"watched": "It is told as reached, which only a watched date can be. Take that back first."}
            )

    def __str__(self) -> str:
        return f"{self.told}: {self.what}"

    @property
    def told(self) -> str:
        """The date as precise as the plan has it: "2030", "March 2024", "31 March 2024"."""
        return told(self.by, self.precision)


def last_day(by: Date, precision: str) -> Date:
    """The last day in time of what is named as precisely as this."""
    if precision == NamedDate.Precision.YEAR:
        return Date(by.year, 12, 31)
    return by.replace(day=monthrange(by.year, by.month)[1]) if precision == NamedDate.Precision.MONTH else by


def told(by, precision: str) -> str:
    """A named date in words, as precise as it is named."""
    if precision == NamedDate.Precision.YEAR:
        return str(by.year)
    return month(by) if precision == NamedDate.Precision.MONTH else day(by)
