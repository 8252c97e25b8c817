"""The forms by which several councils' figures are entered: for what, what each gave, and what is true of all."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plan import clock, wording
from plan.locking import LastChange
from plan.periods import Period

from .entering_peers import Entry, Told
from .importing.cells import NOT_BEGUN, Fault, number
from .models import ComparatorGroup, Indicator, Peer, PeerResult
from .models.base import validate_period

CHANGED = (
    "{who} changed this since you opened the page: it was {was}, now it is {now}. Save again to keep what you typed."
)


class ChoiceForm(forms.Form):
    """For which group, indicator and period."""

    group = forms.ModelChoiceField(ComparatorGroup.objects.none(), label="Councils")
    indicator = forms.ModelChoiceField(Indicator.objects.none(), label="Indicator")
    period = forms.CharField(
        label="Period", max_length=20, validators=[validate_period], help_text="2022/23, 2022-Q2, 2022 or 2022-07."
    )

    def __init__(self, user: Any, data: QueryDict | None, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["group"].queryset = ComparatorGroup.objects.filter(peers__isnull=False).distinct()
        self.fields["indicator"].queryset = Indicator.objects.editable_by(user)

    def clean_period(self) -> Period:
        period = Period.parse(self.cleaned_data["period"])
        if period.start > clock.today():
            raise ValidationError(NOT_BEGUN.format(period=period.label))
        return period


class CouncilForm(forms.Form):
    """What one council gave. What the form was filled from goes with it, so that a change meanwhile is seen."""

    value = forms.CharField(required=False, max_length=40, label="figure")
    words = forms.CharField(required=False, max_length=120, label="in words instead")
    is_clashed = False  # whether somebody else changed it meanwhile
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, peer: Peer, row: PeerResult | None, unit: str, data: QueryDict | None) -> None:
        self.peer, self.row, self.unit = peer, row, unit
        stands = shown(row)
        initial = {"value": stands[0], "words": stands[1], "seen": row.version if row else None, "was": joined(*stands)}
        super().__init__(data, initial=initial, prefix=f"council-{peer.pk}", label_suffix="")
        for name in ("value", "words"):
            label = {"aria-label": f"{peer.name}: {self.fields[name].label}"}
            self.fields[name].widget.attrs.update(label, autocomplete="off", size=10 if name == "value" else 24)

    @property
    def is_touched(self) -> bool:
        """Whether something was typed: what is left as it was is neither checked nor written."""
        typed = [self.data.get(self.add_prefix(name), "").strip() for name in ("value", "words")]
        return self.is_bound and joined(*typed) != self.data.get(self.add_prefix("was"), "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            cleaned["amount"] = number(cleaned.get("value", ""), unit=self.unit)
        except Fault as fault:
            raise ValidationError({"value": str(fault)}) from None
        if cleaned["amount"] is not None and cleaned.get("words"):
            raise ValidationError({"words": "Give the figure or the words, not both."})
        return cleaned

    def is_stale(self) -> bool:
        return self.cleaned_data.get("seen") != (self.row.version if self.row else None)

    def renew(self, last: LastChange) -> None:
        """Say what changed meanwhile, and rest on that from now on; what was typed stays."""
        self.is_clashed = True
        was, now = self.data.get(self.add_prefix("was"), ""), joined(*shown(self.row))
        said = CHANGED.format(who=wording.sentence(last.who), was=in_words(was), now=in_words(now))
        stands = {"seen": str(self.row.version) if self.row else "", "was": now}
        self.data = {**self.data.dict(), **{self.add_prefix(name): text for name, text in stands.items()}}
        self.add_error("value", said)

    def entry(self) -> Entry:
        told = self.cleaned_data
        return Entry(self.peer, told["seen"], told["amount"], told["words"])


class ToldForm(forms.Form):
    """What is true of all figures that are entered or changed."""

    source = forms.CharField(
        required=False, max_length=300, label="Where these figures come from",
        help_text="The document or data set, with its paragraph. Needed for new figures; otherwise they keep theirs.",
        widget=forms.TextInput(attrs={"size": 60}),
    )  # fmt: skip
    released = forms.DateField(
        required=False, label="Available since", help_text="Left empty: today, or as it was.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    illustrative = forms.BooleanField(
        required=False, label="These figures are made-up examples",
        help_text="Figures that are marked so already stay marked; the indicator's own page takes the mark off.",
    )  # fmt: skip
    why = forms.CharField(
        required=False, max_length=1000, label="Why", widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Needed where figures that are there change, and kept with their history.",
    )  # fmt: skip

    needed = ("source", "why")  # as soon as a figure is new, or changes

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, label_suffix="")
        for name in self.needed:
            self.fields[name].may_be_needed = True

    def clean_released(self) -> date | None:
        day = self.cleaned_data["released"]
        if day and day > clock.today():
            raise ValidationError("Give the day on which the figures came out: today, or an earlier one.")
        return day

    def require(self, touched: Sequence[CouncilForm]) -> None:
        """New figures need their source, changed ones the reason."""
        if any(form.row is None for form in touched) and not self.cleaned_data.get("source"):
            self.add_error("source", "Say where the new figures come from.")
        if any(form.row is not None for form in touched) and not self.cleaned_data.get("why"):
            self.add_error("why", "Say why figures that were there are changed.")

    def told(self) -> Told:
        told = self.cleaned_data
        return Told(told["source"], told["illustrative"], told["released"])


def shown(row: PeerResult | None) -> tuple[str, str]:
    """A figure as it stands in the form: the amount and the words."""
    if row is None:
        return "", ""
    return ("" if row.value is None else f"{row.value.normalize():f}"), row.words


def joined(value: str, words: str) -> str:
    return f"{value}|{words}" if value or words else ""


def in_words(text: str) -> str:
    value, _, words = text.partition("|")
    return value or words or "empty"
