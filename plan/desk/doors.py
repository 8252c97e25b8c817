"""The doors of the desk: whom a queryset shows what, asked in one place for lists, forms, choices and actions."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet

from .state import desk_of


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


def may_open(request: Any, row: Model) -> bool:
    """Whether the row has a page on the desk that this user may open. Asked once for each row in a request; it costs a
    query where the list of such rows is narrowed for this user."""
    known, key = desk_of(request).opens, (row._meta.label, row.pk)
    if key not in known:
        desk = admin.site._registry.get(type(row))
        known[key] = desk is not None and desk.has_view_or_change_permission(request) and _is_listed(desk, request, row)
    return known[key]


def _is_listed(desk: Any, request: Any, row: Model) -> bool:
    rows = desk.get_queryset(request)
    return (not rows.query.where and not rows.query.is_empty()) or rows.filter(pk=row.pk).exists()
