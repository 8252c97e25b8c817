"""Finds the dates that a text sets itself: "by 2030", "by March 2024", "by the end of 2025/26". Pure: no Django.

Only what is to be reached is found: a year after "from" or "since" tells of the past, and one after "in" too, or of a
forecast, unless somebody undertakes to reach something. What is found is proposed to an officer, who knows better.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plan.wording import MONTHS

DAY, MONTH, YEAR = "day", "month", "year"

_PRECISE = r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? )?(?:(?P<month>" + "|".join(MONTHS) + r"),? )?"
_YEAR = r"2[01][0-9]{2}"
# No year: "cut waste by 2000 tonnes", "2100 homes".
_COUNTED = (
    r"(?!,?[0-9]| ?%|\s+(?:tonnes?|kilograms?|kg|pounds?|miles?|kilometres?|km|metres?|hectares?|acres?|litres?|hours?"
    r"|days?|homes?|houses?|dwellings?|households?|people|residents?|children|pupils?|places?|jobs?|trees?|lamps?|visits?"
    r"|cases?|units?|per ?cent|percent|a year|more|new|fewer|additional|extra)\b)"
)
_YEARS = rf"(?P<year>{_YEAR})(?:[/–-](?P<following>{_YEAR}|[0-9]{{2}}))?(?![0-9/–-]){_COUNTED}"
_FOUND = re.compile(
    r"\b(?P<how>by or before|on or before|by|before|no later than|not later than|until|in)\s+"
    r"(?P<end>(?:the )?(?:end|close) of )?(?:the )?(?:financial year |year )?"
    rf"{_PRECISE}{_YEARS}(?:,? (?:or|if not) (?:before|earlier|sooner))?",
    re.IGNORECASE,
)
# More years that the same word governs: "by 2025, 2030 and 2045"; after a comma alone only where the list goes on.
_MORE = re.compile(
    rf"(?:(?:,? and|,? and then)\s+(?P<year>{_YEAR})(?![0-9/–-]){_COUNTED}"
    rf"|,\s+(?P<next>{_YEAR})(?=\s*(?:,|and\b|[.;:)]|$)))",
    re.IGNORECASE,
)
# What is to happen "in 2030" is a date of the plan only where somebody undertakes it.
_UNDERTAKEN = re.compile(
    r"\b(?:will|shall|to)\s+(?:\w+\s+)?(?:achieve|reach|complete|deliver|finish|meet|become)\b[^.;:]*$", re.IGNORECASE
)


@dataclass(frozen=True, order=True)
class Found:
    """A date in a text: the last day in time, how precise it is, and the words that name it."""

    by: date
    precision: str
    words: str


def find(text: str) -> list[Found]:
    """The dates by which something is to be reached, in the order of the text, each once.

    "before 2030" means by the end of 2029, "before March 2024" by the end of February: whatever is named is no longer
    in time. "before the end of 2030" has all of 2030.
    """
    return list(dict.fromkeys(_all(" ".join(text.split()))))


def _all(text: str) -> Iterator[Found]:
    for match in _FOUND.finditer(text):
        words = match[0]
        if match["how"].lower() == "in" and not _UNDERTAKEN.search(text[: match.start()]):
            continue
        try:
            yield Found(*_last_day(match), words)
        except ValueError:  # 31 June, or years that do not follow each other
            continue
        if match["month"] or match["following"]:
            continue
        end = match.end()
        while more := _MORE.match(text, end):
            end = more.end()
            yield Found(date(int(more["year"] or more["next"]), 12, 31), YEAR, text[match.start() : end])


def _last_day(match: re.Match[str]) -> tuple[date, str]:
    """The last day in time and its precision. ValueError where there is no such day."""
    year, before = int(match["year"]), match["how"].lower() == "before" and not match["end"]
    if match["following"]:  # a financial year ends on 31 March
        if int(match["following"]) % 100 != (year + 1) % 100 or int(match["following"]) > year + 1:
            raise ValueError("Years that do not follow each other.")
        return (date(year, 3, 31), DAY) if before else (date(year + 1, 3, 31), DAY)
    if not match["month"]:
        if match["day"]:
            raise ValueError("A day without its month.")
        return date(year - before, 12, 31), YEAR
    number = [month.lower() for month in MONTHS].index(match["month"].lower()) + 1
    if match["day"]:
        named = date(year, number, int(match["day"]))
        return (date.fromordinal(named.toordinal() - before), DAY)
    if before:
        year, number = (year - 1, 12) if number == 1 else (year, number - 1)
    return date(year, number, monthrange(year, number)[1]), MONTH
