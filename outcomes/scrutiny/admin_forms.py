"""What the steps with an action ask for. None of these forms decides anything: the verbs do."""

from typing import Any

from django import forms

from outcomes.framework.desk_fields import named_indicator
from outcomes.framework.labels import labels
from outcomes.framework.models import PlanItem
from outcomes.reporting.models import HighlightReport
from plan import clock
from plan.desk.names import NamedField, Names
from plan.models import AgendaItem, Body, BodyKind, Department, Meeting, Paper, User

from .answering import offices_of
from .asked import Action

LONG = forms.Textarea(attrs={"rows": 4, "cols": 70})


def date_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def meetings_after(body: Body, day: Any) -> Any:
    """Meetings of a body that something raised on a day can be due at, soonest first."""
    off = (Meeting.Status.CANCELLED, Meeting.Status.MOVED)
    found = Meeting.objects.filter(body=body, date__gt=day).exclude(status__in=off)
    return found.select_related("body").order_by("date")


class StepForm(forms.Form):
    """A form of one step with an action, for one user, as it stood when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: Action, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.action, self.user = action, user
        self.initial["seen"] = action.version
        self.set_up()

    def set_up(self) -> None:
        """Fill in what depends on the action and the user."""


class WhyForm(StepForm):
    why = forms.CharField(label="Why", widget=LONG, help_text="Shown with it.")


class PostponeForm(StepForm):
    due_meeting = forms.ModelChoiceField(
        Meeting.objects.none(), required=False, label="Now due at the meeting", empty_label="No meeting"
    )
    due_on = date_field("Or on the day", required=False)
    why = forms.CharField(label="Why", widget=LONG, help_text="Shown with it, beside the day it was first due.")

    def set_up(self) -> None:
        self.fields["due_meeting"].queryset = meetings_after(self.action.awaited_by, self.action.raised_on)  # type: ignore[attr-defined]


class AssignForm(StepForm):
    owner_office = forms.CharField(label="Who is to answer", max_length=150, help_text="The post, not a name.")
    owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("office"), required=False, label="Account",
        help_text="The account that may answer it, if that person signs in here.",
    )  # fmt: skip
    department = forms.ModelChoiceField(Department.objects.all(), required=False, help_text="Whose question it is.")

    def set_up(self) -> None:
        for name in ("owner_office", "owner", "department"):
            self.initial.setdefault(name, getattr(self.action, name))


class ReceivedForm(StepForm):
    received_on = date_field("Received by the executive on")
    why = forms.CharField(label="Why", widget=LONG, help_text="Kept with its history.")

    def set_up(self) -> None:
        self.initial.setdefault("received_on", self.action.received_on)


class RespondForm(StepForm):
    response = forms.ChoiceField(choices=Action.Response, label="Response")
    response_by = forms.ModelChoiceField(
        Body.objects.filter(kind__in=[BodyKind.CABINET, BodyKind.COUNCIL]), label="Of which body"
    )
    responded_on = date_field("On")
    response_why = forms.CharField(
        label="Why", widget=LONG, required=False, help_text="Needed unless the recommendation is accepted."
    )


class AnswerForm(StepForm):
    text = forms.CharField(label="Answer", widget=LONG, help_text="As everyone will read it. Markdown.")
    on = date_field("Given on")
    office = forms.CharField(label="Given by", max_length=150, help_text="The post, not a name.")
    is_final = forms.BooleanField(
        label="Answers it in full", required=False, help_text="Leave unticked if it only says how far things are."
    )
    is_later_note = forms.BooleanField(
        label="Added after the meeting", required=False,
        help_text="Tick for what was told after the meeting and is noted with its minute.",
    )  # fmt: skip
    paper = forms.ModelChoiceField(
        Paper.objects.none(), required=False, label="Paper that answers it", help_text="Such as the report asked for."
    )
    link = forms.URLField(label="Where to read it", required=False, assume_scheme="https")

    def set_up(self) -> None:
        self.initial = {"on": clock.today(), "office": self.action.owner_office, "is_final": True, **self.initial}
        papers = Paper.objects.visible_to(self.user).filter(
            agenda_item__meeting__body__in=[self.action.raised_by_id, self.action.awaited_by.pk],
            agenda_item__meeting__date__gte=self.action.raised_on,
        )
        self.fields["paper"].queryset = papers.order_by("-agenda_item__meeting__date", "title")  # type: ignore[attr-defined]
        if not Action.objects.editable_by(self.user).filter(pk=self.action.pk).exists():
            del self.fields["is_later_note"]  # kept by those who keep the minutes
            offices = offices_of(self.action, self.user)
            self.fields["office"] = forms.ChoiceField(
                label="Given by", choices=[(office, office) for office in offices], help_text="Your post."
            )


class PlainForm(forms.Form):
    """Asks for nothing but the button, about a row as it stood when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class TakeBackForm(PlainForm):
    why = forms.CharField(label="Why", widget=LONG, help_text="Kept with its history.")


class RaiseForm(forms.ModelForm):
    """A new action. Where the meeting is chosen already, only its agenda and its body's meetings are offered."""

    item = forms.Field()
    indicator = forms.Field()

    class Meta:
        model = Action
        fields = (
            "kind", "text", "raised_by", "meeting", "raised_on", "agenda_item", "minute", "item", "indicator", "report",
            "paper", "owner_office", "owner", "department", "due_meeting", "due_on", "due_words", "received_on",
            "source", "illustrative",
        )  # fmt: skip

    def __init__(self, *args: Any, user: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        names = Names(labels, key="parts-of-the-plan", of="parts of the plan")
        self.fields["item"] = NamedField(
            names, PlanItem, required=False, label="Part of the plan", help_text="The part of the plan it is about."
        )
        self.fields["indicator"] = named_indicator(
            user, required=False, label="Indicator", help_text="The indicator it is about."
        )
        for name in ("raised_on", "due_on", "received_on"):
            old = self.fields[name]
            self.fields[name] = date_field(str(old.label), str(old.help_text), required=False)
        self.fields["text"].widget = LONG
        self.fields["owner_office"].required = True
        self._narrow(user, meeting)

    def _narrow(self, user: Any, meeting: Meeting | None) -> None:
        offered: dict[str, Any] = {
            "report": HighlightReport.objects.visible_to(user).select_related("board", "period"),
            "owner": User.objects.filter(is_active=True).order_by("office"),
        }
        if meeting is None:
            del self.fields["agenda_item"], self.fields["paper"]
            offered["meeting"] = Meeting.objects.visible_to(user).select_related("body")
            offered["due_meeting"] = offered["meeting"].filter(date__gte=clock.today())
        else:
            self.initial = {
                **self.initial,
                "meeting": meeting.pk,
                "raised_by": meeting.body_id,
                "raised_on": meeting.date,
            }
            offered["meeting"] = Meeting.objects.filter(pk=meeting.pk).select_related("body")
            offered["raised_by"] = Body.objects.filter(pk=meeting.body_id)
            offered["agenda_item"] = AgendaItem.objects.filter(meeting=meeting).select_related("meeting__body")
            offered["paper"] = Paper.objects.visible_to(user).filter(agenda_item__meeting=meeting)
            offered["due_meeting"] = meetings_after(meeting.body, meeting.date)
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_raised_on(self) -> Any:
        """The day of the meeting, or today, where none is given."""
        meeting = self.cleaned_data.get("meeting")
        return meeting.date if meeting else self.cleaned_data["raised_on"] or clock.today()
