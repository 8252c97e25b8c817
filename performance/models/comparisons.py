"""Comparator groups, their members' figures, and what a source states of the council's place among them."""

from django.db import models
from django.db.models import Q

from plan.models import Dated, Edited, Sourced

from .base import CountQuerySet, FigureQuerySet, Released
from .indicators import Area, Indicator


class ComparatorGroup(Edited, Dated):
    class Kind(models.TextChoices):
        AVERAGE = "average", "An average or total, such as England's"
        COUNCILS = "councils", "Councils whose figures can be told apart"
        REQUIREMENT = "requirement", "A government requirement"

    name = models.CharField(max_length=120, unique=True, help_text="Such as 'English county councils'.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Used in addresses; keep it when the name changes.")
    kind = models.CharField(
        max_length=12, choices=Kind, default=Kind.COUNCILS, help_text="What the council is compared with."
    )
    size = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many councils are in the group.")

    class Meta(Dated.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Peer(Edited, Dated):
    """A council in a comparator group."""

    group = models.ForeignKey(ComparatorGroup, models.CASCADE, related_name="peers", help_text="The group it is in.")
    name = models.CharField(max_length=100, help_text="The council, as people call it.")

    class Meta(Dated.Meta):
        verbose_name = "council in the group"
        verbose_name_plural = "councils in the group"
        ordering = ["group", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "name"], name="performance_peer_once_in_a_group",
                violation_error_message="This council is in the group already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class PeerResult(Released, Edited, Sourced):
    """Another council's figure, from which the council's own place is worked out."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="peer_results", help_text="What is compared.")
    peer = models.ForeignKey(Peer, models.CASCADE, related_name="results", help_text="The other council.")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True, help_text="Empty for no data.")
    words = models.CharField(max_length=120, blank=True, help_text="Where the source gives words instead of a figure.")

    objects = CountQuerySet.as_manager()

    class Meta:
        verbose_name = "figure of another council"
        verbose_name_plural = "figures of other councils"
        ordering = ["indicator", "-period_end", "peer__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "peer", "period"], name="performance_peer_result_once",
                violation_error_message="There is a figure of this council for this period. Change that one.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator}: {self.peer}, {self.period}"


class ComparatorResult(Released, Edited, Sourced):
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
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="comparisons",
        help_text="The area that is compared, where it is not the indicator's own.",
    )  # fmt: skip
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
