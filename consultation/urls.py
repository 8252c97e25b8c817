"""Addresses, grouped by what they address."""

from django.urls import path

from .asking import pages as asking

urlpatterns = [
    path("consultations/", asking.consultations, name="consultations"),
    path("consultations/<slug:slug>/", asking.consultation, name="consultation"),
    path("consultations/<slug:slug>/answer/", asking.consultation, name="survey-start"),
    path("consultations/<slug:slug>/erase/", asking.consultation, name="survey-erase"),
]
