"""What papers go through before a meeting, and the elections before which councils publish with care."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from plan.wording import day

from .base import Edited, Sourced
from .council import BodyKind


class TimetableStep(Edited, Sourced):
    """Something that papers for a meeting go through, so many working days before they are despatched."""

    name = models.CharField(max_length=80, unique=True, help_text="As officers call it, such as Finance clearance.")
    key = models.SlugField(
        max_length=40, unique=True, help_text="A short name for it that stays when the name changes: finance."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place among steps of the same day.")
    working_days = models.PositiveSmallIntegerField(
        "working days before despatch",
        help_text="0 for the day of despatch itself. Weekends and bank holidays do not count.",
    )
    office = models.CharField(
        "who clears", max_length=150, blank=True,
        help_text="The post that clears papers at this step; who holds it may record it here. Empty if it differs.",
    )  # fmt: skip
    body_kinds = models.JSONField(
        "for meetings of", default=list, blank=True,
        help_text="The kinds of body whose papers go through it. Tick none where all do.",
    )  # fmt: skip

    class Meta:
        ordering = ["-working_days", "position", "name"]
        verbose_name = "step of the timetable"
        verbose_name_plural = "timetable for papers"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        kinds = self.body_kinds
        if not isinstance(kinds, list) or any(kind not in BodyKind.values for kind in kinds):
            raise ValidationError({"body_kinds": "Choose from the kinds of body there are."})

    def applies_to(self, kind: str) -> bool:
        """Whether papers for meetings of such a body go through it."""
        return not self.body_kinds or kind in self.body_kinds


class Election(Edited, Sourced):
    """An election, before which the council publishes with care: from its notice until the polls close."""

    title = models.CharField(max_length=120, help_text="Such as County Council elections.")
    date = models.DateField("polling day", help_text="The day of the vote.")
    notice_of_election = models.DateField(help_text="The day its notice was published, from which the period runs.")

    class Meta:
        ordering = ["-date", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(notice_of_election__lt=F("date")), name="plan_election_notice_before_poll",
                violation_error_message="The notice of an election comes before polling day.",
            ),
            models.UniqueConstraint(
                fields=["title", "date"], name="plan_election_once",
                violation_error_message="This election is recorded already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title}, {day(self.date)}"
