"""Other councils' figures, and the council's place among them where it can be worked out."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plan.models import Council
from plan.periods import Period

from .direction import Polarity
from .hiding import NOT_SHOWN, people
from .models import Peer, PeerResult
from .places import figure_of
from .position import Standing, standing
from .read import IndicatorLine
from .series import Figure
from .suppression import is_small
from .telling import numbers_in
from .values import Sense, Value, exact, trimmed_or_none

NOT_KNOWN = Value(Sense.WORDS, words="not known")
NO_PLACE = "Our place is not worked out, as our figure is not shown"


@dataclass(frozen=True)
class PeerRow:
    """A council with its figure as shown; `is_us` is the council this system is of."""

    name: str
    value: Value
    shown: str
    source: str
    illustrative: bool
    provisional: bool = False
    is_us: bool = False


@dataclass(frozen=True)
class PeerTable:
    """The figures of a group for one period, in the group's own order of names, ours among them."""

    group: str
    slug: str
    period: Period
    rows: tuple[PeerRow, ...]
    standing: Standing | None
    place: str

    @property
    def us(self) -> PeerRow:
        return next(row for row in self.rows if row.is_us)


@dataclass(frozen=True)
class PeerFigure:
    """What another council gave for a period: `amount` is None where that is words or nothing."""

    name: str
    amount: Decimal | None
    words: str
    source: str
    illustrative: bool

    @property
    def value(self) -> Value:
        if self.amount is None:
            return Value(Sense.WORDS, words=self.words) if self.words else NOT_KNOWN
        return exact(self.amount)


@dataclass
class GroupFigures:
    """All that the councils of a group gave of one indicator, by period, newest first; and who is in the group."""

    name: str
    slug: str
    members: Sequence[Peer]
    periods: dict[Period, list[PeerFigure]] = field(default_factory=lambda: defaultdict(list))

    def of(self, period: Period) -> list[PeerFigure]:
        """The figures for a period, with those who gave none: whoever was in the group when it ended."""
        given = self.periods.get(period, [])
        names = {one.name for one in given}
        missing = [
            PeerFigure(peer.name, None, "", "", False)
            for peer in self.members
            if peer.name not in names and _belonged(peer, period.end)
        ]
        return [*given, *missing]


def _belonged(peer: Peer, day: date) -> bool:
    return (peer.starts is None or peer.starts <= day) and (peer.ends is None or day < peer.ends)


def group_figures(
    indicators: Collection[int], us: Council, *, on: date, groups: Collection[int] | None = None
) -> dict[int, list[GroupFigures]]:
    """What was out on a day of these indicators, by group: two queries. A council that is in a group under our own
    name is left out: it would be compared with itself."""
    rows = PeerResult.objects.out_on(on).filter(indicator__in=indicators)
    rows = rows if groups is None else rows.filter(peer__group__in=groups)
    found: dict[int, dict[int, GroupFigures]] = defaultdict(dict)
    given = list(
        rows.order_by("peer__group__name", "-period_end", "-period_start", "peer__name").values_list(
            "indicator_id", "peer__group_id", "period", "peer__name", "value", "words", "source", "illustrative"
        )
    )
    members = _members({row[1] for row in given}, us)
    for indicator, group, code, name, value, words, source, illustrative in given:
        here = found[indicator].setdefault(group, GroupFigures(*members[group]))
        if not _is_ours(name, us):
            figure = PeerFigure(name, trimmed_or_none(value), words, source, illustrative)
            here.periods[Period.parse(code)].append(figure)
    return {indicator: [one for one in all_.values() if one.periods] for indicator, all_ in found.items()}


def _members(groups: set[int], us: Council) -> Mapping[int, tuple[str, str, list[Peer]]]:
    found: dict[int, tuple[str, str, list[Peer]]] = {}
    for peer in Peer.objects.filter(group__in=groups).select_related("group").order_by("name"):
        _, _, members = found.setdefault(peer.group_id, (peer.group.name, peer.group.slug, []))
        if not _is_ours(peer.name, us):
            members.append(peer)
    return found


def _is_ours(name: str, us: Council) -> bool:
    return name.casefold() in {us.name.casefold(), us.short_name.casefold()}


def peer_tables(
    line: IndicatorLine, found: Sequence[GroupFigures], us: Council, suppress_below: int | None
) -> tuple[PeerTable, ...]:
    """For each group its newest period. A place is worked out only for the same period."""
    return tuple(_table(line, group, us, suppress_below) for group in found)


def _table(line: IndicatorLine, group: GroupFigures, us: Council, suppress_below: int | None) -> PeerTable:
    period = next(iter(group.periods))
    figures = group.of(period)
    own = figure_of(line.figures, period)
    rows = [_row(one, line, suppress_below) for one in figures]
    rows.append(
        PeerRow(us.name, own.value, own.shown, own.source, own.illustrative, own.provisional, is_us=True)
        if own
        else PeerRow(us.name, NOT_KNOWN, NOT_KNOWN.words, "", False, is_us=True)
    )
    place = _place(own, [one.amount for one in figures], line.polarity)
    words = NO_PLACE if own and own.kept_back else place.words(line.polarity, group.name, period) if place else ""
    return PeerTable(
        group.name, group.slug, period, tuple(sorted(rows, key=lambda row: row.name.lower())), place, words
    )


def _row(one: PeerFigure, line: IndicatorLine, suppress_below: int | None) -> PeerRow:
    """Few people of another council could be recognised as well."""
    numbers = [people(one.amount, None, line.unit), *numbers_in(one.words)]
    is_hidden = suppress_below and any(is_small(number, suppress_below) for number in numbers)
    value = NOT_SHOWN if is_hidden else one.value
    source = "" if is_hidden else one.source
    return PeerRow(one.name, value, value.shown(line.unit, line.places), source, one.illustrative)


def _place(own: Figure | None, others: list[Decimal | None], polarity: Polarity) -> Standing | None:
    if own is None or own.value.sense is not Sense.EXACT or not isinstance(own.value.amount, Decimal):
        return None
    return standing(own.value.amount, others, polarity)
