"""What the desk asks before a verb on a meeting or a paper is called."""

from typing import Any

from django import forms

from . import clock
from .models import Council, Meeting, Paper, TimetableStep
from .timetable import despatch_day, late_for
from .wording import day

LINES = {"rows": 3, "cols": 60}


def chair() -> str:
    """What the council calls the person in the chair, within a sentence."""
    return Council.current().chair_title.lower()


class DayInput(forms.DateInput):
    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


class SeenForm(forms.Form):
    """Carries the version that was on the page."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class NoteForm(SeenForm):
    why = forms.CharField(
        label="Why", required=False, widget=forms.Textarea(attrs=LINES), max_length=300,
        help_text="Kept with the history.",
    )  # fmt: skip


class ReasonForm(SeenForm):
    why = forms.CharField(
        label="Why", widget=forms.Textarea(attrs=LINES), max_length=300, help_text="Kept with the history."
    )


class ShownReasonForm(SeenForm):
    why = forms.CharField(
        label="Why", widget=forms.Textarea(attrs=LINES), max_length=300,
        help_text="Shown on the public page, in a sentence.",
    )  # fmt: skip


class MoveForm(ShownReasonForm):
    to = forms.DateField(
        label="New date", required=False, widget=DayInput(),
        help_text="Leave empty if no new day is known yet: the meeting is then put off.",
    )  # fmt: skip
    late_reason = forms.CharField(
        label="Why are papers late?", required=False, max_length=300, widget=forms.Textarea(attrs=LINES),
        help_text="Needed where papers that are published have fewer than five clear days before the new date.",
    )  # fmt: skip
    agreed_by = forms.CharField(
        label="Who agreed to take them?", required=False, max_length=150, widget=forms.TextInput(attrs={"size": 60}),
        help_text="The office in the chair of the meeting, not the person's name.",
    )  # fmt: skip
    field_order = ("to", "why", "late_reason", "agreed_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["late_reason"].may_be_needed = self.fields["agreed_by"].may_be_needed = True


class AgendaForm(SeenForm):
    on = forms.DateField(label="Published on", widget=DayInput(), help_text="The day from which it can be read.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class HeldForm(SeenForm):
    chaired_by = forms.CharField(
        label="In the chair", required=False, max_length=150, widget=forms.TextInput(attrs={"size": 60})
    )
    attended = forms.CharField(
        label="Who was there", required=False, widget=forms.Textarea(attrs={"rows": 6, "cols": 60}),
        help_text="By office and not by name, one on each line.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chaired_by"].help_text = f"The office, where it was not the {chair()}: Vice-{chair()}."


class PublishForm(SeenForm):
    on = forms.DateField(label="Published on", widget=DayInput(), help_text="The day it was or will be published.")
    late_reason = forms.CharField(
        label="Why is it late?", required=False, max_length=300, widget=forms.Textarea(attrs=LINES)
    )
    agreed_by = forms.CharField(
        label="Who agreed to a late paper?", required=False, max_length=150, widget=forms.TextInput(attrs={"size": 60}),
        help_text="The office in the chair of the meeting, not the person's name.",
    )  # fmt: skip
    why = forms.CharField(
        label="Why is it recorded only now?", required=False, max_length=300, widget=forms.Textarea(attrs=LINES),
        help_text="Needed where it was published in time, and today would be late. Kept with the history.",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
        for name in ("late_reason", "agreed_by", "why"):
            self.fields[name].may_be_needed = True
        due = day(despatch_day(meeting.date))
        self.fields["late_reason"].help_text = (
            f"{late_for(meeting.date)} Needed for one published after {due}, if the {chair()} agrees to take it; shown"
            " with the paper."
        )


class ReviseForm(ShownReasonForm):
    title = forms.CharField(label="Title", max_length=250, widget=forms.TextInput(attrs={"size": 60}))
    link = forms.URLField(
        label="Where the revised paper can be read", required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"size": 60}), help_text="Leave empty if it stays where it was.",
    )  # fmt: skip
    field_order = ("why", "title", "link")

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = paper.title


class ClearForm(forms.Form):
    office = forms.CharField(
        label="Cleared by", max_length=150, widget=forms.TextInput(attrs={"size": 60}),
        help_text="The office that cleared it, not the person's name.",
    )  # fmt: skip
    on = forms.DateField(label="On", widget=DayInput(), help_text="The day it was cleared.")
    note = forms.CharField(
        label="Note", required=False, max_length=300, widget=forms.Textarea(attrs=LINES),
        help_text="Conditions or remarks, if there were any.",
    )  # fmt: skip

    def __init__(self, *args: Any, step: TimetableStep, office: str, **kwargs: Any) -> None:
        """`office` is the only one that this person may clear for; empty where they record for others."""
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["on"].initial = clock.today()
        self.fields["office"].initial = office or step.office
        self.fields["office"].disabled = bool(office)


class TakeBackForm(forms.Form):
    why = forms.CharField(
        label="Why", max_length=300, widget=forms.Textarea(attrs=LINES), help_text="Kept with the history."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
