"""Consultations: on what, from when until when, by whom, and how to answer otherwise than online (document 001, 6)."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from plan.models import Body, Edited, Meeting, Plan, Sourced

from .states import State, Window


class ConsultationQuerySet(models.QuerySet):
    def announced(self):
        return self.filter(published_at__isnull=False)

    def visible_to(self, user):
        """Everyone sees what was announced; who prepares consultations sees the drafts too."""
        return self.all() if user.has_perm("consultation.view_consultation") else self.announced()

    def editable_by(self, user):
        """What was announced changes by verbs alone."""
        if not user.has_perm("consultation.change_consultation"):
            return self.none()
        return self.filter(published_at__isnull=True)

    def not_opened(self, day: date):
        """Those whose questions may still change: drafts, and what was announced and has not opened by this day."""
        return self.filter(Q(published_at__isnull=True) | Q(opens__gt=day))

    def taking_answers(self, day: date):
        """Announced, held on this site, and open on a day. As `Consultation.takes_answers` says of one."""
        found = self.announced().annotate(last=Coalesce("extended_to", "closes"))
        return found.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=day), held=Consultation.Held.HERE, opens__lte=day, last__gte=day
        )


class Consultation(Edited, Sourced):
    """A consultation on a version of the plan or, where that is empty, on something else (`subject`)."""

    class Held(models.TextChoices):
        HERE = "here", "On this site: people answer its survey here"
        ELSEWHERE = "elsewhere", "Elsewhere: only its figures are kept here"

    title = models.CharField(max_length=150, help_text="What people know it by.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Used in addresses. Made from the title if empty.")
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="consultations",
        help_text="The version of the plan consulted on. Empty if it is on something else.",
        verbose_name="version of the plan",
    )  # fmt: skip
    subject = models.CharField(
        max_length=200, blank=True, help_text="What it is about, where that is no version of the plan: a service, say."
    )
    purpose = models.TextField(
        "what it is for", blank=True, help_text="What is proposed, and what the answers are used for. Markdown."
    )
    held = models.CharField(
        "where it is held", max_length=10, choices=Held, default=Held.HERE,
        help_text="Of one held elsewhere, with another survey tool or on paper alone, only figures are kept.",
    )  # fmt: skip
    opens = models.DateField("opens on", help_text="The first day on which people may answer.")
    closes = models.DateField("closes on", help_text="The last day. Where it is extended, this first date stays.")
    planned_length = models.CharField(
        max_length=60, blank=True, help_text="How long it was said to last, in words: 12 weeks."
    )
    extended_to = models.DateField(null=True, blank=True, editable=False)
    extension_reason = models.TextField(blank=True, editable=False)
    ended_on = models.DateField("closed early on", null=True, blank=True, editable=False)
    ended_reason = models.TextField("why it was closed early", blank=True, editable=False)
    approved_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The body that agreed to consult, if one did.",
    )  # fmt: skip
    approved_at = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", help_text="At which of its meetings.",
        verbose_name="at the meeting",
    )  # fmt: skip
    run_by = models.CharField(max_length=150, blank=True, help_text="Who runs it: an office or a firm.")
    contact = models.CharField(
        max_length=300, blank=True, help_text="Whom to ask, as an office, and how it is reached. Public."
    )
    privacy_notice = models.TextField(
        blank=True, help_text="What becomes of people’s answers, who reads them and for how long. Markdown."
    )
    keep_until = models.DateField(
        "responses kept until", null=True, blank=True,
        help_text="After this day responses and comments are erased. Totals, and what was cleared, stay.",
    )  # fmt: skip
    published_at = models.DateTimeField("announced", null=True, blank=True, editable=False)

    objects: ClassVar = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opens", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gte=F("opens")), name="consultation_consultation_closes_after_opening",
                violation_error_message="It cannot close before it opens.",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=False, subject="") | (Q(plan__isnull=True) & ~Q(subject="")),
                name="consultation_consultation_plan_or_subject",
                violation_error_message="Choose the version of the plan, or say what else it is about: one of them.",
            ),
            models.CheckConstraint(
                condition=(Q(extended_to__isnull=True, extension_reason=""))
                | (Q(extended_to__gt=F("closes")) & ~Q(extension_reason="")),
                name="consultation_consultation_extended_with_reason",
                violation_error_message="An extension ends later than the first closing date, and has its reason.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason="") | (Q(ended_on__isnull=False) & ~Q(ended_reason="")),
                name="consultation_consultation_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(keep_until__isnull=True) | Q(keep_until__gt=F("closes")),
                name="consultation_consultation_kept_beyond_closing",
                violation_error_message="Keep the responses for longer than it is open: they are yet to be analysed.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.slug])

    def clean(self) -> None:
        if self.approved_at is not None and self.approved_by is not None and self.approved_at.body != self.approved_by:
            raise ValidationError({"approved_at": f"Choose a meeting of {self.approved_by}."})

    @property
    def about(self) -> str:
        return str(self.plan) if self.plan else self.subject

    @property
    def is_announced(self) -> bool:
        return self.published_at is not None

    @property
    def is_held_here(self) -> bool:
        return self.held == self.Held.HERE

    @property
    def window(self) -> Window:
        return Window(self.opens, self.closes, self.extended_to, self.ended_on)

    def state(self, on: date) -> State:
        return self.window.state(on)

    def has_opened(self, on: date) -> bool:
        """Announced, and its first day has come: from then on its questions change by a correction alone."""
        return self.is_announced and self.opens <= on

    def has_closed(self, on: date) -> bool:
        """Announced, and nobody is asked any more."""
        return self.is_announced and self.state(on) is State.CLOSED

    def takes_answers(self, on: date) -> bool:
        return self.is_announced and self.is_held_here and self.state(on).is_open


class ConsultedQuerySet(models.QuerySet):
    """What belongs to a consultation: seen with it."""

    to_consultation = "consultation"

    def visible_to(self, user):
        if user.has_perm("consultation.view_consultation"):
            return self.all()
        return self.filter(**{f"{self.to_consultation}__published_at__isnull": False})


class FormatQuerySet(ConsultedQuerySet):
    def editable_by(self, user):
        """Another format is always welcome, also while people answer."""
        return self.all() if user.has_perm("consultation.change_consultation") else self.none()


class AlternativeFormat(Edited):
    """A way to read the consultation or to answer it that is not this site (requirement M118)."""

    class Kind(models.TextChoices):
        EASY_READ = "easy_read", "Easy Read"
        LARGE_PRINT = "large_print", "Large print"
        PAPER = "paper", "On paper, by post"
        TELEPHONE = "telephone", "By telephone"
        IN_PERSON = "in_person", "Face to face"
        TRANSLATION = "translation", "Translation or interpreter"
        BRITISH_SIGN = "bsl", "British Sign Language"
        BRAILLE = "braille", "Braille"
        AUDIO = "audio", "Audio"
        OTHER = "other", "Another way"

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="formats", help_text="The consultation that is offered in it."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Place in the list, from 1.")
    kind = models.CharField(max_length=12, choices=Kind, help_text="What people ask for.")
    how = models.CharField("how to get it", max_length=300, help_text="In a sentence: where to ask, or where it lies.")

    objects: ClassVar = FormatQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "position", "id"]
        verbose_name = "other format"
        verbose_name_plural = "other formats"

    def __str__(self) -> str:
        return self.get_kind_display()

    def in_log(self) -> str:
        return f"{self}, of {self.consultation}"
