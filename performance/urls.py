"""Addresses of indicators and of comparisons between councils."""

from django.urls import path

from . import comparing_views, views

urlpatterns = [
    path("indicators/<slug:slug>/", views.indicator, name="indicator"),
    path("comparisons/", comparing_views.comparisons, name="comparisons"),
    path("comparisons/<slug:slug>/", comparing_views.comparison_of, name="comparison"),
]
