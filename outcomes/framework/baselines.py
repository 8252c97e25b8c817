"""The baseline of a sub-outcome: where its indicators stood when an edition was published.

The plan shows for each sub-outcome how things stood at its beginning (document 001, paragraph 37). The words are the
sub-outcome's own current position; the figures are these rows, which freeze and are sealed with their edition.
"""

from django.db import models

from performance.models import Area, Indicator, Qualifier


class BaselineFigure(models.Model):
    """The latest figure of a cited indicator as it was known on a day, with how it was then named and measured.

    An empty `period` means that there was no figure. Amounts are in `unit`; those of a figure that could identify
    somebody are left out. What is restated later is restated in the results, never here.
    """

    sub_outcome = models.ForeignKey("outcomes.SubOutcome", models.CASCADE, related_name="baseline")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="baselines")
    as_at = models.DateField()
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=20, blank=True)
    shown = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    upper = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    base = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=120, blank=True)
    provisional = models.BooleanField(default=False)
    illustrative = models.BooleanField(default=False)
    position = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["sub_outcome", "id"]
        verbose_name = "figure of a baseline"
        verbose_name_plural = "figures of baselines"
        constraints = [
            models.UniqueConstraint(fields=["sub_outcome", "indicator"], name="outcomes_baselinefigure_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.shown}"
