"""Whether a figure agrees with the parts it is made of: how many, and out of how many. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from plan import wording

from .models import Qualifier
from .values import trimmed

NEGATIVE = "How many cannot be less than nought."
MORE = "{top} of {bottom} is more than the whole: look at both again."
APART = "{value}% is not {top} of {bottom}, which is {expected}%: one of the three is wrong."


def disagreement(figure: Mapping[str, Any], unit: str) -> tuple[str, str]:
    """The column that is wrong and a sentence that says how; both empty where value, numerator and denominator of a
    figure agree. An exact percentage is what its parts come to, rounded to as many places as it is given with."""
    top, bottom = figure.get("numerator"), figure.get("denominator")
    if top is not None and top < 0:
        return "numerator", NEGATIVE
    if top is None or bottom is None or bottom <= 0:
        return "", ""
    qualifier = figure.get("qualifier") or Qualifier.EXACT
    if top > bottom and (qualifier == Qualifier.SHARE or unit.startswith("%")):
        return "numerator", MORE.format(top=_shown(top), bottom=_shown(bottom))
    value = figure.get("value")
    if qualifier != Qualifier.EXACT or value is None or not unit.startswith("%"):
        return "", ""
    expected = Fraction(top) / Fraction(bottom) * 100
    if abs(Fraction(value) - expected) * 2 <= Fraction(1, 10 ** _places(value)):
        return "", ""
    near = Decimal(round(expected * 100)).scaleb(-2)
    return "value", APART.format(value=_shown(value), top=_shown(top), bottom=_shown(bottom), expected=_shown(near))


def _shown(amount: Decimal) -> str:
    return wording.number(trimmed(amount))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
