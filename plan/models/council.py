"""The council as it is organised: departments, lead members, bodies with their members, meetings and decisions."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from plan.slots import slots
from plan.wording import day

from ..prepared import PreparedRows
from .base import Dated, DatedQuerySet, Edited, Sourced


class Council(Edited):
    """Settings of the council that runs this system. One row."""

    name = models.CharField(max_length=120, help_text="Full name, as on letterheads.")
    short_name = models.CharField(max_length=60, help_text="Name used in sentences, such as 'Fenbrook'.")
    chair_title = models.CharField(
        max_length=30, default="Chair", help_text="What the person in the chair is called: Chair or Chairman."
    )
    annual_report_title = models.CharField(
        max_length=120, default="Annual Performance Report", help_text="What the yearly report is called here."
    )
    accessibility_contact = models.CharField(
        max_length=200, blank=True, help_text="Team and address to tell about a page that is hard to use."
    )
    statement_prepared = models.DateField(
        null=True, blank=True, help_text="When the accessibility statement was prepared. Printed on it."
    )
    statement_reviewed = models.DateField(
        null=True, blank=True, help_text="When somebody last read the accessibility statement to see that it is true."
    )
    accessibility_tested = models.DateField(
        null=True, blank=True, help_text="When the website was last tested for accessibility, if it was."
    )
    accessibility_testers = models.CharField(
        max_length=300, blank=True,
        help_text="Who carried out that test and how, to follow 'The test was carried out by'.",
    )  # fmt: skip
    is_demonstration = models.BooleanField(
        default=False, help_text="Shows on every page that figures marked illustrative are made up."
    )

    class Meta:
        verbose_name = verbose_name_plural = "council settings"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="plan_council_one_row")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Council":
        """The one there is; every page asks for it."""
        return next(iter(THE_COUNCIL()), None) or cls(pk=1, name="Your council", short_name="the council")


THE_COUNCIL = PreparedRows(lambda: Council.objects.filter(pk=1))


class Department(Edited, Dated, Sourced):
    name = models.CharField(max_length=120, unique=True, help_text="As the council writes it.")
    slug = models.SlugField(max_length=60, unique=True, help_text="Used in addresses; keep it when the name changes.")

    class Meta(Dated.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LeadMember(Edited, Dated, Sourced):
    """A member of the executive with a portfolio, by office."""

    title = models.CharField(max_length=150, help_text="The office, such as 'Cabinet Lead Member for Health'.")
    portfolio = models.TextField(blank=True, help_text="What the portfolio covers, in a few words.")
    departments = models.ManyToManyField(
        Department, blank=True, related_name="lead_members",
        help_text="The departments this portfolio covers. Tick all that apply.",
    )  # fmt: skip

    class Meta(Dated.Meta):
        ordering = ["title"]
        verbose_name = "Cabinet Lead Member"

    def __str__(self) -> str:
        return self.title


class BodyKind(models.TextChoices):
    COUNCIL = "council", "Full Council"
    CABINET = "cabinet", "Cabinet"
    COMMISSION = "commission", "Scrutiny Commission"
    COMMITTEE = "committee", "Overview and scrutiny committee"
    BOARD = "board", "Outcome Board"
    PROGRAMME_BOARD = "programme_board", "Programme board"
    PARTNERSHIP = "partnership", "Partnership board"
    MANAGEMENT = "management_team", "Management team"


SCRUTINY_KINDS = (BodyKind.COMMISSION, BodyKind.COMMITTEE)


class BodyQuerySet(DatedQuerySet):
    def scrutiny(self):
        return self.filter(kind__in=SCRUTINY_KINDS)

    def boards(self):
        return self.filter(kind=BodyKind.BOARD)

    def with_member(self, user, on):
        """Bodies this user sits on that day."""
        memberships = BodyMembership.objects.on(on).filter(user=user)
        return self.filter(pk__in=memberships.values("body_id"))


class Body(Edited, Dated, Sourced):
    """A body that meets: the Council, the Cabinet, a committee, an Outcome Board, a partnership, a management team."""

    kind = models.CharField(
        max_length=20, choices=BodyKind,
        help_text="What it is; scrutiny committees get packs, Outcome Boards write reports.",
    )  # fmt: skip
    name = models.CharField(
        max_length=150, unique=True, help_text="In full, such as Environment Overview and Scrutiny Committee."
    )
    slug = models.SlugField(max_length=80, unique=True, help_text="Used in addresses; keep it when the name changes.")
    short_name = models.CharField(max_length=60, blank=True, help_text="Used in headers and tables.")
    terms = models.TextField("terms of reference", blank=True, help_text="What the body does, in a few words.")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from",
        help_text="The body that took over, if this one was merged.",
    )  # fmt: skip

    objects: ClassVar = BodyQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["name"]
        verbose_name = "committee, board or other body"
        verbose_name_plural = "committees, boards and other bodies"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="plan_body_not_into_itself",
                violation_error_message="A body cannot be merged into itself.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(ends__isnull=False), name="plan_body_merged_has_ended",
                violation_error_message="A body that was merged has ended: give the day.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        return self.short_name or self.name


class BodyMembership(Edited, Dated, Sourced):
    """Who sits on a body, by office; a user where the person signs in here."""

    class Part(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"
        CO_OPTEE = "co_optee", "Co-opted member"

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="memberships", help_text="The committee or board this person sits on."
    )
    office = models.CharField(max_length=150, help_text="The post, not the person's name.")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The department this member speaks for, if any.",
    )  # fmt: skip
    part = models.CharField(
        max_length=10, choices=Part, default=Part.MEMBER, help_text="Who takes the chair, who is a member."
    )
    user = models.ForeignKey(
        "plan.User", models.PROTECT, null=True, blank=True, related_name="memberships",
        help_text="The account that may edit this body's reports, if any.",
    )  # fmt: skip

    class Meta(Dated.Meta):
        ordering = ["body", "part", "office"]
        verbose_name = "member of a body"
        verbose_name_plural = "members of bodies"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "office", "starts"], name="plan_bodymembership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office}, {self.body}"


class Meeting(Edited, Sourced):
    class Status(models.TextChoices):
        PROVISIONAL = "provisional", "Provisional"
        CONFIRMED = "confirmed", "Confirmed"
        HELD = "held", "Held"
        MOVED = "moved", "Moved"
        CANCELLED = "cancelled", "Cancelled"

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", help_text="Who meets.")
    date = models.DateField(help_text="Like 7 November 2022.")
    time = models.TimeField(null=True, blank=True, help_text="When it begins. May stay empty until it is known.")
    status = models.CharField(
        max_length=12, choices=Status, default=Status.PROVISIONAL,
        help_text="Provisional until the date is sure; held or cancelled afterwards.",
    )  # fmt: skip
    considered = models.TextField(blank=True, help_text="What was on the agenda that matters to the plan.")
    result = models.TextField(blank=True, help_text="What came of it, in a sentence.")

    class Meta:
        ordering = ["-date", "body"]
        constraints = [models.UniqueConstraint(fields=["body", "date"], name="plan_meeting_once_a_day")]

    def __str__(self) -> str:
        return f"{self.body.short}, {day(self.date)}"


class AgendaItem(Edited):
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="agenda", help_text="The meeting whose agenda this stands on."
    )
    number = models.PositiveSmallIntegerField(help_text="Number on the agenda.")
    title = models.CharField(max_length=200, help_text="As printed on the agenda.")

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="plan_agendaitem_number_once")]

    def __str__(self) -> str:
        return f"Item {self.number}: {self.title}"

    def in_log(self) -> str:
        return f"{self}, {self.meeting}"


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
