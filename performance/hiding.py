"""Which figures of the database are not shown because they could identify somebody; the rule is `suppression.py`.

Every reader of figures asks here: pages, charts, packs, files and the API.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from plan.periods import Period

from .accumulation import Adding
from .models import Indicator
from .rows import COUNTS
from .small_counts import NOTHING, Counts, hide_periods
from .suppression import Hidden
from .values import Sense, Value

__all__ = ["NOTHING", "NOT_SHOWN", "NOT_TOLD", "Cell", "hidden", "hidden_from", "is_hidden", "people"]

NOT_SHOWN = Value(Sense.KEPT_BACK, words="not shown, as it counts very few people")
NOT_TOLD = "What was said of this figure is not shown either, as it could tell the number."

Cell = tuple[int, str]  # an indicator and a period's code


def hidden(suppress_below: Mapping[int, int | None]) -> dict[Cell, Hidden[int]]:
    """What to hide of indicators, given from which count each shows people; by indicator and period, parts by the key
    of their breakdown.

    One query; none where no indicator counts people who could be recognised.
    """
    thresholds = {indicator: least for indicator, least in suppress_below.items() if least}
    if not thresholds:
        return {}
    found = {}
    for indicator, (adding, counts) in _counts(thresholds).items():
        for period, answer in hide_periods(counts, Adding(adding), thresholds[indicator]).items():
            found[indicator, period.code] = answer
    return found


def hidden_from(user) -> dict[Cell, Hidden[int]]:
    """What the desk does not show to this person: counts of very few people that somebody else answers for. Two
    queries, three where some indicator counts people who could be recognised."""
    theirs = Indicator.objects.filter(suppress_below__isnull=False).exclude(
        pk__in=Indicator.objects.editable_by(user).values("pk")
    )
    return hidden(dict(theirs.values_list("pk", "suppress_below")))


def is_hidden(cells: Mapping[Cell, Hidden[int]], indicator: int, period: str, part: int | None) -> bool:
    found = cells.get((indicator, period), NOTHING)
    return found.whole if part is None else part in found.parts


def _counts(indicators: Mapping[int, int]) -> dict[int, tuple[str, dict[Period, Counts]]]:
    """How each indicator's figures within a year go together, and its counts by period."""
    found: dict[int, tuple[str, dict[Period, Counts]]] = {}
    for indicator, code, part, by, adds_up, value, numerator, unit, adding in COUNTS(indicators=indicators):
        _, periods = found.setdefault(indicator, (adding, defaultdict(Counts)))
        counts, count = periods[Period.parse(code)], people(value, numerator, unit)
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
