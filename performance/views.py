"""The page of one indicator. What cites it is hung on by the app that knows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plan import clock
from plan.pages import kept

from .detail import indicator_detail
from .models import Indicator


@kept
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Indicator.objects.visible_to(request.user).select_related("data_source", "area", "owner")
    subject = get_object_or_404(visible, slug=slug)
    detail = indicator_detail(subject, on=clock.today())
    return render(request, "performance/indicator.html", {"indicator": subject, "detail": detail})
