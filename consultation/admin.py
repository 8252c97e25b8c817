"""The app's pages on the desk, room by room."""

from .telling import admin as telling

__all__ = ["telling"]
