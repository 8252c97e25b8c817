"""The end of a plan, flagged ahead so that the next one is started in time (requirement B31).

Twelve months before the last day of a plan's last year the review is due to start, six months before it the next plan
is to be with the public and the Cabinet, three months before it with full Council. Nothing is stored: what is asked
for goes away as soon as the next plan has come that far.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from plan.desk.sharing import plan_on_desk
from plan.models import Plan, User
from plan.roles import POLICY_OFFICER
from plan.slots import DeskLine, DeskTask, Reminder, Waiting, slots
from plan.stages import Stage, months_before
from plan.standing import runs_until, stages
from plan.wording import day

AHEAD = timedelta(days=30)  # as early as any reminder falls
EARLY = (Stage.DRAFTING,)
BEFORE_COUNCIL = (
    Stage.DRAFTING, Stage.CABINET_APPROVED_DRAFT, Stage.IN_CONSULTATION, Stage.CONSULTED, Stage.REVISED_AFTER,
    Stage.CABINET_APPROVED,
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A point on the way to the next plan, months before this one runs out; `lacks` says of the stages that the next
    plan's versions are in (none where there are none) whether it has not come that far."""

    months: int
    what: str

    def lacks(self, reached: Sequence[Stage]) -> bool:
        if self.months == 12:
            return not reached
        behind = EARLY if self.months == 6 else BEFORE_COUNCIL
        return all(stage in behind for stage in reached)


MARKS = (
    Mark(12, "start the review and the next plan"),
    Mark(6, "have a draft of the next plan agreed by the Cabinet and out for consultation"),
    Mark(3, "have the next plan approved by full Council"),
)


@dataclass(frozen=True)
class Due:
    """One mark that the next plan has not reached."""

    plan: Plan
    mark: Mark
    on: date

    @property
    def words(self) -> str:
        return f"{self.plan} runs out on {day(runs_until(self.plan))}: {self.mark.what}"


def due_marks(today: date) -> list[Due]:
    """Marks reached within thirty days that the next plan has not, for the plan in force. Six queries at most."""
    plan = plan_on_desk(today)
    if plan is None or today + AHEAD < _on(plan, MARKS[0]):
        return []
    following = list(Plan.objects.filter(start_year__gte=plan.end_year))
    reached = list(stages(following, today).values())
    return [
        Due(plan, mark, _on(plan, mark)) for mark in MARKS
        if _on(plan, mark) <= today + AHEAD and mark.lacks(reached)
    ]  # fmt: skip


def _on(plan: Plan, mark: Mark) -> date:
    return months_before(runs_until(plan), mark.months)


def on_desk(user: Any, today: date) -> list[DeskLine]:
    if not user.has_perm("plan.change_plan"):
        return []
    return [DeskLine(due.words, _address(due), due.on, due.on < today) for due in due_marks(today)]


def _address(due: Due) -> str:
    name = "outcomes_edition_copy" if due.mark.months == 12 else "plan_plan_change"
    return reverse(f"admin:{name}", args=[due.plan.pk])


def waiting(today: date) -> list[Waiting]:
    """For every policy officer."""
    dues = due_marks(today)
    if not dues:
        return []
    held = User.objects.filter(is_active=True, groups__role__slug=POLICY_OFFICER.slug)
    officers = tuple(held.order_by("pk").values_list("pk", flat=True).distinct())
    return [
        Waiting(f"{due.plan.pk}:{due.mark.months}", due.words, _address(due), due.on, users=officers) for due in dues
    ]


def allowed(user: Any, found: list[Waiting], today: date) -> list[Waiting]:
    return found if user.has_perm("plan.change_plan") else []


def furnish() -> None:
    slots.desk_tasks.add(DeskTask("plan-expires", "The plan runs out", on_desk, order=3))
    slots.reminders.add(Reminder("plan-expires", "The plan runs out", waiting, allowed, order=5))
