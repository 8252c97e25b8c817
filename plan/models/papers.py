"""Papers on an agenda: what is before a meeting, in which revision, what it rests on, and who has cleared it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from plan import clock
from plan.roles import CMT
from plan.wording import day

from .base import Edited, Sourced
from .council import Body
from .meetings import AgendaItem, meets_in_view_of
from .timetable import TimetableStep


def reads_beforehand(user) -> bool:
    """Whether this user may read papers before they are published: who keeps them, corporate management, and whoever
    clears them by office."""
    if not user.is_authenticated or not user.is_active:
        return False
    if user.has_perm("plan.change_paper") or user.has_role(CMT.slug):
        return True
    return bool(user.office) and TimetableStep.objects.filter(office__iexact=user.office).exists()


class PaperQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_on__lte=clock.today())

    def visible_to(self, user):
        """Published papers of meetings that one may know of; the others only for those who prepare or clear them."""
        return self.all() if reads_beforehand(user) else self.published().filter(
            meets_in_view_of(user, "agenda_item__meeting__")
        )  # fmt: skip

    def editable_by(self, user):
        return self.all() if user.has_perm("plan.change_paper") else self.none()

    def unrevised(self):
        """Without those that a later revision has taken the place of."""
        return self.filter(revisions=None)


class Paper(Edited, Sourced):
    """One document before a meeting. A revised paper is a row of its own, which names the one it takes the place of.

    Late and revised papers are recorded with their reason, never blocked: an item without five clear days may be
    taken where the chair agrees that it is urgent (Local Government Act 1972, section 100B(4)(b)).
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        APPENDIX = "appendix", "Appendix"
        PRESENTATION = "presentation", "Presentation"
        SUPPLEMENTARY = "supplementary", "Supplementary report"
        MINUTES = "minutes", "Minutes"
        OTHER = "other", "Other paper"

    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="papers", help_text="The item of the agenda that it is for."
    )
    title = models.CharField(max_length=250, help_text="As printed on the paper.")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.REPORT, help_text="What sort of paper it is.")
    letter = models.CharField(
        "appendix letter", max_length=3, blank=True, help_text="For an appendix, such as A. Otherwise leave empty."
    )
    author_office = models.CharField(
        "author", max_length=150, blank=True, help_text="The post that wrote it, not the person's name."
    )
    link = models.URLField(blank=True, help_text="Where it can be read, if it is on the web.")
    published_on = models.DateField(
        null=True, blank=True, help_text="The day it was published. “Publish” sets it, and asks about late papers."
    )
    published_on_illustrative = models.BooleanField(
        "the day of publication is illustrative", default=False,
        help_text="Ticked where the paper is real and the day on which it was published is not known.",
    )  # fmt: skip
    revises = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revisions",
        help_text="The paper that this one takes the place of.",
    )  # fmt: skip
    revision_reason = models.CharField(
        "why it was revised", max_length=300, blank=True, help_text="Shown with the paper."
    )
    late_reason = models.CharField("why it was late", max_length=300, blank=True, help_text="Shown with the paper.")
    late_agreed_by = models.CharField(
        "who agreed to take it", max_length=150, blank=True, help_text="The office that agreed, mostly the chair's."
    )
    subject_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="papers_to_approve",
        verbose_name="subject to approval by",
        help_text="The body without whose approval the paper does not hold, if there is one.",
    )  # fmt: skip
    subject_to_note = models.CharField(
        "what is subject to it", max_length=300, blank=True, help_text="And when it meets, if that is known."
    )

    objects: ClassVar = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["agenda_item", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(letter="") | Q(kind="appendix"), name="plan_paper_letter_of_appendix",
                violation_error_message="Only an appendix has a letter.",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True, revision_reason="")
                | (Q(revises__isnull=False) & ~Q(revision_reason="")),
                name="plan_paper_revised_for_a_reason",
                violation_error_message="A revised paper names the one it takes the place of, and says why.",
            ),
            models.CheckConstraint(
                condition=Q(late_reason="", late_agreed_by="") | (~Q(late_reason="") & ~Q(late_agreed_by="")),
                name="plan_paper_late_agreed",
                violation_error_message="A late paper has its reason and who agreed to take it: give both or neither.",
            ),
            models.CheckConstraint(
                condition=Q(published_on_illustrative=False) | Q(published_on__isnull=False),
                name="plan_paper_illustrative_day_given",
                violation_error_message="Only a paper that was published has an illustrative day of publication.",
            ),
            models.CheckConstraint(
                condition=Q(subject_to_note="") | Q(subject_to__isnull=False), name="plan_paper_note_names_body",
                violation_error_message="Say whose approval the paper is subject to.",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True) | ~Q(revises=F("id")), name="plan_paper_not_revising_itself",
                violation_error_message="A paper does not take the place of itself.",
            ),
            models.UniqueConstraint(
                fields=["revises"], condition=Q(revises__isnull=False), name="plan_paper_revised_once",
                violation_error_message="That paper was revised already: revise the later one.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Appendix {self.letter}: {self.title}" if self.letter else self.title

    def in_log(self) -> str:
        return f"{self}, {self.agenda_item.in_log()}"

    def clean(self) -> None:
        if self.revises is not None and self.revises.agenda_item.meeting_id != self.agenda_item.meeting_id:
            raise ValidationError({"revises": "A revised paper takes the place of one of the same meeting."})


class BackgroundPaper(Edited):
    """What a paper rests on, as it lists it: title, date and address (requirement 87)."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="background", help_text="The paper that lists it.")
    title = models.CharField(max_length=300, help_text="As listed.")
    date = models.DateField(null=True, blank=True, help_text="Its date, where the day is known.")
    date_words = models.CharField(
        max_length=40, blank=True, help_text="Where the day is not known: May 2014. Otherwise leave empty."
    )
    link = models.URLField(blank=True, help_text="Where it can be read, if it is on the web.")

    class Meta:
        ordering = ["paper", "id"]
        verbose_name = "background paper"
        constraints = [
            models.CheckConstraint(
                condition=Q(date__isnull=True) | Q(date_words=""), name="plan_backgroundpaper_one_date",
                violation_error_message="Give the date or words for it, not both.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        return day(self.date) if self.date else self.date_words


class ClearanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who cleared a paper is told to those who prepare or clear papers, and nobody else."""
        return self.all() if reads_beforehand(user) else self.none()


class Clearance(Edited):
    """That an office has cleared a paper at a step of the timetable. A pack is cleared as the paper that it is."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="clearances", help_text="What was cleared.")
    step = models.ForeignKey(
        TimetableStep, models.PROTECT, related_name="clearances", help_text="Which clearance it is."
    )
    office = models.CharField("cleared by", max_length=150, help_text="The post, not the person's name.")
    on = models.DateField(help_text="The day it was cleared.")
    note = models.CharField(max_length=300, blank=True, help_text="Conditions or remarks, if there were any.")
    by = models.ForeignKey(
        "plan.User", models.PROTECT, related_name="+", verbose_name="recorded by", help_text="Who recorded it here."
    )

    objects: ClassVar = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "step"], name="plan_clearance_once",
                violation_error_message="This clearance is recorded already.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.step.name}: {self.office}, {day(self.on)}"

    def in_log(self) -> str:
        return f"{self.step.name} of {self.paper.in_log()}"
