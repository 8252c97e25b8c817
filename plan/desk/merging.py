"""When two people edit one row: what each did, and a form in which neither's work is lost.

The second is shown, for each field, what it said when they opened it, what it says now, and what they typed. What
they did not touch follows the first; what they typed stays; the form then carries the version that it was shown with,
so that saving it again is a decision.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from plan import locking

from . import changes, typed
from .forms import OWN, SEEN

UNKNOWN = "(not kept)"


@dataclass(frozen=True)
class Difference:
    label: str
    opened: str
    now: str
    typed: str


@dataclass
class Conflict:
    """What one row's second editor is told. `touched` says whether they had changed anything in it."""

    who: str
    when: Any
    name: str = "this"
    differences: list[Difference] = field(default_factory=list)
    touched: bool = False
    removed: bool = False
    wanted_deletion: bool = False
    typed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def moment(self) -> str:
        return f" on {changes.as_words(self.when).replace(', ', ' at ')}" if self.when else ""

    @property
    def sentence(self) -> str:
        if self.removed:
            return (
                f"{self.who} deleted {self.name}{self.moment}, while you had it open. What you typed is kept below as "
                "a new row; save to add it again, or empty it."
            )
        saved = f"{self.who} saved {self.name}{self.moment}, while you had it open. "
        if self.wanted_deletion:
            return f"{saved}It was not deleted: look at what changed, and tick it again if it is still to go."
        return f"{saved}Nothing of yours was saved or lost: compare below, change what you want, and save again."


def conflict_of(model: type[models.Model], pk: Any, name: str = "this") -> Conflict:
    last = locking.last_change(model, pk)
    return Conflict(last.who, last.when, name, removed=last.deleted)


def merge(
    form_class: type[forms.ModelForm],
    data: QueryDict,
    row: models.Model,
    *,
    prefix: str | None = None,
    name: str = "this",
) -> Conflict:
    """Bring one form's posted data up to the row as it is now, in place, and say what differs.

    `data` must be mutable; afterwards the fields that its author had not touched say what the row says now, those they
    had touched say what they typed, and the version is the row's.
    """
    mine = form_class(data, instance=type(row)._base_manager.get(pk=row.pk), prefix=prefix)
    now = form_class(instance=row, prefix=prefix)
    seen = _number(data.get(mine.add_prefix(SEEN)))
    opened_row = locking.at_version(type(row), row.pk, seen)
    opened = form_class(instance=opened_row, prefix=prefix) if opened_row is not None else None
    conflict = conflict_of(type(row), row.pk, name)
    conflict.removed = False
    for key, form_field in now.fields.items():
        if key in OWN or key == "DELETE" or form_field.disabled:
            continue
        current, posted = now.get_initial_for_field(form_field, key), typed.raw(mine, key)
        base = _base(mine, opened, key)
        touched = form_field.has_changed(current if base is None else base[0], posted)
        moved = base is not None and form_field.has_changed(base[0], _as_posted(now, key))
        differs = form_field.has_changed(current, posted)
        conflict.touched |= touched
        if moved or (touched and differs):
            conflict.differences.append(
                Difference(
                    str(now[key].label),
                    typed.in_words(form_field, base[0]) if base is not None else UNKNOWN,
                    typed.in_words(form_field, current),
                    typed.in_words(form_field, posted) if touched else "(you did not change this)",
                )
            )
        if not touched:
            _put(data, now, key)
        if form_field.show_hidden_initial:
            _put_initial(data, now, key)
    if data.pop(f"{prefix}-DELETE", None):
        conflict.touched = conflict.wanted_deletion = True
    data[mine.add_prefix(SEEN)] = str(row.version)
    return conflict


def _base(mine: forms.ModelForm, opened: forms.ModelForm | None, key: str) -> tuple[Any] | None:
    """What the field said when the form was opened, in a tuple; None where nobody knows."""
    form_field = mine.fields[key]
    if form_field.show_hidden_initial:
        return (mine._widget_data_value(form_field.hidden_widget(), mine[key].html_initial_name),)
    return (opened.get_initial_for_field(opened.fields[key], key),) if opened is not None else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _as_posted(form: forms.ModelForm, key: str) -> Any:
    """A form's initial value in the shape in which it would come back."""
    scratch = QueryDict(mutable=True)
    _put(scratch, form, key)
    return form.fields[key].widget.value_from_datadict(scratch, {}, form.add_prefix(key))


def _put(data: QueryDict, form: forms.ModelForm, key: str) -> None:
    """Write a form's initial value into posted data, as a browser would send it."""
    form_field, name = form.fields[key], form.add_prefix(key)
    value = form_field.prepare_value(form.get_initial_for_field(form_field, key))
    widget = form_field.widget
    if isinstance(widget, forms.MultiWidget):
        for suffix, part, sub in zip(widget.widgets_names, widget.decompress(value), widget.widgets, strict=True):
            data[f"{name}{suffix}"] = "" if part is None else str(sub.format_value(part) or "")
    elif isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    elif isinstance(form_field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        data.setlist(name, [str(item) for item in value or []])
    else:
        formatted = widget.format_value(value) if not isinstance(widget, forms.Select) else value
        data[name] = "" if formatted is None else str(formatted)


def _put_initial(data: QueryDict, form: forms.ModelForm, key: str) -> None:
    value = form.fields[key].prepare_value(form.get_initial_for_field(form.fields[key], key))
    values = value if isinstance(value, list | tuple) else [value]
    data.setlist(form.add_initial_prefix(key), ["" if item is None else str(item) for item in values])
