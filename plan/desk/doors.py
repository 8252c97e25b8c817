"""The doors of the desk: whom a queryset shows what, asked in one place for lists, forms, choices and actions."""

from typing import Any

from django.db.models import Model, QuerySet


def visible(rows: QuerySet, user: Any) -> QuerySet:
    """The rows this user may see; all of them where the model has no such rule of its own."""
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


def editable(rows: QuerySet, user: Any) -> QuerySet:
    """The rows this user may change, of those they may see."""
    rows = visible(rows, user)
    return rows & rows.editable_by(user) if hasattr(rows, "editable_by") else rows


def is_editable(row: Model, user: Any) -> bool:
    """One query, where the model has a rule."""
    rows = type(row)._default_manager.all()
    return rows.editable_by(user).filter(pk=row.pk).exists() if hasattr(rows, "editable_by") else True


def sees_everything(model: type[Model], user: Any) -> bool:
    """True if the model's rule keeps no row from this user: then deleted rows may be shown to them as well."""
    rows = visible(model._default_manager.all(), user)
    return not rows.query.where and not rows.query.is_empty()
