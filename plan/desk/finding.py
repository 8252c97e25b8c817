"""Finding anything on the desk by its words: each kind is searched as its own list would be, by the same doors."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from plan.slots import slots

from . import changes
from .fields import READ_WITH

PER_KIND = 5
LONGEST = 200  # of what is asked for
NAMED = 110  # characters of a name shown


@dataclass(frozen=True)
class FoundRow:
    name: str
    url: str
    where: str = ""  # the version of the plan it belongs to: others may have the same words


@dataclass(frozen=True)
class FoundKind:
    """Rows of one kind, at most `PER_KIND`; `more_url` leads to its list where there are more."""

    title: str
    rows: list[FoundRow]
    more_url: str = ""


def find(site: Any, request: HttpRequest, words: str) -> list[FoundKind]:
    """What this user may open and these words fit, in the order of My desk. One or two queries for each kind of thing,
    however many rows there are."""
    words = words.strip()[:LONGEST]
    desks = {model._meta.label: desk for model, desk in site._registry.items()}
    labels = [label for group in slots.desk_groups for label in group.models]
    asked = [desks[label] for label in labels if label in desks] if words else []
    found = [_of_kind(desk, request, words) for desk in asked if desk.in_find and _may_list(desk, request)]
    return [kind for kind in found if kind.rows]


def _may_list(desk: Any, request: HttpRequest) -> bool:
    return bool(desk.search_fields) and desk.has_view_or_change_permission(request)


def _of_kind(desk: Any, request: HttpRequest, words: str) -> FoundKind:
    rows, repeated = desk.get_search_results(request, desk.get_queryset(request), words)
    rows = rows.distinct() if repeated else rows
    related = desk.list_select_related or READ_WITH.get(desk.opts.label, ())
    rows = list((rows.select_related(*related) if related else rows)[: PER_KIND + 1])
    desk.prepare_rows(rows)
    page = f"{desk.admin_site.name}:{desk.opts.app_label}_{desk.opts.model_name}"
    shown = [
        FoundRow(
            changes.shortened(desk.row_name(row), NAMED), reverse(f"{page}_change", args=[row.pk]), desk.row_place(row)
        )
        for row in rows[:PER_KIND]
    ]
    more = f"{reverse(f'{page}_changelist')}?{urlencode({'q': words})}" if len(rows) > PER_KIND else ""
    return FoundKind(changes.capital(desk.opts.verbose_name_plural), shown, more)
