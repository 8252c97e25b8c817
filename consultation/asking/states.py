"""How a consultation stands on a day: from its dates alone. Days are inclusive at both ends."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plan.wording import count


class State(StrEnum):
    NOT_YET_OPEN = "not_yet_open"
    OPEN = "open"
    EXTENDED = "extended"  # open, and for longer than was announced at first
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        return self in (State.OPEN, State.EXTENDED)

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS = {
    State.NOT_YET_OPEN: "Not yet open",
    State.OPEN: "Open",
    State.EXTENDED: "Open, extended",
    State.CLOSED: "Closed",
}


@dataclass(frozen=True)
class Window:
    """When answers are taken. `closes` is the closing date first announced; `ended_on` the day on which it was closed
    early, from which on no answers are taken."""

    opens: date
    closes: date
    extended_to: date | None = None
    ended_on: date | None = None

    @property
    def last_day(self) -> date:
        """The last day for answers, as it was announced last."""
        return self.extended_to or self.closes

    def state(self, on: date) -> State:
        if self.ended_on is not None and on >= self.ended_on:
            return State.CLOSED
        if on < self.opens:
            return State.NOT_YET_OPEN
        if on > self.last_day:
            return State.CLOSED
        return State.EXTENDED if self.extended_to else State.OPEN

    @property
    def length(self) -> str:
        """How long it lasts in days, both ends counted: "82 days, with the extension 110"."""
        first = count((self.closes - self.opens).days + 1, "day")
        if self.ended_on is not None:
            return f"{count((self.ended_on - self.opens).days, 'day')}, as it was closed early"
        return f"{first}, with the extension {self.days}" if self.extended_to else first

    @property
    def days(self) -> int:
        """Days from the first to the last announced, both counted: 1 November 2021 to 21 January 2022 is 82."""
        return (self.last_day - self.opens).days + 1
