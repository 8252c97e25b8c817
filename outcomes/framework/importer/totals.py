"""The counts of an outline, as ``import_plan --json`` prints them."""

from dataclasses import asdict
from typing import Any

from .outline import OutcomeOutline, PlanOutline


def summary(outline: PlanOutline, edition_slug: str) -> dict[str, Any]:
    """One object of plain values. Totals are those of the strategic outcomes; the enablers are listed beside them.

    A commitment with nested items counts once, in "commitments"; its items count in "nested".
    """
    subs = [sub for outcome in outline.outcomes for sub in outcome.sub_outcomes]
    return {
        "edition": edition_slug,
        "outcomes": len(outline.outcomes),
        "sub_outcomes": len(subs),
        "aims": sum(len(sub.aims) for sub in subs),
        "commitments": sum(len(sub.commitments) for sub in subs),
        "nested": sum(sub.nested for sub in subs),
        "per_sub_outcome": _by_number(outline.outcomes),
        "enablers": _by_number(outline.enablers),
        "warnings": [asdict(warning) for warning in outline.warnings],
    }


def _by_number(outcomes: tuple[OutcomeOutline, ...]) -> dict[str, dict[str, Any]]:
    """Counts by printed number. A number printed twice gets its line added, so that none is lost."""
    counts: dict[str, dict[str, Any]] = {}
    for outcome in outcomes:
        for sub in outcome.sub_outcomes:
            key = sub.number if sub.number not in counts else f"{sub.number} (line {sub.line})"
            counts[key] = {"title": sub.title, "aims": len(sub.aims), "commitments": len(sub.commitments)}
    return counts
