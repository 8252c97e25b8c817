"""The kinds of period there are, and how people and files write them: text in, kind and first day out.

Pure. `plan.periods` is the door; this module only knows the written forms.
"""

import re
from datetime import date
from enum import StrEnum

from plan import wording

FORMS = (
    "2022/23 for a financial year, 2022-Q2 for a quarter of it, 2022-H1 for a half of it, 2022 for a calendar year, "
    "2021-A for an academic year, 2022-07 for a month, 2022-07-31 for a day, 2022-07-31-S for a survey"
)


class Kind(StrEnum):
    """What sort of period it is; figures for unlike kinds are never compared."""

    FINANCIAL_YEAR = "financial_year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    CALENDAR_YEAR = "calendar_year"
    ACADEMIC_YEAR = "academic_year"
    POINT = "point"
    SURVEY = "survey"

    @property
    def label(self) -> str:
        """The kind as people say it, with its article: "a financial year"."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.FINANCIAL_YEAR: "a financial year",
    Kind.HALF_YEAR: "a half of a financial year",
    Kind.QUARTER: "a quarter",
    Kind.MONTH: "a month",
    Kind.CALENDAR_YEAR: "a calendar year",
    Kind.ACADEMIC_YEAR: "an academic year",
    Kind.POINT: "a single day",
    Kind.SURVEY: "a survey",
}

_YEAR = "(?P<year>[0-9]{4})"
_YEARS = f"{_YEAR}/(?P<following>[0-9]{{2}})"
_DAY = f"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
_QUARTER, _HALF = "q(?P<quarter>[1-4])", "h(?P<half>[12])"
_NAMED_MONTH = "(?P<named>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in wording.MONTHS) + f") {_YEAR}"
_NAMED_DAY = f"(?P<day>[0-9]{{1,2}}) {_NAMED_MONTH}"

# The code first, then what people type into a spreadsheet.
_PATTERNS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.FINANCIAL_YEAR, (_YEARS,)),
    (Kind.HALF_YEAR, (f"{_YEAR}-{_HALF}", f"{_HALF} {_YEARS}", f"{_YEARS} {_HALF}")),
    (Kind.QUARTER, (f"{_YEAR}-{_QUARTER}", f"{_QUARTER} {_YEARS}", f"{_YEARS} {_QUARTER}")),
    (Kind.CALENDAR_YEAR, (_YEAR,)),
    (Kind.ACADEMIC_YEAR, (f"{_YEAR}-a", f"{_YEARS} academic", f"academic year {_YEARS}")),
    (Kind.MONTH, (f"{_YEAR}-(?P<month>[0-9]{{2}})", _NAMED_MONTH)),
    (Kind.POINT, (_DAY, _NAMED_DAY)),
    (Kind.SURVEY, (f"{_DAY}-s", f"survey {_NAMED_DAY}", f"survey of {_NAMED_DAY}")),
)
_COMPILED = [(kind, re.compile(form, re.IGNORECASE)) for kind, forms in _PATTERNS for form in forms]


def read(text: str) -> tuple[Kind, date]:
    """The kind and the first day of the period that the text names, capitals and spare spaces aside.

    Raises ValueError naming the forms that are understood.
    """
    tidy = " ".join(text.split())
    for kind, form in _COMPILED:
        if found := form.fullmatch(tidy):
            try:
                return kind, _first_day(kind, found.groupdict())
            except ValueError:
                break
    raise ValueError(f"“{text}” is not understood as a period. Use {FORMS}.")


def _first_day(kind: Kind, parts: dict[str, str | None]) -> date:
    year = int(parts["year"] or 0)
    following = parts.get("following")
    if following and int(following) != (year + 1) % 100:
        raise ValueError("not two years that follow one another")
    if kind in (Kind.QUARTER, Kind.HALF_YEAR):
        months_in = 3 * (int(parts.get("quarter") or 1) - 1) + 6 * (int(parts.get("half") or 1) - 1)
        return date(year + (months_in == 9), (3 + months_in) % 12 + 1, 1)
    first_months = {Kind.FINANCIAL_YEAR: 4, Kind.CALENDAR_YEAR: 1, Kind.ACADEMIC_YEAR: 9}
    return date(year, first_months.get(kind) or _month(parts), int(parts.get("day") or 1))


def _month(parts: dict[str, str | None]) -> int:
    if parts.get("month"):
        return int(parts["month"] or 0)
    named = (parts["named"] or "").lower()
    return next(place for place, name in enumerate(wording.MONTHS, start=1) if name.lower().startswith(named[:3]))
