"""Figures as rows of the database hold them, read as the values they stand for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from plan.periods import Period

from .hiding import NOT_SHOWN, NOTHING, hidden
from .models import Qualifier, Result
from .values import MISSING, Sense, Value, trimmed

VALUE_COLUMNS = ("value", "qualifier", "upper", "numerator", "denominator", "base", "words")


@dataclass(frozen=True)
class Figure:
    """One result as it may be shown."""

    period: Period
    value: Value
    shown: str
    provisional: bool
    illustrative: bool
    source: str
    commentary: str
    cause: str = ""
    remedy: str = ""
    back_on_target: date | None = None
    pk: int | None = None


def value_of(row: Mapping[str, Any]) -> Value:
    """The figure that a result's columns stand for (`VALUE_COLUMNS`).

    A share is its parts; an exact value is itself, its parts only say how it came about.
    """
    words, base = row["words"], row["base"]
    if row["qualifier"] == Qualifier.SHARE:
        share = Fraction(row["numerator"]) / Fraction(row["denominator"])
        return Value(Sense.EXACT, share, words=words, base=base)
    if row["value"] is None:
        return Value(Sense.WORDS, words=words, base=base) if words else MISSING
    sense = Sense(row["qualifier"])
    upper = trimmed(row["upper"]) if sense is Sense.RANGE else None
    return Value(sense, trimmed(row["value"]), upper=upper, words=words, base=base)


def figures(indicators: Mapping[int, Mapping[str, Any]], *, on: date) -> dict[int, list[Figure]]:
    """What was available on a day of these indicators as wholes, oldest first: one query, two where some count
    people who could be recognised. `indicators` gives unit, decimals and suppress_below of each by its key."""
    found: dict[int, list[Figure]] = defaultdict(list)
    kept_back = hidden({pk: row["suppress_below"] for pk, row in indicators.items()})
    columns = (
        "indicator_id", "pk", "period", "provisional", "illustrative", "source", "commentary", "cause", "remedy",
        "back_on_target",
    )  # fmt: skip
    for row in available(indicators, on=on).values(*columns, *VALUE_COLUMNS):
        indicator = indicators[row["indicator_id"]]
        is_hidden = kept_back.get((row["indicator_id"], row["period"]), NOTHING).whole
        value = NOT_SHOWN if is_hidden else value_of(row)
        found[row["indicator_id"]].append(
            Figure(
                period=Period.parse(row["period"]),
                value=value,
                shown=value.shown(indicator["unit"], indicator["decimals"]),
                provisional=row["provisional"],
                illustrative=row["illustrative"],
                source=row["source"],
                commentary=row["commentary"],
                cause=row["cause"],
                remedy=row["remedy"],
                back_on_target=row["back_on_target"],
                pk=row["pk"],
            )
        )
    return found


def available(indicators: Iterable[int], *, on: date):
    """Results of indicators as wholes that were out on a day, oldest first."""
    rows = Result.objects.out_on(on).filter(indicator__in=list(indicators), breakdown__isnull=True)
    return rows.order_by("period_end", "period_start")
