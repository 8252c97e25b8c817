"""Editions of the Strategic Plan, with the sections that stand beside its outcomes.

Public and in force are separate facts: a draft may be public, and only full Council puts an edition in force.
Publishing freezes an edition's words in the database (see `plan/records.py`).
"""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ..addresses import NoOtherPage
from ..prepared import DAY, PreparedRows
from ..wording import day
from .base import Edited, Sourced

FIRST_YEAR, LAST_YEAR = 1900, 2200
A_YEAR = (
    MinValueValidator(FIRST_YEAR, f"Give a year between {FIRST_YEAR} and {LAST_YEAR}."),
    MaxValueValidator(LAST_YEAR, f"Give a year between {FIRST_YEAR} and {LAST_YEAR}."),
)


class PlanQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published_at__isnull=False)

    def visible_to(self, user):
        """Everyone sees public editions; people with a right to view editions see the others too."""
        return self.all() if user.has_perm("plan.view_plan") else self.public()

    def editable_by(self, user):
        return self.filter(published_at__isnull=True) if user.has_perm("plan.change_plan") else self.none()

    def in_force(self, day: date):
        """The edition in force on a day: at most one."""
        return self.filter(in_force_from__lte=day).filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=day))


class Plan(Edited, Sourced):
    """An edition (people read: version) of the Strategic Plan."""

    class Label(models.TextChoices):
        COMMITMENT = "commitment", "commitment"
        ACTION = "action", "action"

    title = models.CharField(max_length=150, help_text="As on the cover, such as Strategic Plan 2022-26.")
    slug = models.SlugField(
        max_length=80, unique=True, validators=[NoOtherPage("plans/")],
        help_text="Years and label, such as 2022-26-draft. Used in addresses.",
    )  # fmt: skip
    label = models.CharField(max_length=40, help_text="What tells this version from others of the same years: draft.")
    start_year = models.PositiveSmallIntegerField(help_text="First year, such as 2022.", validators=A_YEAR)
    end_year = models.PositiveSmallIntegerField(help_text="Last year, such as 2026.", validators=A_YEAR)
    vision = models.CharField(max_length=300, blank=True, help_text="The vision in one line.")
    vision_text = models.TextField(blank=True, help_text="The vision at more length. Markdown.")
    note = models.TextField(
        "about this version", blank=True,
        help_text="What readers should know of it that is not part of the plan: what is left open, say. Markdown.",
    )  # fmt: skip
    length_reported = models.CharField(
        "what was reported of its length", max_length=200, blank=True,
        help_text="As a report put it, where words cannot be counted here: 25% fewer words than the draft.",
    )  # fmt: skip
    commitment_label = models.CharField(
        max_length=12, choices=Label, default=Label.COMMITMENT,
        help_text="What this plan calls what it promises to do.",
    )  # fmt: skip
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        help_text="The plan that this one takes over from.",
    )  # fmt: skip
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="grown_into", editable=False,
        help_text="The version this one was copied from.",
    )  # fmt: skip
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    frozen_by = models.ForeignKey(
        "plan.Decision", models.PROTECT, null=True, blank=True, related_name="frozen", editable=False,
        verbose_name="published on the decision", help_text="The decision that it was published and frozen on.",
    )  # fmt: skip
    in_force_from = models.DateField(null=True, blank=True, editable=False)
    in_force_words = models.CharField(
        max_length=40, blank=True, editable=False,
        help_text="When it came into force as the papers say it, where they do not tell the day.",
    )  # fmt: skip
    in_force_until = models.DateField(null=True, blank=True, editable=False)
    in_force_decision = models.ForeignKey(
        "plan.Decision", models.PROTECT, null=True, blank=True, related_name="put_in_force", editable=False,
        help_text="Full Council's decision that put it in force.",
    )  # fmt: skip

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-start_year", "-in_force_from", "slug"]
        verbose_name = "version of the plan"
        verbose_name_plural = "versions of the plan"
        constraints = [
            models.CheckConstraint(
                condition=Q(end_year__gt=F("start_year")),
                name="plan_plan_ends_after_start",
                violation_error_message="The last year must be later than the first.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True) | Q(published_at__isnull=False),
                name="plan_plan_in_force_is_public",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gt=F("in_force_from")),
                name="plan_plan_until_after_from",
            ),
            models.CheckConstraint(
                condition=Q(in_force_decision__isnull=True) | Q(in_force_from__isnull=False),
                name="plan_plan_decided_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(frozen_by__isnull=True) | Q(published_at__isnull=False),
                name="plan_plan_frozen_is_public",
            ),
            models.UniqueConstraint(fields=["in_force_from"], name="plan_plan_in_force_from_once"),
        ]

    @classmethod
    def current(cls, day: date) -> "Plan | None":
        """The edition in force on a day, if one is. Anybody may see it: what is in force is public."""
        return next(iter(IN_FORCE(day=day)), None)

    def __str__(self) -> str:
        years = "" if self.years in self.title else f" {self.years}"
        return f"{self.title}{years} ({self.label})"

    def get_absolute_url(self) -> str:
        return reverse("edition", args=[self.slug])

    @property
    def years(self) -> str:
        """'2022-26', as plans are called."""
        return f"{self.start_year}-{self.end_year % 100:02}"

    @property
    def in_force_since(self) -> str:
        """Since when, in words: a day, or the month where no more is known. Empty where it never was."""
        return self.in_force_words or (day(self.in_force_from) if self.in_force_from else "")

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    def is_in_force(self, day: date) -> bool:
        return (
            self.in_force_from is not None
            and self.in_force_from <= day
            and (self.in_force_until is None or day < self.in_force_until)
        )


