"""What is told of one indicator, to programs and in its file of JSON alike: all that its page shows."""

from types import SimpleNamespace
from typing import Any

from rest_framework import serializers
from rest_framework.fields import BooleanField, CharField, ChoiceField, DateField, IntegerField

from performance.detail import IndicatorDetail
from performance.models import Forecast, Indicator
from performance.parts import PartRow, PartTable
from performance.rag import TargetKind
from plan.api.shapes import DecimalText, Together

from .shapes import MADE_UP, MARKDOWN, FigureShape, IndicatorShape, PeriodShape, RatingShape, ValueShape

KINDS = [(kind.value, kind.value) for kind in TargetKind]
CONFIDENCE = [(code, code) for code in Forecast.Confidence.values]


class TargetShape(serializers.Serializer):
    """The target for one period."""

    period = CharField(help_text="The period as people read it.")
    period_code = CharField(source="when.code", help_text="Code of the period, such as 2022/23.")
    shown = CharField(help_text="The target as people read it.")
    kind = ChoiceField(KINDS, source="goal.kind", help_text="On which side of it the figure should be.")
    value = DecimalText(
        source="goal.amount", allow_null=True, help_text="The amount; null where that rests on a figure not yet known."
    )
    upper = DecimalText(source="goal.upper", allow_null=True, help_text="The upper end of a target between.")
    source = CharField(help_text="Where it was set.")
    illustrative = BooleanField(help_text=MADE_UP)


class ComparisonShape(serializers.Serializer):
    """Where the council stood in a group in one period."""

    period = CharField(source="period.code", help_text="Code of the period.")
    group = CharField(help_text="Among whom.")
    size = IntegerField(allow_null=True, help_text="How many councils are in the group.")
    value = DecimalText(source="amount", allow_null=True, help_text="The group's own figure.")
    shown = CharField(source="value", help_text="The group's own figure as people read it.")
    place = CharField(help_text="The council's place in it, in words.")
    source = CharField(help_text="Who states it.")
    illustrative = BooleanField(help_text=MADE_UP)


class PartFigureShape(PeriodShape, ValueShape):
    """A part's figure for one period."""


class PartShape(serializers.Serializer):
    """A part with its latest figures."""

    name = CharField(help_text="The part, such as women.")
    illustrative = BooleanField(help_text=MADE_UP)
    figures = PartFigureShape(many=True, help_text="Newest first.")


class PartsShape(serializers.Serializer):
    """The figures divided in one way."""

    by = CharField(help_text="What divides them, such as sex or district.")
    parts = PartShape(many=True, help_text="In the order of the page.")
    sources = serializers.ListField(child=CharField(), help_text="Where these figures come from.")

    def to_representation(self, table: PartTable) -> dict[str, Any]:
        parts = [Together(SimpleNamespace(figures=_figures(table, row)), row) for row in table.rows]
        return super().to_representation(Together(SimpleNamespace(parts=parts), table))


def _figures(table: PartTable, row: PartRow) -> list[dict[str, Any]]:
    """A row's figures with their periods, without those that there are none for."""
    cells = zip(table.periods, row.values, row.shown, strict=True)
    return [{"period": period, "value": value, "shown": shown} for period, value, shown in cells if value is not None]


class CouncilFigureShape(ValueShape):
    """A council's figure."""

    name = CharField(help_text="The council.")
    is_us = BooleanField(help_text="True for the council whose plan this is.")
    provisional = BooleanField(help_text="True while the figure may still be corrected; known of our own alone.")
    illustrative = BooleanField(help_text=MADE_UP)
    source = CharField(help_text="Where the figure comes from.")


class PeersShape(PeriodShape):
    """The figures of a group's councils for one period, ours among them."""

    group = CharField(help_text="The group.")
    group_slug = CharField(source="slug", help_text="Its short name, as in the address of its comparison.")
    place = CharField(help_text="Our place among them in words, or why it is not shown; empty where it is not known.")
    rank = IntegerField(source="standing.rank", allow_null=True, default=None, help_text="Our place; 1 is the best.")
    of = IntegerField(
        source="standing.of", allow_null=True, default=None, help_text="How many councils gave a figure, with ours."
    )
    quartile = IntegerField(
        source="standing.quartile", allow_null=True, default=None, help_text="1 is the best quarter, 4 the worst."
    )
    councils = CouncilFigureShape(source="rows", many=True, help_text="By name; some may be “not known”.")


