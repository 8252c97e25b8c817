"""Engagement besides the survey, and what was said at it or written in (requirements I92, I93, I97)."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from consultation.asking.models import Consultation, ConsultedQuerySet
from outcomes.framework.models import PlanItem
from plan.models import Body, Edited, Meeting, Sourced
from plan.roles import POLICY_OFFICER

from .kinds import HeardQuerySet


class EngagementEvent(Edited, Sourced):
    """Whom the council asked otherwise than by the survey: a body, or a group in words."""

    class Standing(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Took place"

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="engagements", help_text="The consultation it was for."
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", help_text="A body of the council, if it was one."
    )
    group = models.CharField(max_length=200, blank=True, help_text="Who it was, where it was no body of the council.")
    starts = models.DateField("on, or from", null=True, blank=True, help_text="Empty where the day is not known.")
    ends = models.DateField("until", null=True, blank=True, help_text="The last day, where it was several.")
    standing = models.CharField(
        "how it stands", max_length=8, choices=Standing, default=Standing.HELD,
        help_text="Planned where the source says only that it was planned.",
    )  # fmt: skip
    method = models.CharField(max_length=300, blank=True, help_text="How: a briefing, an interactive presentation.")
    sessions = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many there were, where known.")
    heads = models.PositiveIntegerField(
        "people reached", null=True, blank=True, help_text="How many, where the source says."
    )
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The body’s meeting it took place at.",
    )
    earlier = models.BooleanField(
        "before the consultation", default=False, help_text="Tick for those who were asked before it opened."
    )

    objects: ClassVar = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", F("starts").asc(nulls_last=True), "id"]
        verbose_name = "engagement"
        verbose_name_plural = "engagement"
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, group="") | (Q(body__isnull=True) & ~Q(group="")),
                name="consultation_engagementevent_body_or_group",
                violation_error_message="Choose the body, or say in words who it was: one of them.",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")),
                name="consultation_engagementevent_ends_after_start",
                violation_error_message="It cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(body__isnull=False),
                name="consultation_engagementevent_meeting_of_body",
                violation_error_message="Choose the body whose meeting it was.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.who

    def in_log(self) -> str:
        return f"Engagement with {self.who}, on {self.consultation}"

    def clean(self) -> None:
        if self.meeting is not None and self.body is not None and self.meeting.body != self.body:
            raise ValidationError({"meeting": f"Choose a meeting of {self.body}."})

    @property
    def who(self) -> str:
        return str(self.body) if self.body is not None else self.group


class CommentQuerySet(ConsultedQuerySet):
    def visible_to(self, user):
        """Cleared ones are public with their consultation. The others are read by policy officers with the right:
        administration alone is no reason."""
        if user.has_perm("consultation.view_comment") and user.has_role(POLICY_OFFICER.slug):
            return self.all()
        return self.cleared().filter(consultation__published_at__isnull=False)

    def editable_by(self, user):
        """What is shown to the public is taken back first, by a verb."""
        if not (user.has_perm("consultation.change_comment") and user.has_role(POLICY_OFFICER.slug)):
            return self.none()
        return self.filter(cleared_at__isnull=True)

    def cleared(self):
        return self.filter(cleared_at__isnull=False)


class Comment(Sourced):
    """Something that was said: in the council's own short words, or quoted. It names nobody, and has no field history,
    so that what has to go is gone. The public sees it once an officer has cleared it (`clearing`)."""

    class Came(models.TextChoices):
        SURVEY = "survey", "In the survey"
        EVENT = "event", "At an engagement event"
        COMMITTEE = "committee", "From a committee or board"
        LETTER = "letter", "By letter or e-mail"
        OTHER = "other", "In another way"

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="comments", help_text="The consultation it was said in."
    )
    came = models.CharField("how it came", max_length=10, choices=Came, help_text="The way it reached the council.")
    event = models.ForeignKey(
        EngagementEvent, models.PROTECT, null=True, blank=True, related_name="comments", verbose_name="engagement",
        help_text="The engagement at which it was said.",
    )  # fmt: skip
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The meeting of the committee or board that made it.",
    )  # fmt: skip
    words = models.TextField(
        max_length=4000, help_text="In short and in our own words, or quoted. Without anything that tells who said it."
    )
    quoted = models.BooleanField("a quotation", default=False, help_text="Tick where these are somebody’s own words.")
    items = models.ManyToManyField(PlanItem, through="CommentItem", blank=True, related_name="+", verbose_name="about")
    answer = models.TextField("answer given", blank=True, max_length=4000, help_text="What the council answered.")
    cleared_at = models.DateTimeField("cleared", null=True, blank=True, editable=False)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    kept_from_log: ClassVar[frozenset[str]] = frozenset({"words", "answer", "source"})

    objects: ClassVar = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["consultation", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False),
                name="consultation_comment_cleared_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(came="committee", meeting__isnull=False, event__isnull=True)
                | (~Q(came="committee") & Q(meeting__isnull=True)),
                name="consultation_comment_committee_meeting",
                violation_error_message="A committee’s comment has the meeting it was made at; others have none.",
            ),
            models.CheckConstraint(
                condition=~Q(came="event") | Q(event__isnull=False), name="consultation_comment_event_named",
                violation_error_message="Choose the engagement at which it was said.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["consultation", "cleared_at"], name="consultation_comment_cleared")]

    def __str__(self) -> str:
        return f"Comment {self.pk}"

    def in_log(self) -> str:
        """The log is kept for ever, so it does not say what was said."""
        return f"A comment on {self.consultation}"

    def clean(self) -> None:
        if self.event is not None and self.event.consultation_id != self.consultation_id:
            raise ValidationError({"event": "Choose an engagement of the same consultation."})

    @property
    def is_cleared(self) -> bool:
        return self.cleared_at is not None

    @property
    def of_whom(self) -> Any:
        """The body that said so, or what is told of where it came from."""
        return self.meeting.body if self.meeting is not None else self.event or self.get_came_display()


class CommentItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(comment__in=Comment.objects.visible_to(user))

    def editable_by(self, user):
        return self.filter(comment__in=Comment.objects.editable_by(user))


class CommentItem(models.Model):
    """A part of the plan that a comment is about."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="about")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="+", verbose_name="part of the plan",
        help_text="A part of the plan that the comment is about.",
    )  # fmt: skip

    objects: ClassVar = CommentItemQuerySet.as_manager()

    class Meta:
        ordering = ["comment", "id"]
        verbose_name = "part it is about"
        verbose_name_plural = "parts it is about"
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "item"], name="consultation_commentitem_once",
                violation_error_message="This part is named already.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.item)
