"""Addresses. The other apps are named as strings; nothing else of them is known here."""

from django.contrib import admin
from django.urls import include, path

from . import views

handler500 = "plan.away.handle_500"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("plans/", views.plans, name="plans"),
    path("partners/", views.partners, name="partners"),
    path("partners/<slug:slug>/", views.partner, name="partner"),
    path("glossary/", views.glossary, name="glossary"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("outcomes.urls")),
    path("", include("performance.urls")),
]
