"""How well: indicators with their targets, results and comparisons.

An indicator is a fact about the county. It may evidence several outcomes and outlives a plan, so it does not know who
cites it. Nothing derived is stored: ratings and directions are judged on read by `performance/rag.py`.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from plan.models import Dated, Department, Edited, Sourced
from plan.periods import Period


def validate_period(code: str) -> None:
    try:
        Period.parse(code)
    except ValueError as error:
        raise ValidationError(str(error)) from None


class PeriodField(models.CharField):
    """A period by its code, such as 2022-Q2, 2022/23, 2022 or 2022-07."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("validators", [validate_period])
        kwargs.setdefault(
            "help_text",
            "Financial year 2022/23, quarter 2022-Q2 (July to September 2022), calendar year 2022, month 2022-07.",
        )
        super().__init__(*args, **kwargs)


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


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.has_perm("performance.view_indicator") else self.filter(is_public=True)

    def editable_by(self, user):
        if not user.has_perm("performance.change_indicator"):
            return self.none()
        if user.has_role("policy-officer"):
            return self.all()
        return self.filter(owner_id=user.department_id) if user.department_id else self.none()


class FigureQuerySet(models.QuerySet):
    """Rows of an indicator: seen with it, changed by whoever answers for its figures."""

    def visible_to(self, user):
        if user.has_perm("performance.view_indicator"):
            return self.all()
        return self.filter(indicator__in=Indicator.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(indicator__in=Indicator.objects.editable_by(user))


class Indicator(Edited, Sourced):
    class Polarity(models.TextChoices):
        HIGH = "high", "High is good"
        LOW = "low", "Low is good"
        NEITHER = "neither", "Neither"

    name = models.CharField(max_length=200, unique=True, help_text="What is measured, without the direction.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Used in addresses and imports; keep it.")
    unit = models.CharField(
        max_length=40, blank=True, help_text="Such as %, per 1,000 people, tCO2e. Leave empty for a plain count."
    )
    polarity = models.CharField(
        "good direction", max_length=8, choices=Polarity, default=Polarity.HIGH,
        help_text="Which way the figure should go.",
    )  # fmt: skip
    decimals = models.PositiveSmallIntegerField(default=0, help_text="Decimal places that figures are shown with.")
    data_source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="indicators",
        help_text="Where the figures come from.",
    )  # fmt: skip
    owner = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="indicators",
        help_text="The department that answers for the figures.",
    )  # fmt: skip
    is_key = models.BooleanField("key indicator", default=False, help_text="Tick for the few that stand for the whole.")
    is_public = models.BooleanField(default=True, help_text="Untick to keep an indicator off the public site.")
    how_measured = models.TextField(blank=True, help_text="In words that a member of the public understands.")
    tolerance = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True,
        help_text="How far from the target still counts as amber, in the indicator's unit.",
    )  # fmt: skip
    smallest_change = models.DecimalField(
        "smallest change that counts", max_digits=14, decimal_places=4, null=True, blank=True,
        help_text="In the indicator's unit; points for percentages. A smaller change since the figure before is shown "
        "as no significant change. Leave empty to count every change.",
    )  # fmt: skip

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
                name="performance_indicator_tolerance_positive",
            ),
            models.CheckConstraint(
                condition=Q(smallest_change__isnull=True) | Q(smallest_change__gte=0),
                name="performance_indicator_smallest_change_positive",
                violation_error_message="The smallest change that counts cannot be less than nought.",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="performance_indicator_decimals_at_most_4"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.slug])


class ByPeriod(models.Model):
    """A row for one period, kept by code and, for ordering and search, by its dates."""

    period = PeriodField()
    period_start = models.DateField(editable=False)
    period_end = models.DateField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.set_dates()  # the two dates are the same fact as the code, never set apart from it
        super().save(*args, **kwargs)

    def clean_fields(self, exclude=None) -> None:
        super().clean_fields(exclude=exclude)
        self.set_dates()

    def set_dates(self) -> None:
        if not self.period:
            return  # whoever asks for the period says that it is missing
        when = Period.parse(self.period)
        self.period, self.period_start, self.period_end = when.code, when.start, when.end


