"""The council as it is organised: departments, lead members, bodies with their members and links."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from ..addresses import NoOtherPage
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
    slug = models.SlugField(
        max_length=80, unique=True, validators=[NoOtherPage("packs/")],
        help_text="Used in addresses; keep it when the name changes.",
    )  # fmt: skip
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


class BodyLink(Edited, Dated, Sourced):
    """An Outcome Board's link with a partnership board, for as long as it lasts (requirement 39)."""

    board = models.ForeignKey(
        Body, models.PROTECT, related_name="partnership_links",
        limit_choices_to={"kind__in": (BodyKind.BOARD, BodyKind.PROGRAMME_BOARD)},
        help_text="The council's own board.",
    )  # fmt: skip
    partnership = models.ForeignKey(
        Body, models.PROTECT, related_name="board_links", limit_choices_to={"kind": BodyKind.PARTNERSHIP},
        help_text="The partnership board it works with.",
    )  # fmt: skip
    note = models.CharField(
        max_length=300, blank=True, help_text="How they keep in touch, such as who of one sits on the other."
    )

    class Meta(Dated.Meta):
        ordering = ["board", "partnership", "starts"]
        verbose_name = "link with a partnership board"
        verbose_name_plural = "links with partnership boards"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["board", "partnership", "starts"], name="plan_bodylink_once",
                violation_error_message="This link is recorded already, from the same day.",
            ),
            models.UniqueConstraint(
                fields=["board", "partnership"], condition=Q(starts__isnull=True), name="plan_bodylink_always_once",
                violation_error_message="This link is recorded already.",
            ),
            models.CheckConstraint(
                condition=~Q(board=F("partnership")), name="plan_bodylink_not_itself",
                violation_error_message="A body is not linked with itself.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.board.short} and {self.partnership.short}"

    def clean(self) -> None:
        found = {}
        if self.board_id and self.board.kind not in (BodyKind.BOARD, BodyKind.PROGRAMME_BOARD):
            found["board"] = "Choose one of the council's own boards."
        if self.partnership_id and self.partnership.kind != BodyKind.PARTNERSHIP:
            found["partnership"] = "Choose a partnership board."
        if found:
            raise ValidationError(found)
