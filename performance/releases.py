"""When figures come: each some days after its period ends, and overdue only after that. Pure; today is passed in."""

from dataclasses import dataclass
from datetime import date, timedelta

from plan import wording
from plan.periods import Kind, Period


@dataclass(frozen=True)
class Due:
    """The figure that is awaited next, and the day by which it is to be released."""

    period: Period
    day: date

    def is_overdue(self, today: date) -> bool:
        """From the day after the release date on."""
        return today > self.day

    def told(self, today: date) -> str:
        """In a sentence: "The figure for 2022/23 is due on 30 June 2023", "… was due on …"."""
        return f"The figure for {self.period.label} {'was' if self.is_overdue(today) else 'is'} due on {self.on}"

    def missing(self, today: date) -> tuple[Period, int]:
        """The newest period whose figure is overdue by now, if any is, and how many are up to it, this one among them.

        Figures after this one come as long after their periods. Without any overdue it is this one, and none.
        """
        lag, newest, many = self.day - self.period.end, self.period, 0
        following = self.period
        while following.end + lag < today:
            newest, many = following, many + 1
            following = following.next()
        return newest, many

    def missing_since(self, today: date) -> str:
        """What is missing beside this one, in words: "15 figures up to Q2 2026/27 are missing by now"; else nothing."""
        newest, many = self.missing(today)
        return f"{many} figures up to {newest.short_label} are missing by now" if many > 1 else ""

    @property
    def on(self) -> str:
        return wording.day(self.day)


def next_due(rhythm: Kind | None, lag: int, latest: Period | None, today: date) -> Due | None:
    """What comes after the latest figure of the indicator's rhythm, `lag` days after its period ends.

    Without any figure yet it is the last whole period before today. None where figures keep no rhythm. Raises
    ValueError for a kind that has no rhythm, or a latest figure of another kind.
    """
    if rhythm is None:
        return None
    if latest is not None and latest.kind != rhythm:
        raise ValueError(f"{latest} is {latest.kind.label}, not {rhythm.label}.")
    awaited = latest.next() if latest else Period.containing(rhythm, today).previous()
    return Due(awaited, awaited.end + timedelta(days=lag))
