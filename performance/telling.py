"""How many people a figure tells of, in numbers or in words. Pure."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from .suppression import is_small

_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = (
    {word: number for number, word in enumerate(_ONES, start=1)}
    | {word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"single": 1, "couple": 2, "pair": 2, "both": 2, "dozen": 12}
)
_NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b")


def people(
    value: Decimal | None, numerator: Decimal | None, unit: str, denominator: Decimal | None = None
) -> int | None:
    """How many people a figure counts: itself where it is a plain count, else its numerator; else that is not known.

    A percentage of a known number of people counts them as well as its numerator would.
    """
    is_count = unit[:1] not in ("%", "£") and " per " not in f" {unit}"
    if is_count and value is not None:
        return int(value)
    if numerator is None and unit == "%" and value is not None and denominator:
        return round(value * denominator / 100)
    return None if numerator is None else int(numerator)


def numbers_in(words: str) -> list[Decimal]:
    """The numbers that words hold, in digits or spelt out: of "three of 40 children" 3 and 40."""
    found = _NUMBER.findall(words.lower())
    return [Decimal(_WORDS[one]) if one in _WORDS else Decimal(one.replace(",", "")) for one in found]


def count_of(row: Mapping[str, Any], unit: str) -> int | None:
    """How many people a result's columns count; of words the number they hold, where that is the only one."""
    count = people(row["value"], row["numerator"], unit, row["denominator"])
    if count is None and row["value"] is None and row["numerator"] is None:
        held = numbers_in(row["words"])
        return int(held[0]) if len(held) == 1 else None
    return count


def tells_few(row: Mapping[str, Any], unit: str, threshold: int) -> bool:
    """Whether a result's columns by themselves tell of very few people: those counted, those left of the whole, either
    end of a range, or a number in the words."""
    return any(is_small(number, threshold) for number in _told(row, unit))


def _told(row: Mapping[str, Any], unit: str) -> Iterator[Decimal | int | None]:
    count, whole = people(row["value"], row["numerator"], unit, row["denominator"]), row["denominator"]
    yield count
    yield row["numerator"]
    if whole is not None and count is not None:
        yield whole - count
    if whole is not None and row["numerator"] is not None:
        yield whole - row["numerator"]
    yield people(row["upper"], None, unit)
    yield from numbers_in(row["words"])
