"""The app's pages on the desk, room by room."""

from .framework import admin as framework
from .framework import admin_imports as imports
from .framework import admin_links as links
from .packs import admin as packs
from .packs import admin_packs
from .reporting import admin as reporting
from .reporting import admin_updates as updates
from .scrutiny import admin as scrutiny

__all__ = ["admin_packs", "framework", "imports", "links", "packs", "reporting", "scrutiny", "updates"]
