"""Covering reports: what goes before a committee with a pack as its appendix, and what a council's reports usually say.

The headings and their usual wording are the council's own rows (requirement 86: the standard sections of a report).
What several committees are told alike for a period is kept once, as common words, beside which each report has its own
(requirement 77). A report is frozen into the pack's content when a version is built.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from plan.models import Edited, Sourced

from .models import Pack, sees_all
from .quarters import PeriodCoveredField

OFFICE = "The post, not the person's name."


class CoveringHeading(Edited):
    """A heading of this council's covering reports, with what usually stands under it."""

    class Fill(models.TextChoices):
        NOTHING = "", "Nothing"
        DECISIONS = "decisions", "Decisions on the plan, and what this committee resolved last"
        TIMETABLE = "timetable", "The meeting it goes to, and decisions still planned"
        BACKGROUND = "background", "Background papers on the agenda, and the pack before"
        EQUALITY = "equality", "The equality screening"

    key = models.SlugField(max_length=40, unique=True, help_text="A short name that stays when the title changes.")
    title = models.CharField(max_length=120, help_text="As printed over the section.")
    position = models.PositiveSmallIntegerField("place", help_text="1 for the first section.")
    usual = models.TextField(
        "usual wording", blank=True,
        help_text="What a new report begins with here. Markdown. {committee}, {period}, {meeting}, {plan}, {council},"
        " {appendix} and {title} are filled in.",
    )  # fmt: skip
    fills = models.CharField(
        "filled in by the system", max_length=12, choices=Fill, blank=True, default="",
        help_text="What the system adds to the usual wording of a new report, out of what it knows.",
    )  # fmt: skip

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "heading of covering reports"
        verbose_name_plural = "headings of covering reports"

    def __str__(self) -> str:
        return self.title


class CommonWords(Edited, Sourced):
    """What the covering reports of several committees say alike, for one kind of pack and one period."""

    kind = models.CharField("kind of pack", max_length=20, help_text="For the covering reports of which packs.")
    covers = PeriodCoveredField("period", blank=True)
    heading = models.ForeignKey(
        CoveringHeading, models.PROTECT, related_name="common", help_text="Under which heading."
    )
    text = models.TextField(help_text="Printed before each report's own words under this heading. Markdown.")

    class Meta:
        ordering = ["-covers", "kind", "heading"]
        verbose_name = "words common to covering reports"
        verbose_name_plural = "words common to covering reports"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "covers", "heading"], name="outcomes_commonwords_once",
                violation_error_message="There are such words for this heading already: change those.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.heading}, {self.covers or self.kind}"


class CoveringReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who may view packs: what of a report is public is the file that was published."""
        if sees_all(user):
            return self.all()
        seen = user.has_perm("outcomes.view_pack")
        return self.filter(pack__in=Pack.objects.visible_to(user)) if seen else self.none()


class CoveringReport(Edited, Sourced):
    """The report that introduces a pack to its body."""

    class Screening(models.TextChoices):
        NOT_YET = "", "Not screened yet"
        NO_FURTHER = "no_further", "Screened: no full assessment is needed"
        FULL = "full", "Screened: a full assessment was made"
        NOT_NEEDED = "not_needed", "Needs no screening"

    pack = models.OneToOneField(
        Pack, models.PROTECT, related_name="covering_report", help_text="The pack that it introduces."
    )
    title = models.CharField(max_length=200, help_text="As printed over the report.")
    office = models.CharField("report of", max_length=150, blank=True, help_text=OFFICE)
    screening = models.CharField(
        "equality screening", max_length=10, choices=Screening, blank=True, default="",
        help_text="What came of the equality and human rights screening of what is reported.",
    )  # fmt: skip
    screened_on = models.DateField(null=True, blank=True, help_text="The day of the screening.")
    screening_result = models.TextField(
        "what it found", blank=True, help_text="A sentence or two, printed with the day. Markdown."
    )

    objects: ClassVar = CoveringReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pack__covers", "pack"]
        verbose_name = "covering report"
        constraints = [
            models.CheckConstraint(
                condition=Q(screening__in=["", "not_needed"], screened_on__isnull=True)
                | Q(screening__in=["no_further", "full"], screened_on__isnull=False),
                name="outcomes_coveringreport_screened_on_a_day",
                violation_error_message="Give the day of the screening, where there was one, and only then.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Covering report: {self.pack}"


class CoveringSection(Edited):
    """What one report says under a heading, or under a title of its own that no other committee's report has."""

    report = models.ForeignKey(CoveringReport, models.CASCADE, related_name="sections")
    heading = models.ForeignKey(
        CoveringHeading, models.PROTECT, null=True, blank=True, related_name="sections",
        help_text="Leave empty for a section with a title of its own.",
    )  # fmt: skip
    title = models.CharField(
        "own title", max_length=120, blank=True, help_text="For a section that only this committee's report has."
    )
    position = models.PositiveSmallIntegerField("place", help_text="1 for the first section.")
    shown = models.BooleanField(default=True, help_text="Untick to leave the section out.")
    text = models.TextField(blank=True, help_text="Markdown. A section without any words is not printed.")

    class Meta:
        ordering = ["report", "position", "id"]
        verbose_name = "section of a covering report"
        verbose_name_plural = "sections of a covering report"
        constraints = [
            models.CheckConstraint(
                condition=Q(heading__isnull=False, title="") | (Q(heading__isnull=True) & ~Q(title="")),
                name="outcomes_coveringsection_heading_or_title",
                violation_error_message="Choose one of the council's headings, or give a title of its own.",
            ),
            models.UniqueConstraint(
                fields=["report", "heading"], condition=Q(heading__isnull=False), name="outcomes_coveringsection_once",
                violation_error_message="This report has a section under that heading already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.named

    @property
    def named(self) -> str:
        """What is printed over it."""
        return self.heading.title if self.heading is not None else self.title

    def in_log(self) -> str:
        return f"{self}, {self.report}"

    def clean(self) -> None:
        if self.heading_id is None and not self.title.strip():
            raise ValidationError({"title": "Choose a heading, or give a title of its own."})
