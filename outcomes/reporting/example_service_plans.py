"""Loads an example council's service-plan actions (`library.toml`), published."""

from pathlib import Path

from django.db import transaction

from outcomes.framework.example_editions import numbers_of
from outcomes.framework.example_library import FILE, item_of
from outcomes.framework.models import PlanItem
from plan.examples import read, sourced
from plan.models import Department
from plan.wording import count

from .service_actions import publish_action
from .service_plans import ServicePlanAction


@transaction.atomic
def load_service_plans(folder: Path, by) -> list[str]:
    data = read(folder, FILE)
    rows = data.get("actions", ())
    if not rows or ServicePlanAction.objects.exists():
        return []
    numbers = numbers_of(data, FILE)
    departments = {department.slug: department for department in Department.objects.all()}
    for row in rows:
        action = ServicePlanAction(
            year=row["year"], department=departments[row["department"]], text=row["text"],
            item_id=item_of(numbers, row["item"], row.get("kind", PlanItem.Kind.COMMITMENT)),
            lead_office=row.get("lead_office", ""), due=row.get("due"), status=row["status"],
            note=row.get("note", ""), **sourced(row),
        )  # fmt: skip
        action.full_clean()
        action.save()
        publish_action(action, by=by)
    return [f"{count(len(rows), 'service-plan action')} added"]
