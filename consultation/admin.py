"""The app's pages on the desk, room by room."""

from .answering import admin as answering
from .asking import admin as asking
from .hearing import admin as hearing
from .telling import admin as telling

__all__ = ["answering", "asking", "hearing", "telling"]
