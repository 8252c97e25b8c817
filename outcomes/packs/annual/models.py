"""The narrative of a year's report: passages drafted from the boards' reports, which officers then edit.

They belong to the year and not to one body's pack: the report goes to several bodies, and each gets it as it stands.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.db.models.lookups import Exact

from outcomes.framework.models import PlanItem
from outcomes.reporting.models import HighlightReport
from plan.models import Edited, Sourced
from plan.periods import Kind, Period

from ..quarters import PeriodCoveredField


class PassageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Not for the public: what is published of it stands in the published report."""
        return self.all() if user.has_perm("outcomes.view_annualpassage") else self.none()

    def editable_by(self, user):
        return self.all() if user.has_perm("outcomes.change_annualpassage") else self.none()


class AnnualPassage(Edited, Sourced):
    """Words of one year's report: about the whole, or about one outcome under one heading. `drafted_text` is what the
    boards' published reports gave when it was drafted; `text` is what is printed."""

    class Heading(models.TextChoices):
        YEAR = "year", "The year in brief"
        AHEAD = "ahead", "What comes next"
        PROGRESS = "progress", "Progress in the year"
        ACHIEVEMENTS = "achievements", "Achievements"
        CHALLENGES = "challenges", "Challenges"
        NEXT = "next", "Priorities for the next year"

    OF_THE_WHOLE = (Heading.YEAR, Heading.AHEAD)

    year = PeriodCoveredField("year", help_text="The financial year it is about, such as 2022/23.")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="outcome",
        limit_choices_to={"kind": PlanItem.Kind.OUTCOME}, help_text="The outcome it is about. Empty: the whole plan.",
    )  # fmt: skip
    heading = models.CharField(max_length=12, choices=Heading, help_text="What it is printed under.")
    text = models.TextField(
        "as it is printed", blank=True, help_text="For the report. Markdown. What stays empty is left out."
    )
    drafted_text = models.TextField(
        "as it was drafted", blank=True, editable=False, help_text="What the boards' reports gave when it was drafted."
    )
    drafted_from = models.ManyToManyField(
        HighlightReport, related_name="+", editable=False, help_text="The reports it was drafted from."
    )
    edited_by = models.ForeignKey("plan.User", models.PROTECT, null=True, editable=False, related_name="+")

    objects = PassageQuerySet.as_manager()
    kept_from_log = frozenset({"text", "drafted_text"})

    class Meta:
        ordering = ["-year", "item", "id"]
        verbose_name = "passage of the annual report"
        verbose_name_plural = "passages of the annual report"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "item", "heading"], condition=Q(item__isnull=False),
                name="outcomes_annualpassage_once_an_outcome", violation_error_message="There is this passage already.",
            ),
            models.UniqueConstraint(
                fields=["year", "heading"], condition=Q(item__isnull=True),
                name="outcomes_annualpassage_once_a_year", violation_error_message="There is this passage already.",
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=True, heading__in=["year", "ahead"])
                | Q(item__isnull=False, heading__in=["progress", "achievements", "challenges", "next"]),
                name="outcomes_annualpassage_heading_fits",
                violation_error_message="This heading does not go with what the passage is about.",
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("year"), 7)) & Q(Exact(Substr("year", 5, 1, arg_joiner=","), "/")),
                name="outcomes_annualpassage_is_of_a_financial_year",
                violation_error_message="Give a financial year, such as 2022/23.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_heading_display()}, {self.year}"

    def in_log(self) -> str:
        return f"{self}: {self.item}" if self.item_id else str(self)

    def clean(self) -> None:
        try:
            fits = Period.parse(self.year).kind == Kind.FINANCIAL_YEAR
        except ValueError:
            fits = False
        if not fits:
            raise ValidationError({"year": "Give a financial year, such as 2022/23."})

    @property
    def is_edited(self) -> bool:
        """Whether somebody has changed it since it was drafted."""
        return self.text != self.drafted_text
