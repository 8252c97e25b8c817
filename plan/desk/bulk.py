"""Actions on ticked rows: each row at the version that was on the page, all of them or none.

@row_action("Confirm the ticked meetings")
def confirm(self, request, row):
    row.status = Meeting.Status.CONFIRMED
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from plan import locking
from plan.wording import count

from . import changes, recording
from .merging import Conflict, Difference, conflict_of
from .saving import refusal_of

SEEN_ROW = "seen-"


def row_action(
    description: str, *, permissions: tuple[str, ...] = ("change",), by_verb: bool = False
) -> Callable[[Callable], Callable]:
    """Make an action of a method that changes one row in memory; it is then checked, saved and recorded.

    With `by_verb` the method calls a verb, which saves and records by itself; the row it is given is claimed already.
    What the admin's `refusals` name, and `ValidationError`, are shown; then no row was changed.
    """

    def decorate(act: Callable) -> Callable:
        @admin.action(description=description, permissions=permissions)
        @wraps(act)
        def action(desk: Any, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
            return run(desk, request, queryset, act, by_verb)

        return action

    return decorate


def run(
    desk: Any, request: HttpRequest, queryset: models.QuerySet, act: Callable, by_verb: bool
) -> HttpResponse | None:
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    seen = {pk: _number(request.POST.get(f"{SEEN_ROW}{pk}")) for pk in ticked}
    name = desk.opts.verbose_name
    try:
        with transaction.atomic():
            rows = {str(row.pk): row for row in queryset.order_by("pk")}
            stale = [pk for pk in ticked if pk not in rows or (rows[pk].version != seen[pk])]
            if not stale:
                for pk, row in rows.items():
                    _apply(desk, request, row, seen[pk], act, by_verb)
    except locking.Stale as error:
        stale = [str(error.pk)]
    except (ValidationError, *desk.refusals) as error:
        desk.message_user(request, f"Nothing was changed. {_said(error)}", messages.ERROR)
        return None
    except IntegrityError as error:
        desk.message_user(request, f"Nothing was changed. {refusal_of(error)}", messages.ERROR)
        return None
    if stale:
        return _show(desk, request, queryset, ticked, stale, seen)
    desk.message_user(request, f"Done for {count(len(rows), str(name), str(desk.opts.verbose_name_plural))}.")
    return None


def _apply(desk: Any, request: HttpRequest, row: models.Model, seen: int | None, act: Callable, by_verb: bool) -> None:
    if not desk.has_change_permission(request, row):
        raise ValidationError(f"“{row}”: {desk.why_read_only(request, row)}")
    why = request.POST.get("change_reason", "")
    claimed = locking.claim(type(row), row.pk, seen)
    row.refresh_from_db()
    before = type(row)._base_manager.get(pk=row.pk)
    act(desk, request, row)
    if by_verb:
        return
    row.version = claimed
    row.full_clean()
    recording.save(row, by=request.user, why=why)
    recording.changed(row, before, by=request.user, why=why)


def _show(
    desk: Any,
    request: HttpRequest,
    queryset: models.QuerySet,
    ticked: list[str],
    stale: list[str],
    seen: dict[str, int | None],
) -> HttpResponse:
    """What became of the ticked rows meanwhile, with the choice to go on regardless."""
    rows = {str(row.pk): row for row in queryset.all()}
    conflicts = [conflict_about(desk.model, pk, seen[pk], rows.get(pk)) for pk in stale]
    actions = request.POST.getlist("action")
    index = _number(request.POST.get("index")) or 0
    context = {
        **desk.admin_site.each_context(request),
        "title": "Nothing was changed yet",
        "opts": desk.opts,
        "conflicts": [conflict for conflict in conflicts if not conflict.removed or desk.sees_everything(request)],
        "rows": [rows[pk] for pk in ticked if pk in rows],
        "action": actions[index] if index < len(actions) else "",
        "why": request.POST.get("change_reason", ""),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "desk/bulk_conflict.html", context)


def conflict_about(model: type[models.Model], pk: Any, seen: int | None, row: models.Model | None) -> Conflict:
    """What changed in a row since a version of it was on the page."""
    opened = locking.at_version(model, pk, seen)
    conflict = conflict_of(model, pk, f"“{row if row is not None else opened or 'a row'}”")
    conflict.removed = row is None
    if opened is not None and row is not None:
        conflict.differences = [
            Difference(change.label, change.before, change.after, "") for change in changes.between(opened, row)
        ]
    return conflict


def _said(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
