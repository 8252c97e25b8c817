"""How an action, request, recommendation or question stands on a day, and when the executive must reply. Pure.

Nothing of this is stored: it follows from the day it is due, the answers that were published, and whether it was
withdrawn.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_TO_REPLY = 2

OPEN, PART, ANSWERED, OVERDUE, WITHDRAWN = "open", "part", "answered", "overdue", "withdrawn"
# What is late comes first, what is settled last: the order of lists, and the words that people read.
STATES = {
    OVERDUE: "Overdue",
    OPEN: "Open",
    PART: "Answered in part",
    ANSWERED: "Answered",
    WITHDRAWN: "Withdrawn",
}
SETTLED = (ANSWERED, WITHDRAWN)


@dataclass(frozen=True)
class Facts:
    """What the state follows from. `due` is the day of the meeting it is due at, or the day named; None where no day
    was given. `answered`: an answer that settles it is published, or the executive's response is recorded;
    `progress`: an answer is published that says how far things are."""

    due: date | None
    answered: bool = False
    progress: bool = False
    withdrawn: bool = False


def state(facts: Facts, today: date) -> str:
    """One of STATES. It is overdue from the day after it was due, also where it is answered in part: what was asked
    for by that day was not given whole."""
    if facts.withdrawn:
        return WITHDRAWN
    if facts.answered:
        return ANSWERED
    if facts.due is not None and facts.due < today:
        return OVERDUE
    return PART if facts.progress else OPEN


def reply_by(received: date) -> date:
    """The last day for the executive's response to recommendations received on a day.

    Local Government Act 2000, section 9FE: within two months beginning with the date on which they were received. That
    date counts, so what came on 15 January is answered by 14 March, and what came on 30 December by the end of
    February.
    """
    months = received.month - 1 + MONTHS_TO_REPLY
    year, month = received.year + months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    if received.day > last:
        return date(year, month, last)
    return date(year, month, received.day) - timedelta(days=1)
