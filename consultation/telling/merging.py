"""What the room of answers does when one theme is merged into another: the changes of the plan that were tied to it and
its answer follow, so that nothing that was answered is lost, doubled or belied."""

from typing import Any

from consultation.asking.announcing import NotPossible
from consultation.weighing.models import Theme
from outcomes.reporting.saving import put

from .answers import ThemeAnswer
from .models import PlanChange


def follow(theme: Theme, into: Theme, *, by: Any, why: str) -> dict[str, Any]:
    """Hand on what a theme has here to the one that stays. Answers and reasons that were withdrawn stay with the merged
    theme, as a record. Returns the keys of what moved, for the log. Raises NotPossible where it would not fit."""
    answers = _answers(theme, into)
    changes = list(PlanChange.objects.standing().select_for_update().filter(themes=theme).order_by("pk"))
    _must_fit(theme, into, answers, changes)
    there = set(into.changes.filter(pk__in=[change.pk for change in changes]).values_list("pk", flat=True))
    for change in changes:
        change.themes.remove(theme)
        change.themes.add(into)
    moved = answers.get(theme.pk)
    if moved is not None:
        moved.theme = into
        put(moved, by=by, why=why)
    return {
        "answer": moved.pk if moved else None, "changes": [row.pk for row in changes if row.pk not in there],
        "changes_of_both": sorted(there),
    }  # fmt: skip


def _answers(theme: Theme, into: Theme) -> dict[int, ThemeAnswer]:
    rows = ThemeAnswer.objects.standing().select_for_update(of=("self",)).filter(theme__in=[theme, into])
    return {row.theme_id: row for row in rows.select_related("theme__consultation", "decided_at__body")}


def _must_fit(theme: Theme, into: Theme, answers: dict[int, ThemeAnswer], changes: list[PlanChange]) -> None:
    if len(answers) > 1:
        raise NotPossible(
            f"“{theme}” and “{into}” are both answered, and one theme has one answer. Withdraw the answer that should"
            " not stand, then merge them."
        )
    row = next(iter(answers.values()), None)
    if row is None or row.decision != ThemeAnswer.Outcome.NOT_CHANGED:
        return
    made = [change for change in changes if change.kind != PlanChange.Kind.NONE]
    if made or into.changes.standing().exclude(kind=PlanChange.Kind.NONE).exists():
        other = into if row.theme_id == theme.pk else theme
        raise NotPossible(
            f"“{row.theme}” was answered with “Not changed”, but something of the plan was changed for “{other}”."
            " Put that answer right first."
        )
