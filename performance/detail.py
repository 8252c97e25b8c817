"""Everything that is public of one indicator, for its own page: at most thirteen queries beside its line's."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plan.models import Council
from plan.periods import Period
from plan.wording import day

from .accumulation import YearSoFar
from .beside import MiddleLine, band, comparator, middle_lines
from .charts import Band, Chart, Comparator, can_draw, chart
from .goals import SetGoal, goals
from .hiding import hidden
from .models import ComparatorResult, Indicator, Source, Target
from .outlook import Expected, Outturn, Restated, due, forecast, restated, so_far
from .parts import PartTable, part_tables
from .peers import PeerTable, group_figures, peer_tables
from .places import beside_group, figure_of
from .position import NO_POSITION, quartile_words
from .rag import Target as Goal
from .read import Figure, IndicatorLine, indicator_lines
from .releases import Due
from .series import earlier
from .values import exact, trimmed_or_none


@dataclass(frozen=True)
class TargetLine:
    """`origin` says where the target was set, `source` in which words, `link` where they can be read."""

    when: Period
    goal: Goal
    shown: str
    source: str
    illustrative: bool
    origin: str
    link: str
    until_replaced: bool

    @property
    def period(self) -> str:
        return f"{self.when.label} and on, until it is replaced" if self.until_replaced else self.when.label


@dataclass(frozen=True)
class ComparisonLine:
    """Where the council stood in a group: `value` is the group's own figure, `place` the council's place in it."""

    period: Period
    group: str
    size: int | None
    value: str
    place: str
    source: str
    illustrative: bool
    amount: Decimal | None = None


@dataclass(frozen=True)
class IndicatorDetail:
    indicator: Indicator
    line: IndicatorLine
    source: Source | None
    figures: tuple[Figure, ...]  # newest first
    targets: tuple[TargetLine, ...]  # newest first
    comparisons: tuple[ComparisonLine, ...]  # newest first
    chart: Chart | None
    narrow_chart: Chart | None
    parts: tuple[PartTable, ...]
    peers: tuple[PeerTable, ...]
    middles: tuple[MiddleLine, ...]  # newest first
    restated: tuple[Restated, ...]  # newest first
    due: Due | None
    is_overdue: bool
    missing_since: str
    back_on_target: str
    so_far: str
    year_so_far: YearSoFar | None
    expected: Expected | None
    outturn: Outturn | None

    @property
    def restated_periods(self) -> set[Period]:
        return {one.period for one in self.restated}

    @property
    def placed(self) -> PeerTable | None:
        """The newest table in which our place could be worked out, for where no source states one."""
        known = [table for table in self.peers if table.place]
        return max(known, key=lambda table: table.period, default=None)


def indicator_detail(indicator: Indicator, *, on: date) -> IndicatorDetail:
    """An indicator with what was available on a day."""
    line = indicator_lines([indicator.pk], on=on)[indicator.pk]
    us = Council.current()
    comparisons = _comparisons(indicator, line, on)
    targets = goals([indicator.pk], on=on)[indicator.pk]
    before = earlier([indicator.pk], on=on)
    kept_back = hidden({indicator.pk: indicator.suppress_below}, before)
    hidden_periods = {period for (_, period), cell in kept_back.items() if cell.whole}
    awaited = due(indicator.rhythm, indicator.lag, line.figures, on)
    others = group_figures([indicator.pk], us, on=on).get(indicator.pk, [])
    year = so_far(indicator, line.figures)
    ahead, behind = forecast(indicator, line.figures, targets, hidden_periods, on=on)
    middle = band(line, others, indicator.suppress_below)
    beside = None if middle else comparator(line, comparisons)
    return IndicatorDetail(
        indicator=indicator,
        line=line,
        source=indicator.data_source,
        figures=tuple(reversed(line.figures)),
        targets=_targets(indicator, targets),
        comparisons=comparisons,
        chart=_drawn(line, middle, beside),
        narrow_chart=_drawn(line, middle, beside, narrow=True),
        parts=part_tables(indicator, kept_back, before, on=on),
        peers=peer_tables(line, others, us, indicator.suppress_below),
        middles=middle_lines(line, middle),
        restated=restated(indicator, kept_back, on=on),
        due=awaited,
        is_overdue=bool(awaited and awaited.is_overdue(on)),
        missing_since=awaited.missing_since(on) if awaited else "",
        back_on_target=_back_on_target(line, on),
        so_far=_so_far(indicator, year),
        year_so_far=year,
        expected=ahead,
        outturn=behind,
    )


def _drawn(line: IndicatorLine, band: Band | None, other: Comparator | None, narrow: bool = False) -> Chart | None:
    """The trend, where there are two figures to draw: words and changes without a level have no place on an axis."""
    if not can_draw(line.points):
        return None
    return chart(
        line.name, line.points, target=line.goal, band=band, comparator=other, unit=line.unit, places=line.places,
        narrow=narrow,
    )  # fmt: skip


def _back_on_target(line: IndicatorLine, on: date) -> str:
    """By when the latest figure's owner expected it to be on target again, in a sentence: a day that has passed is no
    promise any more."""
    by = line.latest.back_on_target if line.latest else None
    if by is None:
        return ""
    if by < on:
        return (
            f"It was expected to be back on target by {day(by)}. That day has passed, and no newer figure has come out."
        )
    return f"Expected to be back on target by {day(by)}."


def _so_far(indicator: Indicator, found: YearSoFar | None) -> str:
    if found is None:
        return ""
    shown = found.value.shown(indicator.unit, indicator.decimals)
    return f"{shown} in {found.year.label} up to {day(found.until.end)}"


def _targets(indicator: Indicator, targets: list[SetGoal]) -> tuple[TargetLine, ...]:
    return tuple(
        TargetLine(
            one.period, one.goal, one.goal.shown(indicator.unit, indicator.decimals), one.source, one.illustrative,
            Target.Origin(one.origin).label, one.link, one.until_replaced,
        )
        for one in reversed(targets)
    )  # fmt: skip


def _comparisons(indicator: Indicator, line: IndicatorLine, on: date) -> tuple[ComparisonLine, ...]:
    rows = (
        ComparatorResult.objects.out_on(on)
        .filter(indicator=indicator)
        .order_by("-period_end", "group__name")
        .values_list(
            "period", "group__name", "group__kind", "group__size", "value", "quartile", "rank", "size", "words",
            "source", "illustrative", "area_id",
        )
    )  # fmt: skip
    found = []
    for code, group, kind, group_size, value, quartile, rank, size, words, source, illustrative, area in rows:
        stated = quartile_words(quartile=quartile, rank=rank, of=size if rank else None, polarity=line.polarity)
        place = words if stated == NO_POSITION else stated
        amount = trimmed_or_none(value)
        if not place and area in (None, indicator.area_id):
            place = _beside(line, kind, amount, Period.parse(code))
        found.append(
            ComparisonLine(
                period=Period.parse(code), group=group, size=group_size, amount=amount,
                value="" if amount is None else exact(amount).shown(indicator.unit, indicator.decimals),
                place=place, source=source, illustrative=illustrative,
            )
        )  # fmt: skip
    return tuple(found)


def _beside(line: IndicatorLine, kind: str, amount: Decimal | None, period: Period) -> str:
    shape = {"unit": line.unit, "decimals": line.places}
    found = beside_group(kind, amount, figure_of(line.figures, period), line.polarity, shape)
    return found.words if found else ""
