"""When figures are due, for templates."""

from datetime import date

from django import template

from performance.releases import Due

register = template.Library()


@register.filter
def told(due: Due, today: date) -> str:
    """In a sentence: "The figure for 2022/23 is due on 30 June 2023"."""
    return due.told(today)


@register.filter
def is_overdue(due: Due, today: date) -> bool:
    return due.is_overdue(today)


@register.filter
def due_words(due: Due, today: date) -> str:
    """In a row: "Overdue since 30 June 2023", "Due on 30 June 2023"."""
    return f"Overdue since {due.on}" if due.is_overdue(today) else f"Due on {due.on}"