IN_FORCE = PreparedRows(lambda day: Plan.objects.public().in_force(day), day=DAY)


class PartQuerySet(models.QuerySet):
    """Parts of editions: seen with their edition, changed while it is."""

    plan_path = "plan"

    def visible_to(self, user):
        if user.has_perm("plan.view_plan"):
            return self.all()
        return self.filter(**{f"{self.plan_path}__published_at__isnull": False})

    def editable_by(self, user):
        if not user.has_perm("plan.change_plan"):
            return self.none()
        return self.filter(**{f"{self.plan_path}__published_at__isnull": True})


class EntryQuerySet(PartQuerySet):
    plan_path = "section__plan"


class Amendment(models.Model):
    """A minor change to a frozen edition, made under authority that a body delegated. Append-only.

    It is written first, and names the log's next entry: while that entry is missing, the edition's words may change.
    The database lets no transaction end before the entry is there. Empty only in amendments from before that rule.
    """

    event = models.OneToOneField("plan.Event", models.PROTECT, null=True, editable=False, related_name="amendment")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="amendments")
    authority = models.ForeignKey("plan.Decision", models.PROTECT, related_name="+")
    by = models.ForeignKey("plan.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.plan}: {self.what}"


class Section(Edited, Sourced):
    """A part of the plan without aims of its own: foreword, vision, enabling services, values, monitoring, glossary."""

    class Kind(models.TextChoices):
        FOREWORD = "foreword", "Foreword"
        VISION = "vision", "Vision"
        OUTCOMES = "outcomes", "Strategic outcomes"
        ENABLING = "enabling_services", "Enabling services"
        VALUES = "values", "Values"
        MONITORING = "monitoring", "Monitoring"
        GLOSSARY = "glossary", "Glossary"
        OTHER = "other", "Other"

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="sections", help_text="Only versions that are not published yet are offered."
    )
    kind = models.CharField(
        max_length=20, choices=Kind, default=Kind.OTHER, help_text="Decides where and how it is shown."
    )
    number = models.CharField(max_length=10, blank=True, help_text="As printed, such as 10.1. May be empty.")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in the plan's order, which sections and outcomes share."
    )
    title = models.CharField(max_length=200, help_text="As printed.")
    text = models.TextField(blank=True, help_text="Markdown: paragraphs, lists, emphasis, links and tables.")
    signatory = models.CharField(max_length=150, blank=True, help_text="The office that signs a foreword.")

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position", "id"]
        verbose_name = "section of the plan"
        verbose_name_plural = "sections of the plan"

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def in_log(self) -> str:
        return f"{self}, in {self.plan}"


class SectionEntry(Edited):
    """One entry of a section: a value with its statement, a service with the governance principle it supports."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField(default=0, help_text="Place among the entries, from 1.")
    title = models.CharField(max_length=150, help_text="The value or the service.")
    text = models.TextField(blank=True, help_text="What it means, in a sentence or two.")
    principle = models.CharField(max_length=2, blank=True, help_text="Letter of the governance principle supported.")
    illustrative = models.BooleanField(default=False, help_text="Tick where this was inferred, not published.")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["section", "position", "id"]
        verbose_name = "entry of a section"
        verbose_name_plural = "entries of a section"

    def __str__(self) -> str:
        return self.title

    def in_log(self) -> str:
        return f"{self}, in {self.section.in_log()}"


class GlossaryTerm(Edited):
    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="glossary", help_text="Only versions that are not published yet are offered."
    )
    term = models.CharField(max_length=80, help_text="The word or abbreviation.")
    definition = models.TextField(help_text="In words that a member of the public understands.")

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["term"]
        verbose_name = "word in the glossary"
        verbose_name_plural = "words in the glossary"
        constraints = [models.UniqueConstraint(fields=["plan", "term"], name="plan_glossaryterm_once")]

    def __str__(self) -> str:
        return self.term

    def in_log(self) -> str:
        return f"{self}, in {self.plan}"
