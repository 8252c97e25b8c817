"""One indicator. The list of them filters by outcome, so it is the business of the app that knows outcomes."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from performance.detail import indicator_detail
from performance.models import Indicator
from plan import clock
from plan.api.describe import SLUG, extend_schema, reads
from plan.api.views import ReadView

from .detail_shapes import IndicatorDetailShape, told
from .results import TAG


class IndicatorPage(ReadView):
    @extend_schema(
        **reads(
            "read_indicator", TAG, "One indicator", IndicatorDetailShape,
            "All that its page shows: figures, parts, targets, comparisons, other councils, what was restated, what is "
            "due and expected. The link JSON on its page gives the same.", [SLUG],
        )
    )  # fmt: skip
    def get(self, request: Request, **kwargs: Any):
        return super().get(request, **kwargs)

    def answer(self, request: Request, **kwargs: Any) -> dict[str, Any]:
        visible = Indicator.objects.visible_to(request.user).select_related("data_source", "area")
        return told(indicator_detail(get_object_or_404(visible, slug=kwargs["slug"]), on=clock.today()))
