"""The app's pages on the desk, room by room."""

from .asking import admin as asking

__all__ = ["asking"]
