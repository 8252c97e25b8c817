"""Which figure each of many indicators awaits next."""

from collections.abc import Mapping
from datetime import date

from .models import Indicator
from .outlook import due
from .read import IndicatorLine
from .releases import Due


def awaited(lines: Mapping[int, IndicatorLine], *, on: date) -> dict[int, Due]:
    """The next figure of each, by its key; those whose figures keep no rhythm are left out. One query."""
    rows = Indicator.objects.filter(pk__in=lines).values_list("pk", "rhythm", "lag")
    found = {pk: due(rhythm, lag, lines[pk].figures, on) for pk, rhythm, lag in rows if rhythm}
    return {pk: next_one for pk, next_one in found.items() if next_one}
