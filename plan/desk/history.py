"""Field history: who changed what, when and why, newest first. There is no way back from here by design: what was
said stays said, and is changed by saying something else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from plan.models import Event

from . import changes

PAGE = 25
WHAT = {"+": "Added", "~": "Changed", "-": "Deleted"}


@dataclass(frozen=True)
class Entry:
    """One save of one row. `of` names the row where it is not the page's own but one of its lists'."""

    when: datetime
    who: str
    why: str
    what: str
    of: str
    changes: list[changes.Change]


@dataclass(frozen=True)
class Source:
    """A table of history, and which of its rows belong on the page."""

    model: type[models.Model]
    filters: dict[str, Any]
    kind: str = ""


def entries(sources: list[Source], page: int = 1) -> tuple[list[Entry], bool]:
    """A page of history from several tables, newest first, and whether there is more. Cost: some queries for each
    table that has something on the page, and one for each foreign key that changed."""
    keys = []
    for place, source in enumerate(sources):
        rows = source.model.history.filter(**source.filters).order_by("-history_date", "-history_id")
        told = rows.values_list("history_date", "history_id")[: page * PAGE + 1]
        keys += [(date, history_id, place) for date, history_id in told]
    keys.sort(reverse=True)
    wanted = keys[(page - 1) * PAGE : page * PAGE]
    found = {}
    for place, source in enumerate(sources):
        found |= _read(source, place, [history_id for _date, history_id, at in wanted if at == place])
    told = [found[place, history_id] for _date, history_id, place in wanted]
    return [entry for entry in told if entry.changes or entry.what != "Changed" or entry.why], len(keys) > page * PAGE


def _read(source: Source, place: int, ids: list[int]) -> dict[tuple[int, int], Entry]:
    if not ids:
        return {}
    key, history = source.model._meta.pk.name, source.model.history.model
    earlier = history.objects.filter(**{key: models.OuterRef(key)}, history_id__lt=models.OuterRef("history_id"))
    records = list(
        history.objects.filter(history_id__in=ids)
        .select_related("history_user")
        .annotate(earlier_id=models.Subquery(earlier.order_by("-history_id").values("history_id")[:1]))
    )
    before = history.objects.in_bulk([record.earlier_id for record in records if record.earlier_id])
    lists = _lists_changed(source.model, [getattr(record, key) for record in records])
    found = {}
    for record in records:
        row = record.instance
        previous = before.get(record.earlier_id)
        found[place, record.history_id] = Entry(
            when=record.history_date,
            who=str(record.history_user) if record.history_user else "The system",
            why=record.history_change_reason or "",
            what=WHAT[record.history_type],
            of=f"{source.kind}: {_name(row)}" if source.kind else "",
            changes=_changes(record, previous) + lists.get((str(row.pk), getattr(row, "version", None)), []),
        )
    return found


def _changes(record: Any, previous: Any) -> list[changes.Change]:
    if record.history_type == "-":
        return changes.standing(record.instance)
    if previous is None or previous.history_type == "-":
        filled = changes.standing(record.instance)
        return [changes.Change(c.field, c.label, changes.NOTHING, c.before) for c in filled]
    return changes.between(previous.instance, record.instance)


def _lists_changed(model: type[models.Model], pks: list[Any]) -> dict[tuple[str, int], list[changes.Change]]:
    """Changes of many-to-many fields, which history tables do not keep, from the event log: by row and version."""
    names = {field.name for field in model._meta.many_to_many}
    if not names:
        return {}
    found = {}
    events = Event.objects.filter(subject_type=model._meta.label_lower, subject_id__in=[str(pk) for pk in pks])
    for event in events:
        told = [
            changes.Change(line["field"], line["label"], line["before"], line["after"])
            for line in event.detail.get("changes", [])
            if line["field"] in names
        ]
        found[event.subject_id, event.detail.get("version")] = told
    return found


def _name(row: models.Model) -> str:
    try:
        return changes.shortened(str(row), 80)
    except models.ObjectDoesNotExist:  # its name leans on a row that is gone
        return f"number {row.pk}"


class HistoryMixin:
    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("deleted/", self.admin_site.admin_view(self.deleted_view), name=name), *super().get_urls()]

    def has_history(self) -> bool:
        return hasattr(self.model, "history")

    def history_sources(self, request: HttpRequest, pk: Any) -> list[Source]:
        """The row's own history, then that of the lists on its page."""
        sources = [Source(self.model, {self.opts.pk.name: pk})] if self.has_history() else []
        for inline in self.inlines:
            if hasattr(inline.model, "history"):
                fields = inline.model._meta.fields
                key = inline.fk_name or next(f.name for f in fields if f.related_model is self.model)
                sources.append(Source(inline.model, {key: pk}, changes.capital(inline.model._meta.verbose_name)))
        return sources

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        pk = unquote(object_id)
        row = self.get_object(request, pk)
        if row is None:
            row = self._deleted(request, pk)
        elif not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = request.GET.get("page", "1")
        number = max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1
        told, more = entries(self.history_sources(request, row.pk), number)
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "subtitle": str(row),
            "entries": told,
            "page": number,
            "more": more,
            "object": row,
            "exists": row._state.adding is False,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "desk/history.html", context)

    def may_see_deleted(self, request: HttpRequest) -> bool:
        return self.has_history() and self.sees_everything(request) and self.has_view_or_change_permission(request)

    def _deleted(self, request: HttpRequest, pk: str) -> models.Model:
        """A deleted row as it last stood; 404 to whom rows can be hidden, as if it had never been."""
        if not self.may_see_deleted(request):
            raise Http404
        try:
            record = self.model.history.filter(**{self.opts.pk.name: pk}).order_by("-history_id").first()
        except (ValueError, TypeError):
            record = None
        if record is None:
            raise Http404
        row = record.instance
        row._state.adding = True
        return row

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What was deleted of this kind, newest first: the last hundred."""
        if not self.may_see_deleted(request):
            raise PermissionDenied
        key = self.opts.pk.name
        standing = self.model._base_manager.values("pk")
        gone = self.model.history.filter(history_type="-").exclude(**{f"{key}__in": standing})
        records = gone.select_related("history_user").order_by("-history_date", "-history_id")[:100]
        rows = [
            {
                "pk": getattr(record, key),
                "name": _name(record.instance),
                "when": record.history_date,
                "who": str(record.history_user) if record.history_user else "The system",
                "why": record.history_change_reason or "",
            }
            for record in records
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": f"Recently deleted: {self.opts.verbose_name_plural}",
            "rows": rows,
            "opts": self.opts,
        }
        return TemplateResponse(request, "desk/deleted.html", context)
