"""What contributors are reminded of by e-mail here: figures of their department that are due."""

from collections import Counter
from datetime import date
from typing import Any

from django.urls import reverse

from plan.periods import Period
from plan.slots import Reminder, Waiting, slots
from plan.wording import count

from .entering.addresses import MINE
from .entering.awaited import asked, due_by, own
from .entering.saving import NEEDED
from .models import Indicator


def furnish() -> None:
    slots.reminders.add(Reminder("figures", "Figures to enter", figures, figures_of, order=30))


def figures(today: date) -> list[Waiting]:
    """Figures of periods that have ended, together for each department, period and day by which they are due: those
    asked for under My figures. One query."""
    due: Counter[tuple[int, Period, date]] = Counter()
    for one, awaited in due_by(asked(Indicator.objects.filter(owner__isnull=False)), today):
        due[one.owner or 0, awaited.period, awaited.day] += 1
    return [
        Waiting(
            f"{owner}:{period.code}", f"{count(many, 'figure')} for {period.label}", reverse(MINE), day,
            department=owner,
        )
        for (owner, period, day), many in due.items()
    ]  # fmt: skip


def figures_of(user: Any, waiting: list[Waiting], today: date) -> list[Waiting]:
    """Their own department's, where they may enter its figures."""
    if not user.has_perms(NEEDED) or not own(user).exists():
        return []
    return [one for one in waiting if one.department == user.department_id]
