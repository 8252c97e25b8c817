"""Meetings of the council's bodies, moved or not, their agendas, and what was decided."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plan import clock
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import slots
from plan.wording import day

from .base import Edited, Sourced
from .council import Body, BodyKind

# Bodies whose meetings anybody may know of; boards and the management team meet among officers.
PUBLIC_KINDS = (
    BodyKind.COUNCIL, BodyKind.CABINET, BodyKind.COMMISSION, BodyKind.COMMITTEE, BodyKind.PARTNERSHIP,
)  # fmt: skip

# Meetings are entered by people and counted back from: days beyond these are slips, which nothing can count with.
FIRST_DAY, LAST_DAY = date(1889, 4, 1), date(2199, 12, 31)  # county councils began on the first
NO_SUCH_DAY = f"Give a day between {day(FIRST_DAY)} and {day(LAST_DAY)}."


def knows_every_meeting(user) -> bool:
    """Those who keep meetings or advise every board, corporate management, and who may open every page of the desk."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or user.has_role(POLICY_OFFICER.slug, DEMOCRATIC_SERVICES.slug, CMT.slug)


def meets_in_view_of(user, path: str = "") -> Q:
    """Rows whose meeting this user may know of; `path` leads from the row to the meeting. A board's and management's
    are for those who know every meeting, and for those who sit on it today."""
    if knows_every_meeting(user):
        return Q()
    public = Q(**{f"{path}body__kind__in": PUBLIC_KINDS})
    if not user.is_authenticated:
        return public
    own = Body.objects.with_member(user, clock.today())
    return public | Q(**{f"{path}body__in": own.values("pk")})


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody sees public bodies' meetings; policy officers, democratic services and corporate management see
        all; others besides the public ones those of bodies that they sit on."""
        found = meets_in_view_of(user)
        return self.filter(found) if found else self.all()

    def to_be_held(self):
        """Those that stand in the calendar: not yet held, and neither cancelled nor without a day."""
        return self.filter(status__in=(Meeting.Status.PROVISIONAL, Meeting.Status.CONFIRMED))


class Meeting(Edited, Sourced):
    class Status(models.TextChoices):
        PROVISIONAL = "provisional", "Provisional"
        CONFIRMED = "confirmed", "Confirmed"
        HELD = "held", "Held"
        MOVED = "moved", "Put off"
        CANCELLED = "cancelled", "Cancelled"

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", help_text="Who meets.")
    date = models.DateField(help_text="Like 7 November 2022.")
    time = models.TimeField(null=True, blank=True, help_text="When it begins. May stay empty until it is known.")
    status = models.CharField(
        max_length=12, choices=Status, default=Status.PROVISIONAL,
        help_text="Provisional until the date is sure; held, put off or cancelled afterwards.",
    )  # fmt: skip
    considered = models.TextField(
        blank=True, help_text="What was on the agenda that matters to the plan. Shown with the meeting."
    )
    agenda_published_on = models.DateField(
        "agenda published on", null=True, blank=True,
        help_text="The day from which the agenda can be read. “Publish the agenda” sets it.",
    )  # fmt: skip
    result = models.TextField(blank=True, help_text="What came of it, in a sentence.")
    called_off_because = models.CharField(
        "why it was cancelled", max_length=300, blank=True, help_text="Shown with the meeting."
    )
    chaired_by = models.CharField(
        "in the chair", max_length=150, blank=True,
        help_text="The office of who took the chair, where it was not the chair: Vice-Chair.",
    )  # fmt: skip
    attended = models.TextField(
        blank=True, help_text="Who was there, by office and not by name, one on each line. May stay empty."
    )

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "date"], name="plan_meeting_once_a_day"),
            models.CheckConstraint(
                condition=Q(date__range=(FIRST_DAY, LAST_DAY)), name="plan_meeting_on_a_likely_day",
                violation_error_message=NO_SUCH_DAY,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body.short}, {day(self.date)}"

    def clean(self) -> None:
        if self.status == self.Status.HELD and self.date and self.date > clock.today():
            raise ValidationError({"status": f"{day(self.date)} is still to come: nothing was held yet."})

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.body.slug, self.date.isoformat()])

    @property
    def is_public(self) -> bool:
        return self.body.kind in PUBLIC_KINDS

    @property
    def is_off(self) -> bool:
        """Cancelled, or put off without a day: nothing can take place at it as it stands."""
        return self.status in (self.Status.CANCELLED, self.Status.MOVED)

    @property
    def is_to_come(self) -> bool:
        """It stands in the calendar, and nobody has said yet that it was held."""
        return self.status in (self.Status.PROVISIONAL, self.Status.CONFIRMED)

    @property
    def marks(self) -> list[str]:
        """The statuses that its line is marked with; what is held or confirmed as planned needs none."""
        found = {self.Status.MOVED: "put_off", self.Status.HELD: "", self.Status.CONFIRMED: ""}
        marks = [found.get(self.Status(self.status), self.status)]
        if self.status != self.Status.MOVED and any(move.moved_to == self.date for move in self.moves.all()):
            marks.append("moved")
        return [mark for mark in marks if mark]


class MeetingMove(models.Model):
    """A meeting's change of date, as it was announced. The meeting keeps its agenda, papers and packs."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moves")
    moved_from = models.DateField()
    moved_to = models.DateField(null=True, blank=True)  # empty: put off, no new day yet
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(moved_to__isnull=True) | ~Q(moved_to=F("moved_from")), name="plan_meetingmove_elsewhere",
                violation_error_message="A meeting is moved to another day.",
            ),
            models.CheckConstraint(
                condition=~Q(why=""), name="plan_meetingmove_says_why",
                violation_error_message="Say why the meeting was moved.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """As readers are told: "moved from 3 March 2022 to 10 March 2022: why"."""
        if self.moved_to is None:
            return f"put off from {day(self.moved_from)}, new date to follow: {self.why}"
        return f"moved from {day(self.moved_from)} to {day(self.moved_to)}: {self.why}"


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of meetings that one may know of. A draft is for those who know every meeting: others read an agenda from
        the day that it is published, at the latest when the meeting was held, and what a published paper is for."""
        if knows_every_meeting(user):
            return self.all()
        return self.out(clock.today()).filter(meets_in_view_of(user, "meeting__"))

    def out(self, on: date):
        """Those that are a draft no more on a day."""
        papers = AgendaItem.objects.filter(papers__published_on__lte=on)
        published = Q(meeting__agenda_published_on__lte=on) | Q(meeting__status=Meeting.Status.HELD)
        return self.filter(published | Q(pk__in=papers.values("pk")))


class AgendaItem(Edited):
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="agenda", help_text="The meeting whose agenda this stands on."
    )
    number = models.PositiveSmallIntegerField(help_text="Number on the agenda.")
    title = models.CharField(
        max_length=200, help_text="As printed on the public agenda. Of an exempt item, only what may be told."
    )
    exempt = models.BooleanField(
        default=False, help_text="Tick if it is taken without the public (Local Government Act 1972, schedule 12A)."
    )
    title_for_officers = models.CharField(
        "what it is about, for officers", max_length=200, blank=True,
        help_text="Only for an exempt item, where the agenda does not say it. No reader of the website is shown it.",
    )  # fmt: skip

    kept_from_log = frozenset({"title_for_officers"})
    objects: ClassVar = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="plan_agendaitem_number_once"),
            models.CheckConstraint(
                condition=Q(exempt=True) | Q(title_for_officers=""), name="plan_agendaitem_untold_if_exempt",
                violation_error_message="Only of an exempt item is something told to officers alone.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Item {self.number}: {self.title}"

    def in_log(self) -> str:
        return f"{self}, {self.meeting}"


def not_held(meeting: Meeting) -> str:
    """Why nothing is recorded at a meeting that is off."""
    return f"{meeting} is {meeting.get_status_display().lower()}, so nothing came of it. Choose the one that was held."


class DecisionQuerySet(models.QuerySet):
    def held(self):
        """Decisions that something rests on, which no longer change: a version in force, an amendment, a report."""
        held = Q(pk__in=[])
        for hold in slots.holds:
            if hold.model == "plan.Decision":
                held |= hold.held()
        return self.filter(held)

    def editable_by(self, user):
        return self.exclude(pk__in=Decision.objects.held().values("pk"))

    def approving(self, plan):
        """Decisions by which full Council approved this version of the plan: what puts it in force."""
        return self.filter(body__kind=BodyKind.COUNCIL, plan=plan, kind=Decision.Kind.APPROVED, date__isnull=False)


class Decision(Edited, Sourced):
    """What a body decided, when, and on which report. A planned date and the actual one are separate facts."""

    class Kind(models.TextChoices):
        APPROVED = "approved", "Approved"
        AGREED = "agreed", "Agreed"
        NOTED = "noted", "Noted"
        SUPPORTED = "supported", "Supported"
        DECLARED = "declared", "Declared"

    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions", help_text="Who decides.")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions",
        help_text="The meeting it was decided at, if it is recorded here.",
    )  # fmt: skip
    plan = models.ForeignKey(
        "plan.Plan", models.PROTECT, null=True, blank=True, related_name="decisions",
        help_text="The version of the plan it is about, if it is.",
    )  # fmt: skip
    kind = models.CharField(
        max_length=10, choices=Kind, default=Kind.APPROVED, help_text="What was done: approved, noted and so on."
    )
    text = models.TextField(help_text="What was decided, in a sentence.")
    report = models.CharField(max_length=200, blank=True, help_text="The report it rests on.")
    planned_date = models.DateField(null=True, blank=True, help_text="When the decision was expected.")
    date = models.DateField(null=True, blank=True, help_text="When it was taken. Leave empty while it is only planned.")

    date_words = models.CharField(
        max_length=40, blank=True, help_text="Where the day is not known: May 2014. Otherwise leave empty."
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["date", "planned_date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date__isnull=False) | Q(planned_date__isnull=False) | ~Q(date_words=""),
                name="plan_decision_has_a_date",
                violation_error_message="Give the date of the decision, or the date it is planned for.",
            )
        ]

    def __str__(self) -> str:
        planned = f"planned for {day(self.planned_date)}" if self.planned_date else ""
        when = day(self.date) if self.date else self.date_words or planned
        return f"{self.body.short} {self.get_kind_display().lower()}, {when}"

    def clean(self) -> None:
        if self.meeting is not None and self.meeting.body_id != self.body_id:
            raise ValidationError({"meeting": "This meeting is another body's. Choose one of the deciding body."})
        if self.meeting is not None and self.meeting.is_off:
            raise ValidationError({"meeting": not_held(self.meeting)})
