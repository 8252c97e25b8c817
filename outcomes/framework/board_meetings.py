"""Outcome Boards meet each quarter (draft Plan, section 11): which have no meeting in this one yet."""

from datetime import date
from typing import Any

from django.urls import reverse

from plan.models import Body, Meeting
from plan.periods import Kind, Period
from plan.roles import POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, slots

from .models import ItemBoard

LIMIT = 8
NOT_MET = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)


def boards_without_meeting(today: date) -> list[Body]:
    """Outcome Boards that look after something and have no meeting in today's quarter, planned or held. One query."""
    quarter = Period.containing(Kind.QUARTER, today)
    met = Meeting.objects.filter(date__range=(quarter.start, quarter.end)).exclude(status__in=NOT_MET)
    busy = ItemBoard.objects.on(today).values("board_id")
    boards = Body.objects.boards().on(today).filter(pk__in=busy).exclude(pk__in=met.values("body_id"))
    return list(boards.order_by("name"))


def boards_to_meet(user: Any, today: date) -> list[DeskLine]:
    if not user.has_role(POLICY_OFFICER.slug):
        return []
    quarter = Period.containing(Kind.QUARTER, today)
    add = reverse("admin:plan_meeting_add")
    return [
        DeskLine(f"{board}: no meeting in {quarter.label}", f"{add}?body={board.pk}", due=quarter.end)
        for board in boards_without_meeting(today)[: LIMIT + 1]
    ]


def furnish() -> None:
    slots.desk_tasks.add(DeskTask("boards-meet", "Boards to meet this quarter", boards_to_meet, order=33, limit=LIMIT))
