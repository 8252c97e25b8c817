"""Runs the checks before publication over indicators, for the desk and for packs."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .awaited import awaited
from .checks import Finding, PartsSum, check
from .models import Result
from .quotable import known
from .quoting import Known
from .read import IndicatorLine, indicator_lines


@dataclass(frozen=True)
class Looked:
    """Indicators as they were looked at: their lines, what is known of their figures, and what was found."""

    lines: dict[int, IndicatorLine]
    known: dict[int, Known]
    found: list[Finding]


def findings(indicators: Collection[int], *, on: date) -> list[Finding]:
    """What is found of these indicators on a day, by their name; within one, what stops publication first. Thirteen
    queries at most, whatever their number; four fewer where no account quotes a figure, one fewer for today."""
    lines = indicator_lines(indicators, on=on)
    quoting = {pk: line for pk, line in lines.items() if _may_quote(line)}
    return _found(lines, known(quoting, on=on) if quoting else {}, on)


def look(indicators: Collection[int], *, on: date) -> Looked:
    """The same, with what it was found in, for comparison with words that stand elsewhere."""
    lines = indicator_lines(indicators, on=on)
    figures = known(lines, on=on)
    return Looked(lines, figures, _found(lines, figures, on))


def _may_quote(line: IndicatorLine) -> bool:
    """Whether the latest figure's account holds any digit at all."""
    latest = line.latest
    return latest is not None and any(sign.isdigit() for sign in f"{latest.commentary}{latest.cause}{latest.remedy}")


def _found(lines: Mapping[int, IndicatorLine], figures: Mapping[int, Known], on: date) -> list[Finding]:
    due, sums = awaited(lines, on=on), _sums(lines)
    found = []
    for line in sorted(lines.values(), key=lambda line: line.name.lower()):
        found += check(line, due=due.get(line.pk), on=on, sums=sums.get(line.pk, ()), known=figures.get(line.pk))
    return found


def _sums(lines: Mapping[int, IndicatorLine]) -> dict[int, list[PartsSum]]:
    """What the parts of the latest figures add up to, where they are meant to and are all there."""
    latest = {pk: line.latest.period.code for pk, line in lines.items() if line.latest}
    rows = Result.objects.filter(indicator__in=latest, period__in=set(latest.values()), breakdown__adds_up=True)
    parts: dict[tuple[int, str], list[Decimal | None]] = defaultdict(list)
    for indicator, period, by, value in rows.values_list("indicator_id", "period", "breakdown__by", "value"):
        if latest[indicator] == period:
            parts[indicator, by].append(value)
    found: dict[int, list[PartsSum]] = defaultdict(list)
    for (indicator, by), values in sorted(parts.items()):
        known = [value for value in values if value is not None]
        if len(known) == len(values):
            found[indicator].append(PartsSum(by, sum(known, Decimal(0))))
    return found
