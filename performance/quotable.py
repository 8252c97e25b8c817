"""What is known of indicators' figures, past and present, to compare with what words quote of them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from plan.periods import comparable

from .hiding import NOT_SHOWN, hidden
from .models import ComparatorResult, Result, Target
from .outlook import tellable
from .quoting import Known, Stands, Was
from .read import IndicatorLine
from .rows import VALUE_COLUMNS
from .series import Figure, value_of
from .values import Sense, Value

Amounts = dict[int, set[Fraction | None]]  # by indicator


def known(lines: Mapping[int, IndicatorLine], *, on: date) -> dict[int, Known]:
    """Of each indicator what its figures are and were, as at a day: four queries, whatever their number, and another
    where a count of people who could be recognised was changed.

    Nothing of periods whose figure is not shown, nor of what figures were where that could tell of very few people.
    """
    restated = tellable({pk: line.unit for pk, line in lines.items()}, hidden, on=on)
    others, out = _others(lines), {}
    rows = Result.objects.out_on(on).filter(indicator__in=lines)
    for row in rows.values("indicator_id", "pk", "breakdown_id", "available", *VALUE_COLUMNS):
        if row["breakdown_id"] is None:
            out[row["pk"]] = row["available"]
        else:
            others[row["indicator_id"]].add(amount_of(value_of(row), lines[row["indicator_id"]].unit))
    return {pk: _known(line, restated[pk][::-1], out, others[pk]) for pk, line in lines.items()}


def _known(line: IndicatorLine, restated: list[dict], out: Mapping[int, date], others: set[Fraction | None]) -> Known:
    told = {figure.period.code: figure for figure in line.figures if figure.value != NOT_SHOWN}
    amounts = {code: amount_of(figure.value, line.unit) for code, figure in told.items()}
    alike = [figure for figure in told.values() if line.latest and comparable(figure.period, line.latest.period)]
    unlike = {amounts[code] for code, figure in told.items() if figure not in alike}
    was = (
        Was(told[row["result__period"]].period.short_label, amount, told[row["result__period"]].shown, row["day"])
        for row in restated
        if row["result__period"] in told and (amount := amount_of(value_of(row), line.unit)) is not None
    )
    return Known(
        indicator=line.pk,
        name=line.name,
        unit=line.unit,
        was=tuple(was),
        figures=tuple(
            _stands(figure, amount, out) for figure in alike if (amount := amounts[figure.period.code]) is not None
        ),
        others=frozenset(amount for amount in others | unlike if amount is not None),
    )


def _stands(figure: Figure, amount: Fraction, out: Mapping[int, date]) -> Stands:
    return Stands(figure.period.short_label, amount, figure.shown, out.get(figure.pk or 0, figure.period.end))


def amount_of(value: Value, unit: str) -> Fraction | None:
    """What words would quote of a figure, in its unit: of a share its per cent. None where there is no level."""
    if value.amount is None or value.sense is Sense.CHANGE:
        return None
    share = isinstance(value.amount, Fraction) and unit == "%"
    return Fraction(value.amount) * (100 if share else 1)


def _others(lines: Mapping[int, IndicatorLine]) -> Amounts:
    """Amounts of targets and comparators: whoever quotes one of these quotes no old figure."""
    found: Amounts = defaultdict(set)
    rows: list[tuple] = [*Target.objects.filter(indicator__in=lines).values_list("indicator_id", "value", "upper")]
    rows += ComparatorResult.objects.filter(indicator__in=lines).values_list("indicator_id", "value")
    for indicator, *amounts in rows:
        found[indicator] |= {Fraction(amount) for amount in amounts if amount is not None}
    return found
