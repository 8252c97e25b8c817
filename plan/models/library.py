"""Strategies the council keeps, and the partners it works with."""

from django.db import models

from .base import Dated, Edited, Sourced


class Strategy(Edited, Dated, Sourced):
    title = models.CharField(max_length=200, unique=True, help_text="As on its cover.")
    slug = models.SlugField(max_length=100, unique=True, help_text="Used in addresses; keep it when the name changes.")
    department = models.ForeignKey(
        "plan.Department", models.PROTECT, null=True, blank=True, related_name="strategies",
        help_text="The department that owns it.",
    )  # fmt: skip
    link = models.URLField(blank=True, help_text="Where the strategy can be read.")
    status = models.CharField(max_length=60, blank=True, help_text="Such as in force, in preparation, under review.")

    class Meta(Dated.Meta):
        ordering = ["title"]
        verbose_name_plural = "strategies"

    def __str__(self) -> str:
        return self.title


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
