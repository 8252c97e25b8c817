"""Lists: rows prepared at once, edited in place without overwriting anybody, and acted on in bulk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from django.utils.safestring import mark_safe

from plan import locking
from plan.slots import slots

from . import changes
from .forms import WHY, DeskActionForm, DeskForm, share_choices
from .inlines import DeskListFormSet
from .rows import freshen
from .saving import ATTEMPTS, refusal_of
from .state import Desk

# How the filters of a field ask, in an address.
ASKED = ("exact", "id__exact", "uuid__exact", "isnull", "isempty", "gte", "lt")
CHOOSE = [("", "Choose what to do")]


class DeskChangeList(ChangeList):
    """A page of rows. The model's admin may look up what they show in one go (`prepare_rows`)."""

    _formset = None

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self._request = request
        super().__init__(request, *args, **kwargs)
        self.title = changes.capital(self.opts.verbose_name_plural)

    def url_for_result(self, result: models.Model) -> str:
        """Where the row is opened. Raises NoReverseMatch where it is not to be, and then the list has no link."""
        if not self.model_admin.may_open(self._request, result):
            raise NoReverseMatch
        return super().url_for_result(result)

    def get_filters(self, request: HttpRequest) -> tuple:
        """A question that the list does not answer leads to the list, as one that makes no sense does."""
        try:
            return super().get_filters(request)
        except DisallowedModelAdminLookup as error:
            raise IncorrectLookupParameters(error) from error

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.model_admin.prepare_rows_for(
            request, list(self.result_list)
        )  # read once: the queryset keeps these very rows

    @property
    def formset(self) -> Any:
        return self._formset

    @formset.setter
    def formset(self, formset: Any) -> None:
        """Rows of a posted list are shown as posted, though the list itself may have changed since; rows that are not
        this user's to change can only be read."""
        self._formset = formset
        if formset is not None:
            pks = [form.instance.pk for form in formset.initial_forms]
            theirs = self.model_admin.editable_among(self._request, pks)
            for form in formset.initial_forms:
                for field in form.fields.values():
                    field.disabled = field.disabled or (form.instance.pk not in theirs and not field.widget.is_hidden)
        if formset is not None and formset.is_bound:
            self.result_list = [form.instance for form in formset.initial_forms]
            self.model_admin.prepare_rows_for(self._request, self.result_list)


def _lookups(of: Any) -> list[str]:
    """The lookups in an address that a filter answers to."""
    if not isinstance(of, str | tuple):
        return [of.parameter_name]
    path = of if isinstance(of, str) else of[0]
    return [path, *(f"{path}__{how}" for how in ASKED)]


class ListingMixin:
    action_form = DeskActionForm
    actions_selection_counter = False  # only ticked rows are acted on: those one has seen

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """A filter by another row offers only those that rows of this list stand with: any other would find nothing.
        Filters that other rooms hang into the slot come last."""
        more = [each.filter for each in slots.list_filters if each.model == self.opts.label]
        return [self.only_used(name) for name in super().get_list_filter(request)] + more

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the list's own filters ask, and what links to it do (`linked_by`): a question about any other
        column, such as whether a figure is below 4, would be answered about rows whose columns are not shown."""
        return lookup in {*self.linked_by, *(one for each in self.get_list_filter(request) for one in _lookups(each))}

    def only_used(self, name: Any) -> Any:
        related = isinstance(name, str) and get_fields_from_path(self.model, name)[-1].remote_field
        return (name, admin.RelatedOnlyFieldListFilter) if related else name

    def get_action_choices(self, request: HttpRequest, default_choices: Any = CHOOSE) -> list[tuple[str, str]]:
        return super().get_action_choices(request, default_choices)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskChangeList

    def prepare_rows(self, rows: list[models.Model]) -> None:
        """Look up, for all rows of a page at once, what its columns show, and set it on them."""

    def prepare_rows_for(self, request: HttpRequest, rows: list[models.Model]) -> None:
        """The same for a list, where what it shows may depend on who reads it."""
        self.prepare_rows(rows)

    def may_open(self, request: HttpRequest, row: models.Model) -> bool:
        """Whether a row of the list has a page for this user. Asked for each row: look it up in `prepare_rows_for`."""
        return True

    def row_name(self, row: models.Model) -> str:
        """What a row is called in its list, for those who hear it read out."""
        return str(row)

    def row_place(self, row: models.Model) -> str:
        """The version of the plan it is part of, if any: another version may have a row of the same name."""
        return ""

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle" aria-label="Tick all rows">'))
    def action_checkbox(self, obj: models.Model) -> str:
        attrs = {"class": "action-select", "aria-label": f"Tick {self.row_name(obj)}"}
        box = forms.CheckboxInput(attrs, lambda _: False)
        return box.render(ACTION_CHECKBOX_NAME, str(obj.pk))

    def editable_among(self, request: HttpRequest, pks: list[Any]) -> set[Any]:
        """Which of these rows this user may change: one query, where the model has a rule."""
        rows = self.model._default_manager.all()
        if not hasattr(rows, "editable_by"):
            return set(pks)
        return set(rows.editable_by(request.user).filter(pk__in=pks).values_list("pk", flat=True))

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        form_class = super().get_changelist_form(request, **{"form": DeskForm, **kwargs})
        return form_class

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> type[DeskListFormSet]:
        formset = super().get_changelist_formset(request, **{"formset": DeskListFormSet, **kwargs})
        share_choices(formset.form)
        formset.conflicts = request.desk.row_conflicts.get("form", {}) if request.method == "POST" else {}
        formset.why = request.POST.get(WHY, "")
        return formset

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        request.desk = Desk()
        told_of_deleted = self.deletable and self.may_see_deleted(request)
        extra_context = {"may_see_deleted": told_of_deleted, **(extra_context or {})}
        if request.method == "POST" and "_save" in request.POST and self.list_editable:
            return self._save_list(request, extra_context)
        return super().changelist_view(request, extra_context)

    def _save_list(self, request: HttpRequest, extra_context: dict[str, Any]) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        posted = request.POST
        for _ in range(ATTEMPTS):
            request.POST, request.desk = posted.copy(), Desk(listing=True)
            form_class = self.get_changelist_formset(request).form
            found = freshen(request.POST, "form", form_class, self.get_queryset(request), may_add=False)
            request.desk.row_conflicts["form"] = {place: it for place, it in found.items() if place >= 0}
            gone = [conflict for place, conflict in found.items() if place < 0]
            try:
                response = super().changelist_view(request, extra_context)
            except locking.Stale:
                continue
            except IntegrityError as error:
                self.message_user(request, refusal_of(error), messages.ERROR)
                request.method = "GET"
                return super().changelist_view(request, extra_context)
            for conflict in gone:
                lost = "; ".join(f"{label}: {text}" for label, text in conflict.typed)
                told = f"{conflict.who} deleted {conflict.name}{conflict.moment}, while you had it open."
                self.message_user(request, f"{told} You had typed: {lost}", messages.ERROR)
            return response
        raise PermissionDenied("This list is being saved by too many people at once. Open it again.")
