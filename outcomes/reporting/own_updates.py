"""The short form for lead officers: how their own commitments stand, many on one page. What was said of any is recorded
together, all of it or nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any
from uuid import UUID

from django import forms
from django.db import models, transaction

from outcomes.framework.models import PlanItem
from outcomes.framework.same import same_items
from plan.clock import today
from plan.models import Plan, User
from plan.wording import day

from .completeness import reason_needed
from .models import DeliveryStatus, DeliveryUpdate
from .silence import silent, with_last
from .updates import record_update, wrong_day

SAID = ("status", "text", "public_text", "evidence")
NEWER = "Another update was recorded meanwhile: {}. Save again if yours is to stand beside it."

OPEN_AGAIN = "This form did not arrive as it was sent out. Open the page again, and type this once more."
GARBLED = {"invalid": OPEN_AGAIN, "min_value": OPEN_AGAIN}


class Newer(ValueError):
    """Of some commitments more was said since the page was made; nothing was recorded. By item: what."""

    def __init__(self, found: dict[UUID, DeliveryUpdate]) -> None:
        super().__init__("Somebody recorded an update since you opened the page.")
        self.found = found


@dataclass(frozen=True)
class Own:
    """One of somebody's commitments: what was said of it last, and by when something is to be said next, if ever."""

    item: UUID
    text: str
    last: Date | None
    status: str
    newest: int
    due: Date | None

    @property
    def said(self) -> str:
        if self.last is None:
            return "No update yet"
        label = DeliveryStatus(self.status).label if self.status else "No status"
        return f"Last update: {label}, {day(self.last)}"

    def wants(self, on: Date) -> bool:
        return self.due is not None and self.due <= on


def own_commitments(user: User, on: Date) -> list[Own]:
    """Somebody's commitments in the plan in force, what is due first. Six queries at most, whatever their number."""
    edition = Plan.objects.in_force(on).first()
    if edition is None:
        return []
    due = {one.item: one.due for one in silent(on) if user.pk in one.users}
    rows: Any = with_last(edition).filter(item__in=DeliveryUpdate.objects.items_of(user)).order_by("position", "pk")
    found = [
        Own(item, text, last, status or "", newest or 0, due.get(item))
        for item, text, last, status, newest in rows.values_list("item", "text", "last", "last_status", "newest")
    ]
    return sorted(found, key=lambda row: (row.due is None, row.due or on))


class OwnForm(forms.Form):
    """What may be said of one commitment. Nothing is, as long as only the day stands in it."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, error_messages=GARBLED)
    status = forms.ChoiceField(choices=[("", "Nothing new to say"), *DeliveryStatus.choices], required=False)
    date = forms.DateField(
        label="Day it describes", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), required=False
    )
    text = forms.CharField(label="For management", widget=forms.Textarea(attrs={"rows": 3, "cols": 40}), required=False)
    public_text = forms.CharField(
        label="For the public", widget=forms.Textarea(attrs={"rows": 3, "cols": 40}), required=False
    )
    evidence = forms.CharField(label="Evidence, for the public", max_length=250, required=False)

    def __init__(self, row: Own, data: Any = None) -> None:
        super().__init__(data, prefix=str(row.item), label_suffix="", initial={"date": today(), "seen": row.newest})
        self.row, self.newer = row, ""

    @property
    def is_blank(self) -> bool:
        return not any((self.data.get(self.add_prefix(name)) or "").strip() for name in SAID)

    def clean_date(self) -> Date:
        when = self.cleaned_data["date"] or today()
        if wrong := wrong_day(when):
            raise forms.ValidationError(wrong)
        return when

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "status" in said and not said["status"]:
            self.add_error("status", "Give the status of the commitment.")
        if reason_needed(said.get("status", "")) and not said.get("text"):
            self.add_error("text", f"Say why it is {DeliveryStatus(said['status']).label.lower()}.")
        return said

    def told_of(self, update: DeliveryUpdate) -> None:
        """Show what was recorded meanwhile, and take it as seen from now on."""
        self.newer = NEWER.format(update)
        self.data = {**self.data.dict(), self.add_prefix("seen"): str(update.pk)}  # type: ignore[attr-defined]

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in ("status", "date", "text", "public_text", "evidence")]


@transaction.atomic
def record_own(said: Sequence[OwnForm], *, by: User) -> list[DeliveryUpdate]:
    """Record what was said of each, in valid forms. Raises Newer, and `NotAllowed` where one is not theirs."""
    items = {item.pk: item for item in _locked({form.row.item for form in said})}
    newer = {}
    for form in said:
        updates = DeliveryUpdate.objects.filter(item__in=same_items([form.row.item]))
        after = updates.filter(pk__gt=form.cleaned_data["seen"] or 0).order_by("-pk").first()
        if after is not None:
            newer[form.row.item] = after
    if newer:
        raise Newer(newer)
    return [
        record_update(
            items[form.row.item], by=by,
            **{name: form.cleaned_data[name] for name in ("date", "status", "text", "public_text", "evidence")},
        )
        for form in said
    ]  # fmt: skip


def _locked(items: Collection[UUID]) -> models.QuerySet[PlanItem]:
    """In one order, so that two who save at once wait for each other and not for ever."""
    return PlanItem.objects.select_for_update().filter(pk__in=items).order_by("pk")
