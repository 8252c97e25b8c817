"""What waits for policy officers on My desk: packs built and not published, builds that failed."""

from datetime import date

from django.urls import reverse

from plan.roles import POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, slots

from .dates import publish_by
from .models import PackVersion

LIMIT = 8
State = PackVersion.State


def furnish() -> None:
    slots.desk_tasks.add(DeskTask("packs-publish", "Packs to publish", packs_to_publish, order=20, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("packs-failed", "Packs that could not be built", packs_failed, order=21, limit=LIMIT))


def packs_to_publish(user, today: date) -> list[DeskLine]:
    """Versions that are built; due five clear days before the meeting."""
    return _lines(user, State.BUILT, today)


def packs_failed(user, today: date) -> list[DeskLine]:
    return _lines(user, State.FAILED, today)


def _lines(user, state: State, today: date) -> list[DeskLine]:
    if not user.has_role(POLICY_OFFICER.slug):
        return []
    rows = PackVersion.objects.filter(state=state, published_at=None).order_by("pack__meeting__date", "pk")
    return [_line(version, today) for version in rows.select_related("pack__committee", "pack__meeting")[: LIMIT + 1]]


def _line(version: PackVersion, today: date) -> DeskLine:
    meeting = version.pack.meeting
    due = publish_by(meeting.date) if meeting else None
    url = reverse("admin:outcomes_packversion_change", args=[version.pk])
    return DeskLine(str(version), url, due=due, overdue=bool(due and due < today))
