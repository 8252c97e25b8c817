"""Forms of the desk for reports: choosing what an entry is about, and what each move asks for."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms

from outcomes.framework.models import PlanItem
from plan.desk.forms import DeskForm
from plan.models import Meeting

from .anyway import AnywayForm
from .approval import approving_bodies
from .checking import points_of_report
from .models import DeliveryUpdate, HighlightReport
from .naming import Group
from .points import stops
from .transitions import PUBLISH, Transition
from .updates import wrong_day

NOT_THERE = "Something that this version of the plan does not have there"


class SubjectChoices(forms.models.ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.field.grouped


class SubjectField(forms.ModelChoiceField):
    """An item, offered by the name that the report's edition gives it, grouped by sub-outcome."""

    iterator = SubjectChoices

    def __init__(self, groups: list[Group], **kwargs: Any) -> None:
        self.grouped: list[Any] = groups
        self.names: dict[UUID, str] = {item: name for _title, rows in groups for item, name in rows}
        super().__init__(PlanItem.objects.filter(pk__in=list(self.names)), **kwargs)

    def label_from_instance(self, obj: PlanItem) -> str:
        return self.names.get(obj.pk, str(obj))


class UpdateForm(DeskForm):
    """A delivery update: it describes a day that has come."""

    class Meta:
        model = DeliveryUpdate
        fields = "__all__"

    def clean_date(self) -> Any:
        when = self.cleaned_data["date"]
        if when and (wrong := wrong_day(when)):
            raise forms.ValidationError(wrong)
        return when


class MoveForm(forms.Form):
    """What every move carries: the version of the report, or of the update, that was on the page."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: HighlightReport | DeliveryUpdate, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen_version": report.version}, **kwargs)

    def words(self) -> dict[str, Any]:
        """What the verb is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}


class NoteForm(MoveForm):
    note = forms.CharField(
        label="What should the board change?",
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60}),
        help_text="The board reads this note on its desk and in the trail.",
    )


class ReasonForRevisionForm(MoveForm):
    reason = forms.CharField(
        label="Why is the report revised?",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Kept in the trail. It is not published.",
    )


class ReasonForDiscardingForm(MoveForm):
    reason = forms.CharField(
        label="Why is the draft discarded?",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Kept in the record of changes. It is not published.",
    )


class DecisionForm(MoveForm):
    body = forms.ModelChoiceField(
        None, label="Who approved it?", help_text="The body that decided: as a rule the management team."
    )
    date = forms.DateField(
        label="On which day?", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="The day of the decision. It may lie before today, but not before the board wrote these words.",
    )  # fmt: skip
    meeting = forms.ModelChoiceField(
        None, label="In which meeting?", required=False,
        help_text="Needed if you wrote or submitted the report yourself: then the body's meeting held on that day has"
        " to be named.",
    )  # fmt: skip
    text = forms.CharField(
        label="Minute", required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="What was decided, in a sentence. Left empty, it says that the report was approved.",
    )  # fmt: skip
    paper = forms.CharField(
        label="Report it rests on", required=False, max_length=200, widget=forms.TextInput(attrs={"size": 60}),
        help_text="Title of the paper that was before the body, if there was one.",
    )  # fmt: skip

    def __init__(self, *args: Any, report: HighlightReport, **kwargs: Any) -> None:
        super().__init__(*args, report=report, **kwargs)
        bodies = approving_bodies(report)
        self.fields["body"].queryset = bodies
        held = Meeting.objects.filter(body__in=bodies, status=Meeting.Status.HELD, date__gte=report.period.ends)
        self.fields["meeting"].queryset = held.select_related("body").order_by("-date")


class PublishForm(AnywayForm, MoveForm):
    """Asks why, where something stands in the way."""

    def __init__(self, *args: Any, report: HighlightReport, **kwargs: Any) -> None:
        self.points = points_of_report(report)
        super().__init__(*args, report=report, stops=stops(self.points), **kwargs)


FORMS: dict[str, type[MoveForm]] = {
    "": MoveForm,
    "note": NoteForm,
    "reason": ReasonForRevisionForm,
    "why": ReasonForDiscardingForm,
    "decision": DecisionForm,
}


def form_for(move: Transition) -> type[MoveForm]:
    return PublishForm if move is PUBLISH else FORMS[move.asks]
