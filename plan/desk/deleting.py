"""Deleting: only what one has seen, with everything that goes with it, in one transaction with its event."""

import hashlib
from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import NestedObjects, unquote
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse

from plan import locking
from plan.wording import count

from . import guards, recording
from .bulk import conflict_about
from .forms import SEEN
from .saving import refusal_of
from .state import Desk

TREE = "seen_tree"


def tree_of(rows: list[models.Model], *, lock: bool = False) -> tuple[str, Counter]:
    """A token for these rows and all that would be deleted with them, and how many there are of each kind.

    The token changes when any of them is changed, added or removed. With `lock` they stay as they are until the
    transaction ends. A handful of queries for each kind of row.
    """
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect(rows)
    found, kinds = [], Counter()
    for model, instances in collector.data.items():
        pks = [instance.pk for instance in instances]
        kinds[str(model._meta.verbose_name_plural)] += len(pks)
        standing = model._base_manager.filter(pk__in=pks)
        if lock:
            standing = standing.select_for_update()
        told = ("pk", "version") if locking.is_versioned(model) else ("pk",)
        found += [f"{model._meta.label} {line}" for line in standing.values_list(*told)]
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest(), kinds


class DeletingMixin:
    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        request.desk = Desk()
        extra = {"why": request.POST.get("change_reason", ""), **(extra_context or {})}
        if request.method == "POST":
            try:
                return self._delete_if_seen(request, unquote(object_id), extra)
            except locking.Stale:
                pk, seen = unquote(object_id), request.POST.get(SEEN, "")
                row = self.get_object(request, pk)
                if row is not None:
                    number = int(seen) if seen.isdecimal() else None
                    extra["conflict"] = conflict_about(self.model, row.pk, number, row)
            except IntegrityError as error:
                extra["refusal"] = refusal_of(error)
            request.POST, request.method = QueryDict(), "GET"
        row = self.get_object(request, unquote(object_id))
        if row is not None:
            extra |= {"seen_version": getattr(row, "version", ""), "seen_tree": tree_of([row])[0]}
            extra["kept"] = guards.refusal([row])
        return super().delete_view(request, object_id, extra)

    def _delete_if_seen(self, request: HttpRequest, pk: str, extra: dict[str, Any]) -> HttpResponse:
        with transaction.atomic():
            row = self.get_object(request, pk)
            if row is not None and self.has_delete_permission(request, row):
                self._check_seen(request, row)
                if why_kept := guards.refusal([row]):
                    raise IntegrityError(why_kept)
            request.desk.why = extra["why"]
            response = super().delete_view(request, pk, extra)
            if not request.desk.saved:
                transaction.set_rollback(True)
        return response

    def _check_seen(self, request: HttpRequest, row: models.Model) -> None:
        if tree_of([row], lock=True)[0] != request.POST.get(TREE):
            raise locking.Stale(self.model, row.pk, None)
        if locking.is_versioned(self.model):
            seen = request.POST.get(SEEN, "")
            locking.claim(self.model, row.pk, int(seen) if seen.isdecimal() else None)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        _token, kinds = tree_of([obj])
        also = {kind: how_many for kind, how_many in kinds.items() if kind != str(self.opts.verbose_name_plural)}
        recording.delete(obj, by=request.user, why=request.desk.why, also=also)
        request.desk.saved = True

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for row in queryset:
            self.delete_model(request, row)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            actions["delete_selected"] = (delete_ticked, "delete_selected", "Delete the ticked rows")
        return actions


@admin.action(permissions=["delete"], description="Delete the ticked rows")
def delete_ticked(desk: Any, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
    """Ask first, naming everything that goes; then delete, unless anything of it changed since it was asked."""
    request.desk, why = Desk(), request.POST.get("change_reason", "")
    request.desk.why, changed = why, False
    if why_kept := guards.refusal(list(queryset)):
        desk.message_user(request, f"Nothing was deleted. {why_kept}", messages.ERROR)
        return None
    if request.POST.get("post"):
        try:
            with transaction.atomic():
                rows = list(queryset)
                if tree_of(rows, lock=True)[0] == request.POST.get(TREE):
                    return _delete(desk, request, rows, queryset)
                changed = True
        except IntegrityError as error:
            desk.message_user(request, f"Nothing was deleted. {refusal_of(error)}", messages.ERROR)
            return None
    listed, kinds, lacking, protected = desk.get_deleted_objects(queryset, request)
    context = {
        **desk.admin_site.each_context(request),
        "title": "Delete these?",
        "opts": desk.opts,
        "deletable_objects": listed,
        "model_count": dict(kinds).items(),
        "perms_lacking": lacking,
        "protected": protected,
        "queryset": queryset,
        "checkbox": ACTION_CHECKBOX_NAME,
        "seen_tree": tree_of(list(queryset))[0],
        "changed": changed,
        "why": why,
    }
    return TemplateResponse(request, "desk/delete_ticked.html", context)


def _delete(desk: Any, request: HttpRequest, rows: list[models.Model], queryset: models.QuerySet) -> None:
    _listed, _kinds, lacking, protected = desk.get_deleted_objects(queryset, request)
    if lacking or protected or not all(desk.has_delete_permission(request, row) for row in rows):
        raise PermissionDenied
    for row in rows:
        desk.delete_model(request, row)
    names = (str(desk.opts.verbose_name), str(desk.opts.verbose_name_plural))
    desk.message_user(request, f"Deleted {count(len(rows), *names)}.", messages.SUCCESS)
