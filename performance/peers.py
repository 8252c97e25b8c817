"""Other councils' figures, and the council's place among them where it can be worked out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plan.periods import Period

from .direction import Polarity
from .models import Indicator, PeerResult
from .position import Standing, standing
from .series import Figure
from .values import Sense, Value, exact, trimmed_or_none


@dataclass(frozen=True)
class PeerRow:
    """A council with its figure as shown; `is_us` is the council this system is of."""

    name: str
    shown: str
    source: str
    illustrative: bool
    is_us: bool = False


@dataclass(frozen=True)
class PeerTable:
    """The figures of a group for one period, in the group's own order of names, ours among them where there is one."""

    group: str
    period: Period
    rows: tuple[PeerRow, ...]
    place: str


def peer_tables(indicator: Indicator, figures: tuple[Figure, ...], council: str, *, on: date) -> tuple[PeerTable, ...]:
    """For each group its newest period up to a day: one query. A place is worked out only for the same period."""
    rows = (
        PeerResult.objects.out_on(on)
        .filter(indicator=indicator)
        .order_by("-period_end", "-period_start", "peer__name")
        .values_list("peer__group__name", "period", "peer__name", "value", "words", "source", "illustrative")
    )
    groups: dict[str, list[tuple]] = defaultdict(list)
    for group, *row in rows:
        if not groups[group] or groups[group][0][0] == row[0]:
            groups[group].append(tuple(row))
    ours = {figure.period: figure for figure in figures}
    return tuple(
        _table(group, Period.parse(found[0][0]), found, indicator, ours.get(Period.parse(found[0][0])), council)
        for group, found in sorted(groups.items())
    )


def _table(
    group: str, period: Period, rows: list[tuple], indicator: Indicator, own: Figure | None, council: str
) -> PeerTable:
    found = [
        PeerRow(name, _value(value, words).shown(indicator.unit, indicator.decimals), source, illustrative)
        for _, name, value, words, source, illustrative in rows
    ]
    if own:
        found.append(PeerRow(council, own.shown, own.source, own.illustrative, is_us=True))
    place = _place(own, [row[2] for row in rows], Polarity(indicator.polarity))
    words = place.words(Polarity(indicator.polarity)) if place else ""
    return PeerTable(group, period, tuple(sorted(found, key=lambda row: row.name.lower())), words)


def _place(own: Figure | None, others: list[Decimal | None], polarity: Polarity) -> Standing | None:
    if own is None or own.value.sense is not Sense.EXACT or not isinstance(own.value.amount, Decimal):
        return None
    return standing(own.value.amount, others, polarity)


def _value(value: Decimal | None, words: str) -> Value:
    if value is None and words:
        return Value(Sense.WORDS, words=words)
    return exact(trimmed_or_none(value))
