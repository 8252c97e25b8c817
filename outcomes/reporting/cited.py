"""Which indicators each part of a plan is measured by, and what the part is called: for checking what is said of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from outcomes.framework.links import IndicatorCitation
from outcomes.framework.models import Aim, Outcome, Placement, SubOutcome
from outcomes.framework.same import twins

from .naming import shortened


@dataclass(frozen=True)
class Part:
    """An outcome, a sub-outcome or a commitment: words about it are about these indicators."""

    name: str
    indicators: tuple[int, ...]


NOTHING = Part("", ())


@dataclass(frozen=True)
class Parts:
    """The parts of some editions by their items, found too by an item that is confirmed the same."""

    known: Mapping[UUID, Part]
    same: Mapping[UUID, tuple[UUID, ...]]

    def item(self, about: UUID | None) -> UUID | None:
        """The edition's own item for what something is about."""
        return next((one for one in self.same.get(about, ()) if one in self.known), None) if about else None

    def of(self, about: UUID | None) -> Part:
        item = self.item(about)
        return self.known[item] if item else NOTHING


def parts_of(plans: Collection[int], *, on: date) -> Parts:
    """The parts of these editions, with the public indicators cited on a day that they are judged by. Six queries.

    An aim's indicators are its sub-outcome's; a commitment's are those of wherever it stands; an outcome's are those of
    all its sub-outcomes.
    """
    outcomes = list(Outcome.objects.filter(plan__in=plans).values_list("pk", "item", "number", "title"))
    subs = list(SubOutcome.objects.filter(plan__in=plans).values_list("pk", "item", "outcome", "number", "title"))
    aims = list(Aim.objects.filter(plan__in=plans).values_list("item", "sub_outcome"))
    placed = Placement.objects.filter(sub_outcome__plan__in=plans).order_by("position", "pk")
    placed_rows = list(placed.values_list("commitment__item", "commitment__text", "sub_outcome"))
    items = [row[1] for row in outcomes] + [row[1] for row in subs] + [row[0] for row in aims]
    same = twins({*items, *(row[0] for row in placed_rows)})
    cited = _cited(same, on)

    measures: dict[int, list[int]] = {pk: list(cited.get(item, ())) for pk, item, *_ in subs}
    for item, sub in aims:
        measures[sub] += cited.get(item, ())
    under: dict[int, list[int]] = defaultdict(list)
    found: dict[UUID, Part] = {}
    for pk, item, outcome, number, title in subs:
        under[outcome] += measures[pk]
        found[item] = Part(f"{number} {title}", _once(measures[pk]))
    for item, text, sub in placed_rows:
        before = found.get(item, NOTHING).indicators
        found[item] = Part(f"“{shortened(text)}”", _once([*before, *measures[sub]]))
    for pk, item, number, title in outcomes:
        found[item] = Part(f"{number} {title}".strip(), _once(under[pk]))
    return Parts(found, same)


def _cited(same: Mapping[UUID, tuple[UUID, ...]], on: date) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = defaultdict(list)
    rows = IndicatorCitation.objects.on(on).filter(
        item__in=list(same), indicator__is_public=True, indicator__is_context=False
    )
    for item, indicator in rows.order_by("position", "pk").values_list("item_id", "indicator_id"):
        for asked in same[item]:
            found[asked].append(indicator)
    return found


def _once(indicators: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(indicators))
