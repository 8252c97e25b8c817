"""Files to fill in: a row for each figure that somebody is to enter, its cells empty and its status "awaited".

Sent back as it is, such a file says nothing and writes nothing; a row counts as soon as something is filled in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from performance.models import Breakdown, Indicator, Result
from performance.releases import next_due
from performance.restating import HAS_FIGURE
from plan.periods import Kind, Period

from . import cells
from .checks import COLUMNS
from .tables import CellValue, Sheet

WIDTHS = (44, 12, 20, 14, 12, 12, 12, 12, 60)
ABOUT = (
    ("indicator", "The short name of the indicator. Leave it as it is."),
    ("period", "What the figure is for: 2022-Q2, 2022/23, 2022 or 2022-07. Leave it as it is."),
    ("breakdown", "The short name of a part, such as a district; empty for the whole."),
    ("value", "The figure, such as 79.5 or 1,234. Two ends for a range: 367 to 423. Never 0 for no data."),
    (
        "qualifier",
        "Empty where the value is exact, else about, over, at_least, under, up_to, range, share (then how many and out "
        "of how many, and no value), change (per cent, without the level), or words (then the value is text).",
    ),
    ("numerator", "How many, such as 14 of 20, if known."),
    ("denominator", "Out of how many, such as 14 of 20, if known."),
    (
        "status",
        "While it says awaited, empty cells of the row say nothing, and a row with nothing filled in is passed over. "
        "Write provisional while a figure may still be corrected, final when it may not. To record that there is no "
        "figure for the period, empty the status and leave the value empty.",
    ),
    ("commentary", "What happened, in a sentence or two."),
)


@dataclass(frozen=True)
class Wanted:
    """A figure to be entered: of an indicator, perhaps of a part of it, for a period."""

    slug: str
    name: str
    unit: str
    period: Period
    part: str = ""
    part_name: str = ""


def wanted(*, by, period: Period | None, today: date) -> list[Wanted]:
    """What `by` is to enter for a period, or without one what is due: the next figure of each indicator's rhythm whose
    period has ended. By name; each whole is followed by its parts. Four queries.

    For a period all indicators are listed whose figures come for such periods, or irregularly.
    """
    mine = Indicator.objects.editable_by(by)
    rows = list(mine.order_by("name").values("pk", "slug", "name", "unit", "rhythm", "lag"))
    periods = {row["pk"]: period for row in rows if period and row["rhythm"] in ("", period.kind)}
    if period is None:
        latest = _latest([row["pk"] for row in rows])
        periods = {row["pk"]: due for row in rows if (due := _due(row, latest.get((row["pk"], row["rhythm"])), today))}
    parts: dict[int, list[tuple[str, str]]] = {}
    for indicator, slug, name in Breakdown.objects.filter(indicator__in=list(periods)).values_list(
        "indicator_id", "slug", "name"
    ):
        parts.setdefault(indicator, []).append((slug, name))
    return [
        Wanted(row["slug"], row["name"], row["unit"], periods[row["pk"]], *part)
        for row in rows if row["pk"] in periods
        for part in [("", ""), *parts.get(row["pk"], [])]
    ]  # fmt: skip


def _due(row: dict, latest: Period | None, today: date) -> Period | None:
    awaited = next_due(Kind(row["rhythm"]) if row["rhythm"] else None, row["lag"], latest, today)
    return awaited.period if awaited and awaited.period.end < today else None


def _latest(indicators: Sequence[int]) -> dict[tuple[int, str], Period]:
    """The newest period of each kind that an indicator has a figure for as a whole."""
    found: dict[tuple[int, str], Period] = {}
    rows = Result.objects.filter(HAS_FIGURE, indicator__in=indicators, breakdown__isnull=True).order_by("period_end")
    for indicator, code in rows.values_list("indicator_id", "period").iterator(chunk_size=2_000):
        period = Period.parse(code)
        found[indicator, period.kind.value] = period
    return found


def rows(figures: Sequence[Wanted]) -> Iterator[list[CellValue]]:
    """The rows of the file, in the order of `checks.COLUMNS`."""
    for one in figures:
        yield [one.slug, one.period.code, one.part, None, "", None, None, cells.AWAITED, ""]


def sheets(figures: Sequence[Wanted]) -> list[Sheet]:
    """A workbook's sheets: the rows, and what they take in words."""
    told = [
        [one.slug, one.name + (f": {one.part_name}" if one.part else ""), one.unit or "a plain count", one.period.label]
        for one in figures
    ]
    guide = [[name, words] for name, words in ABOUT]
    return [
        Sheet("Figures", COLUMNS, rows(figures), WIDTHS),
        Sheet(
            "How to fill it in",
            ("column or indicator", "what it takes", "unit", "period"),
            [*guide, [], *told],
            (44, 90, 24, 40),
        ),
    ]
