"""The verbs on themes: renaming one, merging two, saying what one is about and what it rests on.

Each is atomic, keyword-only, checks the role itself and writes one event. Raises `NotPossible` with a sentence and
`plan.roles.NotYours` for the wrong person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from consultation.asking.announcing import NotPossible
from consultation.hearing.models import RankedAim, ReportedResult
from outcomes.framework.models import PlanItem
from outcomes.reporting.saving import put
from plan import events
from plan.roles import POLICY_OFFICER, require
from plan.slots import Slot

from .models import Coding, Theme
from .records import Quotation


@dataclass(frozen=True)
class ThemeFollower:
    """What a room to the right does when a theme is merged: `follow(theme, into, by=…, why=…)` hands on what it keeps
    of the theme and returns, as plain JSON, what was moved. It raises NotPossible where the two do not go together."""

    key: str
    follow: Callable[..., dict[str, Any]]
    order: int = 100


followers: Slot[ThemeFollower] = Slot("follower of themes")


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
    """Put all that was sorted into a theme into another, which is then about the same parts of the plan as well and has
    its answer, changes and quotations. The merged one stays as a record of what it was, and the event tells what moved,
    by keys that name nobody. Returns how many texts it brings that the other did not have."""
    require(by, POLICY_OFFICER, to="merge themes")
    if not reason.strip():
        raise NotPossible("Say why. The reason stays with its history.")
    if theme.pk == into.pk or theme.consultation_id != into.consultation_id:
        raise NotPossible("Choose another theme of the same consultation.")
    row, other = _both(theme, into)
    told = {one.key: one.follow(row, other, by=by, why=reason.strip()) for one in followers}
    moved, doubled = _hand_over_texts(row, other)
    quoted = list(Quotation.objects.filter(theme=row).order_by("pk").values_list("pk", flat=True))
    Quotation.objects.filter(pk__in=quoted).update(theme=other)
    items = list(row.items.difference(other.items.all()))
    other.items.add(*items)
    for name in ("results", "ranked"):
        getattr(other, name).add(*getattr(row, name).all())
    earlier = list(Theme.objects.filter(merged_into=row).order_by("pk").values_list("pk", flat=True))
    Theme.objects.filter(pk__in=earlier).update(merged_into=other)
    row.merged_into = other
    for one in (row, other):
        put(one, by=by, why=reason.strip())
    detail = {
        "into": str(other), "into_key": other.pk, "texts": len(moved), "codings": _runs(moved),
        "codings_of_both": _runs(doubled), "quotations": quoted, "items": sorted(str(item.pk) for item in items),
        "merged": earlier, **told,
    }  # fmt: skip
    events.record(verb="theme.merged", subject=row, by=by, why=reason.strip(), detail=detail)
    return len(moved)


def _both(theme: Theme, into: Theme) -> list[Theme]:
    """Both as they stand, locked in one order, so that two merges at once do not wait for each other."""
    found = {one.pk: _standing(one) for one in sorted((theme, into), key=lambda one: one.pk)}
    return [found[theme.pk], found[into.pk]]


def _hand_over_texts(row: Theme, other: Theme) -> tuple[list[int], list[int]]:
    """The keys of the codings that moved, and of the other theme's for texts that were sorted into both."""
    mine, theirs = Coding.objects.filter(theme=row), Coding.objects.filter(theme=other)
    doubled: list[int] = []
    for kind in ("answer_id", "comment_id"):
        there = {f"{kind}__isnull": False}
        doubled += theirs.filter(**{f"{kind}__in": mine.filter(**there).values(kind)}).values_list("pk", flat=True)
        mine.filter(**{f"{kind}__in": theirs.filter(**there).values(kind)}).delete()
    moved = list(mine.order_by("pk").values_list("pk", flat=True))
    mine.update(theme=other)
    return moved, sorted(doubled)


def _runs(keys: Iterable[int]) -> list[list[int]]:
    """Keys in order as first and last of each run: thousands that were made together are one."""
    found: list[list[int]] = []
    for key in keys:
        if found and found[-1][1] == key - 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return found


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
