"""Choosing a row by typing its number or some of its words, where a select in each row of a page would be long.

One list of suggestions serves every such field of a page, where it is light enough, and none needs a script: what was
typed is matched when the form is sent. Where several rows fit, the form comes back with these to choose from, so that a
few words find one of thousands.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from . import changes

MOST_SUGGESTED = 15_000  # letters; past that the list would outweigh the page, and typing works all the same
AN_OPTION = 20  # letters that each suggestion takes beside its name
MOST_TOLD = 5
MOST_OFFERED = 25  # of those that fit, to choose from
CHOOSE = "Choose one of these, or type more words"
HOW = "Type some of its words."


class Names:
    """What rows are called, no two alike: `read()` gives them by key, once for a page, when first asked for.

    `of` says what they are, as in "Several {of} fit"; `key` is the id of their list of suggestions.
    """

    def __init__(self, read: Callable[[], Mapping[Any, str]], *, key: str, of: str) -> None:
        self.read, self.key, self.of = read, key, of
        self.drawn = False  # whether the page has its list of suggestions
        self._names: dict[Any, str] | None = None

    def __deepcopy__(self, memo: dict) -> "Names":
        return self  # every form of a page shares it

    @property
    def names(self) -> dict[Any, str]:
        if self._names is None:
            told: dict[str, int] = {}
            self._names = {}
            for pk, label in self.read().items():
                label = " ".join(label.split())  # a line of text holds no line breaks
                told[label] = told.get(label, 0) + 1
                self._names[pk] = label if told[label] == 1 else f"{label} ({told[label]})"
        return self._names

    @property
    def is_light(self) -> bool:
        """Whether the list of suggestions is light enough for a page."""
        return sum(len(name) + AN_OPTION for name in self.names.values()) <= MOST_SUGGESTED

    def meant(self, typed: Any) -> list[Any]:
        """The keys that somebody may mean: the one called so, or else all with these words in their names."""
        known = as_key(typed)
        if known is not None:
            return [known] if known in self.names else []
        exact = [pk for pk, name in self.names.items() if name == typed]
        words = typed.casefold().split()
        return exact or [pk for pk, name in self.names.items() if all(word in name.casefold() for word in words)]


class SuggestingInput(forms.TextInput):
    """A line of text; the first of a page brings the list of suggestions with it. `offered` are the keys of what fits
    what was typed, where that is several: they are drawn beneath, to choose from."""

    def __init__(self, names: Names) -> None:
        super().__init__(attrs={"size": 60, "autocomplete": "off"})
        self.names = names
        self.offered: list[Any] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The key that was chosen, unless other words were typed since; else what was typed."""
        typed, chosen = super().value_from_datadict(data, files, name), data.get(f"{name}-chosen", "")
        if not chosen or typed != data.get(f"{name}-asked"):
            return typed
        return int(chosen) if chosen.isdecimal() and len(chosen) < 19 else as_key(chosen) or typed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        suggests = self.names.is_light
        listed = {"list": self.names.key} if suggests else {}
        drawn = super().render(name, value, {**(attrs or {}), **listed}, renderer)
        if self.offered:
            drawn = format_html("{}{}", drawn, self._choices(name, value))
        if self.names.drawn or not suggests:
            return drawn
        self.names.drawn = True
        options = format_html_join("", '<option value="{}">', ((label,) for label in self.names.names.values()))
        return format_html('{}<datalist id="{}">{}</datalist>', drawn, self.names.key, options)

    def _choices(self, name: str, typed: Any) -> SafeString:
        lines = format_html_join(
            "", '<div><label><input type="radio" name="{}-chosen" value="{}"> {}</label></div>',
            ((name, key, self.names.names[key]) for key in self.offered),
        )  # fmt: skip
        asked = format_html('<input type="hidden" name="{}-asked" value="{}">', name, typed)
        return format_html(
            '<fieldset class="boxes"><legend>{}</legend>{}<div>{}</div></fieldset>', CHOOSE, asked, lines
        )


class NamedField(forms.Field):
    """A row of a model, given by its name. A key that is a UUID is taken too, as links to a form give it."""

    def __init__(self, names: Names, model: type[models.Model], **kwargs: Any) -> None:
        self.names, self.model = names, model
        kwargs["help_text"] = f"{kwargs.get('help_text', '')} {HOW}".strip()
        super().__init__(widget=SuggestingInput(names), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        known = as_key(value)
        return self.names.names.get(known, value) if known is not None else value

    def to_python(self, value: Any) -> models.Model | None:
        if value in self.empty_values:
            return None
        meant = self.names.meant(value.strip() if isinstance(value, str) else value)
        if len(meant) > 1:
            self.widget.offered = meant[:MOST_OFFERED]
            told = "; ".join(f"“{self.names.names[pk]}”" for pk in meant[:MOST_TOLD])
            more = f" and {len(meant) - MOST_TOLD} more" if len(meant) > MOST_TOLD else ""
            raise ValidationError(f"Several {self.names.of} fit: {told}{more}. Type more words.")
        row = self.model._base_manager.filter(pk=meant[0]).first() if meant else None
        if row is None:
            raise ValidationError(f"None of the {self.names.of} offered here is called that. Type fewer words.")
        return row

    def has_changed(self, initial: Any, data: Any) -> bool:
        if data in self.empty_values and initial in self.empty_values:
            return False
        meant = [] if data in self.empty_values else self.names.meant(data.strip() if isinstance(data, str) else data)
        return meant != [as_key(initial)]

    def in_words(self, value: Any) -> str:
        """A value or what was typed, for those who are told what differs."""
        return changes.as_words(self.prepare_value(getattr(value, "pk", value)))


def as_key(value: Any) -> Any:
    """A key, where it is one: digits that somebody typed are words."""
    if isinstance(value, UUID | int):
        return value
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
