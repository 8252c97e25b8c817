"""What a report's edition calls the things it is about: for forms and lists, read once."""

from uuid import UUID

from django.db.models import Case, F, When

from outcomes.framework.models import Placement, SubOutcome

from .models import HighlightReport

Group = tuple[str, list[tuple[UUID, str]]]


def subjects(report: HighlightReport, *, longest: int = 80) -> list[Group]:
    """Each sub-outcome of the report's outcome with its commitments, in the plan's order. Two queries."""
    subs = SubOutcome.objects.filter(plan=report.plan_id, outcome__item=report.outcome_id).order_by("position", "pk")
    rows = subs.values_list("pk", "item", "number", "title")
    found: dict[int, Group] = {
        pk: (f"{number} {title}", [(item, f"{number} {title}")]) for pk, item, number, title in rows
    }
    placed = Placement.objects.filter(sub_outcome__in=subs).order_by("position", "pk")
    for sub, item, text in placed.values_list("sub_outcome", "commitment__item", "commitment__text"):
        found[sub][1].append((item, shortened(text, longest)))
    return list(found.values())


def called(what: str, report: str = "") -> Case:
    """The name of a report's `board` or `period`: as it was at publication, else as it is. `report` is the path to the
    report, such as "report__"."""
    kept = f"{report}{what}_name"
    return Case(When(**{kept: ""}, then=F(f"{report}{what}__name")), default=F(kept))


def shortened(text: str, longest: int = 80) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
