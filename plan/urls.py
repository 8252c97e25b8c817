"""Addresses. The other apps are named as strings; nothing else of them is known here."""

from datetime import date

from django.contrib import admin
from django.urls import include, path, register_converter

from . import meeting_pages, views


class DayConverter:
    """A day in an address: 2021-09-06."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DayConverter, "day")

handler500 = "plan.away.handle_500"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("plans/", views.plans, name="plans"),
    path("partners/", views.partners, name="partners"),
    path("partners/<slug:slug>/", views.partner, name="partner"),
    path("meetings/", meeting_pages.meetings, name="meetings"),
    path("meetings.ics", meeting_pages.feed, name="meetings-feed"),
    path("meetings/<slug:slug>/<day:day>/", meeting_pages.meeting, name="meeting"),
    path("bodies/<slug:slug>/", meeting_pages.body, name="body"),
    path("glossary/", views.glossary, name="glossary"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health/", views.health, name="health"),
    path("api/v1/", include("plan.api.urls")),
    path("robots.txt", views.robots, name="robots"),
    path("", include("consultation.urls")),  # before the next: `/plans/compare/` is no version of the plan
    path("", include("outcomes.urls")),
    path("", include("performance.urls")),
]
