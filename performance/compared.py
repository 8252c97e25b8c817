"""Several councils' figures of several indicators on one page, for one comparator group.

The example is a table of three measures of spending for six counties in a report on demand pressures to the Adults and
Communities Overview and Scrutiny Committee, 1 November 2021, paragraph 28.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from plan.models import Council
from plan.wording import join_words

from .models import ComparatorGroup, Indicator, PeerResult
from .peers import PeerRow, PeerTable, group_figures, peer_tables
from .read import IndicatorLine, indicator_lines


@dataclass(frozen=True)
class GroupLine:
    """A group that there are figures of, and how many."""

    name: str
    slug: str
    indicators: int
    councils: int


@dataclass(frozen=True)
class Column:
    """One indicator: its newest period that other councils gave figures for, and what each gave for that one."""

    line: IndicatorLine
    table: PeerTable

    @property
    def us(self) -> PeerRow:
        return self.table.us

    @property
    def sources(self) -> list[str]:
        """Each source once, with whose figures come from it where that is not all of them."""
        found: dict[str, list[str]] = {}
        for row in self.table.rows:
            if row.source:
                found.setdefault(row.source, []).append(row.name)
        told = sum(map(len, found.values()))
        return [source if len(names) == told else f"{source} ({join_words(names)})" for source, names in found.items()]


@dataclass(frozen=True)
class CouncilRow:
    """A council with its figure in each column; None where it was not in the group in that column's period."""

    name: str
    is_us: bool
    cells: tuple[tuple[Column, PeerRow | None], ...]


@dataclass(frozen=True)
class Comparison:
    columns: tuple[Column, ...]
    councils: tuple[CouncilRow, ...]


def compared_groups(user: Any, *, on: date) -> list[GroupLine]:
    """The groups with figures that this user may see, by name: one query."""
    rows = PeerResult.objects.visible_to(user).out_on(on).order_by().values("peer__group__name", "peer__group__slug")
    counted = rows.annotate(
        indicators=Count("indicator", distinct=True), councils=Count("peer", distinct=True)
    ).order_by("peer__group__name")
    return [
        GroupLine(row["peer__group__name"], row["peer__group__slug"], row["indicators"], row["councils"])
        for row in counted
    ]


def compared_indicators(group: ComparatorGroup, user: Any, *, on: date) -> list[int]:
    """The indicators with figures of a group's councils that this user may see, by name: one query."""
    given = PeerResult.objects.out_on(on).filter(peer__group=group).values("indicator")
    return list(Indicator.objects.visible_to(user).filter(pk__in=given).values_list("pk", flat=True))


def comparison(group: ComparatorGroup, indicators: Sequence[int], *, on: date) -> Comparison:
    """The figures of a group's councils for these indicators, in their order: eleven queries at most."""
    us = Council.current()
    lines = indicator_lines(indicators, on=on)
    found = group_figures(indicators, us, on=on, groups=[group.pk])
    few = dict(Indicator.objects.filter(pk__in=indicators).values_list("pk", "suppress_below"))
    columns = tuple(
        Column(lines[pk], table)
        for pk in indicators
        for table in peer_tables(lines[pk], found.get(pk, []), us, few[pk])
    )
    return Comparison(columns, _councils(columns))


def _councils(columns: Sequence[Column]) -> tuple[CouncilRow, ...]:
    cells = {(id(column), row.name): row for column in columns for row in column.table.rows}
    names = {row.name: row.is_us for column in columns for row in column.table.rows}
    return tuple(
        CouncilRow(name, names[name], tuple((column, cells.get((id(column), name))) for column in columns))
        for name in sorted(names, key=str.lower)
    )
