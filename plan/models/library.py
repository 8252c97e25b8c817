"""Strategies the council keeps, and the partners it works with."""

from datetime import date, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from .base import Dated, DatedQuerySet, Edited, Sourced


class StrategyQuerySet(DatedQuerySet):
    def visible_to(self, user):
        """The library is public: what it lists are the titles of published strategies, and those to come."""
        return self.all()

    def ended(self, day: date):
        return self.filter(ends__lte=day)

    def due_review(self, day: date):
        """Those whose own review was to be done by that day, as long as they hold."""
        return self.filter(review_due__lte=day).exclude(pk__in=self.ended(day).values("pk"))


class Strategy(Edited, Dated, Sourced):
    """A strategy or plan that holds the detail behind the Strategic Plan. `starts` and `ends` are its period."""

    title = models.CharField(max_length=200, unique=True, help_text="As on its cover.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Used in addresses; keep it when the name changes.")
    department = models.ForeignKey(
        "plan.Department", models.PROTECT, null=True, blank=True, related_name="strategies",
        help_text="The department that owns it.",
    )  # fmt: skip
    lead_office = models.CharField(
        "lead officer", max_length=150, blank=True, help_text="The post that keeps it up to date, not a person's name."
    )
    link = models.URLField(blank=True, help_text="Where the strategy can be read.")
    status = models.CharField(max_length=60, blank=True, help_text="Such as in force, in preparation, under review.")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        help_text="The strategy that this one takes the place of, if there was one.",
    )  # fmt: skip
    review_due = models.DateField(
        null=True, blank=True, help_text="When the strategy itself is to be looked at again. Leave empty if not set."
    )

    objects: ClassVar = StrategyQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["title"]
        verbose_name_plural = "strategies"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="plan_strategy_not_its_successor",
                violation_error_message="A strategy cannot take the place of itself.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy", args=[self.slug])

    def clean(self) -> None:
        """A strategy comes after those it replaces: no ring."""
        seen, before = {self.pk}, self.replaces
        while before is not None and before.pk not in seen:
            seen.add(before.pk)
            before = before.replaces
        if before is not None and self.pk is not None:
            raise ValidationError(
                {"replaces": f"{self.replaces} took the place of this strategy, or of one after it. Choose another."}
            )

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, if it ends."""
        return self.ends - timedelta(days=1) if self.ends else None


class Partner(Edited, Sourced):
    """Somebody the council works with. Renaming keeps links; former and other spellings are aliases."""

    class Kind(models.TextChoices):
        BOARD = "board", "Partnership board"
        COUNCIL = "council", "Council"
        PUBLIC = "public_body", "Public body"
        FIRM = "firm", "Business"
        GROUP = "group", "Group"
        VOLUNTARY = "voluntary", "Voluntary organisation"

    name = models.CharField(max_length=150, unique=True, help_text="As the partner writes it.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Used in addresses; keep it when the name changes.")
    kind = models.CharField(max_length=12, choices=Kind, help_text="Decides where the list of partners names it.")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnerAlias(Edited):
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=150, unique=True, help_text="Another spelling or a former name.")

    class Meta:
        ordering = ["name"]
        verbose_name = "other name of a partner"
        verbose_name_plural = "other names of partners"

    def __str__(self) -> str:
        return self.name

    def in_log(self) -> str:
        return f"{self}, for {self.partner}"
