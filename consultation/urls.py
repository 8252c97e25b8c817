"""Addresses, grouped by what they address. They come before those of versions: `/plans/compare/` is none."""

from django.urls import path

from .telling import pages as telling

urlpatterns = [
    path("plans/compare/", telling.choose, name="compare"),
    path("plans/compare/<slug:before>/<slug:after>/", telling.compare, name="compare-editions"),
    path("plans/compare/<slug:before>/<slug:after>/<slug:part>/", telling.compare_part, name="compare-part"),
    path("plans/number/<str:number>/", telling.number, name="plan-number"),
]
