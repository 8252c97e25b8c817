"""What a committee's page says of its remit beside the tree: since when it has what, what is coming, what has ended,
what was referred to it and by it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from outcomes.framework.places import Place, places
from performance.models import Indicator
from plan.models import Body, Plan

from .models import Remit
from .remits import Referred, referrals_of


@dataclass(frozen=True)
class About:
    """What a remit or a referral is about, as the edition in force tells it: number, words, and where to read on."""

    number: str
    words: str
    url: str


@dataclass(frozen=True)
class Given:
    about: About
    starts: date | None
    ends: date | None
    source: str
    illustrative: bool


@dataclass(frozen=True)
class ReferredAbout:
    about: About
    referral: Referred


@dataclass(frozen=True)
class Account:
    """Of a committee's remit on a day. What stands in no public edition in force is left out. `received` and `passed`
    are referrals that last or will, `past` those that have ended."""

    now: tuple[Given, ...] = ()
    coming: tuple[Given, ...] = ()
    ended: tuple[Given, ...] = ()
    received: tuple[ReferredAbout, ...] = ()
    passed: tuple[ReferredAbout, ...] = ()
    past: tuple[ReferredAbout, ...] = ()


def account_of(committee: Body, plan: Plan, *, on: date) -> Account:
    """Eight queries at most, whatever it has."""
    rows = list(Remit.objects.filter(committee=committee).order_by("starts", "pk"))
    referrals = referrals_of(committee)
    names = _Names(plan, [(row.item_id, row.indicator_id) for row in rows] + [(r.item, r.indicator) for r in referrals])
    given = [
        Given(about, row.starts, row.ends, row.source, row.illustrative)
        for row in rows
        if (about := names.of(row.item_id, row.indicator_id))
    ]
    referred = [ReferredAbout(about, one) for one in referrals if (about := names.of(one.item, one.indicator))]
    return Account(
        now=tuple(sorted((one for one in given if _holds(one, on)), key=lambda one: _in_order(one.about))),
        coming=tuple(one for one in given if one.starts and one.starts > on),
        ended=tuple(one for one in given if one.ends and one.ends <= on),
        received=tuple(one for one in referred if one.referral.here and not _is_past(one.referral, on)),
        passed=tuple(one for one in referred if not one.referral.here and not _is_past(one.referral, on)),
        past=tuple(one for one in referred if _is_past(one.referral, on)),
    )


class _Names:
    """What items and indicators are called in an edition, read at once."""

    def __init__(self, plan: Plan, about: list[tuple[UUID | None, int | None]]) -> None:
        self.places: dict[UUID, Place] = places(plan, {item for item, _ in about if item})
        figures = {pk for _, pk in about if pk}
        public = Indicator.objects.filter(pk__in=figures, is_public=True) if figures else ()
        self.figures = {row.pk: row for row in public}

    def of(self, item: UUID | None, indicator: int | None) -> About | None:
        if item is not None and item in self.places:
            place = self.places[item]
            return About(place.number, place.title, place.url)
        row = self.figures.get(indicator or 0)
        return About("", row.name, row.get_absolute_url()) if row else None


def _in_order(about: About) -> tuple[tuple[int, ...], str]:
    """In the plan's order, indicators by themselves last."""
    parts = tuple(int(part) if part.isdecimal() else 0 for part in about.number.split(".") if part)
    return parts or (10_000,), about.words


def _holds(given: Given, on: date) -> bool:
    return (given.starts is None or given.starts <= on) and (given.ends is None or on < given.ends)


def _is_past(referral: Referred, on: date) -> bool:
    over = referral.meeting is not None and referral.meeting < on
    return over or (referral.ends is not None and referral.ends <= on)