class Qualifier(models.TextChoices):
    """How the value is meant; the same words as `performance.values.Sense`."""

    EXACT = "exact", "Exact"
    ABOUT = "about", "About"
    OVER = "over", "Over"
    AT_LEAST = "at_least", "At least"
    UNDER = "under", "Under"
    UP_TO = "up_to", "Up to"
    CHANGE = "change", "A change in per cent, without its level"


class Result(ByPeriod, Edited, Sourced):
    """The figure for one period. No value and no words means that the figure is missing, never zero."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="results", help_text="What it is a figure of."
    )
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True, help_text="Empty for no data.")
    qualifier = models.CharField(
        max_length=8, choices=Qualifier, default=Qualifier.EXACT, help_text="Exact, or how far it is from exact."
    )
    words = models.CharField(max_length=120, blank=True, help_text="Where the source gives words instead of a figure.")
    provisional = models.BooleanField(default=False, help_text="Tick while the figure may still be corrected.")
    released = models.DateField(
        null=True, blank=True, help_text="When the figure became available. Empty: at the end of its period."
    )
    commentary = models.TextField(blank=True, help_text="What happened, why, and what is being done. Markdown.")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "period_start"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], name="performance_result_once_a_period",
                violation_error_message="This indicator already has a result for this period. Change that one.",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["indicator", "-period_end"], name="performance_result_latest")]

    def __str__(self) -> str:
        return f"{self.indicator}, {Period.parse(self.period).short_label}"


class Target(ByPeriod, Edited, Sourced):
    class Kind(models.TextChoices):
        AT_LEAST = "at_least", "At least"
        AT_MOST = "at_most", "At most"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    kind = models.CharField(
        max_length=8, choices=Kind, default=Kind.AT_LEAST,
        help_text="Whether the figure should reach it or stay below it.",
    )  # fmt: skip
    value = models.DecimalField(max_digits=18, decimal_places=4, help_text="In the unit of the indicator.")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "period_end"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], name="performance_target_once_a_period",
                violation_error_message="This indicator already has a target for this period. Change that one.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_kind_display().lower()} {self.value.normalize():f}"


class ComparatorGroup(Edited, Dated):
    name = models.CharField(max_length=120, unique=True, help_text="Such as 'English county councils'.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Used in addresses; keep it when the name changes.")
    size = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many councils are in the group.")

    class Meta(Dated.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ComparatorResult(ByPeriod, Edited, Sourced):
    """Where the council stands in a group for a period, as a source states it: a figure, a quartile, a rank, words."""

    class Quartile(models.IntegerChoices):
        BEST = 1, "Best 25%"
        SECOND = 2, "Second best 25%"
        THIRD = 3, "Second worst 25%"
        WORST = 4, "Worst 25%"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="comparisons")
    group = models.ForeignKey(
        ComparatorGroup, models.PROTECT, related_name="results", help_text="The councils it is compared with."
    )
    value = models.DecimalField(
        max_digits=18, decimal_places=4, null=True, blank=True, help_text="The group's own figure, if it is known."
    )
    quartile = models.PositiveSmallIntegerField(
        choices=Quartile, null=True, blank=True, help_text="Where this council stands in the group."
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The council's place, 1 is best.")
    size = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many councils were ranked.")
    words = models.CharField(max_length=160, blank=True, help_text="Such as 'below the national average'.")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "period_end"]
        verbose_name = "comparison with other councils"
        verbose_name_plural = "comparisons with other councils"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "group", "period"], name="performance_comparison_once"),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(size__isnull=True) | Q(rank__lte=models.F("size")),
                name="performance_comparison_rank_within_size",
                violation_error_message="The rank cannot be larger than the number of councils ranked.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} among {self.group}"
