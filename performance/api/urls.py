from django.urls import path

from .indicators import IndicatorPage
from .results import Results

urlpatterns = [
    path("indicators/<slug:slug>/", IndicatorPage.as_view(), name="api-indicator"),
    path("results/", Results.as_view(), name="api-results"),
]
