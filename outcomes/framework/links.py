"""What hangs on an item over time, whatever the edition says of it: dated links.

They stay live when an edition is frozen. Ranges are half-open: the end is the first day no longer covered.
"""

from django.db import models
from django.db.models import F, Q

from performance.models import Indicator
from plan.models import Body, Dated, Department, Edited, LeadMember, Sourced, Strategy


class ItemLink(Edited, Dated, Sourced):
    item = models.ForeignKey("outcomes.PlanItem", models.PROTECT, related_name="%(class)ss")

    class Meta(Dated.Meta):
        abstract = True


class ItemDepartment(ItemLink):
    class Strength(models.TextChoices):
        MOST_DIRECT = "most_direct", "Most direct"
        SHARED = "shared", "Shared"

    department = models.ForeignKey(Department, models.PROTECT, related_name="item_links")
    strength = models.CharField(max_length=12, choices=Strength, default=Strength.MOST_DIRECT)
    team = models.CharField(max_length=120, blank=True, help_text="The team or service that delivers it.")

    class Meta(ItemLink.Meta):
        verbose_name = "department responsible"
        verbose_name_plural = "departments responsible"

    def __str__(self) -> str:
        return str(self.department)


class ItemLeadMember(ItemLink):
    lead_member = models.ForeignKey(LeadMember, models.PROTECT, related_name="item_links")

    class Meta(ItemLink.Meta):
        verbose_name = "Cabinet Lead Member responsible"
        verbose_name_plural = "Cabinet Lead Members responsible"

    def __str__(self) -> str:
        return str(self.lead_member)


class ItemOfficer(ItemLink):
    """The officer who answers for an item. With an account they may update it."""

    office = models.CharField(max_length=150, help_text="The post, not the person's name.")
    user = models.ForeignKey("plan.User", models.PROTECT, null=True, blank=True, related_name="item_links")

    class Meta(ItemLink.Meta):
        verbose_name = "lead officer"

    def __str__(self) -> str:
        return self.office


class ItemBoard(ItemLink):
    board = models.ForeignKey(Body, models.PROTECT, related_name="item_links")

    class Meta(ItemLink.Meta):
        verbose_name = "board responsible"
        verbose_name_plural = "boards responsible"

    def __str__(self) -> str:
        return str(self.board)


class ItemStrategy(ItemLink):
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="item_links")

    class Meta(ItemLink.Meta):
        verbose_name = "strategy behind an item"
        verbose_name_plural = "strategies behind items"

    def __str__(self) -> str:
        return str(self.strategy)


class IndicatorCitation(ItemLink):
    """Says that an aim or a sub-outcome is measured by an indicator."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="citations")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(ItemLink.Meta):
        ordering = ["position", "id"]
        verbose_name = "indicator cited"
        verbose_name_plural = "indicators cited"
        constraints = [
            *ItemLink.Meta.constraints,
            models.UniqueConstraint(fields=["item", "indicator", "starts"], name="outcomes_citation_once"),
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class ItemRelation(Edited, Dated, Sourced):
    """A link or a tension between two items, with the reason and, for a tension, how it is handled."""

    class Kind(models.TextChoices):
        LINK = "link", "Supports"
        TENSION = "tension", "In tension with"

    item = models.ForeignKey("outcomes.PlanItem", models.PROTECT, related_name="relations_from")
    other = models.ForeignKey("outcomes.PlanItem", models.PROTECT, related_name="relations_to")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.LINK)
    reason = models.TextField(help_text="Why they are linked, in a sentence.")
    handling = models.TextField(blank=True, help_text="For a tension: how the council handles it.")

    class Meta(Dated.Meta):
        verbose_name = "link or tension"
        verbose_name_plural = "links and tensions"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(item=F("other")), name="outcomes_itemrelation_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason[:80]}"
