"""What stands on an indicator's page: its results, targets, tolerances, parts, forecasts and comparisons."""

from typing import Any

from django.db import models

from plan import clock
from plan.desk.base import DeskStackedInline, DeskTabularInline
from plan.desk.forms import share_choices

from .figure_forms import FigureRowForm, PastTargetForm, PeerRowForm
from .models import Breakdown, ComparatorResult, Forecast, PeerResult, Result, Target

NOT_YOURS = "Another department answers for these figures. Ask them, or a policy officer, to change them."


ANOTHERS_PART = "Choose a part of this indicator."
FIGURE = ("period", "breakdown", "value", "qualifier", "upper", "numerator", "denominator", "base", "words")
ACCOUNT = ("commentary", "cause", "remedy", "back_on_target")


def offer_parts(field: Any, indicator: int | None) -> None:
    """Let a form's choice of a part offer those of its own indicator; of all, under their indicators' names, as long as
    nobody has said which it is."""
    field.error_messages["invalid_choice"] = ANOTHERS_PART
    field.__dict__.pop("_choices", None)  # what the inline's rows shared
    if indicator is not None:
        field.queryset = field.queryset.filter(indicator=indicator)
        return
    parts: dict[str, list[tuple[int, str]]] = {}
    for part in field.queryset.select_related("indicator").order_by("indicator__name", "by", "position", "name"):
        parts.setdefault(part.indicator.name, []).append((part.pk, field.label_from_instance(part)))
    field.choices = [("", field.empty_label), *parts.items()]


class InFull:
    """For rows that may count very few people: only those that their reader may read in full."""

    def get_queryset(self, request: Any) -> models.QuerySet:
        return super().get_queryset(request).in_full_for(request.user)  # type: ignore[misc]


class OutTodayMixin:
    """New rows are out from the day they are entered, unless it is said: a figure was not known before it was here."""

    def prepare(self, request: Any, row: models.Model, other: Any) -> None:
        super().prepare(request, row, other)  # type: ignore[misc]
        if row._state.adding and row.released is None:  # type: ignore[attr-defined]
            row.released = clock.today()  # type: ignore[attr-defined]


NEWEST = 2  # results shown on their indicator's page: each has a long account, and there may be sixty


class ResultInline(InFull, OutTodayMixin, DeskStackedInline):
    """The newest results; all of them have a list, and each a page, of their own."""

    model = Result
    form = FigureRowForm
    verbose_name_plural = "newest results"
    fields = (*FIGURE, "provisional", "released", *ACCOUNT, "source", "illustrative")
    ordering = ("-period_end", "-period_start")

    def get_formset(self, request: Any, obj: models.Model | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if "breakdown" in formset.form.base_fields:
            offer_parts(formset.form.base_fields["breakdown"], obj.pk if obj else 0)
            share_choices(formset.form)
        return formset


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


class ForecastInline(InFull, DeskTabularInline):
    model = Forecast
    fields = ("year", "day", "value", "confidence", "reason", "illustrative")
    ordering = ("-year", "-day")


class PeerResultInline(InFull, OutTodayMixin, DeskTabularInline):
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
