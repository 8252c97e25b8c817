"""What to do first where nothing has been entered yet: lines on My desk, gone as soon as each is done."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from .models import Body, Council, Department, Plan, User
from .slots import DeskLine

# What is missing, the right that fills it, and what to say to whom has that right.
STEPS: tuple[tuple[Callable[[], bool], str, str], ...] = (
    (lambda: not Council.objects.exists(), "council", "Say what your council is called"),
    (lambda: User.objects.count() < 2, "user", "Make accounts for your colleagues, and tick the roles they hold"),
    (lambda: not Department.objects.exists(), "department", "Enter the council’s departments"),
    (lambda: not Body.objects.exists(), "body", "Enter the council’s committees and boards"),
    (lambda: not Plan.objects.exists(), "plan", "Make the first version of the plan"),
)


def first_steps(user: Any, today: date) -> list[DeskLine]:
    """One small query for each step that this user has the right to take."""
    return [
        DeskLine(words, reverse(f"admin:plan_{model}_add"))
        for missing, model, words in STEPS
        if user.has_perm(f"plan.add_{model}") and missing()
    ]
