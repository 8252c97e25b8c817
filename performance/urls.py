"""Addresses of indicators."""

from django.urls import path

from . import views

urlpatterns = [
    path("indicators/<slug:slug>/", views.indicator, name="indicator"),
]
