"""The app's models, room by room. Import them from here or, inside the app, from their room."""

from .telling.models import PlanChange

__all__ = ["PlanChange"]
