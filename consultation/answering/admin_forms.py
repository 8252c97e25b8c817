"""The officers' form for a response that did not come online: all questions on one page, and files."""

from collections.abc import Iterator
from typing import Any

from django import forms

from consultation.asking.models import Consultation
from consultation.asking.questions import Question
from outcomes.scrutiny.admin_steps import StepForm, day_field
from plan import clock
from plan.desk.confirming import Group

from .forms import ALONE, LONGEST_TEXT, TOO_LONG, QuestionForm, Saying
from .keying import Channel
from .models import new_token
from .scans import LARGEST, MOST

HOW = [(code, words) for code, words in Channel.choices if code != Channel.ONLINE]


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        """The files' content; none is read that is too large, or beyond the number that is kept."""
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if len(sent) > MOST:
            raise forms.ValidationError(f"Attach at most {MOST} files.")
        if any(one.size > LARGEST for one in sent):
            raise forms.ValidationError(f"A file is larger than {LARGEST // 1_000_000} MB.")
        return [one.read() for one in sent]


class KeyInForm(StepForm):
    use_required_attribute = False
    channel = forms.ChoiceField(label="How it came", choices=HOW)
    received_on = day_field("Received on", "The day it came in, not the day you type it.")
    scans = ManyFilesField(
        label="Scans", required=False, widget=ManyFiles(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        help_text=f"PDF, PNG or JPEG, up to {LARGEST // 1_000_000} MB each. Seen by those who may read responses.",
    )  # fmt: skip

    token = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)  # so that sent twice it is one

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = new_token()
        self.fields["received_on"].initial = clock.today()
        self.asked = [
            QuestionForm(question=question) for question in consultation.questions.prefetch_related("rows", "choices")
        ]
        for name, _, key, form in self._each():
            field, question = form.fields[f"a{key}"], form.question
            field.label = {row.pk: row.wording for row in form.rows}.get(key, "Answer")
            field.required = False
            if isinstance(field, forms.MultipleChoiceField):
                field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
            elif question.is_text:
                field.widget = forms.Textarea(attrs={"rows": 4, "cols": 70})
            else:
                field.choices = [("", "No answer"), *form.options]
            self.fields[name] = field

    def _each(self) -> Iterator[tuple[str, Question, int, QuestionForm]]:
        for form in self.asked:
            for key in form.keys:
                yield f"q{form.question.pk}-a{key}", form.question, key, form

    def renew(self) -> None:
        """Sent once more, what is typed in here is a response of its own."""
        self.data = self.data.copy()
        self.data["token"] = new_token()

    @property
    def groups(self) -> list[Group]:
        found = [Group("How it came", [self["channel"], self["received_on"], self["scans"]])]
        for form in self.asked:
            note = "About the person: kept apart." if form.question.section == Question.Section.ABOUT_YOU else ""
            fields = [self[f"q{form.question.pk}-a{key}"] for key in form.keys]
            found.append(Group(form.question.wording, fields, note or form.question.help))
        return found

    def answers(self) -> dict[Question, list[Saying]]:
        found: dict[Question, list[Saying]] = {form.question: [] for form in self.asked}
        for name, question, key, _ in self._each():
            value, row = self.cleaned_data[name], key if key != ALONE else None
            if question.is_text:
                found[question] += [Saying(row, "", value)] if value else []
            else:
                found[question] += [
                    Saying(row, one, "") for one in ([value] if isinstance(value, str) else value) if one
                ]
        return found

    def clean(self) -> dict[str, Any]:
        """A paper form may leave out what the page asks for; it may not be longer than what the page takes."""
        cleaned = super().clean() or self.cleaned_data
        for name, question, _, _ in self._each():
            have = len(cleaned.get(name) or "") if question.is_text else 0
            if have > LONGEST_TEXT:
                self.add_error(name, TOO_LONG.format(longest=f"{LONGEST_TEXT:,}", have=f"{have:,}"))
        return cleaned
