"""Reading pasted minutes: what was resolved, asked for and told later, each beside the passage it comes from.

Pure: text in, proposals out; nothing is stored and nothing of it is sure. An officer reads each proposal, mends it and
confirms it. The attendance list and whatever else stands before the first minute is not read, and people's names are
taken out of what is proposed.
"""

from .found import Asked, Later, Read, Resolved
from .parser import read_minutes
from .text import LONGEST, NotMinutes

__all__ = ["LONGEST", "Asked", "Later", "NotMinutes", "Read", "Resolved", "read_minutes"]
