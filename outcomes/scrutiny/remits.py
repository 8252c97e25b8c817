"""What a committee watches on a day: its remit, inherited downwards, and what is referred to it, seen in an edition."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from outcomes.framework.citing import Cited, citations
from outcomes.framework.same import same_as_any, twins
from outcomes.framework.tree import OutcomeNode, noted, read_tree, within
from performance.models import Indicator
from plan.models import Body, BodyKind, Plan
from plan.prepared import DAY, ITEM, Many, Prepared
from plan.wording import day

from .models import Referral, Remit


@dataclass(frozen=True)
class Referred:
    """A referral as one of its two committees sees it: `here` for the one that it is referred to."""

    pk: int
    item: UUID | None
    indicator: int | None
    other: str
    other_slug: str
    starts: date
    ends: date | None
    meeting: date | None
    reason: str
    result: str
    illustrative: bool
    here: bool
    meeting_off: str = ""  # what became of the meeting: "cancelled", "put off"

    @property
    def words(self) -> str:
        """ "Referred by the Health Committee on 7 November 2022: to see the figures together."."""
        why = self.reason.rstrip(".")
        made_up = " (illustrative)" if self.illustrative else ""
        return f"Referred {'by' if self.here else 'to'} {self.other} on {day(self.starts)}: {why}{made_up}."

    @property
    def days(self) -> str:
        """ "on 7 November 2022 for the meeting on 16 January 2023"."""
        told = [f"on {day(self.starts)}"]
        off = f", which was {self.meeting_off}" if self.meeting_off else ""
        told += [f"for the meeting on {day(self.meeting)}{off}"] if self.meeting else []
        return " ".join(told + ([f"until {day(self.ends)}"] if self.ends else []))


@dataclass(frozen=True)
class Scope:
    """What a committee watches on a day, as an edition tells it.

    In the `tree` an indicator that it watches by itself stands under the sub-outcome that it measures, which is a
    heading for it (`SubOutcomeNode.alone`); `uncited` are those that measure nothing in this edition. Whatever is
    referred, to it or by it, says so in its `note`.
    """

    tree: tuple[OutcomeNode, ...]
    uncited: tuple[int, ...] = ()
    referrals: tuple[Referred, ...] = ()


@dataclass
class Named:
    """What a remit names on a day, with what is referred to the committee, and nothing that is under it."""

    items: set[UUID] = field(default_factory=set)
    indicators: set[int] = field(default_factory=set)
    referrals: tuple[Referred, ...] = ()


def named(committee: Body, *, on: date) -> Named:
    """What the committee watches by name on a day, items with what is confirmed the same. Three queries at most."""
    rows = list(Remit.objects.on(on).filter(committee=committee).values_list("item_id", "indicator_id"))
    referrals = referrals_of(committee, on=on)
    rows += [(one.item, one.indicator) for one in referrals if one.here]
    return Named(
        set(twins({item for item, _ in rows if item})), {pk for _, pk in rows if pk}, referrals,
    )  # fmt: skip


def named_items(committee: Body, *, on: date) -> set[UUID]:
    """Items that the committee watches by name on a day, without what is under them."""
    return named(committee, on=on).items


def remit_tree(committee: Body, plan: Plan, *, on: date) -> tuple[OutcomeNode, ...]:
    """The part of an edition that this committee watches on a day, marked where it is referred to it or by it."""
    return scope_of(committee, plan, on=on).tree


def scope_of(committee: Body, plan: Plan, *, on: date) -> Scope:
    """What it watches of an edition on a day. Twelve queries; at most twenty, where it watches indicators by themselves
    and a part of the plan is referred."""
    found = named(committee, on=on)
    names = _names(found.indicators)
    alone, uncited = placed(citations(plan, on=on), names, found.items) if names else ({}, ())
    tree = within(read_tree(plan), found.items, alone)
    return Scope(noted(tree, _notes(found.referrals, alone, names)), uncited, found.referrals)


def _names(indicators: Collection[int]) -> dict[int, str]:
    """Those that committees are shown, by name: public, and no mere context. One query; none for none."""
    if not indicators:
        return {}
    shown = Indicator.objects.filter(pk__in=indicators, is_public=True, is_context=False)
    return dict(shown.order_by("name", "pk").values_list("pk", "name"))


def placed(
    cited: Iterable[Cited], indicators: Iterable[int], watched: Collection[UUID]
) -> tuple[dict[UUID, tuple[int, ...]], tuple[int, ...]]:
    """Where indicators stand that are watched by themselves: under each sub-outcome that is measured by one, but where
    the part it measures is `watched` anyway. Pure. The second answer are those that stand nowhere."""
    places: dict[int, list[Cited]] = {pk: [] for pk in indicators}
    for one in cited:
        if one.indicator in places:
            places[one.indicator].append(one)
    alone: dict[UUID, dict[int, None]] = {}
    for pk, where in places.items():
        for one in where:
            if one.sub_outcome is not None and not one.items & set(watched):
                alone.setdefault(one.sub_outcome, {})[pk] = None
    nowhere = tuple(pk for pk, where in places.items() if not any(one.sub_outcome for one in where))
    return {uuid: tuple(keys) for uuid, keys in alone.items()}, nowhere


def _notes(
    referrals: Iterable[Referred], alone: Mapping[UUID, tuple[int, ...]], names: Mapping[int, str]
) -> dict[UUID, str]:
    """What is said of an item that is referred, by the item and all that is the same; and of the sub-outcome that an
    indicator stands under which is referred by itself."""
    same = twins({one.item for one in referrals if one.item})
    notes: dict[UUID, list[str]] = {}
    for one in referrals:
        for item, asked in same.items():
            if one.item in asked:
                notes.setdefault(item, []).append(one.words)
        for sub_outcome, keys in alone.items():
            if one.indicator in keys:
                notes.setdefault(sub_outcome, []).append(f"{names[one.indicator]}: {one.words}")
    return {item: " ".join(words) for item, words in notes.items()}


def referrals_of(committee: Body, *, on: date | None = None) -> tuple[Referred, ...]:
    """What is referred to a committee and by it, on a day or ever, newest first. One query."""
    rows = Referral.objects.all() if on is None else Referral.objects.on(on)
    rows = rows.filter(Q(giver=committee) | Q(receiver=committee))
    return tuple(
        _seen(row, committee) for row in rows.select_related("giver", "receiver", "meeting").order_by("-starts", "-pk")
    )


def _seen(row: Referral, committee: Body) -> Referred:
    here = row.receiver_id == committee.pk
    other = row.giver if here else row.receiver
    assert row.starts is not None  # the database sees to it
    return Referred(
        row.pk, row.item_id, row.indicator_id, other.short, other.slug, row.starts, row.ends,
        row.meeting.date if row.meeting else None, row.reason, row.result, row.illustrative, here,
        row.meeting.get_status_display().lower() if row.meeting and row.meeting.is_off else "",
    )  # fmt: skip


@dataclass(frozen=True)
class Watching:
    """A committee that watches something, under the name that pages have room for; perhaps only as it is `referred`."""

    slug: str
    short: str
    referred: bool = False


def committees_watching(items: set[UUID], *, on: date) -> list[Watching]:
    """Scrutiny bodies whose remit names one of these items that day, or to whom one is referred. Pass an item with its
    ancestors for what it inherits. One query."""
    found = WATCHING(items=items, on=on)
    return [Watching(slug, short_name or name, not own) for slug, name, short_name, own in found]


def _watching(items: Any, on: Any) -> QuerySet:
    named_here = {"item__in": same_as_any(items)}
    remits = Remit.objects.on(on).filter(committee=OuterRef("pk"), **named_here)
    referrals = Referral.objects.on(on).filter(receiver=OuterRef("pk"), **named_here)
    bodies = Body.objects.annotate(own=Exists(remits)).filter(Q(own=True) | Exists(referrals))
    return bodies.exclude(kind=BodyKind.COMMISSION).order_by("name").values_list("slug", "name", "short_name", "own")


WATCHING = Prepared(_watching, items=Many(ITEM), on=DAY)
