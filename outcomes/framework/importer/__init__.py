"""Reading a published plan out of a committee paper: text in, outline out. Knows nothing of Django.

``read_text`` gets the text out of a file, ``parse`` the outline out of the text, ``summary`` the counts out of the
outline. All raise ``NotAPlan`` with a sentence for the person who gave the file.
"""

from .headings import DEFAULT_HEADINGS, Headings
from .outline import NotAPlan, PlanOutline
from .parser import parse
from .reading import Unreadable, read_text
from .totals import summary

__all__ = ["DEFAULT_HEADINGS", "Headings", "NotAPlan", "PlanOutline", "Unreadable", "parse", "read_text", "summary"]
