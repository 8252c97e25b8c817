"""What meetings resolved (requirements F68 to F70, O121)."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from outcomes.framework.models import PlanItem
from outcomes.reporting.models import ReportEntry
from outcomes.reporting.sent import SENT
from performance.models import Indicator
from plan import clock
from plan.models import AgendaItem, BodyKind, Edited, Meeting, Paper, Sourced
from plan.models.meetings import PUBLIC_KINDS

from .doors import at_most_one, is_everybody, of_own_board, recorded_of


class ResolutionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was resolved in public for everyone; what boards and management resolved for policy officers, democratic
        services, management and the board's members."""
        if is_everybody(user):
            return self.all()
        seen = Q(meeting__body__kind__in=PUBLIC_KINDS)
        return self.filter(seen | of_own_board("meeting__body", user))

    def editable_by(self, user):
        """Policy officers keep them all; democratic services those of bodies that meet in public."""
        return self.filter(**recorded_of(user, "meeting__body__kind"))


class Resolution(Edited, Sourced):
    """What a meeting resolved on an item of its agenda: one row for each thing that was done."""

    class Kind(models.TextChoices):
        NOTED = "noted", "Noted"
        WELCOMED = "welcomed", "Welcomed"
        SUPPORTED = "supported", "Supported"
        FURTHER_REPORT = "further_report", "Further report asked for"
        OFFICER_ASKED = "officer_asked", "Officer asked to include or do something"
        RECOMMENDED = "recommended", "Recommended"
        AGREED = "agreed", "Agreed or approved"
        REFERRED = "referred", "Referred to another body"
        OTHER = "other", "Resolved"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+", help_text="The meeting that resolved it.")
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The item of the agenda it was resolved on.",
    )  # fmt: skip
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="+", help_text="The paper it was about."
    )
    minute = models.CharField(max_length=10, blank=True, help_text="The number of the minute, such as 27.")
    letter = models.CharField(
        max_length=6, blank=True, help_text="Its letter where a minute resolves several things, such as b."
    )
    position = models.PositiveSmallIntegerField(default=1, help_text="Its place among the resolutions of the meeting.")
    kind = models.CharField(max_length=20, choices=Kind, help_text="What was done: noted, welcomed and so on.")
    text = models.TextField(help_text="What was resolved, in short words.")
    item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="part of the plan",
        help_text="The part of the plan it is about, if it is about one.",
    )  # fmt: skip
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The indicator it is about, if it is about one.",
    )  # fmt: skip
    sought = models.OneToOneField(
        ReportEntry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="decision sought",
        help_text="For corporate management: which of the decisions that boards seek this is. It is sought no longer.",
    )  # fmt: skip

    objects: ClassVar = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__date", "meeting_id", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=at_most_one("item", "indicator"), name="outcomes_resolution_about_one_thing",
                violation_error_message="Name the part of the plan it is about, or the indicator, not both.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "minute", "letter", "kind"], condition=~Q(minute="") & ~Q(letter=""),
                name="outcomes_resolution_once",
                violation_error_message="This minute's resolution of this kind is recorded already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.reference}{self.get_kind_display()}, {self.meeting}"

    @property
    def reference(self) -> str:
        """Where it stands in the minutes, before what it says: "Minute 27(b): "; nothing where no number is kept."""
        letter = f"({self.letter})" if self.letter else ""
        return f"Minute {self.minute}{letter}: " if self.minute else ""

    def clean(self) -> None:
        if self.meeting_id and self.meeting.date > clock.today():
            raise ValidationError(
                {"meeting": "This meeting is still to come. Record what it resolves when it was held."}
            )
        if wrong := self._wrongly_sought():
            raise ValidationError({"sought": wrong})
        if self._is_repeated():
            raise ValidationError("This is recorded of this minute already, in the same words.")
        if self.agenda_item is not None and self.agenda_item.meeting_id != self.meeting_id:
            raise ValidationError({"agenda_item": "This item stands on another meeting's agenda."})

    def _wrongly_sought(self) -> str:
        """Why it cannot be what management decided on what a board sought; nothing where it can, or says it is not."""
        if self.sought is None or not self.meeting_id:
            return ""
        report = self.sought.report
        if self.meeting.body.kind != BodyKind.MANAGEMENT:
            return "Boards seek decisions from corporate management alone. Leave it empty, or choose its meeting."
        if self.sought.kind != ReportEntry.Kind.DECISION:
            return "This entry of a report seeks no decision. Choose one that does, or leave it empty."
        if report.status not in SENT:
            return "The board has not sent this report yet, so nothing in it was decided."
        if self.meeting.date <= report.period.ends:
            return "The meeting was held before the report's period ended. Choose a later one."
        return ""

    def _is_repeated(self) -> bool:
        """A minute without letters may resolve several things of one kind, each in its own words."""
        if not self.meeting_id or self.letter:
            return False
        same = Resolution.objects.filter(meeting=self.meeting_id, minute=self.minute, letter="", kind=self.kind)
        return same.filter(text=self.text).exclude(pk=self.pk).exists()
