"""What a board's meeting reviewed: outcomes and sub-outcomes of the plan (requirement 40; draft Plan, section 11)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from plan.models import Body, Edited, Meeting, Sourced
from plan.models.council import BodyKind
from plan.models.meetings import meets_in_view_of, not_held
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DeskLink, Grant, MeetingTie, slots

from .models import PlanItem

REVIEWED_KINDS = (PlanItem.Kind.OUTCOME, PlanItem.Kind.SUB_OUTCOME)
THEIR_BODIES = (BodyKind.BOARD, BodyKind.PROGRAMME_BOARD, BodyKind.MANAGEMENT)
LABEL = "outcomes.MeetingReview"


class MeetingReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """As the meeting is: boards meet among officers."""
        found = meets_in_view_of(user, "meeting__")
        return self.filter(found) if found else self.all()


class MeetingReview(Edited, Sourced):
    """That a meeting of a board, or of the management team, looked at how a part of the plan stands."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="reviews", limit_choices_to={"body__kind__in": THEIR_BODIES},
        help_text="The meeting at which it was reviewed.",
    )  # fmt: skip
    item = models.ForeignKey(
        PlanItem, models.PROTECT, related_name="reviews", limit_choices_to={"kind__in": REVIEWED_KINDS},
        help_text="The outcome or sub-outcome that was reviewed.", verbose_name="about",
    )  # fmt: skip
    note = models.TextField(blank=True, help_text="What came of it, in a sentence or two.")

    objects: ClassVar = MeetingReviewQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "id"]
        verbose_name = "review at a meeting"
        verbose_name_plural = "reviews at meetings"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "item"], name="outcomes_meetingreview_once",
                violation_error_message="This is recorded already for this meeting.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Review at {self.meeting}"

    def clean(self) -> None:
        if self.meeting_id and self.meeting.is_off:
            raise ValidationError({"meeting": not_held(self.meeting)})

    def in_log(self) -> str:
        return f"{self.item}: {self}"


def may_review(body: Body) -> bool:
    return body.kind in THEIR_BODIES


def recorded(meeting: Meeting) -> list[str]:
    return ["reviews of the plan"] if MeetingReview.objects.filter(meeting=meeting).exists() else []


def furnish() -> None:
    slots.meeting_ties.add(MeetingTie("reviews", recorded=recorded, order=15))
    for role in (POLICY_OFFICER, DEMOCRATIC_SERVICES):
        grant = Grant(f"reviews-{role.slug}", role.slug, (LABEL,), ("add", "change", "delete", "view"))
        slots.grants.add(grant)
    slots.grants.add(Grant("reviews-cmt", CMT.slug, (LABEL,)))
    slots.desk_links.add(DeskLink("reviews", "plan.Meeting", "Record what it reviewed", _address))


def _address(meeting: Any, user: Any) -> str:
    if not may_review(meeting.body) or not user.has_perm("outcomes.add_meetingreview"):
        return ""
    return f"{reverse('admin:outcomes_meetingreview_add')}?meeting={meeting.pk}"
