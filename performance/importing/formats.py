"""What a spreadsheet's number format makes of a number: the figure people see may be another than the one that is
kept. Pure."""

import re
from enum import Enum
from functools import lru_cache

# Text in a format that is only shown: in quotation marks, after a backslash, of some sign's width, filling, colours.
SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
DAY_OR_TIME = re.compile(r"[dmyhs]", re.IGNORECASE)
DIGIT = re.compile(r"[0#?]")
CONDITION = re.compile(r"\[[<>=]")
THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")  # commas after the last digit leave thousands away


class Kind(Enum):
    PLAIN = "plain"
    PERCENTAGE = "percentage"  # 0.79 is shown as 79%
    DAY = "day"
    THOUSANDS = "thousands"  # 79,000 is shown as 79
    UNCLEAR = "unclear"  # now one, now the other


@lru_cache(1_000)
def kind_of(code: str) -> Kind:
    """What a format makes of a number. Its sections are for numbers above nought, below, and nought, which is the same
    in any of them; or they have conditions."""
    if code.lower() == "general":
        return Kind.PLAIN
    sections = SHOWN.sub("", code).split(";")[: 3 if CONDITION.search(code) else 2]
    if DAY_OR_TIME.search(sections[0]):
        return Kind.DAY
    kinds = {_of_section(section) for section in sections if DIGIT.search(section) or "general" in section.lower()}
    return kinds.pop() if len(kinds) == 1 else Kind.UNCLEAR if kinds else Kind.PLAIN


def _of_section(section: str) -> Kind:
    signs = section.count("%")
    if THOUSANDS.search(section) or signs > 1:
        return Kind.UNCLEAR if signs else Kind.THOUSANDS
    return Kind.PERCENTAGE if signs else Kind.PLAIN
