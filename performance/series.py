"""Figures as rows of the database hold them, read as the values they stand for."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from plan import clock
from plan.periods import Period

from .hiding import NOT_SHOWN, NOT_TOLD, NOTHING, hidden, untold_before
from .models import Qualifier
from .rows import EARLIER, KEPT, RESULT, RESULTS
from .values import MISSING, Sense, Value, trimmed

ACCOUNT = ("commentary", "cause", "remedy")


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

    def __hash__(self) -> int:
        """A quick one: lines of indicators are kept by their figures."""
        return hash((self.pk, self.shown, self.period))

    @property
    def kept_back(self) -> bool:
        """Whether it counts very few people, so that neither it nor what was said of it is shown."""
        return self.value.sense is Sense.KEPT_BACK


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
    """What was available on a day of these indicators as wholes, oldest first, as it stood on that day: one query, two
    where some count people who could be recognised, another for a day gone by. `indicators` gives unit, decimals and
    suppress_below of each by its key, and data_source__name, which a figure without a source of its own comes from."""
    found: dict[int, list[Figure]] = defaultdict(list)
    before = earlier(indicators, on=on)
    kept_back = hidden({pk: row["suppress_below"] for pk, row in indicators.items()}, before)
    few = {pk for pk, row in indicators.items() if before and row["suppress_below"]}
    untold = {pk: untold_before(kept_back, pk) for pk in few}
    for indicator, *columns in RESULTS(indicators=indicators, on=on):
        row = indicators[indicator]
        is_hidden = kept_back.get((indicator, columns[0]), NOTHING).whole
        if was := before.get(columns[-1]):
            columns = _as_it_stood(columns, was)
            is_hidden = is_hidden or columns[0] in untold.get(indicator, ())
        data_source = row.get("data_source__name") or ""
        found[indicator].append(_figure(tuple(columns), row["unit"], row["decimals"], is_hidden, data_source))
    return found


def earlier(indicators: Collection[int], *, on: date) -> dict[int, dict[str, Any]]:
    """What results of these indicators were on a day, by key, where they were restated since; the account given of a
    figure is not kept with it. One query, none for today."""
    if on >= clock.today():
        return {}
    return {pk: dict(zip(KEPT, columns, strict=True)) for pk, *columns in EARLIER(indicators=indicators, on=on)}


def _as_it_stood(columns: Sequence[Any], was: Mapping[str, Any]) -> list[Any]:
    return [was.get(name, value) for name, value in zip(RESULT[1:], columns, strict=True)]


@lru_cache(20_000)
def _figure(columns: tuple[Any, ...], unit: str, places: int, is_hidden: bool, data_source: str) -> Figure:
    """The figure that a row of results makes: most rows are the same on the next page and after most changes."""
    row = dict(zip(RESULT[1:], columns, strict=True))
    value = NOT_SHOWN if is_hidden else value_of(row)
    told = _untold(row) if is_hidden else {**row, "source": row["source"] or data_source}
    return Figure(
        period=Period.parse(row["period"]),
        value=value,
        shown=value.shown(unit, places),
        provisional=row["provisional"],
        illustrative=row["illustrative"],
        source=told["source"],
        commentary=told["commentary"],
        cause=told["cause"],
        remedy=told["remedy"],
        back_on_target=told["back_on_target"],
        pk=row["pk"],
    )


def _untold(row: Mapping[str, Any]) -> dict[str, Any]:
    """What was said of a figure that is not shown: that it was said, and nothing of it, as people write figures into
    their accounts of them and into the note on where they come from."""
    was_said = any(row[name] for name in ACCOUNT)
    return {"source": "", "commentary": NOT_TOLD if was_said else "", "cause": "", "remedy": "", "back_on_target": None}
