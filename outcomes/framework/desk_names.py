"""Choosing a part of the plan by typing its number or some of its words, where a select of all of them would be long.

A plan has hundreds of parts. One list of suggestions serves every such field of a page, and none needs a script: what
was typed is matched when the form is sent.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plan.desk import changes
from plan.desk.changes import label_of

from .labels import labels
from .models import PlanItem

MOST_SUGGESTED = 500  # past that the list of suggestions would outweigh the page; typing works all the same
MOST_TOLD = 5
HOW = "Type its number or some of its words."
SUGGESTIONS = "parts-of-the-plan"


class ItemNames:
    """What items are called, no two alike. Read once for a page, when it is first asked for."""

    drawn = False  # whether the page has its list of suggestions

    def __init__(self) -> None:
        self._names: dict[UUID, str] | None = None

    def __deepcopy__(self, memo: dict) -> "ItemNames":
        return self  # every form of a page shares it

    @property
    def names(self) -> dict[UUID, str]:
        if self._names is None:
            told: dict[str, int] = {}
            self._names = {}
            for item, label in labels().items():
                told[label] = told.get(label, 0) + 1
                self._names[item] = label if told[label] == 1 else f"{label} ({told[label]})"
        return self._names

    def named(self, typed: str) -> list[UUID]:
        """The items that somebody may mean: the one called so, or else all with these words in their names."""
        exact = [item for item, name in self.names.items() if name == typed]
        words = typed.casefold().split()
        return exact or [item for item, name in self.names.items() if all(word in name.casefold() for word in words)]


class SuggestingInput(forms.TextInput):
    """A line of text; the first of a page brings the list of suggestions with it."""

    def __init__(self, names: ItemNames) -> None:
        super().__init__(attrs={"size": 60, "list": SUGGESTIONS, "autocomplete": "off"})
        self.names = names

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        drawn = super().render(name, value, attrs, renderer)
        if self.names.drawn or len(self.names.names) > MOST_SUGGESTED:
            return drawn
        self.names.drawn = True
        options = format_html_join("", '<option value="{}">', ((label,) for label in self.names.names.values()))
        return format_html('{}<datalist id="{}">{}</datalist>', drawn, SUGGESTIONS, options)


class NamedItemField(forms.Field):
    """An item, given by its name. Its id is taken too, as links to a form give it."""

    def __init__(self, names: ItemNames, **kwargs: Any) -> None:
        self.names = names
        super().__init__(widget=SuggestingInput(names), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        known = _as_id(value)
        return self.names.names.get(known, value) if known else value

    def to_python(self, value: Any) -> PlanItem | None:
        if value in self.empty_values:
            return None
        known = _as_id(value)
        meant = [known] if known else self.names.named(str(value).strip())
        if len(meant) > 1:
            told = "; ".join(f"“{self.names.names[item]}”" for item in meant[:MOST_TOLD])
            more = f" and {len(meant) - MOST_TOLD} more" if len(meant) > MOST_TOLD else ""
            raise ValidationError(f"Several parts of the plan fit: {told}{more}. Type more of its words.")
        item = PlanItem.objects.filter(pk=meant[0]).first() if meant else None
        if item is None:
            raise ValidationError("No part of the plan is called that. Type its number or fewer of its words.")
        return item

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            item = self.to_python(data)
        except ValidationError:
            return True
        return (item.pk if item else None) != _as_id(initial)

    def in_words(self, value: Any) -> str:
        """A value or what was typed, for those who are told what differs."""
        return changes.as_words(self.prepare_value(getattr(value, "pk", value)))


class NamedItems:
    """For model admins and inlines with foreign keys to items: each is chosen by its name."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if not isinstance(db_field, models.ForeignKey) or db_field.related_model is not PlanItem:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        if not hasattr(request, "item_names"):
            request.item_names = ItemNames()
        return NamedItemField(
            request.item_names, label=label_of(db_field), required=not db_field.blank,
            help_text=f"{db_field.help_text} {HOW}",
        )  # fmt: skip


def _as_id(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
