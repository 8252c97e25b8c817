"""Which figures of the database are not shown because they could identify somebody; the rule is `suppression.py`.

Every reader of figures asks here: pages, charts, packs, files and the API.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from plan.periods import Period

from . import suppression
from .accumulation import Adding
from .models import Indicator
from .rows import COUNT, COUNTS
from .small_counts import NOTHING, Counts, hide_periods
from .suppression import Hidden
from .telling import count_of, people, tells_few
from .values import Sense, Value

__all__ = [
    "NOTHING", "NOT_SHOWN", "NOT_TOLD", "Cell", "hidden", "hidden_from", "is_hidden", "people", "tells_few",
    "untold_before",
]  # fmt: skip

NOT_SHOWN = Value(Sense.KEPT_BACK, words=suppression.NOT_SHOWN)
NOT_TOLD = "What was said of this figure is not shown either, as it could tell the number."

Row = dict[str, Any]
Cell = tuple[int, str]  # an indicator and a period's code


def hidden(
    suppress_below: Mapping[int, int | None], before: Mapping[int, Mapping[str, Any]] | None = None
) -> dict[Cell, Hidden[int]]:
    """What to hide of indicators, given from which count each shows people; by indicator and period, parts by the key
    of their breakdown. For a day gone by `before` is what results were then, by their key, where they were changed
    since: what was to be hidden then is hidden as well.

    One query; none where no indicator counts people who could be recognised.
    """
    thresholds = {indicator: least for indicator, least in suppress_below.items() if least}
    if not thresholds:
        return {}
    rows = [dict(zip(COUNT, columns, strict=True)) for columns in COUNTS(indicators=thresholds)]
    found = _hidden(rows, thresholds)
    if before:
        for cell, then in _hidden([{**row, **before.get(row["pk"], {})} for row in rows], thresholds).items():
            found[cell] = Hidden(found[cell].parts | then.parts, found[cell].whole or then.whole)
    return found


def _hidden(rows: Iterable[Row], thresholds: Mapping[int, int]) -> dict[Cell, Hidden[int]]:
    return {
        (indicator, period.code): answer
        for indicator, (adding, counts) in _counts(rows, thresholds).items()
        for period, answer in hide_periods(counts, Adding(adding), thresholds[indicator]).items()
    }


def hidden_from(user) -> dict[Cell, Hidden[int]]:
    """What the desk does not show to this person: counts of very few people that somebody else answers for. Two
    queries, three where some indicator counts people who could be recognised."""
    return hidden(dict(Indicator.objects.guarded_from(user).values_list("pk", "suppress_below")))


def is_hidden(cells: Mapping[Cell, Hidden[int]], indicator: int, period: str, part: int | None) -> bool:
    found = cells.get((indicator, period), NOTHING)
    return found.whole if part is None else part in found.parts


def untold_before(cells: Mapping[Cell, Hidden[int]], indicator: int, were_few: Collection[str] = ()) -> frozenset[str]:
    """The periods of an indicator of which no earlier figure is told: it could be set beside what is shown today, and
    tell what is hidden of the same period or of one that goes with it to a longer one. `were_few` are periods of which
    an earlier figure, of the whole or of a part, told of very few people."""
    answers = {Period.parse(code): answer for (one, code), answer in cells.items() if one == indicator}
    secret = {period for period, answer in answers.items() if answer.whole or answer.parts}
    secret |= {Period.parse(code) for code in were_few}
    return frozenset(
        period.code for period in {*answers, *secret} if any(_go_together(period, other, answers) for other in secret)
    )


def _go_together(one: Period, other: Period, periods: Collection[Period]) -> bool:
    if one.start <= other.end and other.start <= one.end:
        return True
    first, last = min(one.start, other.start), max(one.end, other.end)
    return any(longer.start <= first and last <= longer.end for longer in periods)


def _counts(rows: Iterable[Row], thresholds: Mapping[int, int]) -> dict[int, tuple[str, dict[Period, Counts]]]:
    """How each indicator's figures within a year go together, and its counts by period."""
    found: dict[int, tuple[str, dict[Period, Counts]]] = {}
    for row in rows:
        indicator, part, unit = row["indicator_id"], row["breakdown_id"], row["indicator__unit"]
        _, periods = found.setdefault(indicator, (row["indicator__adding"], defaultdict(Counts)))
        counts, count = periods[Period.parse(row["period"])], count_of(row, unit)
        if part is None:
            counts.whole = count
        else:
            counts.divisions[row["breakdown__by"]][part] = count
            counts.said |= {part} if row["breakdown__adds_up"] else set()
        if tells_few(row, unit, thresholds[indicator]):
            counts.few.add(part)
    return found
