"""What the desk's list of results shows of each: the figure as people read it, and how it stands against its target."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan import clock
from plan.periods import Period

from .goals import goal_for, goals, margin_for, tolerances
from .hiding import NOT_SHOWN, hidden_from, is_hidden
from .models import Result
from .rag import rate
from .rows import VALUE_COLUMNS
from .series import value_of


@dataclass(frozen=True)
class Told:
    """`rating` is a status by name; empty for parts, which have no targets, and for what is not shown. `in_full` says
    whether its reader may read all there is of it."""

    shown: str
    rating: str = ""
    in_full: bool = True


def tell(results: Sequence[Result], *, user) -> None:
    """Set `told` on results whose indicators are there. Six queries at most, however many there are.

    Counts of very few people are not shown to those who do not answer for them.
    """
    keys = {result.indicator_id for result in results}
    targets, margins = goals(keys, on=clock.today()), tolerances(keys)
    kept_back = hidden_from(user)
    guarded = {indicator for indicator, _ in kept_back}
    for result in results:
        if is_hidden(kept_back, result.indicator_id, result.period, result.breakdown_id):
            result.told = Told(NOT_SHOWN.words, in_full=False)  # type: ignore[attr-defined]
            continue
        indicator, period = result.indicator, Period.parse(result.period)
        value = value_of({name: getattr(result, name) for name in VALUE_COLUMNS})
        rating = ""
        if result.breakdown_id is None:
            chosen = goal_for(period, targets[result.indicator_id])
            rating = rate(
                value, chosen.goal if chosen else None, tolerance=margin_for(period, margins[result.indicator_id]),
                period=period, unit=indicator.unit, places=indicator.decimals,
            ).status.value  # fmt: skip
        result.told = Told(  # type: ignore[attr-defined]
            value.shown(indicator.unit, indicator.decimals), rating, in_full=result.indicator_id not in guarded
        )
