"""The page of one indicator, and what it shows as files. What cites it is hung on by the app that knows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from rest_framework.renderers import JSONRenderer

from plan import clock
from plan.pages import kept

from .api.detail_shapes import told
from .detail import IndicatorDetail, indicator_detail
from .models import Indicator
from .sheet import as_csv


def _detail(request: HttpRequest, slug: str) -> IndicatorDetail:
    visible = Indicator.objects.visible_to(request.user).select_related("data_source", "area", "owner")
    return indicator_detail(get_object_or_404(visible, slug=slug), on=clock.today())


@kept
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    detail = _detail(request, slug)
    return render(request, "performance/indicator.html", {"indicator": detail.indicator, "detail": detail})


@kept
def indicator_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(as_csv(_detail(request, slug)), "text/csv; charset=utf-8")


@kept
def indicator_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as the API's answer."""
    return _file(JSONRenderer().render(told(_detail(request, slug))), "application/json")


def _file(content: bytes, content_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=content_type)
