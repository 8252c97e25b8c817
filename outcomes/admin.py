"""The app's pages on the desk, room by room."""

from .framework import admin as framework
from .framework import admin_dates as dates
from .framework import admin_imports as imports
from .framework import admin_library as library
from .framework import admin_links as links
from .framework import admin_reviews as reviews
from .interchange import admin as interchange
from .packs import admin as packs
from .packs import admin_covering, admin_exempt, admin_packs
from .packs.annual import admin as annual
from .reporting import admin as reporting
from .reporting import admin_service_plans as service_plans
from .reporting import admin_updates as updates
from .scrutiny import admin as scrutiny
from .scrutiny import admin_impact as impact

__all__ = [
    "admin_covering", "admin_exempt", "admin_packs", "annual", "dates", "framework", "impact", "imports", "interchange",
    "library",
    "links", "packs", "reporting", "reviews", "scrutiny", "service_plans", "updates",
]  # fmt: skip
