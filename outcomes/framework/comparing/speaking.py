"""Printed numbers that a text speaks of: "as in 5.2" (requirement B25). A number means nothing without its edition."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .changes import Change
from .parts import Part

# Money, percentages, temperatures, amounts and dates are no numbers of parts.
_NUMBER = re.compile(
    r"(?<![\w£$€.,/:–-])(\d{1,2}\.\d{1,2})(?![\w°/:–]|\.\d|,\d|-\d|\s*%|\s*(?:per cent|percent|million|billion"
    r"|thousand|times|degrees|hectares|tonnes|miles|km|kg|hours|years|points|p\.?m|a\.?m)\b)"
)


@dataclass(frozen=True)
class Spoken:
    """A number in a changed text, with what it means in either edition; None where it means nothing there."""

    number: str
    before: Part | None
    after: Part | None

    @property
    def is_the_same(self) -> bool:
        """Whether either edition means the same by it."""
        return bool(self.before and self.after) and str(self.before) == str(self.after)


def numbers_in(text: str) -> list[str]:
    """Numbers such as 5.2 in the order they come, each once, without those that plainly count something."""
    return list(dict.fromkeys(_NUMBER.findall(text)))


def spoken_of(change: Change, before: Mapping[str, Part], after: Mapping[str, Part]) -> tuple[Spoken, ...]:
    """The numbers that a reworded part speaks of before or after, where they mean something in its edition."""
    found: dict[str, Spoken] = {}
    for part, meanings in ((change.before, before), (change.after, after)):
        for number in _numbers(part, change.names):
            if number in meanings:
                found.setdefault(number, Spoken(number, before.get(number), after.get(number)))
    return tuple(found.values())


def _numbers(part: Part | None, names: Iterable[str]) -> list[str]:
    said = part.said() if part else {}
    return numbers_in("\n".join(said.get(name, "") for name in names))
