"""What is measured, for which area, by whom, how often, and how far from its target it may be."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from plan.models import Dated, Department, Edited, Sourced

from .base import FigureQuerySet, IndicatorQuerySet


class Area(Edited):
    """Where a figure is for. Figures for different areas are never compared with one another."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "The council's own area"
        DISTRICT = "district", "District or borough"
        COMBINED = "combined", "Several councils together"
        REGION = "region", "Region"
        COUNTRY = "country", "Country"
        OTHER = "other", "Other"

    name = models.CharField(max_length=100, unique=True, help_text="As people say it, such as Leicester and Rutland.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Used in addresses; keep it when the name changes.")
    kind = models.CharField(max_length=10, choices=Kind, help_text="What sort of area it is.")
    code = models.CharField(max_length=12, blank=True, help_text="The Office for National Statistics' code, if known.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Source(Edited):
    class Kind(models.TextChoices):
        SURVEY = "survey", "Survey"
        DATASET = "dataset", "Data set"
        RETURN = "return", "Statutory return"

    name = models.CharField(max_length=150, unique=True, help_text="The survey or data set, such as Residents’ survey.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Used in addresses; keep it when the name changes.")
    kind = models.CharField(max_length=10, choices=Kind, help_text="Where such figures come from.")
    date = models.CharField(
        max_length=60, blank=True, help_text="When it was taken, in words, such as March to June 2021."
    )
    answers = models.PositiveIntegerField(null=True, blank=True, help_text="For a survey: how many people answered.")
    link = models.URLField(blank=True, help_text="Where it can be read, if it is public.")

    class Meta:
        ordering = ["name"]
        verbose_name = "source of figures"
        verbose_name_plural = "sources of figures"

    def __str__(self) -> str:
        return self.name


class Indicator(Edited, Sourced):
    class Polarity(models.TextChoices):
        HIGH = "high", "High is good"
        LOW = "low", "Low is good"
        NEITHER = "neither", "Neither"

    class Rhythm(models.TextChoices):
        """How often a figure comes: the kinds of period of `plan.periods` that keep a rhythm."""

        FINANCIAL_YEAR = "financial_year", "Every financial year"
        CALENDAR_YEAR = "calendar_year", "Every calendar year"
        ACADEMIC_YEAR = "academic_year", "Every academic year"
        HALF_YEAR = "half_year", "Every half-year"
        QUARTER = "quarter", "Every quarter"
        MONTH = "month", "Every month"

    class Adding(models.TextChoices):
        """What the figures of a year's parts say of the year so far."""

        NONE = "none", "They do not add up"
        SUM = "sum", "They add up to the year's"
        RUNNING = "running", "Each counts the year so far, so the last stands for the year"

    class Control(models.TextChoices):
        COUNCIL = "council", "The Council"
        PARTNER = "partner", "The Council with partners"
        OUTSIDE = "outside", "Mostly others"

    name = models.CharField(max_length=200, unique=True, help_text="What is measured, without the direction.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Used in addresses and imports; keep it.")
    unit = models.CharField(
        max_length=40, blank=True, help_text="Such as %, per 1,000 people, tCO2e. Leave empty for a plain count."
    )
    polarity = models.CharField(
        "good direction", max_length=8, choices=Polarity, default=Polarity.HIGH,
        help_text="Which way the figure should go. A change tells of figures of the past otherwise, too; say why.",
    )  # fmt: skip
    decimals = models.PositiveSmallIntegerField(default=0, help_text="Decimal places that figures are shown with.")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="indicators",
        help_text="The area the figures are for. Leave empty for the council's own.",
    )  # fmt: skip
    data_source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="indicators",
        help_text="Where the figures come from.",
    )  # fmt: skip
    owner = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="indicators",
        help_text="The department that answers for the figures.",
    )  # fmt: skip
    control = models.CharField(
        "who can change it", max_length=8, choices=Control, default=Control.COUNCIL,
        help_text="Who can do most about the figure.",
    )  # fmt: skip
    is_statutory = models.BooleanField(
        "required by law", default=False, help_text="Tick where the law asks for it; otherwise it is a local choice."
    )
    is_key = models.BooleanField("key indicator", default=False, help_text="Tick for the few that stand for the whole.")
    is_context = models.BooleanField(
        "figure for context", default=False,
        help_text="Tick for a figure that describes the area or a service and by which the plan is not judged. It is "
        "listed beside its part of the plan, and left out of packs and of what is counted.",
    )  # fmt: skip
    is_public = models.BooleanField(default=True, help_text="Untick to keep an indicator off the public site.")
    how_measured = models.TextField(blank=True, help_text="In words that a member of the public understands.")
    smallest_change = models.DecimalField(
        "smallest change that counts", max_digits=14, decimal_places=4, null=True, blank=True,
        help_text="In the indicator's unit; points for percentages. A smaller change since the figure before is shown "
        "as no significant change, also of the past: say why you change it. Leave empty to count every change.",
    )  # fmt: skip
    rhythm = models.CharField(
        "how often", max_length=14, choices=Rhythm, blank=True,
        help_text="How often a new figure comes. Leave empty where that is irregular: then none is ever overdue.",
    )  # fmt: skip
    lag = models.PositiveSmallIntegerField(
        "days until released", default=0,
        help_text="How many days after the end of its period a figure is released. It is overdue only after that.",
    )  # fmt: skip
    adding = models.CharField(
        "figures within a year", max_length=8, choices=Adding, default=Adding.NONE,
        help_text="What quarters or months say of the year so far.",
    )  # fmt: skip
    suppress_below = models.PositiveSmallIntegerField(
        "hide counts of people below", null=True, blank=True,
        help_text="Counts from 1 to just under this could identify somebody and are not shown, those of the past "
        "neither. Leave empty for none.",
    )  # fmt: skip

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest_change__isnull=True) | Q(smallest_change__gte=0),
                name="performance_indicator_smallest_change_positive",
                violation_error_message="The smallest change that counts cannot be less than nought.",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="performance_indicator_decimals_at_most_4"),
            models.CheckConstraint(
                condition=Q(is_key=False) | Q(is_context=False), name="performance_indicator_key_or_context",
                violation_error_message="A figure for context cannot be a key indicator.",
            ),
            models.CheckConstraint(
                condition=Q(suppress_below__isnull=True) | Q(suppress_below__gte=2),
                name="performance_indicator_suppress_below_at_least_2",
                violation_error_message="Counts below 2 or more can be hidden: leave it empty to hide none.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.slug])


class Tolerance(Edited, Dated):
    """How far from a target still counts as amber, from a day on.

    A figure is judged by the tolerance in force when its period ended, so that one set today changes nothing of what
    was judged before.
    """

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="tolerances", help_text="Whose targets it is for."
    )
    amount = models.DecimalField(
        max_digits=14, decimal_places=4, help_text="In the indicator's unit, or per cent of the target."
    )
    per_cent = models.BooleanField(
        "per cent of the target", default=False, help_text="Tick where the amount is per cent, not in the unit."
    )

    objects = FigureQuerySet.as_manager()  # type: ignore[assignment,misc]  # which of its days count, goals.py says

    class Meta(Dated.Meta):
        ordering = ["indicator", models.F("starts").asc(nulls_first=True)]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="performance_tolerance_not_negative",
                violation_error_message="A tolerance is 0 or more.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "starts"], condition=Q(starts__isnull=False),
                name="performance_tolerance_one_from_a_day",
                violation_error_message="There is a tolerance from this day already.",
            ),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(starts__isnull=True), name="performance_tolerance_one_from_the_start",
                violation_error_message="There is a tolerance without a first day already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.amount.normalize():f}{' per cent of the target' if self.per_cent else ''}"
