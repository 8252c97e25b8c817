"""What waits for policy officers on My desk: packs to clear, packs to publish, builds that failed."""

from datetime import date

from django.urls import reverse

from plan.roles import POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, slots

from .dates import publish_by
from .models import PackVersion

LIMIT = 8
State = PackVersion.State


def furnish() -> None:
    slots.desk_tasks.add(DeskTask("packs-clear", "Packs to clear", packs_to_clear, order=19, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("packs-publish", "Packs to publish", packs_to_publish, order=20, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("packs-failed", "Packs that could not be built", packs_failed, order=21, limit=LIMIT))


def packs_to_clear(user, today: date) -> list[DeskLine]:
    """Versions that are built; due five clear days before the meeting."""
    return _lines(user, today, state=State.BUILT, cleared_at=None)


def packs_to_publish(user, today: date) -> list[DeskLine]:
    """Versions that are cleared; due on the same day."""
    return _lines(user, today, cleared_at__isnull=False)


def packs_failed(user, today: date) -> list[DeskLine]:
    return _lines(user, today, state=State.FAILED)


def _lines(user, today: date, **which: object) -> list[DeskLine]:
    if not user.has_role(POLICY_OFFICER.slug):
        return []
    rows = PackVersion.objects.filter(published_at=None, **which).order_by("pack__meeting__date", "pk")
    return [_line(version, today) for version in rows.select_related("pack__committee", "pack__meeting")[: LIMIT + 1]]


def _line(version: PackVersion, today: date) -> DeskLine:
    meeting = version.pack.meeting
    due = publish_by(meeting.date) if meeting else None
    url = reverse("admin:outcomes_packversion_change", args=[version.pk])
    return DeskLine(str(version), url, due=due, overdue=bool(due and due < today))
