"""The form of one question: made from its kind, rows and choices. The survey, its officers' form and its checks use
the same one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms

from consultation.asking.questions import LONGEST_TEXT, Question
from plan.characters import clean as without_controls
from plan.wording import number

ALONE = 0  # the key of a question that has no rows
CHOOSE = "Choose one of the answers."
TOO_LONG = "Shorten your answer to {longest} characters or fewer. It has {have}."
NEEDED = "Answer this question to go on."


class Saying(NamedTuple):
    """One answer as it is stored: the key of the row or None, the code of the choice, own words."""

    row: int | None
    choice: str
    text: str


@dataclass
class Option:
    id: str
    code: str
    words: str
    chosen: bool


@dataclass
class Group:
    """What is answered together: a question, or one row of it."""

    name: str
    id: str  # what a link in the summary of errors leads to
    words: str
    options: list[Option] = field(default_factory=list)
    text: str = ""
    errors: list[str] = field(default_factory=list)


class WordsField(forms.CharField):
    """Own words without what cannot be seen, which comes along when text is pasted."""

    def to_python(self, value: Any) -> str:
        return without_controls(super().to_python(value) or "").strip()


class QuestionForm(forms.Form):
    """Unbound it shows what was `said` before. Bound and valid, `sayings()` is what to store; nothing is no answer."""

    def __init__(
        self, data: Any = None, *, question: Question, said: Iterable[Saying] = (), needed: bool = True, **kwargs: Any
    ) -> None:
        """Where it is not `needed` now, a question that must be answered may stay open for later."""
        super().__init__(data, prefix=f"q{question.pk}", **kwargs)
        self.needed = needed and question.required
        self.question, self.options = question, question.options()
        self.rows = list(question.rows.all()) if question.is_scale else []
        self.before: dict[int, list[Saying]] = defaultdict(list)
        for saying in said:
            self.before[saying.row or ALONE].append(saying)
        for key in self.keys:
            self.fields[f"a{key}"] = self._field()

    @property
    def keys(self) -> list[int]:
        return [row.pk for row in self.rows] or [ALONE]

    def _field(self) -> forms.Field:
        if self.question.is_text:
            return WordsField(required=False, widget=forms.Textarea)
        kind = forms.MultipleChoiceField if self.question.kind == Question.Kind.SEVERAL else forms.ChoiceField
        return kind(choices=self.options, required=False, error_messages={"invalid_choice": CHOOSE})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for key in self.keys:
            name = f"a{key}"
            if self.question.is_text and len(cleaned.get(name, "")) > LONGEST_TEXT:
                self.add_error(name, TOO_LONG.format(longest=number(LONGEST_TEXT), have=number(len(cleaned[name]))))
            if self.needed and name in cleaned and not cleaned[name]:
                self.add_error(name, NEEDED)
        return cleaned

    def sayings(self) -> list[Saying]:
        found = []
        for key in self.keys:
            value, row = self.cleaned_data[f"a{key}"], key or None
            if self.question.is_text:
                found += [Saying(row, "", value)] if value else []
            else:
                found += [Saying(row, one, "") for one in ([value] if isinstance(value, str) else value) if one]
        return found

    def groups(self) -> list[Group]:
        wordings = {row.pk: row.wording for row in self.rows}
        return [self._group(key, wordings.get(key, self.question.wording)) for key in self.keys]

    def _group(self, key: int, words: str) -> Group:
        bound = self[f"a{key}"]
        said = self.before[key]
        value = bound.value() if self.is_bound else None
        if not self.is_bound:
            value = said[0].text if self.question.is_text and said else [one.choice for one in said]
        chosen = {value} if isinstance(value, str) else set(value or ())
        options = [
            Option(f"{bound.html_name}-{place}", code, label, code in chosen)
            for place, (code, label) in enumerate(self.options, start=1)
        ]
        text = value if self.question.is_text and isinstance(value, str) else ""
        first = options[0].id if options else f"{bound.html_name}-1"
        return Group(
            bound.html_name,
            first,
            words,
            options,
            text,
            [str(error) for error in bound.errors] if self.is_bound else [],
        )