class MiddleShape(PeriodShape, ValueShape):
    """Between what figures the middle half of a group's councils lay, ours not counted: a range."""

    group = CharField(help_text="The group.")


class RestatedShape(PeriodShape, ValueShape):
    """What a period's figure was until a day."""

    shown = CharField(source="was", help_text="The figure as people read it.")
    provisional = BooleanField(help_text="True where it was provisional.")
    until = DateField(source="day", help_text="The day it was changed.")
    why = CharField(help_text="Why it changed.")


class DueShape(PeriodShape):
    """The figure that is awaited next."""

    day = DateField(help_text="The day by which it is to be released.")


class YearSoFarShape(ValueShape):
    """The year's figure so far."""

    year = CharField(source="year.code", help_text="Code of the year.")
    until = DateField(source="until.end", help_text="The last day counted.")


class ForecastShape(ValueShape):
    """What the owner expects the year to end at."""

    year = CharField(source="year.code", help_text="Code of the year.")
    said_on = DateField(help_text="When that was said.")
    confidence = ChoiceField(CONFIDENCE, help_text="How sure the owner is of it.")
    reason = CharField(help_text=f"What it rests on. {MARKDOWN}")
    rating = RatingShape(help_text="What is expected, against the year's target.")
    illustrative = BooleanField(help_text=MADE_UP)


class OutturnShape(ForecastShape):
    """What the owner last expected of a year that has ended, and what came of it."""

    came = CharField(help_text="The year's figure as people read it; empty while it is not out.")


class IndicatorDetailShape(IndicatorShape):
    """An indicator with all that is published of it."""

    is_context = BooleanField(
        help_text="True for a figure that describes the area and by which the plan is not judged."
    )
    area = CharField(help_text="The area the figures are for; empty for the council's own.")
    control = ChoiceField(Indicator.Control.choices, help_text="Who can change the figure most.")
    is_statutory = BooleanField(help_text="True where the law requires it.")
    tolerance = CharField(help_text="How far from the target is still amber; empty where nothing is.")
    figures = FigureShape(many=True, help_text="Newest first.")
    parts = PartsShape(many=True, help_text="Figures by part, the latest periods.")
    restatements = RestatedShape(many=True, help_text="What figures were before they changed, newest change first.")
    targets = TargetShape(many=True, help_text="Newest first.")
    comparisons = ComparisonShape(many=True, help_text="Newest first.")
    peers = PeersShape(many=True, help_text="Other councils' figures, the newest period of each group.")
    middle_half = MiddleShape(many=True, help_text="What the chart draws of other councils, newest first.")
    due = DueShape(allow_null=True, help_text="The next figure; null where they keep no rhythm.")
    is_overdue = BooleanField(help_text="True where the day the next figure was due has passed.")
    year_so_far = YearSoFarShape(allow_null=True, help_text="Null where figures do not add up to a year.")
    forecast = ForecastShape(allow_null=True, help_text="Null where the owner has not said any.")
    past_forecast = OutturnShape(allow_null=True, help_text="Null where none was said of a year that has ended.")


def told(detail: IndicatorDetail) -> dict[str, Any]:
    """What `IndicatorDetailShape` says of an indicator: the answer of the API, and the file."""
    return dict(IndicatorDetailShape(Together(_Detail(detail), detail.line)).data)


class _Detail:
    """The parts of the read model by the names that programs read."""

    def __init__(self, detail: IndicatorDetail) -> None:
        indicator, line, year = detail.indicator, detail.line, detail.year_so_far
        self.is_context, self.area = indicator.is_context, indicator.area.name if indicator.area else ""
        self.control, self.is_statutory = indicator.control, indicator.is_statutory
        self.tolerance = line.tolerance_shown if line.tolerance.amount else ""
        self.figures, self.parts, self.peers = detail.figures, detail.parts, detail.peers
        self.restatements, self.targets, self.comparisons = detail.restated, detail.targets, detail.comparisons
        self.middle_half = detail.middles
        self.due, self.is_overdue, self.forecast = detail.due, detail.is_overdue, detail.expected
        past = detail.outturn
        self.past_forecast = Together(SimpleNamespace(came=past.came), past.expected) if past else None
        shown = year.value.shown(line.unit, line.places) if year else ""
        self.year_so_far = Together(SimpleNamespace(shown=shown), year) if year else None
