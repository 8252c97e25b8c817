"""What there is already, for rows to be checked against: indicators, their parts, their results, and which of these a
person may not be told."""

from collections.abc import Iterable
from dataclasses import dataclass

from performance.hiding import Cell, hidden
from performance.models import Breakdown, Indicator, Result
from performance.suppression import Hidden

# What a form may say besides: the account of a figure that misses its target.
ACCOUNT = ("cause", "remedy", "back_on_target")
# What a row may set; the columns of a result that history and restatements look at.
FIGURE = ("value", "qualifier", "upper", "numerator", "denominator", "words")
SET = (*FIGURE, "provisional", "commentary", *ACCOUNT, "source", "illustrative", "released")

Key = tuple[int, str, int | None]  # indicator, period's code, breakdown


@dataclass(frozen=True)
class Known:
    """An indicator, and whether whoever sent the rows answers for its figures."""

    pk: int
    unit: str
    is_editable: bool
    suppress_below: int | None = None


def indicators(by) -> dict[str, Known]:
    """By short name, those that somebody may see; all for the system itself. Two queries."""
    editable = None
    if by is not None:
        editable = set(Indicator.objects.editable_by(by).values_list("pk", flat=True))
    visible = Indicator.objects.all() if by is None else Indicator.objects.visible_to(by)
    return {
        slug: Known(pk, unit, editable is None or pk in editable, suppress_below)
        for pk, slug, unit, suppress_below in visible.values_list("pk", "slug", "unit", "suppress_below")
    }


def parts(keys: Iterable[int]) -> dict[tuple[int, str], int]:
    """Parts by indicator and short name: one query."""
    rows = Breakdown.objects.filter(indicator__in=list(keys)).values_list("indicator_id", "slug", "pk")
    return {(indicator, slug): pk for indicator, slug, pk in rows}


def results(keys: Iterable[int]) -> dict[Key, tuple]:
    """Rows by their key: the key's three columns, the row's own key and version, then the columns of `SET`."""
    rows = Result.objects.filter(indicator__in=list(keys)).values_list(
        "indicator_id", "period", "breakdown_id", "pk", "version", *SET
    )
    return {row[:3]: row for row in rows.iterator(chunk_size=5_000)}


def kept_back(known: Iterable[Known]) -> dict[Cell, Hidden[int]]:
    """Counts of very few people that are not shown to who does not answer for them: one query, or none."""
    return hidden({one.pk: one.suppress_below for one in known if not one.is_editable})
