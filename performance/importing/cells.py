"""What the cells of a row mean. Each function returns a value, or raises `Fault` with words for whoever sent the file.

Figures are read as people write them ("1,234.5", "12%", "367 to 423"); what could mean two things is refused.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from performance.models import Qualifier
from plan.periods import FIRST_YEAR, LAST_YEAR, Kind, Period

NUMBER = re.compile(r"[-−+]?((\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)(\.\d+)?|\.\d+)", re.ASCII)
SPACES = re.compile("[ \u00a0\u2009\u202f]")  # plain, not to be broken at, thin, and both: all divide thousands
TWO = re.compile(r"[-−+]?[\d,.]+( [-−+]?[\d,.]+)+", re.ASCII)
MOST_DIGITS, MOST_PLACES = 14, 4
STATUSES = {"": None, "final": False, "provisional": True}
NOT_DATA = "leave empty for no data"
NOT_BEGUN = "{period} has not begun yet, so there can be no result for it."
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y")
AWAITED = "awaited"  # a status of templates: what is empty in this row says nothing
KEPT = "as it stands"  # what a cell cannot say is left alone
SAVED_MONTH = re.compile(r"([A-Z][a-z]{2})t?-(\d\d)", re.ASCII)  # what Excel makes of 2022-07 in a CSV
SAVED_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)  # and of 2022-07-31


class Fault(ValueError):
    """A cell that cannot be used; the message is a whole sentence without the row."""


@dataclass(frozen=True)
class Amount:
    """A figure as the columns of a result hold it."""

    value: Decimal | None = None
    upper: Decimal | None = None
    words: str | None = None  # None: leave the words as they are


def number(text: str, *, unit: str | None = "", is_percentage: bool = False) -> Decimal | None:
    """A number, or None for an empty cell. Without a unit, where nobody knows what is measured, any sign of one may
    stand there."""
    text = text.strip()
    if not text:
        return None
    plain = SPACES.sub(" ", text)
    if plain.startswith("£") and (unit is None or unit.startswith("£")):
        plain = plain[1:].lstrip()
    has_sign = plain.endswith("%")
    amount = _number(text, plain[:-1].rstrip() if has_sign else plain)
    if (has_sign or is_percentage) and unit is not None and not unit.startswith("%"):
        raise Fault(f"“{text}” is a percentage, but the indicator is measured in {unit or 'plain numbers'}.")
    return amount


def count(text: str, *, is_percentage: bool = False) -> Decimal | None:
    """How many, or out of how many; None for an empty cell."""
    amount = number(text, unit=None)
    if amount is not None and (is_percentage or not text.strip()[-1:].isdigit() or "£" in text):
        raise Fault(f"“{text}” is no count: give how many as a plain number, such as 14 of 20.")
    return amount


@lru_cache(10_000)  # most numbers of a file stand in it many times
def _number(text: str, plain: str) -> Decimal:
    if not NUMBER.fullmatch(plain):
        if re.fullmatch(r"[-+]?\d+,\d{1,2}|[-+]?\d{1,3}(\.\d{3})+,\d+", plain):
            raise Fault(f"“{text}” has a decimal comma: write 1234.5, with a point.")
        if TWO.fullmatch(plain):
            raise Fault(f"“{text}” may be two numbers: give one, such as 1,234.5.")
        raise Fault(f"“{text}” is not a number; {NOT_DATA}.")
    amount = Decimal(plain.replace(",", "").replace(" ", "").replace("−", "-"))
    places = -int(amount.normalize().as_tuple().exponent)
    if places > MOST_PLACES:
        raise Fault(f"“{text}” has more than {MOST_PLACES} decimal places: round it.")
    if amount and amount.adjusted() + 1 > MOST_DIGITS:
        raise Fault(f"“{text}” is larger than any figure that can be kept.")
    return amount


def period(code: str) -> Period:
    """The period a cell names, by its code or as a spreadsheet saves that code."""
    if not code:
        raise Fault("Which period? Write it like 2022-Q2, 2022/23, 2022 or 2022-07.")
    try:
        if found := SAVED_MONTH.fullmatch(code):
            return Period.parse(f"{found[1]} 20{found[2]}")
        if found := SAVED_DAY.fullmatch(code):
            return Period(Kind.POINT, date(int(found[3]), int(found[2]), int(found[1])))
        return Period.parse(code)
    except ValueError as error:
        raise Fault(str(error)) from None


def qualifier(text: str) -> str:
    """How a value is meant, by the words of `Qualifier` or "words"; empty is exact."""
    name = text.strip().lower().replace(" ", "_")
    if name in ("", *Qualifier.values, "words"):
        return name or Qualifier.EXACT
    raise Fault(f"“{text}” is no way to qualify a figure. Use {', '.join([*Qualifier.values, 'words'])}, or nothing.")


def amount(text: str, meant: str, *, unit: str | None = "", is_percentage: bool = False) -> Amount:
    """The figure in the value column, as its qualifier has it."""
    if meant == "words":
        if not text:
            raise Fault("A figure in words needs the words in the value column.")
        if len(text) > 120:
            raise Fault("The words are longer than 120 characters: say it shorter.")
        return Amount(words=text)
    if meant == Qualifier.RANGE:
        ends = re.split(r"\s+to\s+|\s*–\s*|(?<=\d)-(?=\d)", text)
        if len(ends) != 2:
            raise Fault(f"“{text}” is not a range; write it as 367 to 423.")
        low, high = (number(end, unit=unit, is_percentage=is_percentage) for end in ends)
        if low is None or high is None or high < low:
            raise Fault(f"“{text}” is not a range; it goes from its lower end to its upper.")
        return Amount(low, high)
    if meant == Qualifier.SHARE:
        if text:
            raise Fault("A share is told by numerator and denominator: leave the value empty.")
        return Amount()
    return Amount(number(text, unit=unit, is_percentage=is_percentage))


def status(text: str) -> bool | None:
    """Whether the figure is provisional; None where the cell says nothing."""
    try:
        return STATUSES[text.strip().lower()]
    except KeyError:
        raise Fault(f"“{text}” is no status. Use provisional or final, or leave it empty.") from None


def day(text: str) -> date | None:
    """A day, or None for an empty cell. Where only numbers are given, the day comes before the month."""
    text = text.strip()
    if not text:
        return None
    for form in DAYS:
        with suppress(ValueError):
            found = datetime.strptime(text, form).date()
            if FIRST_YEAR <= found.year <= LAST_YEAR:
                return found
    raise Fault(f"“{text}” is not a day. Write it like 31 March 2023, or 31/3/2023.")
