"""Forms of the desk: each carries the version it was opened at, and asks why, without being asked for either."""

from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.utils.choices import BaseChoiceIterator
from django.utils.text import slugify

from plan import locking

SEEN = "seen_version"
WHY = "change_reason"
OWN = (SEEN, WHY)


class DeskForm(forms.ModelForm):
    """Base of every form on the desk.

    `seen_version` is the version this form was filled from; without it nothing is saved over a row. `conflict` is set
    by the page when somebody saved meanwhile: the form then shows what differs and waits to be saved again.
    """

    conflict: Any = None
    refusal: str = ""
    slug_from: str = ""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if locking.is_versioned(self._meta.model):
            self.initial[SEEN] = None if self.instance._state.adding else self.instance.version
        else:
            del self.fields[SEEN]
        kept = hasattr(self._meta.model, "history")
        for name, field in self.fields.items():
            # What history does not keep, the page itself remembers: what each field said when it was opened.
            if name not in OWN and (not kept or isinstance(field, forms.ModelMultipleChoiceField)):
                field.show_hidden_initial = True
        if self.slug_from and "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.slug_from and not cleaned.get("slug") and cleaned.get(self.slug_from):
            length = self._meta.model._meta.get_field("slug").max_length
            cleaned["slug"] = slugify(cleaned[self.slug_from])[:length]
        if self.conflict:
            self.add_error(None, self.conflict.sentence)
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned

    def why_needed(self, *, deleted: bool = False) -> str:
        """Why what was typed (or that the row is deleted) needs a reason, in a sentence that asks for it; else empty.
        Asked of rows that were there already, once their fields are read."""
        return ""

    @property
    def changed_data(self) -> list[str]:
        """The fields that differ from what is stored; what the form carries for itself does not count."""
        return [name for name in super().changed_data if name not in OWN]

    def has_changed(self) -> bool:
        return bool(self.changed_data)


class ReasonForm(DeskForm):
    """A form with room to say why, shown beside the buttons."""

    change_reason = forms.CharField(
        label="Why",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="The reason for this change, kept with its history.",
    )
    requires_reason = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[WHY].required = self.requires_reason and not self.instance._state.adding

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.instance._state.adding and not cleaned.get(WHY) and (said := self.why_needed()):
            self.add_error(WHY, said)
        return cleaned


class DeskActionForm(ActionForm):
    """What to do with the ticked rows, and why."""

    action = forms.ChoiceField(label="With the ticked rows")

    change_reason = forms.CharField(label="Why", required=False, max_length=1000, widget=forms.TextInput)


class LabelledSplitDateTime(forms.SplitDateTimeWidget):
    """A date and a time, each with a name of its own for those who cannot see that they stand together."""

    def __init__(self, label: str) -> None:
        super().__init__(
            date_attrs={"type": "date", "aria-label": f"{label}: date"},
            time_attrs={"type": "time", "aria-label": f"{label}: time"},
            date_format="%Y-%m-%d",
        )


class SharedChoices(BaseChoiceIterator):
    """The choices of one select, read once however many rows of a page show it."""

    def __init__(self, choices: Any) -> None:
        self._source, self._read = choices, None

    def __iter__(self):
        if self._read is None:
            self._read = list(self._source)
        return iter(self._read)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __copy__(self) -> "SharedChoices":
        return self

    def __deepcopy__(self, memo: dict) -> "SharedChoices":
        return self


def share_choices(form_class: type[forms.ModelForm]) -> None:
    """Let all forms of this class share what their selects offer."""
    for field in form_class.base_fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field._choices = SharedChoices(field.choices)
            field.widget.choices = field._choices
