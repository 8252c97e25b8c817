"""The verbs on themes: renaming one, merging two, saying what one is about and what it rests on.

Each is atomic, keyword-only, checks the role itself and writes one event. Raises `NotPossible` with a sentence and
`plan.roles.NotYours` for the wrong person.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from consultation.asking.announcing import NotPossible
from consultation.hearing.models import RankedAim, ReportedResult
from outcomes.framework.models import PlanItem
from outcomes.reporting.saving import put
from plan import events
from plan.roles import POLICY_OFFICER, require

from .models import Coding, Theme


@transaction.atomic
def rename_theme(theme: Theme, *, title: str, reason: str, by: Any) -> Theme:
    """Give a theme another title. What was sorted into it stays."""
    require(by, POLICY_OFFICER, to="rename a theme")
    row = _standing(theme)
    if not reason.strip():
        raise NotPossible("Say why. The reason stays with its history.")
    if title.strip() == row.title:
        raise NotPossible("Nothing would change.")
    before, row.title = row.title, title.strip()
    row.full_clean()
    put(row, by=by, why=reason.strip())
    detail = {"before": before, "after": row.title}
    events.record(verb="theme.renamed", subject=row, by=by, why=reason.strip(), detail=detail)
    return row


@transaction.atomic
def merge_themes(theme: Theme, *, into: Theme, reason: str, by: Any) -> int:
    """Put all that was sorted into a theme into another, which is then about the same parts of the plan as well. The
    merged one stays as a record of what it was. Returns how many texts it brings that the other did not have."""
    require(by, POLICY_OFFICER, to="merge themes")
    if not reason.strip():
        raise NotPossible("Say why. The reason stays with its history.")
    row, other = _standing(theme), _standing(into)
    if row.pk == other.pk or row.consultation_id != other.consultation_id:
        raise NotPossible("Choose another theme of the same consultation.")
    mine = Coding.objects.filter(theme=row)
    for kind in ("answer_id", "comment_id"):
        both = Coding.objects.filter(theme=other, **{f"{kind}__isnull": False}).values(kind)
        mine.filter(**{f"{kind}__in": both}).delete()
    moved = mine.update(theme=other)
    for name in ("items", "results", "ranked"):
        getattr(other, name).add(*getattr(row, name).all())
    Theme.objects.filter(merged_into=row).update(merged_into=other)
    row.merged_into = other
    for one in (row, other):
        put(one, by=by, why=reason.strip())
    detail = {"into": str(other), "texts": moved}
    events.record(verb="theme.merged", subject=row, by=by, why=reason.strip(), detail=detail)
    return moved


@transaction.atomic
def tie_theme(theme: Theme, *, add: Iterable[PlanItem] = (), remove: Iterable[PlanItem] = (), by: Any) -> Theme:
    """Say which parts of the plan a theme is about."""
    require(by, POLICY_OFFICER, to="tie a theme to the plan")
    row = _standing(theme)
    there = set(row.items.values_list("pk", flat=True))
    new = [item for item in add if item.pk not in there]
    gone = [item for item in remove if item.pk in there]
    if not new and not gone:
        raise NotPossible("Nothing would change.")
    row.items.add(*new)
    row.items.remove(*gone)
    put(row, by=by)
    detail = {"added": [str(item.pk) for item in new], "removed": [str(item.pk) for item in gone]}
    events.record(verb="theme.tied", subject=row, by=by, detail=detail)
    return row


@transaction.atomic
def ground_theme(
    theme: Theme, *, results: Iterable[ReportedResult] = (), ranked: Iterable[RankedAim] = (), by: Any
) -> Theme:
    """Say which figures a theme rests on: just these, of its own consultation, from now on."""
    require(by, POLICY_OFFICER, to="say what a theme rests on")
    row = _standing(theme)
    results, ranked = list(results), list(ranked)
    of = {one.consultation_id for one in results} | {one.ranking.consultation_id for one in ranked}
    if of - {row.consultation_id}:
        raise NotPossible("Choose figures of the same consultation.")
    wanted = {one.pk for one in results}, {one.pk for one in ranked}
    if wanted == tuple(set(rows.values_list("pk", flat=True)) for rows in (row.results, row.ranked)):
        raise NotPossible("Nothing would change.")
    row.results.set(results)
    row.ranked.set(ranked)
    put(row, by=by)
    detail = {"figures": [str(one) for one in results], "ranked": [str(one) for one in ranked]}
    events.record(verb="theme.grounded", subject=row, by=by, detail=detail)
    return row


def _standing(theme: Theme) -> Theme:
    rows = Theme.objects.select_for_update(of=("self",)).select_related("consultation", "merged_into")
    row = rows.get(pk=theme.pk)
    if row.merged_into is not None:
        raise NotPossible(f"It was merged into “{row.merged_into}”.")
    return row
