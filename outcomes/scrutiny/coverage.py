"""What of an edition is watched by whom on a day: the read model of the remit editor and of the public list of what no
committee covers.

The Scrutiny Commission considers the plan as a whole: its remits are told, and count neither for covering a part of the
plan nor for two committees watching the same.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from outcomes.framework.citing import Cited, citations
from outcomes.framework.models import PlanItem
from outcomes.framework.same import twins
from outcomes.framework.tree import OutcomeNode, items_of, read_tree
from performance.models import Indicator
from plan.models import BodyKind, Plan

from .models import Referral, Remit
from .reach import Line, lines

PARTS = (PlanItem.Kind.AIM, PlanItem.Kind.COMMITMENT)
COVERED, THROUGH, IN_PART, UNCOVERED = "covered", "through its parts", "in part", "not covered"


@dataclass(frozen=True)
class Watch:
    """A remit or a referral: which committee watches a thing, since when. `counts` is false for the Commission, and
    for referrals: they make nobody responsible."""

    pk: int
    version: int
    committee: str
    slug: str
    starts: date | None
    ends: date | None
    counts: bool
    referred_by: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class CoveredIndicator:
    """An indicator that committees are given by itself, or that no committee watches."""

    pk: int
    name: str
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """`lost` are remits that name what is not in this edition, each with the names of its item."""

    plan: Plan
    on: date
    lines: list[Line[Watch]]
    indicators: tuple[CoveredIndicator, ...]
    bare: tuple[CoveredIndicator, ...]
    lost: tuple[tuple[UUID, Watch], ...]

    def every(self) -> Iterable[Line[Watch]]:
        return (line for outcome in self.lines for line in outcome.walk())

    @property
    def overlapping(self) -> list[Line[Watch]]:
        return [line for line in self.every() if begins_to_overlap(line)]

    def with_state(self, kinds: Iterable[str], state: str) -> list[Line[Watch]]:
        return [line for line in self.every() if line.kind in kinds and state_of(line) == state]


def committees_of(line: Line[Watch]) -> dict[str, str]:
    """Committees that watch a line, by name or through what it stands under: full names by short name."""
    return {watch.slug: watch.committee for watch in line.claims if watch.counts}


def overlaps(line: Line[Watch]) -> bool:
    """Whether two committees watch it."""
    return len(committees_of(line)) > 1


def begins_to_overlap(line: Line[Watch]) -> bool:
    """Whether it overlaps by what names it, not only as part of what overlaps above: each overlap is told once."""
    above = {one.claim.slug for one in line.inherited if one.claim.counts}
    own = {watch.slug for watch in line.direct if watch.counts}
    return overlaps(line) and bool(own - above)


def state_of(line: Line[Watch]) -> str:
    """Whether a committee covers it: itself or through what stands above, or else all of its parts, or only some."""
    if committees_of(line):
        return COVERED
    states = {state_of(part) for part in line.parts}
    if states and states <= {COVERED, THROUGH}:
        return THROUGH
    return IN_PART if states - {UNCOVERED} else UNCOVERED


def coverage(plan: Plan, *, on: date) -> Coverage:
    """Who watches what of this edition on a day. Twenty queries, whatever its size."""
    items, figures = _watches(on)
    same = twins(items)
    by_item: dict[UUID, list[Watch]] = {}
    for item, asked in same.items():
        by_item[item] = [watch for one in asked for watch in items[one]]
    tree = read_tree(plan)
    found = lines(tree, by_item)
    cited = citations(plan, on=on)
    indicators, bare = _indicators(cited, found, figures)
    return Coverage(plan, on, found, indicators, bare, _lost(tree, items, same))


def uncovered(plan: Plan, *, on: date) -> list[Line[Watch]]:
    """Outcomes with just those sub-outcomes of which a part, or all, is covered by no committee. Fourteen queries."""
    items, _figures = _watches(on)
    same = twins(items)
    by_item = {item: [watch for one in asked for watch in items[one]] for item, asked in same.items()}
    found = lines(read_tree(plan), by_item)
    for outcome in found:
        outcome.parts = [part for part in outcome.parts if state_of(part) != COVERED and left_open(part)]
    return [outcome for outcome in found if outcome.parts]


def left_open(line: Line[Watch]) -> list[Line[Watch]]:
    """Its aims and commitments that no committee covers; the line itself where it has none and nobody covers it."""
    if not line.parts:
        return [] if committees_of(line) else [line]
    return [part for part in line.walk() if part is not line and state_of(part) == UNCOVERED]


def _watches(on: date) -> tuple[dict[UUID, list[Watch]], dict[int, list[Watch]]]:
    """Who watches which items and indicators by name. Two queries."""
    items: dict[UUID, list[Watch]] = {}
    figures: dict[int, list[Watch]] = {}
    remits = Remit.objects.on(on).select_related("committee").order_by("committee__name", "pk")
    referrals = Referral.objects.on(on).select_related("giver", "receiver").order_by("receiver__name", "pk")
    for row in [*remits, *referrals]:
        watch = _watch(row)
        if row.item_id:
            items.setdefault(row.item_id, []).append(watch)
        else:
            figures.setdefault(row.indicator_id, []).append(watch)
    return items, figures


def _watch(row: Remit | Referral) -> Watch:
    body = row.committee if isinstance(row, Remit) else row.receiver
    watch = Watch(
        row.pk, row.version, body.short, body.slug, row.starts, row.ends, body.kind != BodyKind.COMMISSION,
        illustrative=row.illustrative,
    )  # fmt: skip
    return watch if isinstance(row, Remit) else replace(watch, counts=False, referred_by=row.giver.short)


def _indicators(
    cited: Iterable[Cited], found: Iterable[Line[Watch]], figures: dict[int, list[Watch]]
) -> tuple[tuple[CoveredIndicator, ...], tuple[CoveredIndicator, ...]]:
    """Indicators given by themselves, and those of this edition that no committee watches."""
    covered = {line.item for outcome in found for line in outcome.walk() if committees_of(line)}
    cited = list(cited)
    watched = {one.indicator for one in cited if one.items & covered}
    watched |= {pk for pk, watches in figures.items() if any(watch.counts for watch in watches)}
    bare = {one.indicator for one in cited} - watched
    rows = Indicator.objects.filter(pk__in=bare | set(figures), is_context=False).order_by("name", "pk")
    told = [CoveredIndicator(pk, name, tuple(figures.get(pk, ()))) for pk, name in rows.values_list("pk", "name")]
    return tuple(one for one in told if one.watches), tuple(one for one in told if one.pk in bare)


def _lost(
    tree: Collection[OutcomeNode], items: dict[UUID, list[Watch]], same: dict[UUID, tuple[UUID, ...]]
) -> tuple[tuple[UUID, Watch], ...]:
    """Remits that name nothing of this edition, nor what is confirmed the same."""
    here = items_of(tree) | {outcome.uuid for outcome in tree}
    known = {one for item, asked in same.items() if item in here for one in asked}
    return tuple((item, watch) for item, watches in items.items() if item not in known for watch in watches)
