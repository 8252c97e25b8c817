"""How figures, dates and lists become plain British English, in one place for page, paper and mail.

Pure: no Django. Numbers are `Decimal` or `int`; a `float` is refused, because it would show what nobody entered.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

NO_DATA = "no data"
MINUS = "\N{MINUS SIGN}"
POUND_SCALES = ("thousand", "million", "billion")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Units that are whole words and so have a form for one: "1 hour", never "1 hours".
ONE_OF = {
    "days": "day",
    "hectares": "hectare",
    "homes": "home",
    "hours": "hour",
    "miles": "mile",
    "months": "month",
    "people": "person",
    "times": "time",
    "tonnes": "tonne",
    "visits": "visit",
    "weeks": "week",
    "years": "year",
}


# Dates -------------------------------------------------------------------------------------------------------------


def day(when: date) -> str:
    """A date in full: "26 October 2021"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """A date where there is little room: "26 Oct 2021"."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def weekday(when: date) -> str:
    """A date with its weekday: "Monday 6 September 2021"."""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


def month(when: date) -> str:
    """The month a date is in: "July 2022"."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def day_range(first: date, last: date) -> str:
    """Two days, both included, saying nothing twice: "1 to 31 October 2021", "1 April to 30 September 2022".

    Raises ValueError when the last day comes before the first.
    """
    _in_order(first, last)
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def month_range(first: date, last: date) -> str:
    """The months two days lie in: "July 2022", "July to September 2022", "October 2022 to March 2023".

    Raises ValueError when the last day comes before the first.
    """
    _in_order(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return month(last)
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]} to {month(last)}"
    return f"{month(first)} to {month(last)}"


def _in_order(first: date, last: date) -> None:
    if last < first:
        raise ValueError(f"The last day, {day(last)}, comes before the first, {day(first)}.")


# Numbers -----------------------------------------------------------------------------------------------------------


def rounded(value: Decimal | int, places: int) -> Decimal:
    """The value to so many places, halves away from zero as people round; never minus zero."""
    amount = _decimal(value)
    with localcontext() as context:
        context.prec = max(context.prec, amount.adjusted() + places + 3, len(amount.as_tuple().digits) + places + 3)
        amount = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return amount.copy_abs() if amount == 0 else amount


def number(value: Decimal | int | None, places: int | None = None) -> str:
    """A number with thousands separated: "1,234.5"; `None` is "no data".

    `places` is the indicator's own number of decimal places; without it the number stands as it is, less the zeros
    that a database adds at its end. Raises TypeError for a float, ValueError for what is not finite.
    """
    if value is None:
        return NO_DATA
    amount = _decimal(value) if places is None else rounded(value, places)
    text = f"{amount.copy_abs():,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if amount < 0 else text


def percentage(value: Decimal | int | None, places: int | None = None) -> str:
    """A percentage: "79%", "64.1%"; `None` is "no data". The value is already per cent: 79 and not 0.79."""
    return NO_DATA if value is None else f"{number(value, places)}%"


def money(value: Decimal | int | None, places: int | None = None, scale: str = "") -> str:
    """Pounds: "£1,200", "£1,200.50", "£388.45 million", "£12.50 a week"; `None` is "no data".

    `scale` is what follows the sum: "million" and the like, or words. Whole pounds show no pence unless `places` asks
    for them; millions are no sums of pence and keep their own decimals.
    """
    if value is None:
        return NO_DATA
    if places is None and scale not in POUND_SCALES:
        places = 0 if _decimal(value) == _decimal(value).to_integral_value() else 2
    text = number(value, places)
    sign, digits = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    return f"{sign}£{digits} {scale}".rstrip()


def measure(value: Decimal | int | None, unit: str = "", places: int | None = None) -> str:
    """A value with its unit, as read in a sentence: "79%", "£388.45 million", "1 hour", "12.3 per 1,000", "562".

    `unit` is "%", "% a year", "£", "£ million", "£ a week", or words that follow the number. `None` is "no data".
    """
    if value is None:
        return NO_DATA
    if unit.startswith("%"):
        return f"{percentage(value, places)}{unit[1:]}"
    if unit.startswith("£"):
        return money(value, places, unit.removeprefix("£").strip())
    text = number(value, places)
    return f"{text} {ONE_OF.get(unit, unit) if text == '1' else unit}".rstrip()


def difference(value: Decimal | int, unit: str = "", places: int | None = None) -> str:
    """How far two values lie apart, without a sign; percentages differ by points: "9 points", "1 point", "42".

    A difference that rounds to nothing at the indicator's places is said as it is, so nobody reads "0 points below".
    """
    amount = _decimal(value).copy_abs()
    if places is not None and amount and not rounded(amount, places):
        places = None
    if not unit.startswith("%"):
        return measure(amount, unit, places)
    text = number(amount, places)
    return f"{text} {'point' if text == '1' else 'points'}"


def unit_once(words: str, unit: str) -> str:
    """A sentence in which a unit of several words is said once: "597 per 1,000 people, up 14 from 583"."""
    first, long_unit, rest = words.partition(f" {unit}") if " " in unit else (words, "", "")
    return f"{first}{long_unit}{rest.replace(long_unit, '')}" if long_unit else words


def _decimal(value: Decimal | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"Numbers are Decimal or int, not {type(value).__name__}.")
    amount = Decimal(value)
    if not amount.is_finite():
        raise ValueError(f"{value} is not a number that can be shown.")
    return amount


# Words -------------------------------------------------------------------------------------------------------------


def plural(word: str) -> str:
    """The plural of a regular noun: commitments, boards, counties, indices stay the caller's to spell."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def count(how_many: int, one: str, many: str = "") -> str:
    """How many of something: "3 commitments", "1 commitment", "no commitments"; `many` for irregular plurals."""
    noun = one if how_many == 1 else many or plural(one)
    return f"{number(how_many) if how_many else 'no'} {noun}"


def ordinal(position: int) -> str:
    """A place in an order: 1st, 2nd, 3rd, 11th, 30th. Raises ValueError below 1."""
    if position < 1:
        raise ValueError("Places in an order begin at 1.")
    teens = 11 <= position % 100 <= 13
    return f"{position:,}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(position % 10, 'th')}"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """A list as a sentence has it, without the comma before "and": "a, b and c"; nothing for an empty list."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def sentence(text: str) -> str:
    """The text with a capital first letter, the rest untouched: "CMT" and "iPad" keep theirs."""
    return f"{text[:1].upper()}{text[1:]}"
