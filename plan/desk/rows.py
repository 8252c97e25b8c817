"""Rows of a formset (inline or list) that somebody else saved or deleted while they were open."""

from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from plan import locking

from . import typed
from .forms import SEEN
from .merging import Conflict, conflict_of, merge

# What is posted has at most 1,000 fields (DATA_UPLOAD_MAX_NUMBER_FIELDS), and a row of it has more than two.
MOST_ROWS = 500


def freshen(
    data: QueryDict, prefix: str, form_class: type[forms.ModelForm], rows: models.QuerySet, *, may_add: bool = True
) -> dict[int, Conflict]:
    """Bring a posted formset up to its rows as they are now, in place; say which forms their author must look at.

    The keys are the forms' places. Rows that only others changed follow silently. What was typed in a row that was
    deleted becomes a new row; where rows cannot be added it is only told, under a negative key. One query where
    nothing has changed.
    """
    model, pk_name = form_class._meta.model, form_class._meta.model._meta.pk.name
    initial = posted_count(data.get(f"{prefix}-INITIAL_FORMS"))
    if not initial or not locking.is_versioned(model):
        return {}
    posted = {index: _key(model, data.get(f"{prefix}-{index}-{pk_name}")) for index in range(initial)}
    stand = {str(pk): version for pk, version in rows.values_list("pk", "version")}
    conflicts = {}
    gone = [index for index, pk in posted.items() if pk and pk not in stand]
    for index, pk in posted.items():
        if pk in stand and str(stand[pk]) != data.get(f"{prefix}-{index}-{SEEN}"):
            row = rows.get(pk=pk)
            conflict = merge(form_class, data, row, prefix=f"{prefix}-{index}", name=f"“{row}”")
            if conflict.touched:
                conflicts[index] = conflict
    if gone:
        return _without(data, prefix, form_class, gone, conflicts, may_add)
    return conflicts


def _without(
    data: QueryDict,
    prefix: str,
    form_class: type[forms.ModelForm],
    gone: list[int],
    conflicts: dict[int, Conflict],
    may_add: bool,
) -> dict[int, Conflict]:
    """Take deleted rows out of a posted formset; what was typed in them stands at its end, as new rows."""
    pk_name = form_class._meta.model._meta.pk.name
    initial, total = posted_count(data.get(f"{prefix}-INITIAL_FORMS")), posted_count(data.get(f"{prefix}-TOTAL_FORMS"))
    removed = {index: _removed(data, prefix, index, form_class) for index in gone}
    told = [index for index in gone if removed[index].touched]
    order = [i for i in range(initial) if i not in gone] + list(range(initial, total)) + (told if may_add else [])
    taken = {index: _take(data, f"{prefix}-{index}-") for index in range(total)}
    found = {} if may_add else {-1 - index: removed[index] for index in told}
    for place, index in enumerate(order):
        for suffix, values in taken[index].items():
            if index not in told or suffix not in (pk_name, SEEN, "DELETE"):
                data.setlist(f"{prefix}-{place}-{suffix}", values)
        if index in conflicts:
            found[place] = conflicts[index]
        if index in told:
            found[place] = removed[index]
    data[f"{prefix}-INITIAL_FORMS"] = str(initial - len(gone))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(order))
    return found


def _removed(data: QueryDict, prefix: str, index: int, form_class: type[forms.ModelForm]) -> Conflict:
    """What to say of a row that was deleted; touched if its author had typed in it."""
    model = form_class._meta.model
    pk = data[f"{prefix}-{index}-{model._meta.pk.name}"]
    seen = data.get(f"{prefix}-{index}-{SEEN}") or ""
    opened = locking.at_version(model, pk, int(seen) if seen.isdecimal() else None)
    conflict = conflict_of(model, pk, f"“{opened}”" if opened is not None else "a row")
    conflict.removed = True
    if f"{prefix}-{index}-DELETE" in data:
        return conflict  # both wanted it gone
    base = form_class(instance=opened, prefix=f"{prefix}-{index}")
    mine = form_class(data, instance=model(), prefix=f"{prefix}-{index}")
    conflict.touched = opened is None or any(
        field.has_changed(base.get_initial_for_field(field, key), typed.raw(mine, key))
        for key, field in mine.fields.items()
        if key not in (SEEN, "DELETE") and not field.widget.is_hidden
    )
    conflict.typed = typed.lines(mine)
    return conflict


def _take(data: QueryDict, start: str) -> dict[str, list[Any]]:
    taken = {key[len(start) :]: data.getlist(key) for key in list(data) if key.startswith(start)}
    for suffix in taken:
        del data[f"{start}{suffix}"]
    return taken


def posted_count(text: str | None) -> int:
    """A number of rows as a form sends it: nothing where it is none, and never more than a page may have."""
    return min(int(text[:9]), MOST_ROWS) if text and text.isdecimal() else 0


def posted_rows(data: QueryDict, prefix: str) -> int:
    """How many rows were sent, by the last one's place: whatever number a post claims, it holds no more of them."""
    places = (name.removeprefix(f"{prefix}-").partition("-")[0] for name in data if name.startswith(f"{prefix}-"))
    return max((posted_count(place) + 1 for place in places if place.isdecimal()), default=0)


def _key(model: type[models.Model], text: str | None) -> str | None:
    """A posted key, if it could be one: what is none is left to the form to refuse."""
    try:
        model._meta.pk.to_python(text)
    except forms.ValidationError:
        return None
    return text
