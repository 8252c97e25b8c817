"""The library of strategies, and what reports do to the outcomes, with the filters of their pages."""

from types import SimpleNamespace
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from outcomes.pages import impact, library
from outcomes.pages.library_filters import Filters, ImpactFilters, StrategyFilters
from plan.api.describe import SLUG, extend_schema, lists, parameter, reads
from plan.api.shapes import Together
from plan.api.views import ListView, ReadView, refuse_form

from .library_shapes import EffectShape, StrategyShape

TAG = "The library"
TOLD = {
    "department": "Short name of the department that owns them.",
    "outcome": "Short name of an outcome of the plan in force.",
    "text": "Words of the statement, or of the report's title.",
    "body": "Short name of the body that the report went to.",
    "year": "A financial year by the day of the meeting, such as 2021-22.",
}


def parameters(filters: type[Filters]) -> list[Any]:
    """The filters of the page, with what they take where that does not depend on the council."""
    found = []
    for name, one in filters.base_filters.items():
        choices = list(one.extra.get("choices", ()))
        codes = f"{one.label}: {', '.join(f'{code} ({words.lower()})' for code, words in choices)}."
        found.append(parameter(name, TOLD.get(name, codes), [code for code, _ in choices]))
    return found


def told(asked: StrategyFilters, **only: str) -> list[Together]:
    """Strategies that fit, with the parts of the plan they support and what boards judged last."""
    rows = list(asked.rows().filter(**only).select_related("department", "replaces"))
    return [
        Together(SimpleNamespace(supported=[place.item for place in kept.places]), kept)
        for kept in library.in_library(rows, asked.plan, asked.on)
    ]


class Strategies(ListView):
    shape = StrategyShape
    filters = tuple(StrategyFilters.base_filters)

    @extend_schema(
        **lists(
            "list_strategies", TAG, "Strategies", StrategyShape,
            "The library in alphabetical order: what each strategy supports, and what boards judged of it.",
            parameters(StrategyFilters),
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def rows(self, request: Request, **kwargs: Any) -> list[Together]:
        asked = library.filters_of(request.query_params, request.user)
        refuse_form(asked)
        return told(asked)


class Strategy(ReadView):
    @extend_schema(**reads("read_strategy", TAG, "One strategy", StrategyShape, parameters=[SLUG]))
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def answer(self, request: Request, **kwargs: Any) -> Any:
        found = told(library.filters_of({}, request.user), slug=kwargs["slug"])
        if not found:
            raise NotFound
        return StrategyShape(found[0]).data


class Effects(ListView):
    shape = EffectShape
    filters = tuple(ImpactFilters.base_filters)

    @extend_schema(
        **lists(
            "list_effects", TAG, "Effects of reports", EffectShape,
            "What published reports state of their effect on each outcome, the newest meeting first.",
            parameters(ImpactFilters),
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def rows(self, request: Request, **kwargs: Any) -> Any:
        asked = impact.filters_of(request.query_params, request.user)
        refuse_form(asked)
        return list(asked.rows())
