"""Figures as numbers, for those who go on reckoning with them. Pure."""

from decimal import Decimal

from performance.read import Figure
from performance.values import Sense


def amount_of(figure: Figure | None) -> str:
    """A figure as decimal text, where it is a number exactly: of "over 790", of "two thirds" and of what is kept back
    none is made up."""
    if figure is None or figure.value.sense is not Sense.EXACT:
        return ""
    amount = figure.value.amount
    return f"{amount:f}" if isinstance(amount, Decimal) else ""
