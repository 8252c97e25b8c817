"""The list of indicators with the filters of its page."""

from typing import Any

from rest_framework.request import Request

from outcomes.pages.indicator_filters import IndicatorFilters
from outcomes.pages.indicators import filters_of
from performance.api.results import TAG
from performance.api.shapes import IndicatorShape
from performance.read import IndicatorLine
from plan.api.describe import extend_schema, lists, parameter
from plan.api.views import ListView, refuse_form

SHORT_NAMES = {
    "outcome": "Short name of an outcome of the plan in force: indicators that it or anything under it is measured by.",
    "department": "Short name of a department that answers for figures.",
    "committee": "Short name of a scrutiny committee: indicators of what it watches today.",
}


def filter_parameters() -> list[Any]:
    """The filters of the page, with what they take where that does not depend on the council."""
    return [
        parameter(name, SHORT_NAMES.get(name) or _described(one), [code for code, _ in one.extra.get("choices", ())])
        for name, one in IndicatorFilters.base_filters.items()
    ]


def _described(one: Any) -> str:
    """What a filter is about, and what each of its codes means."""
    return f"{one.label}: {', '.join(f'{code} ({words.lower()})' for code, words in one.extra['choices'])}."


class Indicators(ListView):
    shape = IndicatorShape
    filters = tuple(IndicatorFilters.base_filters)

    @extend_schema(
        **lists(
            "list_indicators", TAG, "Indicators", IndicatorShape,
            "Indicators as they stand today: key ones first, then by how much there is to read, then by name.",
            filter_parameters(),
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def rows(self, request: Request, **kwargs: Any) -> list[IndicatorLine]:
        asked = filters_of(request.user, request.query_params)
        refuse_form(asked)
        return [one.line for one in asked.find()]
