"""What bodies ask for (requirements D45, F70, F73, O121): people read "action, request, recommendation or question".

How an action stands is reckoned (`states.py`), never stored; what changes is done by the verbs in `asking.py`, what is
said in reply (`answers.py`) by those in `answering.py`.
"""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from outcomes.framework.models import PlanItem
from outcomes.reporting.models import HighlightReport
from performance.models import Indicator
from plan.models import AgendaItem, Body, Department, Edited, Meeting, Paper, Sourced
from plan.models.meetings import PUBLIC_KINDS
from plan.wording import day

from .doors import at_most_one, is_everybody, of_own_board, recorded_of
from .resolutions import Resolution
from .states import Facts, state


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What bodies that meet in public asked for is for everyone, once it is named who is to answer. What boards and
        management asked for is for policy officers, for democratic services, which keep the meetings of every body, for
        management, the board's members and whoever is to answer."""
        if is_everybody(user):
            return self.all()
        seen = Q(raised_by__kind__in=PUBLIC_KINDS) & ~Q(owner_office="")
        if user.is_authenticated:
            seen |= Q(owner=user) | of_own_board("raised_by", user) | of_own_board("taken_over_by", user)
        return self.filter(seen)

    def editable_by(self, user):
        """Policy officers keep them all; democratic services those of bodies that meet in public."""
        return self.filter(**recorded_of(user, "raised_by__kind"))

    def answerable_by(self, user):
        """Those that this user may write answers to: what they may edit, and what they are to answer."""
        return self.filter(Q(pk__in=Action.objects.editable_by(user).values("pk")) | Q(owner_id=user.pk))

    def awaited_by(self, body: Body, *, on: date):
        """What a body asked for, and what it awaits since it took over from a body that had ended by that day."""
        return self.filter(Q(raised_by=body) | Q(taken_over_by=body, raised_by__ends__lte=on))

    def unwithdrawn(self, on: date):
        """Without what is withdrawn by a day; a body that ends later withdraws on the day it ends."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))

    def standing(self, *, on: date | None = None):
        """With what their state follows from, as `due`, `has_final` and `has_progress`: published answers alone. With
        a day, as it was at that day's end."""
        from .answers import ActionAnswer  # its rows name actions, so it stands after this module

        published = ActionAnswer.objects.filter(action=OuterRef("pk"), published_at__isnull=False)
        if on is not None:
            published = published.filter(published_at__date__lte=on)
        counts = Q(action__reopened_at__isnull=True) | Q(published_at__gt=F("action__reopened_at"))
        if on is not None:
            counts |= Q(action__reopened_at__date__gt=on)
        return self.annotate(
            due=Coalesce("due_meeting__date", "due_on"),
            has_final=Exists(published.filter(counts, is_final=True)),
            has_progress=Exists(published),
        )


