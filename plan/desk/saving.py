"""Saving from a change page: claimed first, then validated, written and recorded in one transaction, or not at all."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from plan import locking
from plan.slots import slots

from . import changes, recording, typed
from .forms import SEEN, WHY
from .inlines import DeskInlineFormSet
from .merging import conflict_of, merge
from .rows import freshen
from .state import Desk

ATTEMPTS = 3
CLASHED = "Somebody saved something at the same moment that this clashes with. Nothing was saved; check and save again."
UNCHANGED = "You changed nothing, so nothing was saved."


class NotSaved(Exception):
    """The row is gone, or may no longer be changed by this user; what they typed is shown, not kept."""

    def __init__(self, sentence: str, status: int, row: models.Model | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.status, self.row = sentence, status, row


def refusal_of(error: IntegrityError) -> str:
    """What the database's refusal means to a person."""
    messages = [rule.message for rule in (*slots.freezes, *slots.row_rules)] + [it.why for it in slots.deletion_guards]
    return next((message for message in messages if message in str(error)), CLASHED)


class SavingMixin:
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        request.desk = Desk()
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        posted, refusal = request.POST, ""
        for _ in range(ATTEMPTS):
            request.POST, request.desk = posted.copy(), Desk(refusal=refusal)
            try:
                return self._save_or_show(request, object_id, form_url, extra_context)
            except locking.Stale:
                continue  # somebody was quicker by a moment: the next attempt sees what they saved
            except IntegrityError as error:
                refusal = refusal_of(error)
            except NotSaved as not_saved:
                return self._not_saved(request, not_saved)
        raise PermissionDenied("This page is being saved by too many people at once. Open it again.")

    def _save_or_show(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra: dict[str, Any] | None
    ) -> HttpResponse:
        with transaction.atomic():
            if object_id is not None and not request.desk.refusal:
                self._claim(request, unquote(object_id))
            response = super().changeform_view(request, object_id, form_url, extra)
            if not request.desk.saved:
                transaction.set_rollback(True)  # shown again, or unchanged: the claim goes too
        return response

    def _claim(self, request: HttpRequest, pk: str) -> None:
        """Lock the row if it is as it was when the form was opened; else bring the posted form up to what it is now."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        row = self.get_object(request, pk)
        if row is None:
            raise self._gone(pk)
        if not self.has_change_permission(request, row):
            raise NotSaved(self.why_read_only(request, row), 403, row)
        if not locking.is_versioned(self.model):
            return
        seen = request.POST.get(SEEN, "")
        try:
            locking.claim(self.model, row.pk, int(seen) if seen.isdecimal() else None)
        except locking.Stale:
            row = self.get_object(request, pk)
            if row is None:
                raise self._gone(pk) from None
            form_class = self.get_form(request, row, change=True, fields=self._form_fields(request, row))
            request.desk.conflict = merge(form_class, request.POST, row)
        request.desk.editable.clear()  # now that it is locked, the rule is asked again

    def _form_fields(self, request: HttpRequest, row: models.Model) -> list[str]:
        return flatten_fieldsets(self.get_fieldsets(request, row))

    def _gone(self, pk: str) -> NotSaved:
        name, nowhere = self.opts.verbose_name, f"There is no such {self.opts.verbose_name} here."
        try:
            if self.model._base_manager.filter(pk=pk).exists():
                return NotSaved(nowhere, 404)
            last = conflict_of(self.model, pk)
        except (ValueError, ValidationError):
            return NotSaved(nowhere, 404)
        if not last.removed:
            return NotSaved(nowhere, 404)
        return NotSaved(f"{last.who} deleted this {name}{last.moment}, while you had it open.", 404)

    def _not_saved(self, request: HttpRequest, not_saved: NotSaved) -> HttpResponse:
        """A page with what was typed, for what cannot be saved any more. Says who deleted it only to those who may
        see every row; to others a row that is gone and one that is not theirs look alike."""
        sentence = not_saved.sentence
        if not_saved.row is None and not self.sees_everything(request):
            sentence = f"There is no such {self.opts.verbose_name} here."
        form_class = self.get_form(request, None, change=False)
        told = typed.lines(form_class(request.POST))
        for inline in self.get_inline_instances(request):
            formset_class = inline.get_formset(request)
            told += _typed_rows(formset_class, request.POST, changes.capital(inline.verbose_name))
        context = {
            **self.admin_site.each_context(request),
            "title": "This was not saved",
            "sentence": sentence,
            "typed": told,
            "opts": self.opts,
            "row": not_saved.row,
        }
        return TemplateResponse(request, "desk/not_saved.html", context, status=not_saved.status)

    def get_formset_kwargs(self, request: HttpRequest, obj: models.Model, inline: Any, prefix: str) -> dict[str, Any]:
        """Posted rows are first brought up to what they are now."""
        params = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and obj.pk and inline.has_change_permission(request, obj):
            key = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name).name
            rows = inline.model._base_manager.filter(**{key: obj})
            form_class = inline.get_formset(request, obj).form
            request.desk.row_conflicts[prefix] = freshen(params["data"], prefix, form_class, rows)
        return params

    def _create_formsets(self, request: HttpRequest, obj: models.Model, change: bool) -> tuple[list, list]:
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            formset.why = request.POST.get(WHY, "")
            formset.conflicts = request.desk.row_conflicts.get(formset.prefix, {})
            for place, conflict in formset.conflicts.items():
                formset.forms[place].conflict = conflict
        return formsets, inlines

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        desk = request.desk
        desk.why = (request.POST.get(WHY) if desk.listing else form.cleaned_data.get(WHY)) or ""
        if not change:
            self.prepare(request, obj, form)
            self.save_row(request, obj)
            return
        if desk.listing:
            self._claim_listed(request, obj, form)
        desk.before = self.model._base_manager.get(pk=obj.pk)
        desk.before_many = changes.many(obj, [f.name for f in self.opts.many_to_many if f.name in form.fields])
        if form.has_changed():
            self.prepare(request, obj, form)
            self.save_row(request, obj)

    def _claim_listed(self, request: HttpRequest, obj: models.Model, form: Any) -> None:
        """A row of a list: claimed when its turn comes, its other fields read anew under the lock."""
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        obj.version = locking.claim(type(obj), obj.pk, form.cleaned_data[SEEN])
        edited = set(form.fields)
        obj.refresh_from_db(fields=[f.name for f in self.opts.concrete_fields if f.name not in edited])

    def prepare(self, request: HttpRequest, obj: models.Model, form: Any) -> None:
        """Complete a row before it is saved, as a new one may need. Rules belong in verbs."""

    def save_row(self, request: HttpRequest, obj: models.Model) -> None:
        """Write the row; the page has claimed it. A model whose rows only a verb writes overrides this."""
        recording.save(obj, by=request.user, why=request.desk.why)

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        desk, obj = request.desk, form.instance
        if change and not form.has_changed():
            if not any(formset.has_changed() for formset in formsets):
                desk.unchanged = True
                return
            self.save_row(request, obj)  # its rows changed: a new version of the whole
        form.save_m2m()
        if change:
            after = changes.many(obj, list(desk.before_many))
            many = changes.between_many(obj, desk.before_many, after)
            recording.changed(obj, desk.before, by=request.user, why=desk.why, many=many)
        else:
            recording.added(obj, by=request.user, why=desk.why)
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)
        desk.saved = True

    def save_formset(self, request: HttpRequest, form: Any, formset: DeskInlineFormSet, change: bool) -> None:
        """Write an inline's rows, each claimed at the version it was opened at, each with its event."""
        seen = {row_form.instance.pk: row_form.cleaned_data.get(SEEN) for row_form in formset.initial_forms}
        formset.save(commit=False)
        versioned = locking.is_versioned(formset.model)
        for row in formset.deleted_objects:
            if versioned:
                row.version = locking.claim(formset.model, row.pk, seen[row.pk])
            formset.inline.delete_row(request, formset, row)
        for row, _fields in formset.changed_objects:
            if versioned:
                row.version = locking.claim(formset.model, row.pk, seen[row.pk])
            formset.inline.change_row(request, formset, row)
        for row in formset.new_objects:
            formset.inline.prepare(request, row, form.instance)
            formset.inline.add_row(request, formset, row)
        formset.save_m2m()

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> list:
        """See `log_addition`."""
        return []

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """Django's own log is not kept: the event log is."""

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """See `log_addition`."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> list:
        """See `log_addition`."""
        return []

    def message_user(
        self, request: HttpRequest, message: str, level: int = messages.INFO, *args: Any, **kw: Any
    ) -> None:
        if getattr(request, "desk", None) and request.desk.unchanged:
            message, level = UNCHANGED, messages.INFO
        super().message_user(request, message, level, *args, **kw)


def _typed_rows(formset_class: type[DeskInlineFormSet], data: Any, heading: str) -> list[tuple[str, str]]:
    prefix = formset_class.get_default_prefix()
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    told = []
    for place in range(min(int(total), 500) if total.isdecimal() else 0):
        form = formset_class.form(data, prefix=f"{prefix}-{place}")
        if not getattr(form, "is_blank", False):  # a row that stood ready, in which nothing was typed
            told += typed.lines(form, f"{heading} {place + 1}")
    return told
