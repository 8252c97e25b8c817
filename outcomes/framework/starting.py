"""Keeps where an edition's sub-outcomes stand when it is published: the figures of the indicators that they cite."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from performance.models import Indicator, Result
from performance.read import IndicatorLine, indicator_lines
from performance.rows import VALUE_COLUMNS
from plan.models import Plan
from plan.wording import NO_DATA

from .baselines import BaselineFigure
from .citing import cited_by
from .models import Aim, SubOutcome


def cited_in(plan: Plan, *, on: date) -> dict[int, list[int]]:
    """The indicators that each sub-outcome of an edition cites on a day, itself or through an aim, in order; by the
    sub-outcome's key. Four queries."""
    under = dict(SubOutcome.objects.filter(plan=plan).values_list("item_id", "pk"))
    under |= dict(Aim.objects.filter(plan=plan).values_list("item_id", "sub_outcome_id"))
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for one, indicator in cited_by(under, on=on):
        found[under[one]][indicator] = None
    return {sub_outcome: list(indicators) for sub_outcome, indicators in found.items()}


def keep_baseline(plan: Plan, *, cited_on: date, as_at: date) -> list[BaselineFigure]:
    """Write the figures, as they were known on the day `as_at`, of every indicator cited on the day `cited_on`.

    Only the verb that publishes an edition calls it, before the edition freezes. A fixed number of queries.
    """
    cited = cited_in(plan, on=cited_on)
    keys = {indicator for indicators in cited.values() for indicator in indicators}
    lines = indicator_lines(keys, on=as_at)
    areas = dict(Indicator.objects.filter(pk__in=keys).values_list("pk", "area_id"))
    amounts = _amounts(lines.values())
    return BaselineFigure.objects.bulk_create(
        BaselineFigure(
            sub_outcome_id=sub_outcome, indicator_id=pk, as_at=as_at, area_id=areas[pk],
            **_as_known(lines[pk], amounts),
        )
        for sub_outcome, indicators in sorted(cited.items())
        for pk in indicators
    )  # fmt: skip


def _amounts(lines: Iterable[IndicatorLine]) -> dict[int, dict[str, Any]]:
    """What the latest figures consist of, by the key of the result: one query."""
    latest = [line.latest.pk for line in lines if line.latest and line.latest.pk]
    rows = Result.objects.filter(pk__in=latest).values("pk", *VALUE_COLUMNS)
    return {row.pop("pk"): row for row in rows}


def _as_known(line: IndicatorLine, amounts: dict[int, dict[str, Any]]) -> dict[str, Any]:
    known: dict[str, Any] = {"name": line.name, "unit": line.unit, "decimals": line.places, "shown": NO_DATA}
    if place := line.position:
        known["position"] = place.words
    if line.latest is None:
        return known
    latest = line.latest
    # A figure that is not shown has no amount, and so leaves none behind in the record either.
    parts = amounts[latest.pk or 0] if not latest.kept_back else {"words": latest.shown}
    return known | parts | {
        "period": latest.period.code, "shown": latest.shown[:200], "provisional": latest.provisional,
        "illustrative": latest.illustrative, "source": latest.source,
    }  # fmt: skip
