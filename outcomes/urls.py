"""Addresses, grouped by what they address."""

from django.urls import path, re_path

from .pages import (
    actions,
    archive,
    committees,
    dates,
    edition_files,
    editions,
    home,
    impact,
    indicators,
    library,
    outcomes,
    packs,
    questions,
    reports,
    scorecards,
)

EDITION_FILE = r"^plans/(?P<slug>[-\w]+)/(?P<name>[-\w]+)\.(?P<kind>docx|xlsx)$"

urlpatterns = [
    path("", home.home, name="home"),
    # The plan in force
    path("outcomes/<slug:slug>/", outcomes.outcome, name="outcome"),
    path("outcomes/<slug:slug>/<str:number>/", outcomes.sub_outcome, name="sub-outcome"),
    # One version of the plan
    path("plans/<slug:slug>/", editions.edition, name="edition"),
    re_path(EDITION_FILE, edition_files.edition_file_view, name="edition-file"),
    path("plans/<slug:edition>/outcomes/<slug:slug>/", editions.edition_outcome, name="edition-outcome"),
    path("plans/<slug:slug>/route/", editions.edition_route, name="edition-route"),
    path("plans/<slug:edition>/<str:number>/", editions.edition_sub_outcome, name="edition-sub-outcome"),
    # How it is going
    path("indicators/", indicators.indicators, name="indicators"),
    path("scorecards/", scorecards.scorecards, name="scorecards"),
    path("scorecards/departments/<slug:slug>/", scorecards.department_scorecard, name="department-scorecard"),
    path("scorecards/outcomes/<slug:slug>/", scorecards.outcome_scorecard, name="outcome-scorecard"),
    path("dates/", dates.dates, name="dates"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report"),
    # Scrutiny
    path("scrutiny/", committees.committees, name="committees"),
    path("scrutiny/<slug:slug>/", committees.committee, name="committee"),
    path("actions/", actions.actions, name="actions"),
    path("actions/list.csv", actions.actions_csv, name="actions-csv"),
    path("actions/extracts/", actions.extracts, name="extracts"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("my/questions/", questions.my_questions, name="my-questions"),
    path("my/questions/<int:pk>/", questions.my_question, name="my-question"),
    path("my/questions/<int:pk>/raise/", questions.raise_question, name="my-question-raise"),
    path("my/questions/<int:pk>/remove/", questions.remove_question, name="my-question-remove"),
    path("packs/", packs.packs, name="packs"),
    path("packs/archive/", archive.archive, name="pack-archive"),
    path("packs/archive.csv", archive.archive_csv, name="pack-archive-csv"),
    path("packs/archive.json", archive.archive_json, name="pack-archive-json"),
    path("private-papers/<int:version>/", packs.private_paper, name="private-paper"),
    path("packs/<slug:body>/<path:address>/v<int:number>/<str:name>", packs.pack_file, name="pack-file"),
    path("packs/<slug:body>/<path:address>/", packs.pack, name="pack"),
    path("impact/", impact.impact, name="impact"),
    # The library
    path("strategies/", library.strategies, name="strategies"),
    path("strategies/<slug:slug>/", library.strategy, name="strategy"),
]