class Action(Edited, Sourced):
    """An action, request, recommendation or question: who asked whom for what, about what, and by when."""

    class Kind(models.TextChoices):
        ACTION = "action", "Action"
        REQUEST = "request", "Request"
        RECOMMENDATION = "recommendation", "Recommendation"
        QUESTION = "question", "Question"

    class Response(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PART = "part", "Accepted in part"
        REJECTED = "rejected", "Not accepted"

    ABOUT = ("item", "indicator", "report", "paper")

    kind = models.CharField(
        max_length=15, choices=Kind, default=Kind.REQUEST,
        help_text="A recommendation is made to the Cabinet, which must respond within two months.",
    )  # fmt: skip
    text = models.TextField("what is asked", help_text="Who is to do or answer what, in short words.")
    raised_by = models.ForeignKey(
        Body, models.PROTECT, related_name="+", help_text="The committee, board or other body that asked."
    )
    taken_over_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        help_text="The body that awaits the answer since the one that asked was merged into it.",
    )  # fmt: skip
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The meeting it was raised at. Leave empty if it was raised between meetings.",
    )  # fmt: skip
    raised_on = models.DateField(
        "raised on", help_text="The day of the meeting, or the day it was asked between meetings."
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The item of the agenda it was raised under.",
    )  # fmt: skip
    minute = models.CharField(max_length=20, blank=True, help_text="Where it stands in the minutes, such as 27(b).")
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="asked",
        help_text="The resolution it came from, if it came from one.",
    )  # fmt: skip
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan",
        help_text="The part of the plan it is about.",
    )  # fmt: skip
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", help_text="The indicator it is about."
    )
    report = models.ForeignKey(
        HighlightReport, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="highlight report",
        help_text="The board's report it is about.",
    )  # fmt: skip
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="+", help_text="The paper it is about."
    )
    owner_office = models.CharField(
        "who is to answer",
        max_length=150,
        blank=True,
        help_text="The post, such as Director of Children's Services. Until it is named, only officers see the row.",
    )
    owner = models.ForeignKey(
        "plan.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="account",
        help_text="The account that may answer it, if that person signs in here.",
    )  # fmt: skip
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The department it was put to.",
    )  # fmt: skip
    due_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The meeting that the answer is due at.",
    )  # fmt: skip
    due_on = models.DateField(
        "due on", null=True, blank=True, help_text="The day it is due, where it is not due at a meeting."
    )
    due_words = models.CharField(
        max_length=120, blank=True, help_text="When it is due as it was said, such as the next performance report."
    )
    first_due_on = models.DateField("first due on", null=True, blank=True, editable=False)
    postponed_why = models.TextField("why it was postponed", blank=True, editable=False)
    received_on = models.DateField(
        "received by the executive on", null=True, blank=True,
        help_text="The day the Cabinet received the recommendation: the two months for its response begin then.",
    )  # fmt: skip
    response = models.CharField(max_length=10, choices=Response, blank=True, editable=False)
    response_why = models.TextField("why", blank=True, editable=False)
    response_by = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    responded_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    withdrawn_why = models.TextField("why it was withdrawn", blank=True, editable=False)
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)
    reopened_why = models.TextField("why it was opened again", blank=True, editable=False)

    objects: ClassVar = ActionQuerySet.as_manager()

    # of rows read with `standing()`
    due: date | None
    has_final: bool
    has_progress: bool

    class Meta:
        ordering = ["-raised_on", "-id"]
        verbose_name = "action or request"
        verbose_name_plural = "actions and requests"
        indexes = [models.Index(fields=["raised_by", "raised_on"], name="outcomes_action_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=at_most_one("item", "indicator", "report", "paper"), name="outcomes_action_about_one_thing",
                violation_error_message="It can be about one thing: a part of the plan, an indicator, a report or a"
                " paper. Leave the others empty.",
            ),
            models.CheckConstraint(
                condition=at_most_one("due_meeting", "due_on"), name="outcomes_action_due_once",
                violation_error_message="Give the meeting it is due at, or the day, not both.",
            ),
            models.CheckConstraint(
                condition=Q(response="", responded_on__isnull=True, response_by__isnull=True)
                | Q(kind="recommendation", responded_on__isnull=False, response_by__isnull=False) & ~Q(response=""),
                name="outcomes_action_response_whole",
                violation_error_message="Only a recommendation has a response, with the body and the day.",
            ),
            models.CheckConstraint(
                condition=~Q(response__in=["part", "rejected"]) | ~Q(response_why=""),
                name="outcomes_action_refusal_has_reason",
                violation_error_message="Say why the recommendation is not accepted, or accepted only in part.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_why="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why=""),
                name="outcomes_action_withdrawn_with_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.raised_by.short}, {day(self.raised_on)}"

    def clean(self) -> None:
        wrong = {}
        if self.agenda_item is not None and self.agenda_item.meeting_id != self.meeting_id:
            wrong["agenda_item"] = "This item stands on another meeting's agenda."
        if self.meeting is not None and self.meeting.body_id != self.raised_by_id:
            wrong["meeting"] = "This meeting is another body's. Choose one of the body that asked."
        if self.due_meeting is not None and self.raised_on and self.due_meeting.date < self.raised_on:
            wrong["due_meeting"] = "This meeting was before the day it was raised. Choose a later one."
        if self.due_on and self.raised_on and self.due_on < self.raised_on:
            wrong["due_on"] = "This day is before the day it was raised. Give a later one."
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_internal(self) -> bool:
        return self.raised_by.kind not in PUBLIC_KINDS

    @property
    def awaited_by(self) -> Body:
        """The body that it is answered to."""
        return self.taken_over_by or self.raised_by

    def is_withdrawn(self, on: date) -> bool:
        """As `ActionQuerySet.unwithdrawn` asks the database."""
        return self.withdrawn_on is not None and self.withdrawn_on <= on

    def is_answered(self) -> bool:
        """Of a row read with `standing()`."""
        return self.has_final or (bool(self.response) and self.reopened_at is None)

    def state_on(self, today: date) -> str:
        """Of a row read with `standing()`."""
        return state(Facts(self.due, self.is_answered(), self.has_progress, self.is_withdrawn(today)), today)
