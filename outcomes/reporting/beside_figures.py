"""What somebody who enters figures is told of their commitments on the same errand, and the way back."""

from typing import Any

from django.urls import reverse

from plan.clock import today
from plan.slots import DeskLink, PagePanel, slots

from .desk import LIMIT, silent_commitments

FIGURES = "admin:performance_result_mine"


def furnish() -> None:
    template = "outcomes/desk/beside_figures.html"
    slots.page_panels.add(PagePanel("updates-silent", "performance_result_mine", template, waiting))
    slots.desk_links.add(DeskLink("my-figures", "outcomes.DeliveryUpdate", "My figures", figures_address))


def waiting(subject: Any, user: Any) -> dict[str, Any] | None:
    """The commitments of which nothing was said for long; None where there are none. Two queries at most."""
    lines = silent_commitments(user, today())
    return {"lines": lines[:LIMIT]} if lines else None


def figures_address(row: Any, user: Any) -> str:
    """Where this person enters figures, if they enter any."""
    return reverse(FIGURES) if user.has_perm("performance.add_result") else ""
