"""Checks before publication over what boards say and the figures it rests on: of a report, and of a whole period.

The one place that computes them: the page of the period lists what the verb that publishes a report asks about.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from performance.checking import Looked, look
from performance.desk import mended_at
from performance.models import Indicator
from plan import clock

from .cited import Parts, parts_of
from .models import HighlightReport, ReportingPeriod
from .passages import of_reports
from .points import Passage, Point, in_order, of_passage


def as_at(period: ReportingPeriod) -> date:
    """The day as at which a period's figures are looked at: when its reports are due, or today before that."""
    return min(period.due, clock.today())


def points_of_report(report: HighlightReport) -> list[Point]:
    """What stands in the way of publishing a report: its words, and the figures of its outcome."""
    return points_of_reports(HighlightReport.objects.filter(pk=report.pk), on=as_at(report.period))


def points_of_period(period: ReportingPeriod, *, user: Any) -> list[Point]:
    """The same for all that this person may read of a period: a board's member their own board's reports; who reads
    every report also the figures that no part of the plan cites. A fixed number of queries."""
    reports = HighlightReport.objects.in_full_for(user).filter(period=period, superseded_by=None)
    more: Collection[int] = ()
    if user.has_perm("outcomes.view_reportingperiod"):
        more = set(Indicator.objects.visible_to(user).values_list("pk", flat=True))
    return points_of_reports(reports, on=as_at(period), more=more)


def points_of_reports(reports: QuerySet[HighlightReport], *, on: date, more: Collection[int] = ()) -> list[Point]:
    """What stands in the way of publishing these reports, with `more` indicators beside those of their outcomes."""
    rows = list(reports.order_by().values_list("plan_id", "outcome_id", "board__name"))
    parts = parts_of({plan for plan, _, _ in rows}, on=on)
    boards = _boards(parts, rows)
    looked = look({*boards, *more}, on=on)
    passages = of_reports(reports.order_by("board__name", "pk"), parts)
    return together(looked, passages, boards)


def together(looked: Looked, passages: Iterable[Passage], boards: dict[int, dict[str, None]]) -> list[Point]:
    """What was found of figures, then of words; of both what stops publication first."""
    figures = (
        Point(
            one.level, one.kind, one.name, one.message, mended_at(one),
            department=looked.lines[one.indicator].owner, boards=tuple(boards.get(one.indicator, ())),
        )
        for one in looked.found
    )  # fmt: skip
    said = (point for passage in passages for point in of_passage(passage, looked))
    return in_order([*figures, *said])


def _boards(parts: Parts, rows: Iterable[tuple]) -> dict[int, dict[str, None]]:
    """Which boards report on each indicator."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for _plan, outcome, board in rows:
        for indicator in parts.of(outcome).indicators:
            found[indicator][board] = None
    return found
