"""The question that publishing asks while something stands in its way: why all the same."""

from collections.abc import Sequence
from typing import Any

from django import forms

from .points import Point, seal


class AnywayForm(forms.Form):
    """Asks for nothing where nothing stands in the way; else for the reason, with a seal of what was read."""

    anyway = forms.CharField(
        label="Why is it published anyway?", widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Kept for good with your office and the list above as it stands now.",
        error_messages={"required": "Say why it is published anyway, or mend what stands in the way."},
    )  # fmt: skip
    seen_stops = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stops: Sequence[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stops_now = seal(stops)
        if stops:
            self.fields["seen_stops"].initial = self.stops_now
        else:
            del self.fields["anyway"], self.fields["seen_stops"]

    def read_again(self) -> None:
        """The page that is shown after a refusal lists what stands now: that is what was read when it is sent next."""
        if "seen_stops" in self.fields and self.is_bound:
            self.data = {**dict(self.data.items()), "seen_stops": self.stops_now}
