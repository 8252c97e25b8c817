"""Addresses, grouped by what they address."""

from django.urls import path

from .pages import committees, editions, home, indicators, library, outcomes, packs, reports, scorecards

urlpatterns = [
    path("", home.home, name="home"),
    # The plan in force
    path("outcomes/<slug:slug>/", outcomes.outcome, name="outcome"),
    path("outcomes/<slug:slug>/<str:number>/", outcomes.sub_outcome, name="sub-outcome"),
    # One version of the plan
    path("plans/<slug:slug>/", editions.edition, name="edition"),
    path("plans/<slug:edition>/outcomes/<slug:slug>/", editions.edition_outcome, name="edition-outcome"),
    path("plans/<slug:edition>/<str:number>/", editions.edition_sub_outcome, name="edition-sub-outcome"),
    # How it is going
    path("indicators/", indicators.indicators, name="indicators"),
    path("scorecards/", scorecards.scorecards, name="scorecards"),
    path("scorecards/departments/<slug:slug>/", scorecards.department_scorecard, name="department-scorecard"),
    path("scorecards/outcomes/<slug:slug>/", scorecards.outcome_scorecard, name="outcome-scorecard"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report"),
    # Scrutiny
    path("scrutiny/", committees.committees, name="committees"),
    path("scrutiny/<slug:slug>/", committees.committee, name="committee"),
    path("packs/", packs.packs, name="packs"),
    path("packs/<slug:committee>/<str:quarter>/", packs.pack, name="pack"),
    path("packs/<slug:committee>/<str:quarter>/v<int:number>/<str:name>", packs.pack_file, name="pack-file"),
    # The library
    path("strategies/", library.strategies, name="strategies"),
]
