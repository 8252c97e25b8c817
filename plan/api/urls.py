"""Addresses of the API, version 1. What there is to read, the slot `api_routes` says."""

from django.urls import include, path, re_path

from plan.slots import slots

from . import reference, views

urlpatterns = [
    path("", reference.reference, name="api"),
    path("schema/", reference.Schema.as_view(), name="api-schema"),
    *(path("", include(routes.urls)) for routes in slots.api_routes),
    re_path(r"^[\s\S]+$", views.Nothing.as_view()),
]
