"""The list of indicators with the filters of its page, which narrow it by outcome too."""

from typing import Any

from rest_framework.request import Request

from outcomes.pages.indicators import IndicatorFilters
from performance.api.results import TAG
from performance.api.shapes import IndicatorShape
from performance.models import Indicator
from performance.read import IndicatorLine, indicator_lines
from plan import clock
from plan.api.describe import extend_schema, lists, parameter
from plan.api.views import ListView, refuse_form
from plan.models import Plan

SHORT_NAMES = {"outcome": "Short name of an outcome of the plan in force.", "department": "Short name of a department."}


def filter_parameters() -> list[Any]:
    """The filters of the page, with what they take where that does not depend on the council."""
    return [
        parameter(name, SHORT_NAMES.get(name, f"{one.label}."), [code for code, _ in one.extra.get("choices", ())])
        for name, one in IndicatorFilters.base_filters.items()
    ]


class Indicators(ListView):
    shape = IndicatorShape
    filters = tuple(IndicatorFilters.base_filters)

    @extend_schema(
        **lists(
            "list_indicators", TAG, "Indicators", IndicatorShape, "Indicators as they stand today, by name.",
            filter_parameters(),
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def rows(self, request: Request, **kwargs: Any) -> list[IndicatorLine]:
        today = clock.today()
        plan = Plan.objects.visible_to(request.user).in_force(today).first()
        visible = Indicator.objects.visible_to(request.user)
        asked = IndicatorFilters(request.query_params, visible, plan=plan, on=today)
        refuse_form(asked)
        read = indicator_lines(asked.qs.values_list("pk", flat=True), on=today).values()
        return sorted((line for line in read if asked.keeps(line)), key=lambda line: line.name.lower())
