"""The rows of a page of delivery updates: one for each commitment, with its update or room for one."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, QueryDict

from plan.clock import today
from plan.desk import typed
from plan.desk.inlines import DeskInlineFormSet, HelpOnce
from plan.desk.merging import Conflict, Difference, conflict_of
from plan.desk.rows import posted_count

from .admin_forms import NOT_THERE, SubjectField, UpdateForm
from .admin_parts import PartInline
from .models import DeliveryUpdate, HighlightReport
from .naming import Group
from .update_parts import Part, Parts

STANDS, KNOWN = "stands", "known"  # what a page carries beside its fields
SAID = ("status", "date", "text", "public_text", "evidence")


class RowForm(UpdateForm):
    """An update on a commitment that the page chose, or, in its last row, on one that the user chooses.

    A new row says nothing until something beside its commitment and its day, which stand in it from the beginning, is
    filled in. It then is an update like any other.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_new = self.instance._state.adding
        posted = self.data.get(self.add_prefix(STANDS)) if self.is_bound else self.initial.get("item")
        self.stands = bool(posted) or not self.is_new

    @property
    def changed_data(self) -> list[str]:
        aside = {"date"} | ({"item"} if self.stands else set()) if self.is_new else set()
        changed = super().changed_data
        return changed if set(changed) - aside else []

    @property
    def is_blank(self) -> bool:
        return self.is_new and not any(self.said(name) for name in SAID if name != "date")

    def said(self, name: str) -> str:
        value = typed.raw(self, name) if self.is_bound else self.initial.get(name)
        return str(value or "").strip()

    @property
    def subject_key(self) -> str:
        """The commitment it is about, as the page carries it along; a row that is told as deleted becomes a new one."""
        return str(self.instance.item_id) if not self.is_new else self.said("item")

    @property
    def subject(self) -> str:
        return self.names.get(self.subject_key, NOT_THERE) if self.stands else "Another update"

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in (() if self.stands else ("item",)) + SAID]

    # Set for all rows of a page, by the formset.
    names: dict[str, str] = {}
    is_first = False


class RowFormSet(HelpOnce, DeskInlineFormSet):
    """Rows in the plan's order, whether they have an update yet or not. Their help stands once, at their head."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.names = self.inline.row_names
        if not form.is_new:
            form.fields.pop("item", None)  # an update stays with its commitment
        elif form.stands and "item" in form.fields:
            form.fields["item"].widget = forms.HiddenInput()

    @property
    def in_order(self) -> list[RowForm]:
        places = {key: place for place, key in enumerate(self.inline.row_names)}
        rows = sorted(self.forms, key=lambda form: (not form.stands, places.get(form.subject_key, len(places))))
        seen: set[str] = set()
        for form in rows:
            form.is_first = form.stands and form.subject_key not in seen
            seen.add(form.subject_key)
        return rows

    @property
    def known(self) -> str:
        """The newest update of the report when this page was made: what comes after it, nobody here has seen."""
        return self.data.get(f"{self.prefix}-{KNOWN}", "") if self.is_bound else str(self.inline.newest)


class RowInline(PartInline):
    model = DeliveryUpdate
    form, formset = RowForm, RowFormSet
    template = "outcomes/desk/update_rows.html"
    verbose_name, verbose_name_plural = "delivery update", "delivery updates"
    fields = ("item", *SAID)
    subject_field = SubjectField
    subject_label = "Commitment"
    subject_required = True

    def parts(self, request: HttpRequest) -> Parts:
        return request.update_parts

    def part(self, request: HttpRequest) -> Part:
        return request.update_part

    def offered(self, request: HttpRequest) -> list[Group]:
        """Everything where something was posted, which may have been moved meanwhile; else what the page is about."""
        parts = self.parts(request)
        return parts.groups if request.method == "POST" else parts.offered(self.part(request))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        parts = self.parts(request)
        self.newest = parts.newest
        self.row_names = {str(item): parts.names.get(item, NOT_THERE) for item in (*parts.order, *parts.updates)}
        return super().get_formset(request, obj, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """A page shows its own rows, and takes those of its report: they may have moved to another page meanwhile."""
        rows = super().get_queryset(request)
        if request.method == "POST":
            return rows
        return rows.filter(pk__in=[line.update.pk for line in self.part(request).lines if line.update])

    def blank(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What rows begin with that have no update yet, and one more for a further update."""
        new = [{"item": line.item} for line in self.part(request).lines if line.update is None]
        offered = any(rows for _title, rows in self.parts(request).offered(self.part(request)))
        return [{"date": today(), **each} for each in (*new, *([{}] if offered else []))]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return len(self.blank(request)) if self.has_add_permission(request, obj) else 0

    def prepare(self, request: HttpRequest, row: DeliveryUpdate, parent: HighlightReport) -> None:
        row.author = request.user


def added_meanwhile(data: QueryDict, prefix: str, form_class: type[RowForm], report: HighlightReport) -> dict[int, Any]:
    """The posted new rows on commitments on which somebody else added an update since the page was opened, by place.

    Their authors are shown it once, and decide. The same row sent twice is found like this too. One query, where there
    is nothing new.
    """
    seen = data.get(f"{prefix}-{KNOWN}", "")
    newer = list(report.updates.filter(pk__gt=int(seen) if seen.isdecimal() else 0).order_by("pk"))
    if not newer or not seen.isdecimal():
        return {}
    data[f"{prefix}-{KNOWN}"] = str(newer[-1].pk)
    initial, total = (posted_count(data.get(f"{prefix}-{name}_FORMS")) for name in ("INITIAL", "TOTAL"))
    found = {}
    for place in range(initial, total):
        form = form_class(data, prefix=f"{prefix}-{place}")
        other = next((update for update in newer if str(update.item_id) == form.subject_key), None)
        if other is not None and not form.is_blank:
            found[place] = _conflict(form, form_class(instance=other))
    return found


def _conflict(mine: RowForm, theirs: RowForm) -> Conflict:
    conflict = conflict_of(DeliveryUpdate, theirs.instance.pk, "another update on this commitment")
    conflict.touched = True
    for name in SAID:
        field = mine.fields[name]
        now, typed_now = theirs.get_initial_for_field(field, name), typed.raw(mine, name)
        if field.has_changed(now, typed_now):
            label = str(mine[name].label)
            conflict.differences.append(
                Difference(label, "(nothing)", typed.in_words(field, now), typed.in_words(field, typed_now))
            )
    return conflict
