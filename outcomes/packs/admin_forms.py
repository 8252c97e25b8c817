"""What each step with a pack asks for."""

from typing import Any

from django import forms

from plan.wording import day

from .dates import publish_by
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


class PublishForm(forms.Form):
    late_reason = forms.CharField(
        label="Why is it late?", required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 60})
    )

    def __init__(self, *args: Any, version: PackVersion, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = version.pack.meeting
        if meeting is None or today <= publish_by(meeting.date):
            del self.fields["late_reason"]
            return
        self.fields["late_reason"].help_text = (
            f"Papers for {day(meeting.date)} were to be published by {day(publish_by(meeting.date))}. It can still be "
            "published; the reason and the agreement of the person in the chair are kept in the log."
        )


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
