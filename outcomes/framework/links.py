"""What hangs on an item over time, whatever the edition says of it: dated links.

They stay live when an edition is frozen. Ranges are half-open: the end is the first day no longer covered.
"""

from django.db import models
from django.db.models import F, Q

from performance.models import Indicator
from plan.models import Body, BodyKind, Dated, Department, Edited, LeadMember, Sourced, Strategy

BOARDS = (BodyKind.BOARD, BodyKind.PROGRAMME_BOARD)
MEASURED = ("aim", "sub_outcome")  # kinds of item that an indicator measures


class ItemLink(Edited, Dated, Sourced):
    item = models.ForeignKey(
        "outcomes.PlanItem", models.PROTECT, related_name="%(class)ss",
        help_text="The part of the plan this is about.", verbose_name="about",
    )  # fmt: skip

    class Meta(Dated.Meta):
        abstract = True

    def in_log(self) -> str:
        return f"{self.item}: {self}"


class ItemDepartment(ItemLink):
    class Strength(models.TextChoices):
        MOST_DIRECT = "most_direct", "Most direct"
        SHARED = "shared", "Shared"

    department = models.ForeignKey(Department, models.PROTECT, related_name="item_links", help_text="Who delivers it.")
    strength = models.CharField(
        max_length=12, choices=Strength, default=Strength.MOST_DIRECT,
        help_text="Most direct for the department in the lead; shared where several deliver it.",
    )  # fmt: skip
    team = models.CharField(max_length=120, blank=True, help_text="The team or service that delivers it.")

    class Meta(ItemLink.Meta):
        verbose_name = "department responsible"
        verbose_name_plural = "departments responsible"

    def __str__(self) -> str:
        return str(self.department)


class ItemLeadMember(ItemLink):
    lead_member = models.ForeignKey(
        LeadMember, models.PROTECT, related_name="item_links", help_text="The member of the Cabinet who answers for it."
    )

    class Meta(ItemLink.Meta):
        verbose_name = "Cabinet Lead Member responsible"
        verbose_name_plural = "Cabinet Lead Members responsible"

    def __str__(self) -> str:
        return str(self.lead_member)


class ItemOfficer(ItemLink):
    """The officer who answers for an item. With an account they may update it."""

    office = models.CharField(max_length=150, help_text="The post, not the person's name.")
    user = models.ForeignKey(
        "plan.User", models.PROTECT, null=True, blank=True, related_name="item_links",
        help_text="Their account, if they update it here.",
    )  # fmt: skip

    class Meta(ItemLink.Meta):
        verbose_name = "lead officer"

    def __str__(self) -> str:
        return self.office


class ItemBoard(ItemLink):
    board = models.ForeignKey(
        Body,
        models.PROTECT,
        related_name="item_links",
        help_text="The Outcome Board that reports on it.",
        limit_choices_to={"kind__in": BOARDS},
    )

    class Meta(ItemLink.Meta):
        verbose_name = "board responsible"
        verbose_name_plural = "boards responsible"

    def __str__(self) -> str:
        return str(self.board)


class ItemStrategy(ItemLink):
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, related_name="item_links", help_text="The strategy that holds the detail."
    )

    class Meta(ItemLink.Meta):
        verbose_name = "supporting strategy"
        verbose_name_plural = "supporting strategies"

    def __str__(self) -> str:
        return str(self.strategy)


class IndicatorCitation(ItemLink):
    """Says that an aim or a sub-outcome is measured by an indicator."""

    item = models.ForeignKey(
        "outcomes.PlanItem", models.PROTECT, related_name="indicatorcitations", verbose_name="about",
        help_text="The aim or sub-outcome it measures.", limit_choices_to={"kind__in": MEASURED},
    )  # fmt: skip
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="citations", help_text="What shows whether it works."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Place among its indicators, from 1.")

    class Meta(ItemLink.Meta):
        ordering = ["position", "id"]
        verbose_name = "indicator in use"
        verbose_name_plural = "indicators in use"
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

    item = models.ForeignKey(
        "outcomes.PlanItem", models.PROTECT, related_name="relations_from",
        help_text="The part of the plan this is about.", verbose_name="about",
    )  # fmt: skip
    other = models.ForeignKey(
        "outcomes.PlanItem", models.PROTECT, related_name="relations_to",
        help_text="The part it supports or stands against.", verbose_name="other part of the plan",
    )  # fmt: skip
    kind = models.CharField(
        max_length=8, choices=Kind, default=Kind.LINK, help_text="Whether one supports the other, or they pull apart."
    )
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

    def in_log(self) -> str:
        return f"{self.item}, {self.get_kind_display().lower()} {self.other}"
