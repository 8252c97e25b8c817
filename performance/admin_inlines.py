"""What stands on an indicator's page: its results, targets, tolerances, parts, forecasts and comparisons."""

from typing import Any

from django.db import models

from plan import clock
from plan.desk.base import DeskStackedInline, DeskTabularInline

from .figure_forms import FigureRowForm, PastTargetForm, PeerRowForm
from .models import Breakdown, ComparatorResult, Forecast, PeerResult, Result, Target

NOT_YOURS = "Another department answers for these figures. Ask them, or a policy officer, to change them."


FIGURE = ("period", "breakdown", "value", "qualifier", "upper", "numerator", "denominator", "base", "words")
ACCOUNT = ("commentary", "cause", "remedy", "back_on_target")


class OutTodayMixin:
    """New rows are out from the day they are entered, unless it is said: a figure was not known before it was here."""

    def prepare(self, request: Any, row: models.Model, other: Any) -> None:
        super().prepare(request, row, other)  # type: ignore[misc]
        if row._state.adding and row.released is None:  # type: ignore[attr-defined]
            row.released = clock.today()  # type: ignore[attr-defined]


NEWEST = 2  # results shown on their indicator's page: each has a long account, and there may be sixty


class ResultInline(OutTodayMixin, DeskStackedInline):
    """The newest results; all of them have a list, and each a page, of their own."""

    model = Result
    form = FigureRowForm
    verbose_name_plural = "newest results"
    fields = (*FIGURE, "provisional", "released", *ACCOUNT, "source", "illustrative")
    ordering = ("-period_end", "-period_start")


class TargetInline(DeskTabularInline):
    model = Target
    form = PastTargetForm
    fields = (
        "period", "kind", "value", "upper", "group", "base", "until_replaced", "origin", "source", "link",
        "illustrative",
    )  # fmt: skip
    ordering = ("-period_end",)


class BreakdownInline(DeskTabularInline):
    model = Breakdown
    fields = ("by", "name", "slug", "area", "adds_up", "position")


class ForecastInline(DeskTabularInline):
    model = Forecast
    fields = ("year", "day", "value", "confidence", "reason", "illustrative")
    ordering = ("-year", "-day")


class PeerResultInline(OutTodayMixin, DeskTabularInline):
    model = PeerResult
    form = PeerRowForm
    fields = ("peer", "period", "value", "words", "released", "source", "illustrative")
    ordering = ("-period_end", "peer__name")


class ComparisonInline(OutTodayMixin, DeskTabularInline):
    model = ComparatorResult
    fields = (
        "group",
        "area",
        "period",
        "value",
        "quartile",
        "rank",
        "size",
        "words",
        "released",
        "source",
        "illustrative",
    )
    ordering = ("-period_end",)
