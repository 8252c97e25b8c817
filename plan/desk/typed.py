"""What somebody typed, read back from a form that was not saved: so that nothing typed is ever lost."""

from typing import Any

from django import forms

from . import changes
from .forms import SEEN, WHY


def raw(form: forms.BaseForm, name: str) -> Any:
    """What was posted for a field, as its widget understands it."""
    return form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def in_words(field: forms.Field, value: Any) -> str:
    """A posted or initial value of a field as people read it; one query where it names another row."""
    if hasattr(field, "in_words"):  # a field that knows better
        return field.in_words(value)
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows = field.queryset.filter(pk__in=[getattr(item, "pk", item) for item in value or []])
        return ", ".join(sorted(str(row) for row in rows)) or changes.NOTHING
    if isinstance(field, forms.ModelChoiceField):
        if value in (None, ""):
            return changes.NOTHING
        row = field.queryset.model._base_manager.filter(pk=getattr(value, "pk", value)).first()
        return str(row) if row is not None else "something deleted since"
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): label for key, label in _flat(field.choices)}
        return str(labels.get(str(value), value)) if value not in (None, "") else changes.NOTHING
    if isinstance(field, forms.MultiValueField):
        value = " ".join(str(part) for part in value if part) if isinstance(value, list) else value
    if isinstance(value, str):
        try:
            value = field.to_python(value)
        except (forms.ValidationError, ValueError):
            return value  # not understood, and still what was typed
    return changes.as_words(value)


def lines(form: forms.BaseForm, heading: str = "") -> list[tuple[str, str]]:
    """(label, what was typed) for each field of a form that was filled in."""
    told = []
    for name, field in form.fields.items():
        if name in (SEEN, "DELETE") or field.widget.is_hidden:
            continue
        text = in_words(field, raw(form, name))
        if text != changes.NOTHING:
            label = "Why" if name == WHY else str(form[name].label)
            told.append((f"{heading}: {label}" if heading else label, text))
    return told


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat = []
    for value, label in choices:
        flat.extend(label if isinstance(label, list | tuple) else [(value, label)])
    return flat
