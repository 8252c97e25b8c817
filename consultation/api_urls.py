from django.urls import path

from .telling.api import Compared, Meanings

urlpatterns = [
    path("plans/compare/<slug:before>/<slug:after>/", Compared.as_view(), name="api-compare-editions"),
    path("plans/numbers/<str:number>/", Meanings.as_view(), name="api-plan-number"),
]
