"""What officers are asked about reasons for changes."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from consultation.asking.models import Consultation
from consultation.hearing.citing import citable
from consultation.hearing.engaging import Comment
from consultation.weighing.models import Theme
from outcomes.framework.comparing.parts import AIM, OUTCOME, PLAN, SECTION, SUB_OUTCOME, WORDS, Part
from outcomes.framework.labels import shortened
from plan.desk.confirming import Group
from plan.models import Decision, Plan
from plan.wording import sentence

from .answers import ThemeAnswer
from .models import PlanChange
from .reading import Compared

Kind = PlanChange.Kind
# What a council may be asked to change and leave as it is: not each single action.
LEAVABLE = (PLAN, OUTCOME, SUB_OUTCOME, AIM, SECTION)


class Asked(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ChangesForm(Asked):
    before = forms.ModelChoiceField(
        Plan.objects.none(), label="The version before", empty_label="Choose one",
        help_text="The one whose changes are to be explained.",
    )  # fmt: skip
    kind = forms.ChoiceField(choices=Kind, label="How it changed", help_text="“Left as it was” is for what was asked.")


class DecidedForm(Asked):
    """Who decided it, and where that can be read."""

    decided_at = forms.ModelChoiceField(
        Decision.objects.none(), required=False, label="Decision", empty_label="None recorded",
        help_text="The recorded decision it rests on, if there is one.",
    )  # fmt: skip
    decided_by = forms.CharField(
        required=False, max_length=150, help_text="Else the office or body that decided, such as Cabinet."
    )
    source = forms.CharField(required=False, max_length=300, help_text="The document that says so, with its paragraph.")
    illustrative = forms.BooleanField(
        required=False, help_text="Tick for a made-up example. It is marked as illustrative wherever it is shown."
    )

    field_order = ("reason", "decision", "words", "besides", "decided_at", "decided_by", "source", "illustrative")


class WordsForm(DecidedForm):
    """What is said of any change."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text="Why, in plain words. Everyone who may see both versions reads it.",
    )  # fmt: skip
    decision = forms.ChoiceField(choices=PlanChange.Outcome, label="What was decided")

    def offer(self, *plans: Plan) -> None:
        taken = Decision.objects.filter(plan__in=plans).select_related("body").order_by("-date")
        self.fields["decided_at"].queryset = taken  # type: ignore[attr-defined]


class ReasonForm(WordsForm):
    """One reason for several parts, each ticked."""

    def __init__(self, *args: Any, compared: Compared, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = kind == Kind.NONE
        if left:
            self.parts = {part.key: part for part in compared.found.after if part.kind in LEAVABLE and part.printed}
        else:
            self.parts = {change.uuid: change.part for change in compared.found.under(kind)}
        told = {key for key in self.parts if (key, kind) in compared.reasons}
        self.told = len(told)
        for key, part in self.parts.items():
            label = f"{named(part)}{' (has a reason)' if key in told else ''}"
            field = forms.BooleanField(required=False, label=label)
            field.may_be_needed = True  # type: ignore[attr-defined]
            self.fields[ticked(key)] = field
        fits = ("not_changed", "outside") if left else ("changed", "partly", "outside")
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            choice for choice in PlanChange.Outcome.choices if choice[0] in fits
        ]
        self.offer(compared.before, compared.after)

    @property
    def groups(self) -> list[Group]:
        ticks = {ticked(key) for key in self.parts}
        return [
            Group("What it is for", [field for field in self.visible_fields() if field.name in ticks]),
            Group("Why", [field for field in self.visible_fields() if field.name not in ticks]),
        ]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        parts = [key for key in self.parts if chosen.pop(ticked(key), False)]
        if not parts:
            self.add_error(None, "Tick what the reason is for.")
        return {**chosen, "parts": parts}


def ticked(key: UUID) -> str:
    return f"part-{key.hex}"


def named(part: Part) -> str:
    return f"{sentence(WORDS[part.kind])}: {shortened(str(part))}"


class AnswerForm(DecidedForm):
    """What is answered to a theme."""

    decision = forms.ChoiceField(choices=ThemeAnswer.Outcome, label="What was decided")
    words = forms.CharField(
        label="The answer", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was decided and why, in plain words. Everyone reads it.",
    )  # fmt: skip
    besides = forms.CharField(
        required=False, label="What else was changed", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What no comparison of two versions shows: pictures, how long it is, the next questionnaire.",
    )  # fmt: skip

    def __init__(self, *args: Any, consultation: Consultation, row: ThemeAnswer | None = None, **kwargs: Any) -> None:
        names = ("decision", "words", "besides", "decided_by", "source", "illustrative")
        initial = {name: getattr(row, name) for name in names} | {"decided_at": row.decided_at_id} if row else {}
        super().__init__(*args, initial=initial, **kwargs)
        plan = consultation.plan_id
        taken = Decision.objects.filter(Q(plan=plan) | Q(plan__based_on=plan)) if plan else Decision.objects.none()
        self.fields["decided_at"].queryset = taken.select_related("body").order_by("-date")  # type: ignore[attr-defined]


class AnswerPutRightForm(AnswerForm):
    why = forms.CharField(required=False, label="Why it is put right", widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: ThemeAnswer, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.initial["seen"] = row.version


class LedForm(Asked):
    """What led to a change."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), required=False, label="What people said", widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text="Hold Ctrl to choose several.",
    )  # fmt: skip
    comments = forms.ModelMultipleChoiceField(
        Comment.objects.none(), required=False, label="Comments of committees",
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip

    def __init__(self, *args: Any, row: PlanChange, user: Any, **kwargs: Any) -> None:
        initial = {name: list(getattr(row, name).all()) for name in ("themes", "comments", "results", "ranked")}
        super().__init__(*args, initial=initial, **kwargs)
        held = Consultation.objects.filter(plan__in=(row.before_id, row.after_id))
        offered = {
            "themes": Theme.objects.standing().filter(consultation__in=held),
            "comments": Comment.objects.cleared().filter(consultation__in=held, meeting__isnull=False),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields |= citable(held, user)
        self.fields["comments"].label_from_instance = lambda one: shortened(one.words)  # type: ignore[attr-defined]


class PutRightForm(WordsForm):
    why = forms.CharField(required=False, label="Why it is put right", widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: PlanChange, **kwargs: Any) -> None:
        names = ("reason", "decision", "decided_by", "source", "illustrative")
        initial = {name: getattr(row, name) for name in names}
        initial |= {"decided_at": row.decided_at_id, "seen": row.version}
        super().__init__(*args, initial=initial, **kwargs)
        self.offer(row.before, row.after)


class WithdrawForm(Asked):
    why = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2}), help_text="Why it is withdrawn. It stays in the log."
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
