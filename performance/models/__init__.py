"""How well: indicators with their targets, results and comparisons.

An indicator is a fact about the county. It may evidence several outcomes and outlives a plan, so it does not know who
cites it. Nothing derived is stored: ratings and directions are judged on read by `performance/rag.py`.
"""

from .base import ByPeriod, FigureQuerySet, IndicatorQuerySet, PeriodField, validate_period
from .comparisons import ComparatorGroup, ComparatorResult, Peer, PeerResult
from .figures import Breakdown, Forecast, Qualifier, Restatement, Result, Target
from .imports import ResultsImport, ResultsUpload
from .indicators import Area, Indicator, Source, Tolerance

__all__ = [
    "Area", "Breakdown", "ByPeriod", "ComparatorGroup", "ComparatorResult", "FigureQuerySet", "Forecast", "Indicator",
    "IndicatorQuerySet", "Peer", "PeerResult", "PeriodField", "Qualifier", "Restatement", "Result", "ResultsImport",
    "ResultsUpload", "Source", "Target", "Tolerance", "validate_period",
]  # fmt: skip
