"""Figures: what was measured for a period, what it should have been, what it is expected to be."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from plan.models import Edited, Sourced
from plan.periods import Kind, Period

from .base import ByPeriod, CountQuerySet, FigureQuerySet, Released
from .indicators import Area, Indicator


class Qualifier(models.TextChoices):
    """How the value is meant; the same words as `performance.values.Sense`, and a share."""

    EXACT = "exact", "Exact"
    ABOUT = "about", "About"
    OVER = "over", "Over"
    AT_LEAST = "at_least", "At least"
    UNDER = "under", "Under"
    UP_TO = "up_to", "Up to"
    RANGE = "range", "From one figure to another"
    SHARE = "share", "A share, such as two thirds"
    CHANGE = "change", "A change in per cent, without its level"


class Breakdown(Edited):
    """A part that an indicator's figures are also given for: men, a district, a group of children."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="breakdowns", help_text="Whose figures are divided."
    )
    by = models.CharField(max_length=40, help_text="What divides the parts: sex, district, group.")
    name = models.CharField(max_length=80, help_text="The part: men, Charnwood, children in care.")
    slug = models.SlugField(max_length=80, help_text="Used in imports; keep it.")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="breakdowns", help_text="For a part that is an area."
    )
    adds_up = models.BooleanField(
        "parts make up the whole", default=False,
        help_text="Tick where the parts of this kind, added up, are the whole: checks then compare the two.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("place", default=0, help_text="Parts are shown in this order.")

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "part of the figures"
        verbose_name_plural = "parts of the figures"
        ordering = ["indicator", "by", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "slug"], name="performance_breakdown_slug_once",
                violation_error_message="This indicator already has a part with this short name.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.by})"


class Result(Released, Edited, Sourced):
    """The figure for one period. No value and no words means that the figure is missing, never zero."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="results", help_text="What it is a figure of."
    )
    breakdown = models.ForeignKey(
        Breakdown, models.CASCADE, null=True, blank=True, related_name="results",
        help_text="Leave empty for the figure as a whole.",
    )  # fmt: skip
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True, help_text="Empty for no data.")
    qualifier = models.CharField(
        max_length=8, choices=Qualifier, default=Qualifier.EXACT, help_text="Exact, or how far it is from exact."
    )
    upper = models.DecimalField(
        "up to", max_digits=18, decimal_places=4, null=True, blank=True, help_text="For a range: its upper end."
    )
    numerator = models.DecimalField(
        max_digits=18, decimal_places=4, null=True, blank=True, help_text="How many, such as 14 of 20."
    )
    denominator = models.DecimalField(
        max_digits=18, decimal_places=4, null=True, blank=True, help_text="Out of how many."
    )
    base = models.CharField(
        "base year", max_length=20, blank=True, help_text="For an index or a reduction: since when, such as 2008/09."
    )
    words = models.CharField(max_length=120, blank=True, help_text="Where the source gives words instead of a figure.")
    provisional = models.BooleanField(default=False, help_text="Tick while the figure may still be corrected.")
    commentary = models.TextField("what happened", blank=True, help_text="What the figure shows. Markdown.")
    cause = models.TextField("why", blank=True, help_text="Needed before a red or amber figure is published. Markdown.")
    remedy = models.TextField(
        "what is being done", blank=True, help_text="Needed before a red or amber figure is published. Markdown."
    )
    back_on_target = models.DateField(null=True, blank=True, help_text="When the target is expected to be met again.")

    objects = CountQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "period_start"]
        constraints = [
            # Two constraints for one rule, as to a database no two empty parts are the same.
            models.UniqueConstraint(
                fields=["indicator", "period"], condition=Q(breakdown__isnull=True),
                name="performance_result_once_a_period",
                violation_error_message="This indicator already has a result for this period. Change that one.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period", "breakdown"], condition=Q(breakdown__isnull=False),
                name="performance_result_once_a_period_and_part",
                violation_error_message="There is already a result of this part for this period. Change that one.",
            ),
            models.CheckConstraint(
                condition=Q(qualifier="range", upper__gte=F("value")) | (~Q(qualifier="range") & Q(upper__isnull=True)),
                name="performance_result_range_has_two_ends",
                violation_error_message="A range needs a lower and an upper end, and only a range has an upper end.",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="performance_result_out_of_something",
                violation_error_message="Nothing can be counted out of 0: leave both empty for no data.",
            ),
            models.CheckConstraint(
                condition=~Q(qualifier="share") | Q(numerator__isnull=False, denominator__isnull=False),
                name="performance_result_share_has_both_parts",
                violation_error_message="A share needs how many and out of how many: two thirds is 2 of 3.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["indicator", "-period_end"], name="performance_result_latest")]

    def __str__(self) -> str:
        part = f", {self.breakdown.name}" if self.breakdown else ""
        return f"{self.indicator}{part}, {Period.parse(self.period).short_label}"

    def in_row(self) -> str:
        return Period.parse(self.period).short_label + (f", {self.breakdown.name}" if self.breakdown else "")

    def clean(self) -> None:
        if self.breakdown and self.breakdown.indicator_id != self.indicator_id:
            raise ValidationError({"breakdown": "Choose a part of this indicator."})


class Restatement(models.Model):
    """What a figure was before it was changed after its release, and why it changed. Kept for good."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="restatements")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=8, choices=Qualifier)
    upper = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    base = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=120, blank=True)
    provisional = models.BooleanField()
    source = models.CharField(max_length=300, blank=True)
    illustrative = models.BooleanField(default=False)
    day = models.DateField()
    why = models.TextField()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.result} as it stood before {self.day:%-d %B %Y}"


