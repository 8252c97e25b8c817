"""The periods figures are for: years, quarters, months, days and surveys, each with a code, a label and its days.

Pure: no Django, no clock. A financial year is April to March, so Quarter 2 2022/23 is July to September 2022; an
academic year is September to August. The kinds are those that the figures in the draft Strategic Plan 2022-26 use.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import total_ordering
from typing import Self

from plan import period_forms, wording
from plan.period_forms import Kind

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Kind", "Period", "comparable", "quarter_of"]

FIRST_YEAR, LAST_YEAR = 1900, 2200
# How many months a kind lasts, and the months of the calendar it may begin in.
_MONTHS = {
    Kind.FINANCIAL_YEAR: (12, (4,)),
    Kind.HALF_YEAR: (6, (4, 10)),
    Kind.QUARTER: (3, (1, 4, 7, 10)),
    Kind.MONTH: (1, tuple(range(1, 13))),
    Kind.CALENDAR_YEAR: (12, (1,)),
    Kind.ACADEMIC_YEAR: (12, (9,)),
}


@total_ordering
@dataclass(frozen=True, eq=True, order=False)
class Period:
    """One period. Both `start` and `end` are days of the period (inclusive): 2022/23 ends on 31 March 2023.

    Periods are ordered by when they end, then by when they began, then by kind, so the last of a list is the latest.
    Raises ValueError for a start that does not begin such a period, or days outside 1900 to 2200.
    """

    kind: Kind
    start: date

    def __post_init__(self) -> None:
        if isinstance(self.start, datetime):
            raise TypeError("A period starts on a date, not at a time of day.")
        object.__setattr__(self, "kind", Kind(self.kind))
        if self.kind in _MONTHS and (self.start.day != 1 or self.start.month not in _MONTHS[self.kind][1]):
            raise ValueError(f"{wording.day(self.start)} does not begin {self.kind.label}.")
        if self.start.year < FIRST_YEAR or self.start.year > LAST_YEAR or self.end.year > LAST_YEAR:
            raise ValueError(f"Periods lie between {FIRST_YEAR} and {LAST_YEAR}; this one does not.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period a code names; the short labels people type ("Q2 2022/23", "Jul 2022") are understood too.

        Raises ValueError naming the forms that are understood.
        """
        kind, start = period_forms.read(text)
        return cls(kind, start)

    @classmethod
    def containing(cls, kind: Kind, day: date) -> Self:
        """The period of this kind that the day lies in; for a point or a survey, the day itself."""
        if kind not in _MONTHS:
            return cls(kind, date(day.year, day.month, day.day))
        month = day.month
        starts = _MONTHS[kind][1]
        begun = [start for start in starts if start <= month]
        return cls(kind, date(day.year, begun[-1], 1) if begun else date(day.year - 1, starts[-1], 1))

    @property
    def end(self) -> date:
        """The last day of the period (inclusive)."""
        if self.kind not in _MONTHS:
            return self.start
        return _months_on(self.start, _MONTHS[self.kind][0]) - timedelta(days=1)

    @property
    def code(self) -> str:
        """What is stored and typed; `Period.parse(period.code) == period`."""
        year = self.start.year
        match self.kind:
            case Kind.FINANCIAL_YEAR:
                return _two_years(year)
            case Kind.HALF_YEAR | Kind.QUARTER:
                return f"{self._financial_start}-{self._part}"
            case Kind.CALENDAR_YEAR:
                return f"{year}"
            case Kind.ACADEMIC_YEAR:
                return f"{year}-A"
            case Kind.MONTH:
                return f"{year}-{self.start:%m}"
            case Kind.POINT:
                return self.start.isoformat()
            case _:
                return f"{self.start.isoformat()}-S"

    @property
    def label(self) -> str:
        """In full, as a heading has it: "Quarter 2 2022/23 (July to September 2022)"."""
        year = _two_years(self._financial_start)
        months = wording.month_range(self.start, self.end)
        match self.kind:
            case Kind.HALF_YEAR:
                return f"{'First' if self.start.month == 4 else 'Second'} half of {year} ({months})"
            case Kind.QUARTER:
                return f"Quarter {self._part[1:]} {year} ({months})"
            case Kind.ACADEMIC_YEAR:
                return f"Academic year {_two_years(self.start.year)}"
            case Kind.MONTH:
                return wording.month(self.start)
            case Kind.POINT:
                return wording.day(self.start)
            case Kind.SURVEY:
                return f"Survey of {wording.day(self.start)}"
            case _:
                return self.code

    @property
    def short_label(self) -> str:
        """Where there is little room: "Q2 2022/23", "2021/22 academic", "Jul 2022", "Survey 31 Jul 2022"."""
        match self.kind:
            case Kind.HALF_YEAR | Kind.QUARTER:
                return f"{self._part} {_two_years(self._financial_start)}"
            case Kind.ACADEMIC_YEAR:
                return f"{_two_years(self.start.year)} academic"
            case Kind.MONTH:
                return f"{wording.MONTHS[self.start.month - 1][:3]} {self.start.year}"
            case Kind.POINT:
                return wording.short_day(self.start)
            case Kind.SURVEY:
                return f"Survey {wording.short_day(self.start)}"
            case _:
                return self.code

    @property
    def when(self) -> str:
        """As a sentence has it after a figure: "in 2019/20", "at 31 July 2022", "in the survey of 31 July 2022"."""
        match self.kind:
            case Kind.POINT:
                return f"at {wording.day(self.start)}"
            case Kind.SURVEY:
                return f"in the survey of {wording.day(self.start)}"
            case Kind.ACADEMIC_YEAR:
                return f"in the academic year {_two_years(self.start.year)}"
            case Kind.HALF_YEAR:
                half = "first" if self.start.month == 4 else "second"
                return f"in the {half} half of {_two_years(self._financial_start)}"
            case Kind.QUARTER:
                return f"in Quarter {self._part[1:]} {_two_years(self._financial_start)}"
            case Kind.MONTH:
                return f"in {wording.month(self.start)}"
            case _:
                return f"in {self.code}"

    @property
    def financial_year(self) -> "Period":
        """The financial year that most of the period lies in: calendar year 2022 belongs to 2022/23."""
        middle = self.start + (self.end - self.start) // 2
        return Period.containing(Kind.FINANCIAL_YEAR, middle)

    def previous(self) -> "Period":
        """The one before it of its kind. Raises ValueError for a single day or a survey: they keep no rhythm."""
        return self._moved(-1)

    def next(self) -> "Period":
        """The one after it of its kind. Raises ValueError for a single day or a survey: they keep no rhythm."""
        return self._moved(1)

    def same_period_last_year(self) -> "Period":
        """The same period a year before. The last day of a month stays the last: 28 February 2025 to 29 February 2024.

        Raises ValueError for a survey, which is not held on the same day each year.
        """
        if self.kind == Kind.SURVEY:
            raise ValueError("A survey has no same day last year: look for the survey before it.")
        if self.kind != Kind.POINT:
            return Period(self.kind, _months_on(self.start, -12))
        month_start = _months_on(self.start.replace(day=1), -12)
        last_day = (_months_on(month_start, 1) - timedelta(days=1)).day
        closes_month = (self.start + timedelta(days=1)).day == 1
        return Period(self.kind, month_start.replace(day=last_day if closes_month else self.start.day))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return (self.end, self.start, self.kind) < (other.end, other.start, other.kind)

    def __str__(self) -> str:
        return self.label

    def _moved(self, steps: int) -> "Period":
        if self.kind not in _MONTHS:
            raise ValueError(f"What comes before or after {self.kind.label} is the next figure there is, not a date.")
        return Period(self.kind, _months_on(self.start, steps * _MONTHS[self.kind][0]))

    @property
    def _financial_start(self) -> int:
        return self.start.year - (self.start.month < 4)

    @property
    def _part(self) -> str:
        months_in = (self.start.month - 4) % 12
        return f"H{months_in // 6 + 1}" if self.kind == Kind.HALF_YEAR else f"Q{months_in // 3 + 1}"


def quarter_of(day: date) -> Period:
    """The quarter of the financial year that the day lies in."""
    return Period.containing(Kind.QUARTER, day)


def comparable(one: Period, other: Period) -> bool:
    """Whether figures for the two may be compared at all: a year with a year, a quarter with a quarter."""
    return one.kind == other.kind


def _months_on(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    if not MINYEAR <= start.year + years <= MAXYEAR:
        raise ValueError(f"Periods lie between {FIRST_YEAR} and {LAST_YEAR}; this one does not.")
    return start.replace(year=start.year + years, month=month + 1)


def _two_years(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"
