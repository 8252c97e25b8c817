"""Which figures a page asks for: those of a department for a period, or those of one's own that are due by now."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q

from performance.models import Indicator, Qualifier
from performance.models.base import IndicatorQuerySet
from performance.releases import Due, next_due
from plan.periods import Kind, Period

from .posted import Key

# How many of the last periods that have ended are offered, and what they are called together.
OFFERED = {
    Kind.MONTH: (12, "Months"), Kind.QUARTER: (8, "Quarters"), Kind.HALF_YEAR: (4, "Half-years"),
    Kind.FINANCIAL_YEAR: (4, "Financial years"), Kind.CALENDAR_YEAR: (4, "Calendar years"),
    Kind.ACADEMIC_YEAR: (4, "Academic years"),
}  # fmt: skip
MOST_DAYS = 6
COLUMNS = ("pk", "slug", "name", "owner_id", "owner__slug", "owner__name", "rhythm", "lag")


@dataclass(frozen=True)
class There:
    """A result there is: for which period, and whether it has a figure at all."""

    period: Period
    pk: int
    is_figure: bool


@dataclass(frozen=True)
class Asked:
    """An indicator as far as it says when its figures come."""

    pk: int
    slug: str
    name: str
    owner: int | None
    owner_slug: str
    owner_name: str
    rhythm: Kind | None
    lag: int
    there: tuple[There, ...]  # oldest first

    @property
    def latest(self) -> Period | None:
        return max((one.period for one in self.there if one.is_figure), default=None)

    @property
    def kind(self) -> Kind | None:
        """Of which kind of period its figures are: by its rhythm, else by its latest figure."""
        return self.rhythm or (self.latest.kind if self.latest else None)

    def due(self, today: date) -> Due | None:
        """The figure that comes next; a period entered as empty is still awaited."""
        periods = [one.period for one in self.there if one.is_figure and one.period.kind == self.rhythm]
        return next_due(self.rhythm, self.lag, max(periods, default=None), today)

    def has(self, period: Period) -> bool:
        return any(one.period == period and one.is_figure for one in self.there)


def asked(indicators: IndicatorQuerySet) -> list[Asked]:
    """Indicators with the results they have as wholes, by name: one query."""
    rows = (
        indicators.annotate(whole=FilteredRelation("results", condition=Q(results__breakdown=None)))
        .order_by("name", "whole__period_end", "whole__period_start")
        .values_list(*COLUMNS, "whole__period", "whole__pk", "whole__value", "whole__words", "whole__qualifier")
    )
    told: dict[int, tuple] = {}
    there: dict[int, list[There]] = defaultdict(list)
    for pk, *columns, code, result, value, words, qualifier in rows:
        told[pk] = (pk, *columns)
        if result is not None:
            is_figure = value is not None or bool(words) or qualifier == Qualifier.SHARE
            there[pk].append(There(Period.parse(code), result, is_figure))
    return [
        Asked(pk, slug, name, owner, owner_slug or "", owner_name or "", Kind(rhythm) if rhythm else None, lag,
              tuple(there[pk]))
        for pk, slug, name, owner, owner_slug, owner_name, rhythm, lag in told.values()
    ]  # fmt: skip


def for_period(those: Iterable[Asked], period: Period) -> list[Key]:
    """Whose figures come for periods of this kind, or who have one for this period."""
    return [
        (one.slug, period.code) for one in those
        if one.kind == period.kind or any(result.period == period for result in one.there)
    ]  # fmt: skip


def due_by(those: Iterable[Asked], today: date) -> list[tuple[Asked, Due]]:
    """Whose next figure is for a period that has ended, the longest due first."""
    found = [(one, awaited) for one in those if (awaited := one.due(today)) and awaited.period.end < today]
    return sorted(found, key=lambda pair: (pair[1].day, pair[1].period, pair[0].name))


def next_after(those: Iterable[Asked], today: date) -> Due | None:
    """What comes next of those whose period has not ended yet."""
    ahead = [awaited for one in those if (awaited := one.due(today)) and awaited.period.end >= today]
    return min(ahead, key=lambda awaited: awaited.day, default=None)


def last_ended(kind: Kind, today: date, how_many: int) -> list[Period]:
    """The last periods of a kind that have ended, newest first."""
    found = [Period.containing(kind, today).previous()]
    while len(found) < how_many:
        found.append(found[-1].previous())
    return found


def usual(those: Collection[Asked], today: date) -> Period | None:
    """The period that one most likely comes for: of those that ended last, the one with the most figures missing
    that are expected by their rhythm, else the one with the most indicators."""
    many = Counter(one.kind for one in those if one.kind in OFFERED)
    if not many:
        return None
    latest = {kind: last_ended(kind, today, 1)[0] for kind in many}
    missing = Counter(one.kind for one in those if one.rhythm in latest and not one.has(latest[one.rhythm]))
    return latest[max(many, key=lambda kind: (missing[kind], many[kind], latest[kind]))]


def offered(those: Collection[Asked], today: date, chosen: Period | None) -> list[tuple[str, list[Period]]]:
    """The periods to choose from, newest first, by kind; single days and surveys as far as there are figures."""
    kinds = {one.kind for one in those}
    groups = [
        (title, last_ended(kind, today, how_many)) for kind, (how_many, title) in OFFERED.items() if kind in kinds
    ]
    days = {one.period for each in those for one in each.there if one.period.kind not in OFFERED}
    if days:
        groups.append(("Days and surveys", sorted(days, reverse=True)[:MOST_DAYS]))
    if chosen and not any(chosen in periods for _, periods in groups):
        groups.append(("Another period", [chosen]))
    return groups


def own(user: Any, department: str = "") -> IndicatorQuerySet:
    """Indicators that the user's own department answers for, or the named one, if the user may enter its figures."""
    mine = Indicator.objects.editable_by(user)
    if department:
        return mine.filter(owner__slug=department)
    return mine.filter(owner=user.department_id) if user.department_id else mine.none()
