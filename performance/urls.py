"""Addresses of indicators and of comparisons between councils."""

from django.urls import path

from . import comparing_views, views

urlpatterns = [
    path("indicators/<slug:slug>/", views.indicator, name="indicator"),
    path("indicators/<slug:slug>.csv", views.indicator_csv, name="indicator-csv"),
    path("indicators/<slug:slug>.json", views.indicator_json, name="indicator-json"),
    path("comparisons/", comparing_views.comparisons, name="comparisons"),
    path("comparisons/<slug:slug>/", comparing_views.comparison_of, name="comparison"),
]
