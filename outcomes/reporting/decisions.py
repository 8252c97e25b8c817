"""Decisions by which reports were approved: which stand behind a report now, and which were undone by returning it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from .models import HighlightReport

UNDONE = "Undone: the report was returned to its board afterwards"


def rested_on() -> Q:
    """Decisions that are the approval of a report now."""
    return Q(Exists(HighlightReport.objects.filter(approval=OuterRef("pk"))))


def undone(keys: list[Any]) -> dict[Any, str]:
    """Which of these decisions approved a report that was returned later. Two queries."""
    standing = set(HighlightReport.objects.filter(approval__in=keys).values_list("approval", flat=True))
    once = HighlightReport.history.filter(approval__in=keys).values_list("approval", flat=True)
    return {pk: UNDONE for pk in once.distinct() if pk not in standing}
