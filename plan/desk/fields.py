"""How fields look on the desk, in forms and in their rows: plain inputs that need no script, choices by the doors."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.urls import reverse

from .changes import label_of
from .doors import editable, is_editable, visible
from .forms import OWN, LabelledSplitDateTime
from .state import desk_of

# Related rows that `__str__` reads of what is offered in a select; without them each option costs a query.
READ_WITH = {
    "plan.Meeting": ("body",),
    "plan.Decision": ("body",),
    "plan.AgendaItem": ("meeting__body",),
    "plan.BodyMembership": ("body",),
    "plan.Paper": ("agenda_item__meeting__body",),
}


class AmountField(forms.DecimalField):
    """An amount as people write it: 94, where the database has 94.0000."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) and value.is_finite() else value


class FieldsMixin:
    """Shared by the desk's model admins and their inlines."""

    under: tuple[str, ...] = ()  # foreign keys to what a row stands under: only what the user may change is offered

    def formfield_for_dbfield(self, db_field: models.Field, request: Any, **kwargs: Any) -> forms.Field | None:
        if isinstance(db_field, models.DateTimeField):
            return forms.SplitDateTimeField(
                label=label_of(db_field),
                required=not db_field.blank,
                help_text=db_field.help_text,
                widget=LabelledSplitDateTime(label_of(db_field)),
            )
        if isinstance(db_field, models.DateField):
            kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        elif isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        elif isinstance(db_field, models.DecimalField):
            kwargs["form_class"] = AmountField
        elif isinstance(db_field, models.TimeField):
            kwargs["widget"] = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        if isinstance(db_field, models.ManyToManyField):
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget  # pop-up windows lose people's place
        return field

    def get_field_queryset(self, db: Any, db_field: models.Field, request: Any) -> models.QuerySet:
        """What a select offers: only what this user may see, read with what its names need."""
        rows = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.all()
        limits = db_field.get_limit_choices_to()
        rows = rows.complex_filter(limits) if limits else rows
        rows = editable(rows, request.user) if db_field.name in self.under else visible(rows, request.user)
        related = READ_WITH.get(db_field.remote_field.model._meta.label)
        return rows.select_related(*related) if related else rows

    def may_edit(self, request: Any, row: models.Model | None) -> bool:
        """Whether the model's own rule lets this user change the row; asked once in a request."""
        if row is None or row.pk is None or row._state.adding:
            return True
        known, key = desk_of(request).editable, (row._meta.label, row.pk)
        if key not in known:
            known[key] = is_editable(row, request.user)
        return known[key]

    def get_fields(self, request: Any, obj: models.Model | None = None) -> list[Any]:
        return [name for name in super().get_fields(request, obj) if name not in OWN]


@dataclass(frozen=True)
class ToAddFirst:
    """A field that nothing can be chosen for: its label, what is missing, where to add it if the user may."""

    label: str
    name: str
    url: str


def to_add_first(desk: Any, request: Any, form: forms.ModelForm) -> list[ToAddFirst]:
    """The fields that must be chosen and offer nothing, so that the form could never be saved. A query for each."""
    empty = [
        field for field in form.fields.values()
        if isinstance(field, forms.ModelChoiceField) and field.required and not field.queryset.exists()
    ]  # fmt: skip
    return [_to_add(desk, request, field) for field in empty]


def _to_add(desk: Any, request: Any, field: forms.ModelChoiceField) -> ToAddFirst:
    opts, other = field.queryset.model._meta, desk.admin_site._registry.get(field.queryset.model)
    may = other is not None and other.has_add_permission(request)
    url = reverse(f"{desk.admin_site.name}:{opts.app_label}_{opts.model_name}_add") if may else ""
    return ToAddFirst(str(field.label), f"{'an' if opts.verbose_name[0] in 'aeiou' else 'a'} {opts.verbose_name}", url)
