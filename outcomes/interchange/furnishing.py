"""What taking editions out and bringing them in hangs into the ground floor's slots."""

from typing import Any

from django.urls import reverse

from plan.models import Plan
from plan.slots import DeskLink, LogVerb, WorkerChore, slots

from .bringing import BROUGHT


def furnish() -> None:
    from .uploads import clear_old  # it reads models

    slots.log_verbs.add(LogVerb(BROUGHT, "made a version of the plan from a workbook"))
    slots.desk_links.add(DeskLink("as-words", "plan.Plan", "As a Word document", _address("docx")))
    slots.desk_links.add(DeskLink("as-book", "plan.Plan", "As a workbook", _address("xlsx")))
    slots.worker_chores.add(WorkerChore("plan-uploads", clear_old))


def _address(kind: str) -> Any:
    def address(plan: Plan, user: Any) -> str:
        seen = plan.is_public or user.has_perm("plan.view_plan")
        return reverse("edition-file", args=[plan.slug, plan.slug, kind]) if seen else ""

    return address
