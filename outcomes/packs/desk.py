"""What waits for policy officers on My desk: packs to clear, packs to publish, builds that failed; and what was lately
issued to management and to boards."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse

from plan.desk.sharing import shared
from plan.roles import BOARD_MEMBER, CMT, POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, slots

from .dates import publish_by
from .models import PackVersion

LIMIT = 8
RECENT = timedelta(days=92)
State = PackVersion.State


def furnish() -> None:
    slots.desk_tasks.add(DeskTask("packs-clear", "Packs to clear", packs_to_clear, order=19, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("packs-publish", "Packs to publish", packs_to_publish, order=20, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("papers-issued", "Papers issued to you", papers_issued, order=18, limit=LIMIT))
    slots.desk_tasks.add(DeskTask("packs-failed", "Packs that could not be built", packs_failed, order=21, limit=LIMIT))


def packs_to_clear(user, today: date) -> list[DeskLine]:
    """Versions that are built; due five clear days before the meeting."""
    return _lines(user, today, lambda version: version.state == State.BUILT and version.cleared_at is None)


def packs_to_publish(user, today: date) -> list[DeskLine]:
    """Versions that are cleared; due on the same day."""
    return _lines(user, today, lambda version: version.cleared_at is not None)


def packs_failed(user, today: date) -> list[DeskLine]:
    return _lines(user, today, lambda version: version.state == State.FAILED)


def papers_issued(user, today: date) -> list[DeskLine]:
    """Papers that are not public and were issued to management, or to one's own boards, in the last three months."""
    if not user.has_role(CMT.slug, BOARD_MEMBER.slug):
        return []
    rows = PackVersion.objects.standing().visible_to(user).filter(
        pack__is_public=False, published_at__date__gt=today - RECENT
    )  # fmt: skip
    newest = rows.defer("content").select_related("pack__body", "pack__about").order_by("-published_at", "-pk")
    page = "admin:outcomes_packversion_change"
    return [DeskLine(str(version), reverse(page, args=[version.pk])) for version in newest[: LIMIT + 1]]


def _lines(user, today: date, which: Callable[[PackVersion], bool]) -> list[DeskLine]:
    if not user.has_role(POLICY_OFFICER.slug):
        return []
    found = [version for version in shared("packs-unpublished", _unpublished) if which(version)]
    return [_line(version, today) for version in found[: LIMIT + 1]]


def _unpublished() -> list[PackVersion]:
    """Versions that wait for somebody: one a pack at most, since the next build makes way for the last."""
    rows = PackVersion.objects.filter(published_at=None).order_by("pack__meeting__date", "pk")
    return list(rows.select_related("pack__body", "pack__meeting").defer("content", "remit"))


def _line(version: PackVersion, today: date) -> DeskLine:
    meeting = version.pack.meeting
    due = (publish_by(meeting.date) if version.pack.is_public else meeting.date) if meeting else None
    url = reverse("admin:outcomes_packversion_change", args=[version.pk])
    return DeskLine(str(version), url, due=due, overdue=bool(due and due < today))
