"""Addresses, grouped by what they address. They come before those of versions: `/plans/compare/` is none."""

from django.urls import path

from .answering import pages as answering
from .asking import pages as asking
from .hearing import pages as hearing
from .telling import alike_page as alike
from .telling import pages as telling
from .telling import said_pages as said
from .weighing import pages as weighing

urlpatterns = [
    path("consultations/", asking.consultations, name="consultations"),
    path("consultations/<slug:slug>/", asking.consultation, name="consultation"),
    path("consultations/<slug:slug>/results/", hearing.results, name="consultation-results"),
    path("consultations/<slug:slug>/results/<int:number>/", weighing.result, name="consultation-result"),
    path("consultations/<slug:slug>/questions/", asking.questions, name="consultation-questions"),
    # The survey of one
    path("consultations/<slug:slug>/answer/", answering.survey_start, name="survey-start"),
    path("consultations/<slug:slug>/answer/<int:number>/", answering.survey_step, name="survey-step"),
    path("consultations/<slug:slug>/answer/check/", answering.survey_check, name="survey-check"),
    path("consultations/<slug:slug>/answer/done/", answering.survey_done, name="survey-done"),
    path("consultations/<slug:slug>/answer/save/", answering.survey_save, name="survey-save"),
    path("consultations/<slug:slug>/answer/return/", answering.survey_return, name="survey-return"),
    path("consultations/<slug:slug>/answer/leave/", answering.survey_leave, name="survey-leave"),
    path("consultations/<slug:slug>/erase/", answering.survey_erase, name="survey-erase"),
    # What became of it
    path("consultations/<slug:slug>/you-said-we-did/", said.you_said, name="you-said"),
    path("consultations/<slug:slug>/you-said-we-did/list.csv", said.you_said_csv, name="you-said-csv"),
    path("consultations/<slug:slug>/you-said-we-did/list.json", said.you_said_json, name="you-said-json"),
    path("plans/compare/", telling.choose, name="compare"),
    path("plans/compare/<slug:before>/<slug:after>/", telling.compare, name="compare-editions"),
    path("plans/compare/<slug:before>/<slug:after>/<slug:part>/", telling.compare_part, name="compare-part"),
    path("plans/compare/<slug:before>/<slug:after>/<slug:key>/<slug:kind>/", alike.compare_alike, name="compare-alike"),
    path("plans/number/<str:number>/", telling.number, name="plan-number"),
]
