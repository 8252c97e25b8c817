"""What waits for somebody on My desk: answers to give, to publish, overdue ones, questions nobody is named for."""

from datetime import date
from typing import Any

from django.urls import reverse, reverse_lazy

from plan.desk.sharing import shared, unchanged
from plan.models import BodyKind
from plan.roles import CMT, DEMOCRATIC_SERVICES, POLICY_OFFICER
from plan.slots import DeskLine, DeskLink, DeskTask, slots
from plan.wording import day

from .admin_decided import record_address
from .admin_minutes import minutes_address, raise_address
from .answers import ActionAnswer
from .asked import Action
from .decided import undecided
from .may_answer import likely_answers
from .states import OVERDUE, SETTLED

LIMIT = 8
LIST = reverse_lazy("admin:outcomes_action_changelist")


def furnish() -> None:
    add = slots.desk_tasks.add
    add(DeskTask("asked-of-me", "What I was asked", asked_of_me, order=20, limit=LIMIT))
    add(DeskTask("asked-overdue", "Requests without an answer in time", overdue, order=21, limit=LIMIT, more_url=LIST))
    add(DeskTask("answers-publish", "Answers to publish", to_publish, order=22, limit=LIMIT))
    add(DeskTask("may-answer", "Papers that may answer what was asked", may_answer, order=22, limit=LIMIT))
    add(DeskTask("asked-of-nobody", "Questions to put to somebody", unnamed, order=23, limit=LIMIT))
    add(DeskTask("asked-no-day", "Requests with no day set", without_day, order=23, limit=LIMIT, more_url=LIST))
    add(DeskTask("asked-by-cmt", "What corporate management asked for", of_management, order=24, limit=LIMIT))
    add(DeskTask("sought", "Decisions that boards await from management", sought, order=24, limit=LIMIT))
    slots.desk_links.add(DeskLink("minutes", "plan.Meeting", "Read the minutes", minutes_address, order=30))
    slots.desk_links.add(DeskLink("asked", "plan.Meeting", "Record what was asked", raise_address, order=31))


def _open(rows: Any, today: date) -> list[tuple[str, Any]]:
    """Of these actions, those that wait for an answer, each with how it stands. One query."""
    rows = rows.standing().filter(has_final=False).unwithdrawn(today)
    rows = rows.select_related("raised_by", "due_meeting").order_by("due", "pk")
    return [(state, row) for row in rows if (state := row.state_on(today)) not in SETTLED]


def _kept(user: Any, today: date) -> list[tuple[str, Any]]:
    """Those that this user keeps, read once for the page."""
    return shared(("asked-open", user.pk, today), lambda: _open(Action.objects.editable_by(user), today))


def _first(found: list[tuple[str, Any]]) -> list[Any]:
    """As many as a heading shows, soonest due first."""
    rows = [row for _, row in found]
    return sorted(rows, key=lambda row: (row.due is None, row.due))[: LIMIT + 1]


def _lines(rows: list[Any], today: date) -> list[DeskLine]:
    return [
        DeskLine(
            f"{row.raised_by.short}: {_cut(row.text)}",
            reverse("admin:outcomes_action_change", args=[row.pk]), due=row.due,
            overdue=row.due is not None and row.due < today,
        )
        for row in rows
    ]  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99].rsplit(' ', 1)[0]}…"


def asked_of_me(user: Any, today: date) -> list[DeskLine]:
    return _lines(_first(_open(Action.objects.filter(owner_id=user.pk), today)), today)


def overdue(user: Any, today: date) -> list[DeskLine]:
    if not user.has_role(DEMOCRATIC_SERVICES.slug, POLICY_OFFICER.slug):
        return []
    late = [(state, row) for state, row in _kept(user, today) if state == OVERDUE]
    return _lines(_first(late), today)


def of_management(user: Any, today: date) -> list[DeskLine]:
    """For management: what it asked for and has no full answer to yet (requirement D45)."""
    if not user.has_role(CMT.slug):
        return []
    rows = Action.objects.visible_to(user).filter(raised_by__kind=BodyKind.MANAGEMENT)
    return _lines(_first(_open(rows, today)), today)


def sought(user: Any, today: date) -> list[DeskLine]:
    """What boards seek and management met without deciding, as far as is recorded: policy officers record it, and
    management reads the report."""
    if not user.has_role(POLICY_OFFICER.slug, CMT.slug):
        return []
    records = user.has_role(POLICY_OFFICER.slug)
    return [
        DeskLine(
            f"{one.board}: {_cut(one.text)} ({one.meeting.body.short} met on {day(one.meeting.date)})",
            record_address(one) if records else reverse("admin:outcomes_highlightreport_change", args=[one.report]),
            due=one.meeting.date, overdue=True,
        )
        for one in unchanged("sought", today, read=lambda: undecided(today))[: LIMIT + 1]
    ]  # fmt: skip


def to_publish(user: Any, today: date) -> list[DeskLine]:
    if not user.has_role(DEMOCRATIC_SERVICES.slug, POLICY_OFFICER.slug):
        return []
    drafts = ActionAnswer.objects.editable_by(user).select_related("action__raised_by").order_by("date", "pk")
    return [
        DeskLine(
            f"{row.action.raised_by.short}: answer of {row.office}, {day(row.date)}",
            reverse("admin:outcomes_actionanswer_change", args=[row.pk]),
        )
        for row in drafts[: LIMIT + 1]
    ]  # fmt: skip


def may_answer(user: Any, today: date) -> list[DeskLine]:
    """For democratic services: published papers of the meeting that an answer is due at, each with the form begun."""
    if not user.has_role(DEMOCRATIC_SERVICES.slug):
        return []
    return [
        DeskLine(
            f"“{_cut(str(one.paper))}” may answer {one.action.raised_by.short}: {_cut(one.action.text)}",
            f"{reverse('admin:outcomes_action_answer', args=[one.action.pk])}?paper={one.paper.pk}", due=one.action.due,
        )
        for one in likely_answers(user, today)[: LIMIT + 1]
    ]  # fmt: skip


def unnamed(user: Any, today: date) -> list[DeskLine]:
    if not user.has_role(DEMOCRATIC_SERVICES.slug, POLICY_OFFICER.slug):
        return []
    return _lines(_first([(state, row) for state, row in _kept(user, today) if not row.owner_office]), today)


def without_day(user: Any, today: date) -> list[DeskLine]:
    """What can never be late, because nobody said by which meeting or day it is due."""
    if not user.has_role(DEMOCRATIC_SERVICES.slug, POLICY_OFFICER.slug):
        return []
    return _lines(
        _first([(state, row) for state, row in _kept(user, today) if not row.due and row.owner_office]), today
    )
