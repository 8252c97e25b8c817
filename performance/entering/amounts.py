"""A figure as people type it in one box ("12%", "over 790", "367 to 423", "two thirds", "70% (14 of 20)"), and the
columns of an import that it stands for. Pure; whether the numbers can be used is for `importing.cells` to say."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import Any

from performance.models import Qualifier
from performance.values import Sense, Value
from plan.wording import number

Cells = dict[str, str]
PARTS = ("numerator", "denominator")

# What stands before a number, the longer of two that begin alike first; the first of each kind is how it is shown.
BEFORE = (
    ("over", Qualifier.OVER), ("more than", Qualifier.OVER), (">=", Qualifier.AT_LEAST), ("≥", Qualifier.AT_LEAST),
    (">", Qualifier.OVER), ("at least", Qualifier.AT_LEAST), ("under", Qualifier.UNDER),
    ("less than", Qualifier.UNDER), ("fewer than", Qualifier.UNDER), ("<=", Qualifier.UP_TO), ("≤", Qualifier.UP_TO),
    ("<", Qualifier.UNDER), ("up to", Qualifier.UP_TO), ("at most", Qualifier.UP_TO), ("about", Qualifier.ABOUT),
    ("around", Qualifier.ABOUT), ("roughly", Qualifier.ABOUT), ("approximately", Qualifier.ABOUT),
    ("circa", Qualifier.ABOUT), ("~", Qualifier.ABOUT), ("exactly", Qualifier.EXACT),
)  # fmt: skip
SHOWN_BEFORE = {
    Qualifier.OVER: "over", Qualifier.AT_LEAST: "at least", Qualifier.UNDER: "under", Qualifier.UP_TO: "up to",
    Qualifier.ABOUT: "about",
}  # fmt: skip
AMOUNT = r"[-−+]?£?\d[\d,. ]*%?"
WORDS = re.compile(r"[“\"‘'](.+)[”\"’']")
MADE_OF = re.compile(r"(.+?)\s*\((\S+) (?:out of|of|in) (\S+)\)")
SHARE = re.compile(r"(\d[\d,.]*) (?:out of|of|in) (\d[\d,.]*)")
SLASH = re.compile(r"(\d+) ?/ ?(\d+)")
BETWEEN = re.compile(rf"(?:between|from) ({AMOUNT}) (?:and|to) ({AMOUNT})", re.IGNORECASE)
RANGE = re.compile(rf"{AMOUNT}\s*(?: to |–|-)\s*{AMOUNT}")
MOVED = re.compile(rf"(up|down) ({AMOUNT})", re.IGNORECASE)
NONE = "no data"  # what people type, and read, where there is no figure for a period
STILL = ("no change", "unchanged")


def _shares() -> dict[str, tuple[int, int]]:
    """Shares by the words that figures are shown in: "two thirds" is 2 of 3."""
    told = {
        Value(Sense.EXACT, Fraction(top, bottom)).shown(): (top, bottom)
        for bottom in (2, 3, 4, 5, 6, 8, 10)
        for top in range(1, bottom)
        if gcd(top, bottom) == 1
    }
    ones = {f"one {words.removeprefix('a ')}": share for words, share in told.items() if share[0] == 1}
    return {**told, **ones, "a half": (1, 2)}


SHARES = _shares()


def cells_of(text: str, unit: str = "") -> Cells:
    """The cells of an import that a typed figure stands for; what is not understood is left for it to refuse.

    Numerator and denominator are there only where they were typed.
    """
    plain = " ".join(text.split())
    if plain.lower() == NONE:
        return {"value": "", "qualifier": ""}
    if found := WORDS.fullmatch(plain):
        return {"value": found[1].strip(), "qualifier": "words"}
    if share := _share(plain.lower().replace("-", " ")) or _share(plain):
        return {"value": "", "qualifier": Qualifier.SHARE, "numerator": share[0], "denominator": share[1]}
    if found := MADE_OF.fullmatch(plain):
        return {**_amount(_without(found[1], unit)), "numerator": found[2], "denominator": found[3]}
    return _amount(_without(plain, unit))


def _share(plain: str) -> tuple[str, str] | None:
    if plain in SHARES:
        top, bottom = SHARES[plain]
        return f"{top}", f"{bottom}"
    if found := SHARE.fullmatch(plain):
        return found[1], found[2]
    found = SLASH.fullmatch(plain)
    # What is more than the whole is no share: 2022/23 is a year in the wrong box.
    return (found[1], found[2]) if found and int(found[1]) <= int(found[2]) else None


def _amount(plain: str) -> Cells:
    if found := BETWEEN.fullmatch(plain):
        return {"value": f"{found[1].strip()} to {found[2].strip()}", "qualifier": Qualifier.RANGE}
    if RANGE.fullmatch(plain):
        return {"value": plain, "qualifier": Qualifier.RANGE}
    if plain.lower() in STILL:
        return {"value": "0", "qualifier": Qualifier.CHANGE}
    for words, meant in BEFORE:
        if plain.lower().startswith(words) and re.match(rf"\s*{AMOUNT}", plain[len(words) :]):
            return {"value": plain[len(words) :].strip(), "qualifier": meant}
    if found := MOVED.fullmatch(plain):
        sign = "-" if found[1].lower() == "down" else ""
        return {"value": f"{sign}{found[2].strip().removesuffix('%')}", "qualifier": Qualifier.CHANGE}
    return {"value": plain, "qualifier": ""}


def _without(plain: str, unit: str) -> str:
    """Without the indicator's own unit at the end, which many type along: "12.3 per 1,000", "£388.45 million"."""
    words = unit.removeprefix("£").strip()
    if words and words != "%" and plain.lower().endswith(words.lower()):
        return plain[: -len(words)].strip()
    return plain


def as_typed(columns: Mapping[str, Any]) -> str:
    """A result's figure as somebody would type it, from its columns; `cells_of` reads it back as the same figure."""
    value, qualifier = columns["value"], columns["qualifier"]
    parts = [columns[name] for name in PARTS]
    if qualifier == Qualifier.SHARE:
        return f"{number(parts[0])} of {number(parts[1])}"
    if value is None:
        return f"“{columns['words']}”" if columns["words"] else NONE
    shown = _shown(value, qualifier, columns["upper"])
    return shown if None in parts else f"{shown} ({number(parts[0])} of {number(parts[1])})"


def _shown(value: Decimal, qualifier: str, upper: Decimal | None) -> str:
    if qualifier == Qualifier.RANGE:
        return f"{number(value)} to {number(upper)}"
    if qualifier == Qualifier.CHANGE:
        return f"{'up' if value > 0 else 'down'} {number(abs(value))}%" if value else "no change"
    before = SHOWN_BEFORE.get(Qualifier(qualifier), "")
    return f"{before} {number(value)}".strip()
