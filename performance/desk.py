"""What of the figures waits on My desk: what stops publication, and what had better be looked at."""

from datetime import date
from typing import Any

from django.urls import reverse, reverse_lazy

from plan.slots import DeskLine, DeskTask, slots

from .checking import findings
from .checks import Finding, Level
from .models import Indicator

LIMIT = 6


def furnish() -> None:
    page = reverse_lazy("admin:performance_checks")
    task = DeskTask("figures", "Figures to look at before publication", to_look_at, 30, more_url=page, limit=LIMIT)
    slots.desk_tasks.add(task)


def to_look_at(user: Any, today: date) -> list[DeskLine]:
    """Of the indicators this person answers for, what stops publication first."""
    mine = set(Indicator.objects.editable_by(user).values_list("pk", flat=True))
    found = sorted(findings(mine, on=today), key=lambda finding: finding.level is not Level.STOP)
    return [DeskLine(f"{one.name}: {one.message}", mended_at(one)) for one in found[: LIMIT + 1]]


def mended_at(finding: Finding) -> str:
    """Where a finding can be mended: at the figure it is about, or at its indicator."""
    if finding.result:
        return reverse("admin:performance_result_change", args=[finding.result])
    return reverse("admin:performance_indicator_change", args=[finding.indicator])
