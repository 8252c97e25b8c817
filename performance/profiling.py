"""The verb that spreads a year's target over its quarters or months, and what it goes by."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from plan import events, locking
from plan.periods import Period
from plan.roles import POLICY_OFFICER, require
from plan.wording import measure

from .accumulation import Adding
from .models import Indicator, Target
from .profiles import YEARS, CannotSpread, Way, comes_to, parts_of, spread
from .series import Figure, figures
from .values import Sense

SPREADABLE = (Target.Kind.AT_LEAST, Target.Kind.AT_MOST)


def spreadable(indicator: Indicator) -> list[Target]:
    """The targets of an indicator that can be spread, newest first: a figure to reach, or to stay below, in a year."""
    rows = indicator.targets.filter(kind__in=SPREADABLE).order_by("-period_end")
    return [row for row in rows if Period.parse(row.period).kind in YEARS]


def last_year(indicator: Indicator, parts: Sequence[Period], *, on: date) -> dict[Period, Figure]:
    """Last year's exact figures by the part of this year they stand beside; none that may not be shown: a target after
    their pattern would tell them."""
    known = {"unit": indicator.unit, "decimals": indicator.decimals, "suppress_below": indicator.suppress_below}
    rows = figures({indicator.pk: known}, on=on)[indicator.pk]
    exact = {
        row.period: row for row in rows if row.value.sense is Sense.EXACT and isinstance(row.value.amount, Decimal)
    }
    return {part: exact[before] for part in parts if (before := part.same_period_last_year()) in exact}


def proposed(year: Target, parts: Sequence[Period], way: Way, *, on: date) -> list[Decimal]:
    """The parts' targets as they would be. Raises CannotSpread."""
    indicator = year.indicator
    before = last_year(indicator, parts, on=on)
    wanted = parts[-1:] if way is Way.STEPS else parts
    amounts = [before[part].value.amount for part in wanted if part in before]
    return spread(
        _amount(year), len(parts), way, Adding(indicator.adding), places=indicator.decimals,
        before=[amount for amount in amounts if isinstance(amount, Decimal)],
    )  # fmt: skip


@transaction.atomic
def set_profile(
    year: Target, amounts: Mapping[Period, Decimal], *, source: str, by, why: str = "", seen: int | None = None
) -> list[Target]:
    """Write the targets of a year's parts; those that are there are changed. They are of the year's kind, base year
    and origin.

    `seen` is the version of the indicator that was read; without it, that of `year.indicator`. Raises CannotSpread
    where the parts are not the year's or do not come to its target, ValidationError for an amount that cannot be, and
    `plan.locking.Stale` where somebody changed the indicator since.
    """
    require(by, POLICY_OFFICER, to="spread a target")
    seen = year.indicator.version if seen is None else seen
    version = locking.claim(Indicator, year.indicator_id, seen)
    year = Target.objects.select_related("indicator").get(pk=year.pk)
    indicator = year.indicator
    indicator.version = version
    _check(year, amounts)
    there = {row.period: row for row in indicator.targets.filter(period__in=[part.code for part in amounts])}
    before = {code: _plain(row.value) for code, row in there.items()}
    written = [
        _write(there.get(part.code), year, part, amount, source, by, why) for part, amount in sorted(amounts.items())
    ]
    indicator._history_user, indicator._change_reason = by, why or None
    indicator.save()
    after = {row.period: _plain(row.value) for row in written}
    detail = {"year": year.period, "target": _plain(year.value), "before": before, "after": after}
    events.record(verb="indicator.target_spread", subject=indicator, by=by, why=why, detail=detail)
    return written


def _check(year: Target, amounts: Mapping[Period, Decimal]) -> None:
    if year.kind not in SPREADABLE:
        raise CannotSpread("Only a target of at least, or at most, a figure can be spread. Enter others by hand.")
    parts = sorted(amounts)
    if not parts or parts != parts_of(Period.parse(year.period), parts[0].kind):
        raise CannotSpread("Give a target for each part of the year.")
    total = comes_to([amounts[part] for part in parts], Adding(year.indicator.adding))
    if total is not None and total != year.value:
        unit = year.indicator.unit
        target = measure(_amount(year), unit)
        raise CannotSpread(
            f"These come to {measure(total, unit)} by the end of the year, and the year's target is {target}."
            f" Change them so that they come to {target}."
        )


def _write(
    row: Target | None, year: Target, part: Period, amount: Decimal, source: str, by, why: str
) -> Target:  # fmt: skip
    new = row is None
    row = row or Target(indicator=year.indicator)
    row.period, row.kind, row.value, row.upper, row.group = part.code, year.kind, amount, None, None
    row.base, row.origin, row.link, row.illustrative = year.base, year.origin, year.link, year.illustrative
    row.source, row.until_replaced = source, False
    try:
        row.full_clean()
    except ValidationError as error:
        raise CannotSpread(f"{part.label}: {' '.join(error.messages)}") from None
    row._history_user = by
    if new:
        row._change_reason = why or None
        row.save()
    else:
        locking.save(row, why=why)
    return row


def _amount(year: Target) -> Decimal:
    if year.value is None:
        raise CannotSpread("This target has no figure of its own to spread.")
    return year.value.normalize() + 0


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"


__all__ = ["CannotSpread", "Way", "last_year", "parts_of", "proposed", "set_profile", "spreadable"]
