"""What quarters and months say of the year so far, without counting anything twice. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from plan.periods import Period

from .values import Sense, Value


class Adding(StrEnum):
    """How an indicator's figures within a year go together; the same words as `Indicator.Adding`."""

    NONE = "none"
    SUM = "sum"
    RUNNING = "running"


@dataclass(frozen=True)
class YearSoFar:
    """The year's figure up to the end of `until`, its last period with a figure."""

    year: Period
    until: Period
    value: Value


def year_so_far(figures: Sequence[tuple[Period, Value]], adding: Adding) -> YearSoFar | None:
    """The year of the latest figure so far; None where figures do not add up, are for whole years, or have a gap.

    Where each figure counts the year so far already, the last stands for all; only figures for periods apart from one
    another are summed, from the year's first on, each exact.
    """
    known = sorted((pair for pair in figures if pair[1].sense is not Sense.MISSING), key=lambda pair: pair[0])
    if adding is Adding.NONE or not known:
        return None
    until, last = known[-1]
    year = until.financial_year
    if until.end - until.start >= year.end - year.start:
        return None
    if adding is Adding.RUNNING:
        return YearSoFar(year, until, last)
    parts = [(period, value) for period, value in known if period.kind == until.kind and period.start in year]
    if parts[0][0].start != year.start or any(one.next() != other for (one, _), (other, _) in pairwise(parts)):
        return None
    exact = [value.amount for _, value in parts if value.sense is Sense.EXACT]
    amounts = [amount for amount in exact if isinstance(amount, Decimal)]
    if len(amounts) != len(parts):
        return None
    return YearSoFar(year, until, Value(Sense.EXACT, sum(amounts, Decimal(0))))
