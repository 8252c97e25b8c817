"""Which reminder falls on a day. Pure; days and what was told before are passed in.

A step is a number of days from the due date: 30, 7 and 1 before it are -30, -7 and -1. What is still not done 30 days
after is asked for once more every 30 days, for as long as it is open: an e-mail each week about something three months
old is no longer read, and one that stops looks like a thing that was settled. A run that comes late sends the step that
fell last, never the ones before it as well.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

STEPS = (-30, -7, -1, 1, 7, 30)
EVERY = 30  # days, after the last of these
LONGEST = 1090 * EVERY  # some ninety years: a due date before that is a slip of the pen, and its step must fit its row


class Choice(StrEnum):
    """When somebody gets e-mails. What is overdue comes whatever they choose."""

    EACH_DAY = "each_day"
    WEEKLY = "weekly"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Thing:
    """Something that somebody is to do: what it is known by, and when it is due."""

    key: str
    due: date


def last_step(due: date, today: date) -> int | None:
    """The step that has fallen last by a day; None more than 30 days before the due date."""
    days = (today - due).days
    if days >= STEPS[-1] + EVERY:
        return min(days, LONGEST) // EVERY * EVERY
    return max((step for step in STEPS if step <= days), default=None)


def step_to_tell(due: date, today: date, told: int | None) -> int | None:
    """The step to tell somebody of now, who was last told of `told`; None where there is nothing new to tell."""
    step = last_step(due, today)
    return step if step is not None and (told is None or step > told) else None


def week_of(today: date) -> date:
    """The Monday of a day's week."""
    return today - timedelta(days=today.weekday())


def to_tell(
    things: Collection[Thing], *, choice: Choice, today: date, told: Mapping[Thing, int], last_digest: date | None
) -> dict[Thing, int]:
    """What one person is to be told of on a day, each with its step; nothing where no e-mail goes.

    `told` is the last step of each thing that was told before, `last_digest` the day of the last weekly e-mail. That
    one goes on Mondays, or later in the week where nothing waited or nobody ran the sender, and lists all that is due
    within 30 days.
    """
    if choice == Choice.WEEKLY:
        if last_digest is not None and last_digest >= week_of(today):
            return {}
        falling = {thing: last_step(thing.due, today) for thing in things}
    else:
        falling = {thing: step_to_tell(thing.due, today, told.get(thing)) for thing in things}
    return {
        thing: step for thing, step in falling.items()
        if step is not None and (choice != Choice.OVERDUE or step > 0)
    }  # fmt: skip
