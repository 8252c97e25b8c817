"""Rows edited on their parent's page. Each carries its version; changing one makes a new version of the parent too."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet, BaseModelFormSet
from django.forms.models import _get_foreign_key

from . import guards, recording
from .doors import visible
from .fields import FieldsMixin
from .forms import SEEN, DeskForm, share_choices
from .merging import Conflict
from .rows import MOST_ROWS, posted_rows


class UnderHeading(forms.BoundField):
    """A field in a table's row: its help stands once, at the head of its column, however many rows there are."""

    @property
    def aria_describedby(self) -> str:
        said = [f"{self.form.table}-{self.name}-help"] if self.help_text and not self.is_hidden else []
        return " ".join([*said, f"{self.auto_id}_error"] if self.errors else said)


class AtHead(UnderHeading):
    """A field in one of many rows alike: its help stands once, at the head of all of them."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.said, self.help_text = self.help_text, ""

    @property
    def aria_describedby(self) -> str:
        described = [f"{self.form.table}-{self.name}-help"] if self.said and not self.is_hidden else []
        return " ".join([*described, f"{self.auto_id}_error"] if self.errors else described)


class RowsMixin:
    """A formset whose rows may be told that somebody else saved them meanwhile."""

    conflicts: dict[int, Conflict] = {}
    in_table = False
    why = ""  # the reason given with the page

    def total_form_count(self) -> int:
        """A number that no page would send is refused as any error is, and does not make a page of so many rows."""
        count = super().total_form_count()  # type: ignore[misc]
        if not self.is_bound:  # type: ignore[attr-defined]
            return count
        return min(count, posted_rows(self.data, self.prefix))  # type: ignore[attr-defined]

    def clean(self) -> None:
        """A change that needs a reason is refused without one, at the row that needs it."""
        super().clean()  # type: ignore[misc]
        if self.why.strip():
            return
        for form in self.initial_forms:  # type: ignore[attr-defined]
            deleted = self.can_delete and self._should_delete_form(form)  # type: ignore[attr-defined]
            if not (deleted or (form.has_changed() and form.is_valid())):
                continue
            if said := form.why_needed(deleted=deleted):
                if deleted:  # errors of a row that goes would not hold the page back
                    raise ValidationError(f"“{form.instance}”: {said}")
                form.add_error(None, said)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.conflict = self.conflicts.get(i)
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        """In a table, inputs have no labels of their own: each says what it is, and in which row."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Delete this row"
        if self.in_table and isinstance(self, BaseInlineFormSet):
            form.bound_field_class, form.table = UnderHeading, self.prefix
        if self.in_table:
            row = "new row" if index is None else f"row {index + 1}"
            for field in form.fields.values():
                if not field.widget.is_hidden:
                    field.widget.attrs["aria-label"] = f"{field.label or 'Delete'}, {row}"


class DeskInlineFormSet(RowsMixin, BaseInlineFormSet):
    def get_queryset(self) -> models.QuerySet:
        """The rows, each knowing its parent: their names often lean on it, and would read it again for every row."""
        if not hasattr(self, "_queryset"):  # the base class asks again for every form, and keeps its answer there
            for row in super().get_queryset():
                setattr(row, self.fk.name, self.instance)
        return super().get_queryset()

    def clean(self) -> None:
        """Rules that name the parent are left out of Django's look at each row; here they are asked too, so that a
        second row for what is there already is refused in words, also where that one is not on the page."""
        super().clean()
        for form in self.forms:
            if form.is_valid() and form.has_changed() and not self._should_delete_form(form):
                try:
                    form.instance.validate_constraints()
                except ValidationError as error:
                    form.add_error(None, error.messages)
        deleted = [form.instance for form in self.initial_forms if self.can_delete and self._should_delete_form(form)]
        if said := guards.refusal(deleted):
            raise ValidationError(said)