class Target(ByPeriod, Edited, Sourced):
    class Kind(models.TextChoices):
        AT_LEAST = "at_least", "At least"
        AT_MOST = "at_most", "At most"
        BETWEEN = "between", "Between two figures"
        ABOVE = "above", "Above a comparator"
        BELOW = "below", "Below a comparator"

    class Origin(models.TextChoices):
        PLAN = "plan", "The plan"
        SERVICE_PLAN = "service_plan", "A yearly service plan"
        NATIONAL = "national", "National requirement"
        OTHER = "other", "Other"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", help_text="What is to reach it.")
    kind = models.CharField(
        max_length=8, choices=Kind, default=Kind.AT_LEAST,
        help_text="Whether the figure should reach it or stay below it.",
    )  # fmt: skip
    value = models.DecimalField(
        max_digits=18, decimal_places=4, null=True, blank=True,
        help_text="In the unit of the indicator. Leave empty for a target relative to a comparator.",
    )  # fmt: skip
    upper = models.DecimalField(
        "up to", max_digits=18, decimal_places=4, null=True, blank=True, help_text="The upper end of a target between."
    )
    group = models.ForeignKey(
        "ComparatorGroup", models.PROTECT, null=True, blank=True, related_name="targets",
        help_text="For a relative target: whose figure, such as the national average.",
    )  # fmt: skip
    base = models.CharField(
        "base year", max_length=20, blank=True, help_text="For a reduction: since when, such as 2008/09."
    )
    origin = models.CharField(
        "set in",
        max_length=12,
        choices=Origin,
        default=Origin.PLAN,
        help_text="Where it was set.",
    )
    link = models.URLField(blank=True, help_text="Where the plan that sets it can be read, such as a service plan.")
    until_replaced = models.BooleanField(
        "goes on until replaced", default=False,
        help_text="Tick where the target also holds for later periods of the same kind, until another one is set.",
    )  # fmt: skip

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "period_end"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], name="performance_target_once_a_period",
                violation_error_message="This indicator already has a target for this period. Change that one.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["above", "below"], group__isnull=False, value__isnull=True, upper__isnull=True)
                | Q(kind="between", group__isnull=True, upper__gte=F("value"))
                | Q(kind__in=["at_least", "at_most"], group__isnull=True, value__isnull=False, upper__isnull=True),
                name="performance_target_kind_has_its_parts",
                violation_error_message="At least and at most need a value; between needs two; above and below need a "
                "comparator group and no value.",
            ),
        ]  # fmt: skip

    def clean(self) -> None:
        polarity = self.indicator.polarity if self.indicator_id else Indicator.Polarity.NEITHER
        wrong: dict[str, tuple[Target.Kind, ...]] = {
            Indicator.Polarity.LOW: (self.Kind.AT_LEAST, self.Kind.ABOVE),
            Indicator.Polarity.HIGH: (self.Kind.AT_MOST, self.Kind.BELOW),
        }
        if self.kind in wrong.get(polarity, ()):
            good = self.indicator.get_polarity_display().lower()
            raise ValidationError({"kind": f"Of this indicator {good}, so its target cannot be “{self.kind_words}”."})

    @property
    def kind_words(self) -> str:
        return self.get_kind_display().lower()

    def in_row(self) -> str:
        return Period.parse(self.period).short_label

    def __str__(self) -> str:
        if self.group:
            return f"{self.indicator}: {self.get_kind_display().lower()}, {self.group}"
        upper = f" and {self.upper.normalize():f}" if self.upper is not None else ""
        value = "" if self.value is None else f"{self.value.normalize():f}"
        return f"{self.indicator}: {self.get_kind_display().lower()} {value}{upper}"


class Forecast(Edited):
    """What the owner expects the year to end at, said on a day. The newest one counts."""

    class Confidence(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="forecasts", help_text="What is expected.")
    year = models.CharField(max_length=20, help_text="The financial, calendar or academic year: 2022/23, 2022, 2022-A.")
    day = models.DateField("said on", help_text="The newest forecast counts.")
    value = models.DecimalField(max_digits=18, decimal_places=4, help_text="In the unit of the indicator.")
    confidence = models.CharField(max_length=6, choices=Confidence, help_text="How sure the owner is of it.")
    reason = models.TextField(help_text="What it rests on. Markdown.")
    illustrative = models.BooleanField(
        default=False, help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown."
    )

    objects = CountQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "year", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "day"], name="performance_forecast_once_a_day",
                violation_error_message="There is a forecast for this year said on this day. Change that one.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator}, {self.year} as expected on {self.day:%-d %B %Y}"

    def clean_fields(self, exclude=None) -> None:
        super().clean_fields(exclude=exclude)
        try:
            period = Period.parse(self.year)
        except ValueError as error:
            raise ValidationError({"year": str(error)}) from None
        if period.kind not in (Kind.FINANCIAL_YEAR, Kind.CALENDAR_YEAR, Kind.ACADEMIC_YEAR):
            raise ValidationError({"year": "A forecast is for a year: 2022/23, 2022 or 2022-A."})
        self.year = period.code
