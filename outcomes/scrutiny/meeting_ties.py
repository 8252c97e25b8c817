"""What this room has that hangs on a meeting: what was recorded at it, and what it leaves behind if called off."""

from datetime import date
from typing import Any

from django.urls import reverse

from plan import endings
from plan.models import Meeting
from plan.roles import DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, MeetingTie, slots

from .asked import Action
from .models import Referral
from .resolutions import Resolution

LIMIT = 8
OFF = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)
TITLE = "Waiting for another meeting"


def furnish() -> None:
    slots.meeting_ties.add(MeetingTie("scrutiny", recorded, awaited, order=20))
    slots.desk_tasks.add(DeskTask("left-behind", TITLE, left_behind, order=25, limit=LIMIT))


def recorded(meeting: Meeting) -> list[str]:
    """What it resolved and what was asked for at it. Two queries."""
    found = (("resolutions", Resolution), ("requests", Action))
    return [what for what, model in found if model._default_manager.filter(meeting=meeting).exists()]


def awaited(meeting: Meeting) -> list[str]:
    """Answers due at it, and what is referred to it. Two queries."""
    asked = _unsettled(Action.objects.filter(due_meeting=meeting))
    referred = Referral.objects.filter(meeting=meeting).select_related("giver", "receiver", "item", "indicator")
    lines = [f"{row.raised_by.short} waits for an answer: {row.text}" for row in asked]
    return lines + [f"Referred, {row}" for row in referred.order_by("pk")]


def left_behind(user: Any, today: date) -> list[DeskLine]:
    """Answers due at meetings that were cancelled or put off, and what was referred to these, for those who keep them:
    each needs another meeting, or a day."""
    if not user.has_role(DEMOCRATIC_SERVICES.slug, POLICY_OFFICER.slug):
        return []
    asked = _unsettled(Action.objects.editable_by(user).filter(due_meeting__status__in=OFF))
    lines = [
        DeskLine(_in_words(row.due_meeting, row.text), reverse("admin:outcomes_action_postpone", args=[row.pk]))
        for row in asked[: LIMIT + 1]
    ]
    referred = endings.lasting(Referral.objects.filter(meeting__status__in=OFF), today)
    rows = referred.select_related("giver", "receiver", "item", "indicator", "meeting__body")
    lines += [
        DeskLine(_in_words(row.meeting, str(row)), reverse("admin:outcomes_referral_take_back", args=[row.pk]))
        for row in rows[: LIMIT + 1]
    ]
    return lines[: LIMIT + 1]


def _in_words(meeting: Meeting, what: str) -> str:
    return f"{meeting} is {meeting.get_status_display().lower()}: {what if len(what) <= 100 else what[:99] + '…'}"


def _unsettled(rows: Any) -> list[Any]:
    found = rows.standing().filter(has_final=False, withdrawn_on__isnull=True, responded_on__isnull=True)
    return list(found.select_related("raised_by", "due_meeting__body").order_by("due", "pk"))
