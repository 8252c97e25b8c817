"""What is said of a figure that misses its target: why, what is being done, and by when it is to be met again.

Pure. Publication asks for it where a figure is red or amber (`performance/checks.py`), so it stands wherever such a
rating is shown at length.
"""

from dataclasses import dataclass
from datetime import date

from .rag import Status


@dataclass(frozen=True)
class Account:
    """Cause and remedy (Markdown), and the day by which the target is to be met again, each as far as it was given."""

    cause: str
    remedy: str
    back_on_target: date | None


def account_of(status: Status, cause: str, remedy: str, back_on_target: date | None) -> Account | None:
    """What there is to say beneath a rating; nothing unless it is red or amber and something was said."""
    if status not in (Status.RED, Status.AMBER) or not (cause or remedy or back_on_target):
        return None
    return Account(cause, remedy, back_on_target)
