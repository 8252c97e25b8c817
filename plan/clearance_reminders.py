"""What holders of offices are reminded of by e-mail: papers that they have yet to clear."""

from datetime import date
from typing import Any

from django.urls import reverse

from .clearances import waiting
from .models import TimetableStep, User
from .slots import Reminder, Waiting, slots


def furnish() -> None:
    slots.reminders.add(Reminder("clearances", "Papers to clear", clearances, clearances_of, order=40))


def clearances(today: date) -> list[Waiting]:
    """Steps that unpublished papers of meetings to come have yet to go through, each asked of whoever holds its office.
    Steps of no office, or of one that nobody here holds, are on My desk of democratic services. Four queries."""
    steps = [(paper, one) for paper, some in waiting(on=today) for one in some if one.step.office]
    if not steps:
        return []
    holders: dict[str, list[int]] = {}
    for office, key in User.objects.filter(is_active=True).values_list("office", "pk"):
        holders.setdefault(office.casefold(), []).append(key)
    return [
        Waiting(
            f"{paper.pk}:{one.step.key}", f"{one.step}: {paper}, {paper.agenda_item.meeting}",
            reverse("admin:plan_paper_clear", args=[paper.pk, one.step.key]), one.due, users=tuple(found),
        )
        for paper, one in steps if (found := holders.get(one.step.office.casefold()))
    ]  # fmt: skip


def clearances_of(user: Any, waiting: list[Waiting], today: date) -> list[Waiting]:
    """Those of steps whose office they hold, as `clearances.holds` has it. One query."""
    if not user.is_active or not user.office:
        return []
    offices = TimetableStep.objects.exclude(office="").values_list("key", "office")
    theirs = {key for key, office in offices if office.casefold() == user.office.casefold()}
    return [one for one in waiting if one.key.split(":", 1)[1] in theirs]