class HelpOnce:
    """For formsets of rows one under another: what each field is for is said once, before the first row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.bound_field_class, form.table = AtHead, self.prefix

    @property
    def helps(self) -> list[tuple[str, str, str]]:
        """The name, label and help of each field that rows of this page have."""
        found = {field.name: (field.name, str(field.label), field.said) for form in self.forms for field in form
                 if field.said and not field.is_hidden}  # fmt: skip
        return list(found.values())


class NumberedFormSet(DeskInlineFormSet):
    """Rows in an order: a new one needs no place, and then comes last."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk is None and "position" in form.fields:
            form.fields["position"].required, form.fields["position"].initial = False, None
            form.initial.pop("position", None)


class DeskListFormSet(RowsMixin, BaseModelFormSet):
    in_table = True


class InlineMixin(FieldsMixin):
    """Base of the desk's inlines: may be changed by whoever may change the parent and has the right to the rows."""

    form = DeskForm
    formset = DeskInlineFormSet
    extra, max_num = 1, MOST_ROWS
    classes = ()
    show_change_link = True
    media = forms.Media()  # works without scripts, and so the same for everyone

    def prepare(self, request: Any, row: models.Model, parent: models.Model) -> None:
        """Complete a new row before it is saved."""

    # How rows are written once they are claimed; an inline whose rows only a verb writes overrides these.

    def add_row(self, request: Any, formset: Any, row: models.Model) -> None:
        recording.save(row, by=request.user, why=request.desk.why)
        recording.added(row, by=request.user, why=request.desk.why)

    def change_row(self, request: Any, formset: Any, row: models.Model) -> None:
        before = self.model._base_manager.get(pk=row.pk)
        recording.save(row, by=request.user, why=request.desk.why)
        recording.changed(row, before, by=request.user, why=request.desk.why)

    def delete_row(self, request: Any, formset: Any, row: models.Model) -> None:
        recording.delete(row, by=request.user, why=request.desk.why)

    def get_queryset(self, request: Any) -> models.QuerySet:
        return visible(super().get_queryset(request), request.user)

    def get_formset(self, request: Any, obj: models.Model | None = None, **kwargs: Any) -> type[DeskInlineFormSet]:
        formset = super().get_formset(request, obj, **{"absolute_max": MOST_ROWS, **kwargs})
        formset.inline, formset.in_table = self, isinstance(self, admin.TabularInline)
        share_choices(formset.form)
        return formset

    def get_fieldsets(self, request: Any, obj: models.Model | None = None) -> list[Any]:
        """The declared fields and, where rows may be changed, their hidden version."""
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        options = fieldsets[-1][1]
        versioned = any(f.name == "version" for f in self.model._meta.concrete_fields)
        if SEEN not in options["fields"] and versioned and self.has_change_permission(request, obj):
            options["fields"] = [*options["fields"], SEEN]
        return fieldsets

    def get_extra(self, request: Any, obj: models.Model | None = None, **kwargs: Any) -> int:
        return self.extra if self.has_add_permission(request, obj) else 0

    def has_add_permission(self, request: Any, obj: models.Model | None) -> bool:
        return super().has_add_permission(request, obj) and self.may_edit(request, obj)

    def has_change_permission(self, request: Any, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_edit(request, obj)

    def has_delete_permission(self, request: Any, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_edit(request, obj)


class Numbered:
    """For inlines whose rows have a `position`: new ones come last unless they are given a place."""

    formset = NumberedFormSet

    def prepare(self, request: Any, row: models.Model, parent: models.Model) -> None:
        super().prepare(request, row, parent)
        if not row.position:
            key = _get_foreign_key(type(parent), self.model, fk_name=self.fk_name).name
            last = self.model._base_manager.filter(**{key: parent}).aggregate(last=models.Max("position"))["last"]
            row.position = (last or 0) + 1


class DeskTabularInline(InlineMixin, admin.TabularInline):
    """Rows as lines of a table, for short fields."""

    template = "desk/tabular.html"


class DeskStackedInline(InlineMixin, admin.StackedInline):
    """Rows one under another, for long texts."""

    template = "desk/stacked.html"
