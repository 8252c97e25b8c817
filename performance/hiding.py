"""Which figures of the database are not shown because they could identify somebody; the rule is `suppression.py`.

Every reader of figures asks here: pages, charts, packs, files and the API.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .models import Result
from .suppression import Hidden, hide, is_small
from .values import Sense, Value

NOT_SHOWN = Value(Sense.WORDS, words="not shown, as it counts very few people")
NOTHING: Hidden[int] = Hidden(frozenset())

Cell = tuple[int, str]  # an indicator and a period's code


@dataclass
class _Counts:
    """The counts of one indicator for one period: the whole, and parts by what divides them."""

    whole: int | None = None
    divisions: dict[str, dict[int, int | None]] = field(default_factory=lambda: defaultdict(dict))
    others: dict[int, int | None] = field(default_factory=dict)  # parts that do not make up the whole


def hidden(suppress_below: Mapping[int, int | None]) -> dict[Cell, Hidden[int]]:
    """What to hide of indicators, given from which count each shows people; by indicator and period, parts by the key
    of their breakdown.

    One query; none where no indicator counts people who could be recognised.
    """
    thresholds = {indicator: least for indicator, least in suppress_below.items() if least}
    if not thresholds:
        return {}
    found = {}
    for cell, counts in _counts(thresholds).items():
        threshold = thresholds[cell[0]]
        answer = hide(counts.whole, counts.divisions, threshold)
        small = {part for part, count in counts.others.items() if is_small(count, threshold)}
        found[cell] = Hidden(answer.parts | small, answer.whole)
    return found


def _counts(indicators: Mapping[int, int]) -> dict[Cell, _Counts]:
    found: dict[Cell, _Counts] = defaultdict(_Counts)
    rows = Result.objects.filter(indicator__in=list(indicators)).values_list(
        "indicator_id", "period", "breakdown_id", "breakdown__by", "breakdown__adds_up", "value", "numerator",
        "indicator__unit",
    )  # fmt: skip
    for indicator, period, part, by, adds_up, value, numerator, unit in rows:
        counts, count = found[indicator, period], people(value, numerator, unit)
        if part is None:
            counts.whole = count
        elif adds_up:
            counts.divisions[by][part] = count
        else:
            counts.others[part] = count
    return found


def people(value: Decimal | None, numerator: Decimal | None, unit: str) -> int | None:
    """How many people a figure counts: its numerator, or itself where it is a plain count; else that is not known."""
    counted = numerator if numerator is not None or unit[:1] in ("%", "£") or " per " in f" {unit}" else value
    return None if counted is None else int(counted)
