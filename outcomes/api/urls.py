from django.urls import path

from . import plans
from .actions import Actions, OneAction
from .indicators import Indicators
from .library import Effects, Strategies, Strategy
from .remits import Remits

urlpatterns = [
    path("editions/", plans.Editions.as_view(), name="api-editions"),
    path("editions/<slug:slug>/", plans.Edition.as_view(), name="api-edition"),
    path("outcomes/", plans.OUTCOMES[0], name="api-outcomes"),
    path("outcomes/<uuid:uuid>/", plans.OUTCOMES[1], name="api-outcome"),
    path("sub-outcomes/", plans.SUB_OUTCOMES[0], name="api-sub-outcomes"),
    path("sub-outcomes/<uuid:uuid>/", plans.SUB_OUTCOMES[1], name="api-sub-outcome"),
    path("aims/", plans.AIMS[0], name="api-aims"),
    path("aims/<uuid:uuid>/", plans.AIMS[1], name="api-aim"),
    path("commitments/", plans.COMMITMENTS[0], name="api-commitments"),
    path("commitments/<uuid:uuid>/", plans.COMMITMENTS[1], name="api-commitment"),
    path("strategies/", Strategies.as_view(), name="api-strategies"),
    path("strategies/<slug:slug>/", Strategy.as_view(), name="api-strategy"),
    path("effects/", Effects.as_view(), name="api-effects"),
    path("indicators/", Indicators.as_view(), name="api-indicators"),
    path("actions/", Actions.as_view(), name="api-actions"),
    path("actions/<int:number>/", OneAction.as_view(), name="api-action"),
    path("remits/", Remits.as_view(), name="api-remits"),
]
