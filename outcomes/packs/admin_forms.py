"""What each step with a pack asks for."""

from typing import Any

from django import forms

from outcomes.reporting.anyway import AnywayForm
from plan.models import Council

from .dates import is_late, late_for
from .models import PackVersion


class BuildForm(forms.Form):
    """Building asks for nothing, unless a version is published already: then for what the revised paper changes."""

    what_changed = forms.CharField(
        label="What does the revised paper change?", widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Printed on the first page and shown beside the version. A sentence or two.",
    )  # fmt: skip

    def __init__(self, *args: Any, published: PackVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if published is None:
            del self.fields["what_changed"]


class ClearForm(forms.Form):
    note = forms.CharField(
        label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Kept with the version: what you looked at, or why it may go out as it is.",
    )  # fmt: skip


class PublishForm(AnywayForm):
    """Publishing asks for nothing, unless something stands in the way, or it is late: then for the reason, and for who
    in the chair agreed."""

    late_reason = forms.CharField(label="Why is it late?", widget=forms.Textarea(attrs={"rows": 3, "cols": 60}))
    agreed_by = forms.CharField(
        label="Who agreed to a late paper?", max_length=150, widget=forms.TextInput(attrs={"size": 60}),
        help_text="The office in the chair of the meeting, not the person's name.",
    )  # fmt: skip

    def __init__(self, *args: Any, version: PackVersion, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = version.pack.meeting
        if meeting is None or not version.pack.is_public or not is_late(meeting.date, today=today):
            del self.fields["late_reason"], self.fields["agreed_by"]
            return
        self.fields["late_reason"].help_text = (
            f"{late_for(meeting.date)} It can still be published, if the meeting's {chair()} agrees. The reason and the"
            " agreement are shown beside the paper and kept in the log."
        )


def chair() -> str:
    """What the council calls the person in the chair, within a sentence."""
    return Council.current().chair_title.lower()


class EraseForm(forms.Form):
    reason = forms.CharField(
        label="Why must it be erased?", widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Kept for good, and shown beside the notice. Say nothing here that must be erased itself.",
    )  # fmt: skip


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why must it go?", widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Shown in its place from now on. Say nothing here that was the reason to withdraw it.",
    )  # fmt: skip
