"""What the desk shows of fields that cannot be changed."""

from typing import Any

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from plan.desk.doors import may_open

register = template.Library()


@register.simple_tag(takes_context=True)
def shown(context: dict[str, Any], field: Any) -> Any:
    """What a field that cannot be changed says: yes or no in words, and a link to another row only for those who may
    open it. `field` is Django's AdminReadonlyField."""
    row = field.form.instance
    try:
        column = row._meta.get_field(field.field["field"])
    except (FieldDoesNotExist, TypeError):
        return field.contents()
    if isinstance(column, models.BooleanField):
        return {True: "Yes", False: "No"}.get(getattr(row, column.name), "–")
    if isinstance(column, models.ForeignKey):
        other = getattr(row, column.name)
        if other is not None and not may_open(context["request"], other):
            return str(other)
    return field.contents()


@register.filter
def in_row(row: models.Model) -> str:
    """What a row is called on the page of what it belongs to, whose name need not be said in each of them."""
    return row.in_row() if hasattr(row, "in_row") else str(row)
