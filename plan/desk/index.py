"""My desk: what waits for me, then everything I may work with, grouped by job."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from plan.slots import DeskLine, slots

from .sharing import sharing


@dataclass(frozen=True)
class Waiting:
    """One heading with its lines; `more_url` leads to the rest where there is more than the heading shows."""

    title: str
    lines: list[DeskLine]
    more_url: str = ""


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """What waits for this user, headings without lines left out. Costs what the tasks' own queries cost, less what
    several of them share."""
    found = []
    with sharing():
        for task in slots.desk_tasks:
            lines = task.lines(user, today)
            if lines:
                more = str(task.more_url) if len(lines) > task.limit else ""
                found.append(Waiting(task.title, lines[: task.limit], more))
    return found


def grouped(app_list: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The models a user may use, as Django lists them, sorted into the jobs of the slot; what has none comes last."""
    models = {entry["model"]._meta.label: entry for app in app_list for entry in app["models"]}
    groups = []
    for group in slots.desk_groups:
        entries = [models.pop(label) for label in group.models if label in models]
        if entries:
            groups.append({"key": group.key, "title": group.title, "models": entries})
    if models:
        groups.append({"key": "other", "title": "Other", "models": list(models.values())})
    return groups
