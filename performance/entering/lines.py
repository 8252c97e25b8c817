"""What a page shows of each figure it asks for: the one before, the target, how it stands, and what fills its boxes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from performance.checks import unaccounted
from performance.goals import DatedMargin, SetGoal, goal_ahead, goal_for, goals, margin_for, tolerances
from performance.hiding import NOT_SHOWN, NOTHING, hidden
from performance.importing.known import ACCOUNT
from performance.models import Indicator, Qualifier, Result
from performance.rag import Rating, Status, rate
from performance.releases import Due
from performance.rows import VALUE_COLUMNS
from performance.series import value_of
from performance.values import Value
from plan import clock
from plan.desk.merging import Conflict
from plan.periods import Period, comparable
from plan.wording import join_words

from .awaited import Asked
from .posted import Key, Texts, TypedRow, touched
from .saving import Entered
from .standing import COLUMNS, EMPTY, Standing, texts_of

MISSES = (Status.RED, Status.AMBER)


@dataclass
class Line:
    """A row of a page. `rating` is that of the figure as it is saved; `wanting` says what its account still lacks."""

    pk: int
    key: Key
    name: str
    unit: str
    period: Period
    version: int
    texts: Texts
    last: str
    last_period: Period | None
    target: str
    is_of_changes: bool = False  # the figure, or the one before, is a change without its level
    rating: Rating | None = None
    wanting: str = ""
    due: Due | None = None
    heading: str = ""
    is_open: bool = False
    errors: dict[str, list[str]] = field(default_factory=dict)
    conflict: Conflict | None = None


@dataclass(frozen=True)
class _Facts:
    """What is read for all rows at once."""

    indicators: Mapping[int, Mapping[str, Any]]
    results: Mapping[int, Mapping[str, Any]]
    goals: Mapping[int, list[SetGoal]]
    margins: Mapping[int, list[DatedMargin]]
    hidden: Mapping[tuple[int, str], Any]


def lines(keys: Sequence[Key], those: Sequence[Asked]) -> list[Line]:
    """The rows for these figures, of indicators among `those`: five queries, six where some count few people."""
    by_slug = {one.slug: one for one in those}
    wanted = [(by_slug[slug], Period.parse(code)) for slug, code in keys if slug in by_slug]
    pairs = [(one, period, _at(one, period), _before(one, period)) for one, period in wanted]
    facts = _facts({one.pk for one, _ in wanted}, {pk for *_, at, before in pairs for pk in (at, before) if pk})
    return [_line(one, period, at, before, facts) for one, period, at, before in pairs]


def _at(one: Asked, period: Period) -> int | None:
    return next((result.pk for result in one.there if result.period == period), None)


def _before(one: Asked, period: Period) -> int | None:
    """The newest figure for an earlier period: of the same kind if there is one."""
    earlier = [result for result in one.there if result.is_figure and result.period < period]
    alike = [result for result in earlier if comparable(result.period, period)]
    return (alike or earlier)[-1].pk if earlier else None


def _facts(indicators: set[int], results: set[int]) -> _Facts:
    told = Indicator.objects.filter(pk__in=indicators).values("pk", "unit", "decimals", "suppress_below")
    kinds = {row["pk"]: row for row in told}
    rows = Result.objects.filter(pk__in=results).values("pk", "period", "base", *COLUMNS)
    return _Facts(
        kinds,
        {row["pk"]: row for row in rows},
        goals(indicators, on=clock.today()),
        tolerances(indicators),
        hidden({pk: row["suppress_below"] for pk, row in kinds.items()}),
    )


def _line(one: Asked, period: Period, at: int | None, before: int | None, facts: _Facts) -> Line:
    kind = facts.indicators[one.pk]
    unit, places = kind["unit"], kind["decimals"]
    row, last = facts.results.get(at or 0), facts.results.get(before or 0)
    line = Line(
        pk=one.pk,
        key=(one.slug, period.code),
        name=one.name,
        unit=unit,
        period=period,
        version=row["version"] if row else 0,
        texts=texts_of(row) if row else EMPTY,
        last=_value(one.pk, last, facts).shown(unit, places) if last else "",
        last_period=Period.parse(last["period"]) if last else None,
        is_of_changes=_is_change(row if row and row["value"] is not None else last),
        target=_target(period, facts.goals.get(one.pk, []), unit, places),
    )
    if row:
        _judge(line, row, facts, places)
    return line


def _is_change(row: Mapping[str, Any] | None) -> bool:
    return row is not None and row["qualifier"] == Qualifier.CHANGE


def _value(indicator: int, row: Mapping[str, Any], facts: _Facts) -> Value:
    if facts.hidden.get((indicator, row["period"]), NOTHING).whole:
        return NOT_SHOWN
    return value_of({name: row[name] for name in VALUE_COLUMNS})


def _target(period: Period, candidates: list[SetGoal], unit: str, places: int) -> str:
    """The target in words, with its period where that is a later one: "at least 80% for 2029/30"."""
    judged_by = goal_for(period, candidates)
    if judged_by:
        return judged_by.goal.shown(unit, places)
    ahead = goal_ahead(period, candidates)
    return f"{ahead.goal.shown(unit, places)} for {ahead.period.short_label}" if ahead else ""


def _judge(line: Line, row: Mapping[str, Any], facts: _Facts, places: int) -> None:
    """How the figure stands, and what its account lacks. Of one that is not shown to others nothing is told."""
    set_goal = goal_for(line.period, facts.goals.get(line.pk, []))
    margin = margin_for(line.period, facts.margins.get(line.pk, []))
    value = _value(line.pk, row, facts)
    if set_goal is None or value is NOT_SHOWN:
        return
    line.rating = rate(
        value, set_goal.goal, tolerance=margin, period=line.period, unit=line.unit, places=places
    )  # fmt: skip
    if line.rating.status in MISSES:
        line.is_open = True
        missing = unaccounted(row["cause"], row["remedy"])
        line.wanting = f"Before publication, say {join_words(missing)}." if missing else ""


def show_again(line: Line, row: TypedRow, entered: Entered) -> None:
    """Put back what was typed, with what is wrong with it. What its author left alone follows what stands now; a row
    that somebody else changed takes the version that is now shown, so that saving it again is a decision."""
    opened = entered.opened.get(row.key, Standing()).texts
    mine = touched(row.texts, opened)
    line.conflict, line.errors = entered.conflicts.get(row.number), entered.errors_of(row.number)
    if not mine:
        return
    line.texts = {name: row.texts[name] if name in mine else text for name, text in line.texts.items()}
    line.is_open = line.is_open or bool({*mine, *line.errors} & set(ACCOUNT))
    if line.conflict is None:
        line.version = row.seen
